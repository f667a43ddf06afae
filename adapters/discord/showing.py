"""What the core answers, shown where it was asked: the card redrawn, an aside that only they see, a
form. Whatever fails here fails after the commit: what was done stays done."""

import logging

import discord

from adapters.discord.calls import Calls
from adapters.discord.components import (
    Component,
    Drawn,
    TooMuch,
    button,
    drawn,
    drawn_in_parts,
    row,
)
from adapters.discord.custom_ids import SEND, Asked, Page
from adapters.discord.drafts import Draft, Drafts
from adapters.discord.errors import is_over
from adapters.discord.modals import at_once, may_be_left, modal, pages_of
from adapters.discord.replying import Reply
from bot.messages import Answer, Form, Message, Section
from bot.model.ids import Account
from bot.order import Order
from bot.own_words import Words
from bot.ports import PlatformError, Refused

log = logging.getLogger(__name__)


class Showing:
    def __init__(self, calls: Calls, drafts: Drafts, words: Words) -> None:
        self._calls = calls
        self._drafts = drafts
        self._words = words
        self.order = Order()

    async def answer(self, reply: Reply, account: Account, answer: Answer) -> bool:
        """False where nothing can be shown to them any more, and something is there to show."""
        if reply.copy:
            return True
        redrawn = answer.redraw is not None and await self._redrawn(reply, account, answer.redraw)
        aside = answer.aside
        if answer.redraw is not None and not redrawn and aside is None:
            aside = answer.redraw
        try:
            if answer.form is not None:
                await self._form(reply, account, answer.form)
            elif aside is not None:
                await self.aside(reply, account, aside)
            elif not redrawn:
                await self._nothing(reply, account)
        except Refused as error:  # it was done all the same
            log.error("an answer was not shown: %s", error)
            await self._done(reply, account)
        except PlatformError as error:
            log.warning("an answer was not shown: %s", type(error).__name__)
            if is_over(error):
                return False
        if answer.unreached:
            await self._also(reply, account, self._words.with_lines("discord-unreached"))
        return True

    async def _done(self, reply: Reply, account: Account) -> None:
        await self._also(reply, account, self._words.message("discord-done"))

    async def _also(self, reply: Reply, account: Account, message: Message) -> None:
        """What must not fail for whoever asked."""
        try:
            await reply.whisper(drawn(message, account.workspace))
        except PlatformError as error:
            log.warning("an answer was not shown: %s", type(error).__name__)

    async def aside(
        self, reply: Reply, account: Account, message: Message, *more: Component
    ) -> None:
        """In place of the aside that was pressed on; what is more than Discord shows at once
        follows on it. Raises PlatformError."""
        try:
            first, *others = drawn_in_parts(message, account.workspace, *more)
        except TooMuch as error:  # it was done all the same
            log.error("an answer was not shown: %s", error)
            first, others = drawn(self._words.message("discord-done"), account.workspace), []
        if not reply.on_aside:
            await reply.whisper(first)
        elif not await self._in_place(reply, first):
            return
        for each in others:
            await reply.whisper(each)

    async def _in_place(self, reply: Reply, made: Drawn) -> bool:
        """In place of the message that was acted on; False where something later stands there.
        Raises PlatformError."""
        async with self.order.turn(reply.at, reply.number) as latest:
            if latest:
                await reply.redraw(made)
            elif not reply.answered:
                await reply.defer()
            return latest

    async def page(self, reply: Reply, draft: Draft, number: int) -> None:
        """Opens a page of a form. Raises PlatformError."""
        opening = str(reply.interaction.id)
        id_ = str(Page(draft.account.workspace, draft.id, number, opening))
        if not await reply.open(modal(draft.form, number, id_)):
            await self.ask_on(reply, draft, number)

    async def ask_on(self, reply: Reply, draft: Draft, number: int) -> None:
        """A button that opens a page of a form, under what else there is to say; another sends it
        in where nothing that is left has to be answered. Raises PlatformError."""
        form, pages = draft.form, pages_of(draft.form)
        errors = [f"{each.label}: {each.error}" for each in form.fields if each.error]
        if number:
            said = self._words("discord-form-next", page=number + 1, pages=len(pages))
        else:
            said = "\n".join(errors) or form.intro or self._words("discord-form-ready")
        section = Section(heading=form.title, text=said)
        footer = form.footer or self._words.help_line
        message = Message((section,), self._words.bot, footer=footer)
        buttons = [_on(draft, number, self._words("discord-form-go-on"))]
        left = [page for at, page in enumerate(pages) if at not in draft.given]
        if number and all(may_be_left(page) for page in left):
            buttons.append(_on(draft, number, form.submit, SEND))
        await self.aside(reply, draft.account, message, row(*buttons))

    async def send_again(self, reply: Reply, draft: Draft, apology: Message) -> bool:
        """It could not be taken: all that was typed is there still, and one press sends it. False
        where nothing can be shown to them any more."""
        again = row(_on(draft, 0, draft.form.submit, SEND))
        await self._drafts.keep(draft)
        try:
            await self.aside(reply, draft.account, apology, again)
        except PlatformError as error:
            log.warning("an answer was not shown: %s", type(error).__name__)
            return not is_over(error)
        return True

    async def _form(self, reply: Reply, account: Account, form: Form) -> None:
        """At once, where Discord lets it be opened; else behind a button."""
        opening = str(reply.interaction.id)
        if at_once(form) and reply.may_open:
            made = modal(form, 0, str(Asked(account.workspace, form.token, opening)))
            if await reply.open(made):
                return
        draft = self._drafts.begin(opening, account, form)
        if reply.may_open:
            await self.page(reply, draft, 0)
        else:
            await self.ask_on(reply, draft, 0)
        await self._drafts.keep(draft)  # nothing is typed yet: nobody waits for it

    async def _nothing(self, reply: Reply, account: Account) -> None:
        """Discord shows an error where nothing is answered at all."""
        if reply.interaction.message is None or (reply.submitted and reply.on_aside):
            await self.aside(reply, account, self._words.message("discord-done"))
        elif not reply.answered:
            await reply.defer()

    async def _redrawn(self, reply: Reply, account: Account, message: Message) -> bool:
        """What was pressed in the chat is redrawn there; False anywhere else, and where Discord
        would not: what it says is then said beside it."""
        pressed = reply.interaction.message
        if pressed is None or not reply.on_card:
            return False
        try:
            made = drawn(message, account.workspace)
            try:
                await self._in_place(reply, made)
            except PlatformError as error:
                log.info("a press could not be answered: %s", type(error).__name__)
                # Too late for the press: it is a message of ours all the same.
                made = drawn(message, account.workspace)
                await self._calls.edit(pressed.channel.id, pressed.id, made)
        except (PlatformError, TooMuch) as error:
            log.warning("a card was not redrawn: %s", type(error).__name__)
            return False
        return True


def _on(draft: Draft, number: int, label: str, opening: str = "") -> Component:
    style = discord.ButtonStyle.secondary if opening else discord.ButtonStyle.primary
    id_ = str(Page(draft.account.workspace, draft.id, number, opening))
    return button(label, id_, style)
