"""Forms that are being filled in by more than one modal, or that came too late for theirs.

Discord opens a modal as the first answer to a press and at no other time, so such a form waits
behind a button, and what was typed so far waits here: for a quarter of an hour, at hand and sealed
in the database, so that a restart between two pages loses nothing.
"""

import asyncio
import logging
import zlib
from collections import OrderedDict
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from adapters.discord.reading import FileAt
from bot.cleaning import whole
from bot.messages import Form
from bot.model.ids import Account
from bot.ports import DRAFT_KEPT_FOR, Clock, WithFormDrafts

log = logging.getLogger(__name__)

KEPT_FOR = DRAFT_KEPT_FOR.total_seconds()
MOST = 2_000  #: forms at hand; the oldest go first
#: seconds that a page waits for the database before it is answered all the same
PATIENCE = 1.5

Values = Mapping[str, tuple[str, ...]]


@dataclass(slots=True)
class Draft:
    """`given` and `files` by page; what somebody typed stays out of the repr. `sent`: it is with
    the core, and pressed once more it is not sent again."""

    id: str
    account: Account
    form: Form = field(repr=False)
    until: float  #: monotonic seconds
    sent: bool = False
    given: dict[int, Values] = field(default_factory=dict, repr=False)
    files: dict[int, Mapping[str, FileAt]] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class _Written:
    """What of a draft is in the database."""

    form: Form
    given: dict[int, dict[str, tuple[str, ...]]]
    files: dict[int, dict[str, FileAt]]


_FORM = TypeAdapter(_Written)


class Drafts:
    def __init__(self, clock: Clock, kept: WithFormDrafts) -> None:
        self._clock = clock
        self._kept = kept
        self._at_hand: OrderedDict[str, Draft] = OrderedDict()
        self._writing: set[asyncio.Task[None]] = set()

    def begin(self, id_: str, account: Account, form: Form) -> Draft:
        draft = Draft(id_, account, form, self._clock.monotonic() + KEPT_FOR)
        self._take(draft)
        return draft

    async def of(self, id_: str, account: Account) -> Draft | None:
        """None: it was kept for too long, or it is somebody else's. Raises LedgerBusy."""
        self._forget_old()
        draft = self._at_hand.get(id_)
        if draft is None:
            found = await self._found(id_, account)
            draft = self._at_hand.get(id_)  # another press found it meanwhile: there is one
            if draft is None and found is not None:
                draft = found
                self._take(found)
        return draft if draft is not None and draft.account == account else None

    async def keep(self, draft: Draft) -> None:
        """As it is by now. Where the database is slow or away it is at hand all the same."""
        content, id_, account = written(draft), draft.id, draft.account
        await self._tried(self._kept(lambda drafts: drafts.keep(id_, account, content)))

    async def done(self, draft: Draft) -> None:
        """What was typed is kept no longer."""
        draft.given.clear()
        draft.files.clear()
        id_ = draft.id
        await self._tried(self._kept(lambda drafts: drafts.drop(id_)))

    def _take(self, draft: Draft) -> None:
        self._forget_old()
        self._at_hand[draft.id] = draft

    async def _found(self, id_: str, account: Account) -> Draft | None:
        content = await self._kept(lambda drafts: drafts.find(id_, account))
        if content is None:
            return None
        return read(content, id_, account, self._clock.monotonic() + KEPT_FOR)

    async def _tried(self, writing: Coroutine[Any, Any, None]) -> None:
        """Goes on behind whoever waits for it no longer; the order stays, which is the ledger's."""
        task = asyncio.ensure_future(writing)
        self._writing.add(task)
        task.add_done_callback(self._written)
        await asyncio.wait({task}, timeout=PATIENCE)

    def _written(self, task: asyncio.Task[None]) -> None:
        self._writing.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.warning("a half-filled form was not kept: %s", type(error).__name__)

    def _forget_old(self) -> None:
        now = self._clock.monotonic()
        while self._at_hand:
            oldest = next(iter(self._at_hand.values()))
            if oldest.until > now and len(self._at_hand) < MOST:
                return
            self._at_hand.popitem(last=False)


def written(draft: Draft) -> bytes:
    """For the database: a form of 500 names in a few kilobytes. Half a character, which cannot be
    stored, is whole there; what is at hand stays as it was typed."""
    given = {
        page: {key: tuple(whole(value) for value in typed) for key, typed in values.items()}
        for page, values in draft.given.items()
    }
    files = {
        page: {key: replace(at, name=whole(at.name)) for key, at in by_field.items()}
        for page, by_field in draft.files.items()
    }
    return zlib.compress(_FORM.dump_json(_Written(draft.form, given, files)))


def read(content: bytes, id_: str, account: Account, until: float) -> Draft | None:
    """None where it was written by a release that had forms of another kind."""
    try:
        found = _FORM.validate_json(zlib.decompress(content))
    except (zlib.error, ValidationError) as error:
        log.warning("a half-filled form cannot be read: %s", type(error).__name__)
        return None
    return Draft(id_, account, found.form, until, given={**found.given}, files={**found.files})
