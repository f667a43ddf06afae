"""Forms that are sent in: at once, or page after page."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.discord import reading
from adapters.discord.acting import Acting
from adapters.discord.custom_ids import SEND, Asked, Page
from adapters.discord.drafts import Draft
from adapters.discord.modals import as_it_is, merged, pages_of, settled
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
        draft = self.acting.drafts.of(page.draft, account)
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
            _fill(draft, page, data)
            missing = [n for n in range(len(pages_of(draft.form))) if n not in draft.given]
            if missing:
                await showing.ask_on(reply, draft, missing[0])
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
        coming = self.acting.with_files(form, files) if files else None
        await self.acting.act(reply, form, coming, draft)


def _fill(draft: Draft, page: Page, data: Data) -> None:
    """One page as it was sent in, or all that are left as they stand."""
    if page.opening != SEND:
        draft.given[page.number] = reading.given(data)
        draft.files[page.number] = reading.files_of(data)
        return
    for number, inputs in enumerate(pages_of(draft.form)):
        draft.given.setdefault(number, as_it_is(inputs))
