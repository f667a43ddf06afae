"""What the core answers, shown where it was asked: the card redrawn, a modal in place of an aside,
a form. Whatever fails here fails after the commit: what was done stays done."""

import logging
from dataclasses import replace
from functools import partial
from typing import Any

from adapters.slack import limits
from adapters.slack.blocks import Block, Pictures, TooMuch, as_much_as_fits, blocks_of
from adapters.slack.calls import Calls
from adapters.slack.pictures import PicturesAtSlack
from adapters.slack.place import Place, Surface
from adapters.slack.views import View, aside_view, errors_of, form_view, home_view
from bot.insisting import insisted
from bot.messages import Answer, Message
from bot.order import Order
from bot.own_words import Words
from bot.ports import PlatformError

log = logging.getLogger(__name__)

#: seconds that a view may open later by, where Slack says to slow down: its trigger is good for
#: three seconds after the press
OPENED_LATER = 1.5
#: where the acknowledgement said it, or Slack gives no trigger for a modal
_NEEDS_NO_MOMENT = (Surface.SUBMITTED, Surface.CHAT)


class Showing:
    def __init__(self, calls: Calls, pictures: PicturesAtSlack, words: Words) -> None:
        self._calls = calls
        self._pictures = pictures
        self._words = words
        self.order = Order()

    def response(self, place: Place, answer: Answer) -> dict[str, Any]:
        """What the acknowledgement of a submitted form says. Errors alone leave the form as it
        is, with all that was typed; a form of other fields takes its place."""
        self.order.drawn(place.view, place.number)
        if answer.form is not None and errors_of(answer.form):
            return {"response_action": "errors", "errors": errors_of(answer.form)}
        view = self._view(answer)
        return {"response_action": "update", "view": view} if view is not None else {}

    def moment(self, place: Place) -> dict[str, Any]:
        """The same where the answer takes its time: words that claim nothing."""
        self.order.drawn(place.view, place.number)
        return {"response_action": "update", "view": self._plain("slack-moment")}

    async def open_moment(self, place: Place) -> Place:
        """Says at once that something is coming; the answer then goes into the same modal."""
        if place.surface in _NEEDS_NO_MOMENT or not place.trigger:
            return place
        moment = self._plain("slack-moment")
        try:
            if place.surface is Surface.MODAL:
                return replace(place, waiting=await self._drawn(place, moment))
            view = await self._calls.open_view(place.trigger, moment)
        except PlatformError as error:
            log.info("no moment was shown: %s", type(error).__name__)
            return replace(place, trigger="")
        return replace(place, view=view, trigger="", waiting=True)

    async def answer(self, place: Place, answer: Answer) -> None:
        """Of a submission, only what came too late for its acknowledgement."""
        redrawn = answer.redraw is not None and await self._redrawn(place, answer.redraw)
        if answer.redraw is not None and not redrawn and answer.aside is None:
            answer = replace(answer, aside=answer.redraw)
        if place.surface is Surface.CHAT:
            await self._whisper(place, answer)
            return
        view = self._view(answer)
        if view is None:
            if not place.waiting:
                return
            view = self._plain("slack-done")
        shown = await self._view_shown(place, view, answer)
        if shown and answer.aside is not None and self._pictures.missing(answer.aside):
            await self._complete(replace(place, view=shown), answer.aside)

    async def publish_home(self, place: Place, message: Message) -> None:
        """At once, and again with those pictures that had to be uploaded first."""
        try:
            message = self._cut(message, limits.BLOCKS_IN_VIEW)
        except TooMuch as error:
            log.error("a Home tab was not drawn: %s", error)
            return
        missing = self._pictures.missing(message)
        await self._home_drawn(place, message, self._pictures.known(message))
        if missing and (pictures := await self._pictures.all(message)):
            await self._home_drawn(place, message, pictures)

    async def _home_drawn(self, place: Place, message: Message, pictures: Pictures) -> None:
        async def draw(shown: Pictures) -> None:
            view = home_view(message, shown)
            await insisted(lambda: self._calls.publish_home(place.user, view))

        try:
            async with self.order.turn(f"home of {place.user}", place.number) as latest:
                if latest:
                    await self._pictures.drawn(pictures, draw)
        except PlatformError as error:
            log.warning("a Home tab was not drawn: %s", type(error).__name__)

    def _view(self, answer: Answer) -> View | None:
        if answer.form is not None:
            return form_view(answer.form, self._words("slack-cancel"))
        if answer.aside is not None:
            return self._aside(answer.aside)
        return None

    def _aside(self, message: Message) -> View:
        try:
            message = self._cut(message, limits.BLOCKS_IN_VIEW)
            pictures = self._pictures.known(message)
            return aside_view(message, self._words.bot, self._words("slack-close"), pictures)
        except TooMuch as error:  # it was done all the same
            log.error("an answer was not shown: %s", error)
            return self._plain("slack-done")

    def _cut(self, message: Message, most: int) -> Message:
        """What is more than Slack shows at once ends with a word, and where the rest is."""
        return as_much_as_fits(message, self._words("slack-cut"), most=most)

    def _plain(self, text: str) -> View:
        return self._aside(self._words.message(text))

    async def _redrawn(self, place: Place, message: Message) -> bool:
        """What was pressed in the chat or on the Home tab is redrawn there; False anywhere else,
        and where Slack would not: what it says is then said beside it."""
        if place.surface is Surface.HOME:
            await self.publish_home(place, message)
            return True
        if place.surface is not Surface.MESSAGE:
            return False
        try:
            blocks = blocks_of(message, self._pictures.known(message))
            async with self.order.turn(f"{place.channel}:{place.message}", place.number) as latest:
                if latest:
                    await self._redraw(place, message.notification, blocks)
        except (PlatformError, TooMuch) as error:
            log.warning("a card was not redrawn: %s", type(error).__name__)
            return False
        return True

    async def _redraw(self, place: Place, text: str, blocks: list[Block]) -> None:
        if place.response_url:
            await self._calls.respond(place.response_url, text, blocks, redraws=True)
        else:
            await self._calls.update(place.channel, place.message, text, blocks)

    async def _drawn(self, place: Place, view: View) -> bool:
        """In the view that is there already; False where something later stands in it."""
        async with self.order.turn(place.view, place.number) as latest:
            if latest:
                await self._calls.update_view(place.view, view)
            return latest

    async def _drawn_at_last(self, place: Place, view: View) -> bool:
        """Words that claim nothing may stand there till then. Each time in turn anew: what comes
        later need not wait for it."""
        return await insisted(partial(self._drawn, place, view))

    async def _view_shown(self, place: Place, view: View, answer: Answer) -> str:
        """The id of the view it is shown in; "" where no view could be had, or something later
        stands in it. What they are told is whispered then; a form that they left is not."""
        pictures = self._pictures.known(answer.aside) if answer.aside is not None else {}

        async def draw(shown: Pictures) -> str:
            drawn = view if shown == pictures else self._view(answer) or view
            if place.trigger and not place.view:
                opening = partial(self._calls.open_view, place.trigger, drawn)
                return await insisted(opening, OPENED_LATER)
            return place.view if place.view and await self._drawn_at_last(place, drawn) else ""

        try:
            if shown_in := await self._pictures.drawn(pictures, draw):
                return shown_in
            if place.view and answer.form is not None:
                return ""
        except PlatformError as error:
            log.warning("an answer was not shown in a modal: %s", type(error).__name__)
        await self._whisper(place, answer)
        return ""

    async def _complete(self, place: Place, message: Message) -> None:
        """Once more with its pictures, which had to be uploaded first; meanwhile something else may
        stand there."""
        pictures = await self._pictures.all(message)
        if not pictures:
            return

        async def draw(shown: Pictures) -> None:
            cut = self._cut(message, limits.BLOCKS_IN_VIEW)
            view = aside_view(cut, self._words.bot, self._words("slack-close"), shown)
            await self._drawn_at_last(place, view)

        try:
            await self._pictures.drawn(pictures, draw)
        except PlatformError as error:  # told in words, it stands there already
            log.info("pictures were not shown: %s", type(error).__name__)

    async def _whisper(self, place: Place, answer: Answer) -> None:
        """In the direct messages, seen by this person alone: where Slack gave no trigger, or took
        it back."""
        message = answer.aside
        if answer.form is not None:  # a form needs a trigger, so they are asked to press again
            message = self._words.message("slack-again")
        if message is None:
            return
        try:
            text, message = message.notification, self._cut(message, limits.BLOCKS_IN_MESSAGE)
            blocks = blocks_of(message, await self._pictures.all(message))
            if place.response_url:
                await self._calls.respond(place.response_url, text, blocks, redraws=False)
            else:
                await insisted(lambda: self._whispered(place, text, blocks))
        except (PlatformError, TooMuch) as error:
            log.warning("an answer was not shown: %s", type(error).__name__)

    async def _whispered(self, place: Place, text: str, blocks: list[Block]) -> None:
        channel = place.channel or await self._calls.chat_with(place.user)
        await self._calls.whisper(channel, place.user, text, blocks, thread=place.thread)
