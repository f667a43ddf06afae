"""From discord.py's client to the core and back.

Discord waits three seconds for an answer to a press, a command or a form. It leaves after the
commit where that comes within two, else it is deferred; then comes the answer, or an apology.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import discord

from adapters.discord import custom_ids, reading
from adapters.discord.calls import Calls
from adapters.discord.chats import Chats
from adapters.discord.completing import Completing
from adapters.discord.components import TooMuch, drawn, drawn_in_parts
from adapters.discord.custom_ids import SEND, Asked, Page, Pressed
from adapters.discord.drafts import Draft, Drafts
from adapters.discord.modals import as_it_is, merged, pages_of, settled
from adapters.discord.reading import FileAt, account_in
from adapters.discord.replying import Interaction, Reply
from adapters.discord.servers import Servers
from adapters.discord.showing import Showing
from adapters.discord.standing import Members
from bot.adapter_registration import Surroundings
from bot.events import (
    ButtonPressed,
    CommandGiven,
    Event,
    FileSent,
    FormSubmitted,
    SentFile,
    TextTyped,
)
from bot.faults import kind
from bot.fetching import Fetching
from bot.messages import Answer, Message
from bot.model.ids import Account
from bot.own_words import Words
from bot.ports import Intake, PlatformError

log = logging.getLogger(__name__)

#: seconds that the commit has before the answer is deferred
PATIENCE = 2.0
#: interactions that are known when they come again: more than come while a connection is resumed
REMEMBERED = 10_000

Member = discord.Member | discord.User


@dataclass(slots=True)
class Listening:
    calls: Calls
    chats: Chats
    members: Members
    servers: Servers
    drafts: Drafts
    showing: Showing
    completing: Completing
    words: Words
    surroundings: Surroundings
    intake: Intake
    stopping: bool = False
    _came: OrderedDict[int, None] = field(default_factory=OrderedDict)
    _under_way: set[asyncio.Task[Any]] = field(default_factory=set)
    _fetching: Fetching = field(init=False)

    def __post_init__(self) -> None:
        self._fetching = Fetching(self.calls.download)

    async def finish(self) -> None:
        """Takes nothing more; returns once every answer that is under way is shown."""
        self.stopping = True
        while self._under_way:
            await asyncio.wait(self._under_way)

    def commanded(self, interaction: Interaction, name: str, text: str, to: str = "") -> None:
        self._begin(self._commanded(self._reply(interaction), name, text, to))

    def typing(self, interaction: Interaction) -> None:
        """A name behind a command, which completes itself."""
        self._begin(self.completing.answer(self._reply(interaction)))

    def acted(self, interaction: Interaction) -> None:
        """A button was pressed, or a form sent in."""
        self._begin(self._acted(self._reply(interaction)))

    def said(self, message: discord.Message) -> None:
        """Somebody wrote to the bot, or sent it a file."""
        self._begin(self._said(message))

    def _reply(self, interaction: Interaction) -> Reply:
        """Discord brings an interaction again, where a connection is resumed."""
        self.members.heard(interaction.user)
        copy = interaction.id in self._came
        self._came[interaction.id] = None
        while len(self._came) > REMEMBERED:
            self._came.popitem(last=False)
        return Reply(interaction, self.showing.order.next(), copy=copy)

    async def _commanded(self, reply: Reply, name: str, text: str, to: str) -> None:
        interaction = reply.interaction
        guild = await self._server_of(reply)
        if guild is None:
            return
        account = account_in(guild, interaction.user.id)
        await self._act(reply, CommandGiven(str(interaction.id), account, name, text, to))

    async def _server_of(self, reply: Reply) -> str | None:
        """Of a command; where it is none of ours, or might be any of several, they are told."""
        interaction = reply.interaction
        if interaction.guild_id is not None:
            if self.servers.ours(str(interaction.guild_id)):
                return str(interaction.guild_id)
            await self._tell(reply, "discord-elsewhere")
            return None
        self._remember(interaction.user.id, interaction.channel_id)
        meant = await self.servers.meant_by(interaction.user.id)
        if len(meant) != 1:
            await self._tell(reply, "discord-which-server" if meant else "discord-elsewhere")
            return None
        return meant[0]

    async def _acted(self, reply: Reply) -> None:
        interaction = reply.interaction
        what = custom_ids.read(reading.custom_id_of(interaction))
        if what is None or not self.servers.ours(what.guild):
            await self._tell(reply, "discord-gone")
            return
        if interaction.guild_id is None:
            self._remember(interaction.user.id, interaction.channel_id)
        account, id_ = account_in(what.guild, interaction.user.id), str(interaction.id)
        data: Mapping[str, Any] = interaction.data or {}
        match what:
            case Pressed(token=token, number=number):
                await self._act(reply, ButtonPressed(id_, account, token, number))
            case Asked(token=token):
                form = FormSubmitted(id_, account, token, merged([reading.given(data)]))
                await self._sent_in(reply, form, reading.files_of(data))
            case Page():
                await self._paged(reply, account, what, data)

    async def _paged(
        self, reply: Reply, account: Account, page: Page, data: Mapping[str, Any]
    ) -> None:
        """A page of a form that is kept: it is opened; or it was filled in, and the next waits."""
        if reply.copy:
            return
        draft = self.drafts.of(page.draft, account)
        if draft is None or page.number >= len(pages_of(draft.form)):
            await self._tell(reply, "discord-form-gone")
            return
        try:
            if draft.sent:
                await self.showing.answer(reply, account, Answer())
                return
            if not page.opening:
                await self.showing.page(reply, draft, page.number)
                return
            _fill(draft, page, data)
            missing = [n for n in range(len(pages_of(draft.form))) if n not in draft.given]
            if missing:
                await self.showing.ask_on(reply, draft, missing[0])
                return
        except PlatformError as error:
            log.warning("a form was not shown: %s", type(error).__name__)
            return
        await self._whole(reply, draft)

    async def _whole(self, reply: Reply, draft: Draft) -> None:
        pages = sorted(draft.given)
        values = settled(draft.form, merged([draft.given[number] for number in pages]))
        files = {name: at for given in draft.files.values() for name, at in given.items()}
        id_ = str(reply.interaction.id)
        form = FormSubmitted(id_, draft.account, draft.form.token, values)
        draft.sent = True
        await self._sent_in(reply, form, files, draft)

    async def _sent_in(
        self,
        reply: Reply,
        form: FormSubmitted,
        files: Mapping[str, FileAt],
        draft: Draft | None = None,
    ) -> None:
        await self._act(reply, form, self._with_files(form, files) if files else None, draft)

    async def _said(self, message: discord.Message) -> None:
        """Nothing that only they see can be answered here: Discord has that for what is pressed,
        and no more."""
        author = message.author
        self._remember(author.id, message.channel.id)
        meant = await self.servers.meant_by(author.id)
        if len(meant) != 1:
            text = "discord-which-server" if meant else "discord-elsewhere"
            await self._reply_in_chat(message, "", self.words.message(text))
            return
        account, id_ = account_in(meant[0], author.id), str(message.id)
        if message.attachments:
            at = reading.attached(message.attachments[0])
            sent = FileSent(id_, account, SentFile(at.name, b""))
            event: Event = sent
            tried = await self._tried(sent, author, self._with_file(sent, at))
        else:
            event = TextTyped(id_, account, message.content)
            tried = await self._tried(event, author, None)
        answer = tried or self._apology(event)
        said = answer.aside or answer.redraw
        if answer.form is not None:
            said = self.words.message("discord-form-by-command")
        if said is not None:
            await self._reply_in_chat(message, account.workspace, said)

    async def _reply_in_chat(self, message: discord.Message, guild: str, said: Message) -> None:
        try:
            for number, made in enumerate(drawn_in_parts(said, guild)):
                await self.calls.post(message.channel.id, made, f"{message.id}-{number}")
        except (PlatformError, TooMuch) as error:
            log.warning("an answer was not shown: %s", type(error).__name__)

    async def _act(
        self,
        reply: Reply,
        event: Event,
        coming: Coroutine[Any, Any, Event] | None = None,
        draft: Draft | None = None,
    ) -> None:
        """1. The core, for two seconds. 2. Where it takes longer, that it does. 3. The answer.
        `draft`: what was sent in, which is kept until it is with the core."""
        user = reply.interaction.user
        handling = asyncio.ensure_future(self._tried(event, user, coming))
        done, _ = await asyncio.wait({handling}, timeout=PATIENCE)
        if not done and not reply.copy:
            try:
                await reply.defer()
            except PlatformError as error:
                log.warning("an answer could not be deferred: %s", type(error).__name__)
        answer = await handling
        if answer is None and draft is not None:
            draft.sent = False
            await self.showing.send_again(reply, draft, self.surroundings.apology(event))
            return
        if draft is not None:
            self.drafts.done(draft)
        await self.showing.answer(reply, event.account, answer or self._apology(event))

    def _apology(self, event: Event) -> Answer:
        return Answer(aside=self.surroundings.apology(event))

    async def _tried(
        self, event: Event, member: Member, coming: Coroutine[Any, Any, Event] | None
    ) -> Answer | None:
        """None: it could not be handled; whoever waits is told, with the lines. Never raises."""
        try:
            whole = event if coming is None else await coming
            may = await self.servers.may_coordinate(whole.account, member)
            return await self.intake(replace(whole, may_coordinate=may))
        except Exception as failure:  # whatever it was
            log.warning("an event was not handled: %s", type(failure).__name__)
            return None

    async def _with_files(self, event: FormSubmitted, files: Mapping[str, FileAt]) -> Event:
        fetched = {name: await self._fetched(at) for name, at in files.items()}
        return replace(event, files=fetched)

    async def _with_file(self, event: FileSent, at: FileAt) -> Event:
        return replace(event, file=await self._fetched(at))

    async def _fetched(self, at: FileAt) -> SentFile:
        return await self._fetching.file(at.name, at.url, at.size)

    async def _tell(self, reply: Reply, text: str) -> None:
        """The adapter's own words, seen by whoever acted alone."""
        if reply.copy:
            return
        try:
            await reply.whisper(drawn(self.words.message(text), ""))
        except PlatformError as error:
            log.warning("an answer was not shown: %s", type(error).__name__)

    def _remember(self, user: int, channel: int | None) -> None:
        if channel is not None:
            self.chats.heard(str(user), channel)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        if self.stopping:
            work.close()
            return
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("an answer was not shown: %s", kind(error))


def _fill(draft: Draft, page: Page, data: Mapping[str, Any]) -> None:
    """One page as it was sent in, or all that are left as they stand."""
    if page.opening != SEND:
        draft.given[page.number] = reading.given(data)
        draft.files[page.number] = reading.files_of(data)
        return
    for number, inputs in enumerate(pages_of(draft.form)):
        draft.given.setdefault(number, as_it_is(inputs))
