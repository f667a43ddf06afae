"""What goes with time: rows past their days, answers past theirs, and people who left."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from itertools import islice
from typing import TypeVar

from bot.config.models import Retention
from bot.flows.letting_go import let_go
from bot.flows.looking import forgotten
from bot.model.ids import PersonId
from bot.model.people import PersonState
from bot.ports import Ledger, Priority, Work
from bot.setting import Setting
from scheduler.running import run

T = TypeVar("T")

PIECE = 10
"""People of one unit of work: a press that comes meanwhile waits for one of them."""

Sweep = Callable[[Ledger, Retention], object]
"""Deletes rows past their days, in small pieces; waits for it (`storage.retention.sweep`)."""


@dataclass(frozen=True, slots=True)
class Retiring:
    """The daily work of retention. May be run again at any time."""

    ledger: Ledger
    setting: Setting
    sweep: Sweep

    async def run(self) -> None:
        """Whoever's record is damaged is erased in their time all the same, and keeps nothing of
        anybody else's. Raises LedgerBusy."""
        while await self._run(partial(end_graces, setting=self.setting, most=PIECE)):
            pass
        while await self._run(partial(erase_gone, setting=self.setting, most=PIECE)):
            pass
        # Not all of them have looks: a database of an earlier release gave one to few.
        for state in (PersonState.LEFT, PersonState.GUEST):
            gone = iter(await self._run(partial(_ids, state=state)))
            while piece := tuple(islice(gone, PIECE)):
                await self._run(partial(forget, people=piece, setting=self.setting))
        await asyncio.to_thread(self.sweep, self.ledger, self.setting.config.retention)
        await self._run(note_done)

    async def _run(self, flow: Callable[[Work], T]) -> T:
        return await run(self.ledger, flow, Priority.BULK)


def end_graces(work: Work, *, setting: Setting, most: int) -> int:
    """Ends the grace of leavers whose days are over; how many. It is these that go on record, the
    same whoever of them is erased now: a count of the erased would tell that somebody waits."""
    before = work.now - timedelta(days=setting.config.retention.leaver_erased)
    over = work.people.grace_ends(before, most)
    if over:
        work.people.end_grace(over)
        work.audit.add("leavers' grace over", {"count": len(over)})
    return len(over)


def erase_gone(work: Work, *, setting: Setting, most: int) -> int:
    """Erases people whose grace is over, their keys with them; how many. Who they are is asked once
    more when nobody can begin to count on them. Whoever is in a conversation waits until it is
    over: by day the member is told, by name, and in the end it is closed (`bot.flows.escalating`).

    Nothing of it goes on record: of a guest it would tell that somebody off the roster had asked,
    of a leaver when a request of theirs ended."""
    before = work.now - timedelta(days=setting.config.retention.leaver_erased)
    held = work.people.left_before(before, most)
    for person in held:
        work.people.hold(person)
    still = set(held).intersection(work.people.left_before(before, most))
    gone = [person for person in held if person in still]
    for person in gone:
        let_go(person, work)
        work.people.erase(person)
    return len(gone)


def note_done(work: Work) -> None:
    """On record, and not only for its own sake: the chain has a new end every night, by which a
    database is noticed that was put back to an earlier day together with its journal."""
    work.audit.add("retention done", {})


def forget(work: Work, *, people: Sequence[PersonId], setting: Setting) -> None:
    """What may not be kept any longer of people whom no look tidies."""
    known = work.people.readable(people).values()
    tidied = [replace(p, rhythm=forgotten(p.rhythm, setting, work.now)) for p in known]
    work.people.save_many(tidied)


def _ids(work: Work, *, state: PersonState) -> tuple[PersonId, ...]:
    return work.people.ids(state)
