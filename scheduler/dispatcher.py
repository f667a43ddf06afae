"""From the outbox to the platforms.

A row is marked *sending* and committed before the call, and settled after it. Between the two
lies all that can be lost or doubled: what was sending when a process died is unknown, and is
resolved with what the platform offers (`scheduler.recovering`). Rows are taken as there is room
for them (`scheduler.room`).
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TypeVar

from bot.faults import kind
from bot.flows.calls import Batch, Job
from bot.flows.delivering import Taken, take
from bot.model.content import Lane
from bot.model.ids import OutboxId
from bot.ports import Clock, Ledger, LedgerBusy, Platform, Priority, Work
from bot.rendering.outcome import Renderers
from bot.setting import Setting
from scheduler.calling import Caller
from scheduler.room import AT_ONCE, Lanes, Room, platform_of
from scheduler.running import run
from scheduler.settling import Settler

T = TypeVar("T")

log = logging.getLogger(__name__)

URGENT = (Lane.ANSWER, Lane.REQUEST, Lane.ACTIVATION)
ROUTINE = (Lane.ROUTINE,)
CLAIM = timedelta(minutes=5)
"""How long a row may be sending before somebody else resolves it; longer than any call, its turn
and its settling take."""


@dataclass(slots=True)
class Dispatcher:
    """Delivers what is due. One for the process; `holder` tells its rows from another's.

    `holds` says whether this process holds a platform's connection (on PostgreSQL by a lease);
    `blind_in_flight` is how many rows of a connection that has neither idempotency key nor
    look-up are under way at once: that many a crash may double.
    """

    ledger: Ledger
    platforms: Mapping[str, Platform]
    caller: Caller
    setting: Setting
    renderers: Renderers
    clock: Clock
    holder: str
    blind_in_flight: int = 1
    holds: Callable[[str], bool] = lambda platform: True
    calls: int = 0  #: rows carried out since the start
    #: Held from asking how much room there is until the calls are started.
    taking: asyncio.Lock = field(default_factory=asyncio.Lock)
    settler: Settler = field(init=False)
    _room: Room = field(init=False)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _filling: asyncio.Task[None] | None = None
    _again: bool = False
    _was_idle: bool = True  #: nothing was under way when rows were taken last
    _closing: bool = False

    def __post_init__(self) -> None:
        self.settler = Settler(self.ledger, self.nudge)
        monotonic = self.caller.pacer.monotonic
        self._room = Room(
            self.platforms,
            self.caller.paced,
            self.blind_in_flight,
            lambda platform: self.holds(platform),
            monotonic,
        )

    # What others ask of it

    def nudge(self) -> None:
        """Something may be due: rows are taken as soon as the loop comes to it."""
        self._again = True
        if self._filling is None and not self._closing:
            self._filling = asyncio.ensure_future(self._fill_and_log())

    async def fill(self) -> None:
        """Takes what is due, as far as there is room, and starts the calls. Raises LedgerBusy."""
        while await self._take_some():
            pass

    async def deliver_due(self) -> int:
        """Until nothing is due or under way any more; how many calls were made. Raises
        LedgerBusy."""
        before = self.calls
        while True:
            await self.fill()
            if self._tasks:
                await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
            elif self._was_idle:  # else what has ended meanwhile left room for more
                return self.calls - before

    def start(self, job: Job) -> asyncio.Task[None]:
        """Makes the call of a row that is marked sending; done when its outcome is kept."""
        self._room.enter(job)
        task = asyncio.ensure_future(self._carry_out(job))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def has_in_hand(self, row: OutboxId) -> bool:
        return row in self._room

    async def stop(self, seconds: float) -> None:
        """Takes nothing any more; calls that were made are finished, those that wait for their
        turn are put back. What is not done after `seconds` is resolved at the next start."""
        self._closing = True
        self.caller.pacer.close()
        try:
            async with asyncio.timeout(seconds):
                while late := {*self._tasks, *([self._filling] if self._filling else [])}:
                    await asyncio.wait(late)
        except TimeoutError:
            log.error("%d calls were not finished; the next start resolves them", len(late))
            for task in late:
                task.cancel()

    async def submit(self, flow: Callable[[Work], T]) -> T:
        return await run(self.ledger, flow, Priority.DELIVERY)

    def batch(self, lanes: Lanes) -> Batch:
        """What may be taken now of these lanes."""
        view = self._room.view(lanes)
        leave_out = view.full | self.caller.stopped()
        until = self.clock.now() + CLAIM
        return Batch(lanes, view.most, self.holder, until, leave_out, view.left)

    def batch_again(self) -> Batch:
        """What may be called again: that a workspace has much under way does not count."""
        lanes = (*URGENT, *ROUTINE)
        until = self.clock.now() + CLAIM
        left = self._room.left()
        return Batch(lanes, AT_ONCE, self.holder, until, self.caller.stopped(), left)

    def keep_back(self, places: int) -> None:
        """So many places of each connection that has few are not for new rows."""
        self._room.kept_back = places

    def will_have_room(self, workspace: str) -> bool:
        """Whether its connection is only busy: neither stopped nor another process's."""
        platform = workspace.partition(":")[0]
        return workspace not in self.caller.stopped() and self.holds(platform)

    async def something_ends(self) -> bool:
        """Waits until a row that is under way has its outcome; False where none is."""
        if self._tasks:
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
            return True
        return False

    # Taking

    async def _fill_and_log(self) -> None:
        try:
            while self._again and not self._closing:
                self._again = False
                await self.fill()
        except LedgerBusy:
            log.warning("delivery waits for the database")
        except Exception as error:
            log.error("delivery was interrupted: %s", kind(error))
        finally:
            self._filling = None

    async def _take_some(self) -> bool:
        """A batch, the urgent first; whether there may be more."""
        if self._closing:
            return False
        async with self.taking:
            self._was_idle = self._room.is_empty
            batches = [batch for lanes in (URGENT, ROUTINE) if (batch := self.batch(lanes)).most]
            if not batches:
                return False
            taken = await self.submit(lambda work: self._take(work, batches))
            for job in taken.jobs:
                self.start(job)
            for workspace in taken.held:
                self._room.meet(workspace)
        return bool(taken.jobs or taken.held)

    def _take(self, work: Work, batches: Collection[Batch]) -> Taken:
        jobs: list[Job] = []
        held: set[str] = set()
        for batch in batches:
            used = Counter(platform_of(job) for job in jobs)
            room = {name: left - used[name] for name, left in batch.room.items()}
            most = batch.most - len(jobs)
            if most > 0:
                rest = replace(batch, most=most, room=room)
                taken = take(work, self.setting, self.renderers, rest)
                jobs += taken.jobs
                held |= taken.held
        return Taken(tuple(jobs), frozenset(held))

    # Calling

    async def _carry_out(self, job: Job) -> None:
        try:
            outcome = await self.caller.call(job)
            self.calls += 1
            await self.settler.keep(outcome)
        except Exception as error:
            log.error("outbox row %d was not carried out: %s", job.row, kind(error))
        finally:
            self._room.leave(job)
