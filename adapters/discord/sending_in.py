"""Forms that are sent in: at once, or page after page."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.discord import reading
from adapters.discord.acting import Acting
from adapters.discord.components import drawn
from adapters.discord.custom_ids import SEND, Asked, Page
from adapters.discord.drafts import Draft
from adapters.discord.modals import as_it_is, may_be_left, merged, pages_of, settled
from adapters.discord.reading import FileAt
from adapters.discord.replying import Reply
from bot.events import FormSubmitted
from bot.messages import Answer
from bot.model.ids import Account
from bot.ports import PlatformError

log = logging.getLogger(__name__)

Data = Mapping[str, Any]


@dataclass(slots=True)
class SendingIn:
    acting: Acting

    async def form(self, reply: Reply, account: Account, form: Asked, data: Data) -> None:
        """One that is a single page."""
        values = merged([reading.given(data)])
        event = FormSubmitted(str(reply.interaction.id), account, form.token, values)
        await self._sent_in(reply, event, reading.files_of(data))

    async def page(self, reply: Reply, account: Account, page: Page, data: Data) -> None:
        """A page of a form that is kept: it is opened; or it was filled in, and the next waits."""
        if reply.copy:
            return
        try:
            draft = await self.acting.drafts.of(page.draft, account)
        except Exception as failure:  # whatever it was: the database has it still
            log.warning("a half-filled form was not found: %s", type(failure).__name__)
            await self._sorry(reply, account)
            return
        if draft is None or page.number >= len(pages_of(draft.form)):
            await self.acting.tell(reply, "discord-form-gone")
            return
        showing = self.acting.showing
        try:
            if draft.sent:
                await showing.answer(reply, account, Answer())
                return
            if not page.opening:
                await showing.page(reply, draft, page.number)
                return
            missing = _fill(draft, page, data)
            if missing:
                await self.acting.drafts.keep(draft)
                await showing.ask_on(reply, draft, missing[0])
                return
        except PlatformError as error:
            log.warning("a form was not shown: %s", type(error).__name__)
            return
        await self._whole(reply, draft)

    async def _sorry(self, reply: Reply, account: Account) -> None:
        """Beside the button, which stays: it may be pressed once more."""
        event = FormSubmitted(str(reply.interaction.id), account, "")
        try:
            apology = self.acting.surroundings.apology(event)
            await reply.whisper(drawn(apology, account.workspace))
        except PlatformError as error:
            log.warning("an answer was not shown: %s", type(error).__name__)

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
        coming = self.acting.with_files(form, files) if files else None
        await self.acting.act(reply, form, coming, draft)


def _fill(draft: Draft, page: Page, data: Data) -> list[int]:
    """One page as it was sent in, or all that are left as they stand, where they may be left. Gives
    the pages that are missing still."""
    pages = pages_of(draft.form)
    if page.opening != SEND:
        draft.given[page.number] = reading.given(data)
        draft.files[page.number] = reading.files_of(data)
    missing = [number for number in range(len(pages)) if number not in draft.given]
    if page.opening == SEND and page.number and all(may_be_left(pages[n]) for n in missing):
        draft.given |= {number: as_it_is(pages[number]) for number in missing}
        return []
    return missing
