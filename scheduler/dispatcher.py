"""From the outbox to the platforms.

A row is marked *sending* and committed before the call, and settled after it. Between the two
lies all that can be lost or doubled: what was sending when a process died is unknown, and is
resolved with what the platform offers (`scheduler.recovering`). Rows are taken as there is room
for them (`scheduler.room`).

Outcomes are handed in and new rows taken in one unit of work: so a connection that has one row in
flight needs one commit a message, and never has two rows sending in the database.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from bot.faults import kind
from bot.flows.calls import Batch, Job
from bot.flows.delivering import Outcome, Taken, put_off_first, settle, take
from bot.model.content import CLAIM, Lane
from bot.model.ids import OutboxId, platform_at
from bot.ports import Clock, Conflict, Ledger, LedgerBusy, Platform, Priority, Work
from bot.rendering.outcome import Renderers
from bot.setting import Setting
from scheduler.calling import Caller
from scheduler.room import AT_ONCE, Lanes, Room, platform_of, workspace_of
from scheduler.running import run

T = TypeVar("T")

log = logging.getLogger(__name__)

URGENT = (Lane.ANSWER, Lane.REQUEST, Lane.ACTIVATION)
ROUTINE = (Lane.ROUTINE,)
EVERY_LANE = frozenset((*URGENT, *ROUTINE))
AGAIN_SECONDS = 1.0
"""How long outcomes wait when the database could not take them."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A call that is over, and who waits for its outcome to be kept."""

    outcome: Outcome
    kept: "asyncio.Future[None]"


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
    _room: Room = field(init=False)
    _in_hand: set[OutboxId] = field(default_factory=set)
    _ended: list[Ended] = field(default_factory=list)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _filling: asyncio.Task[None] | None = None
    _again: bool = False
    _closing: bool = False

    def __post_init__(self) -> None:
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
        if self._filling is None:
            self._filling = asyncio.ensure_future(self._fill_and_log())

    async def fill(self) -> None:
        """Keeps what has ended, takes what is due as far as there is room, and starts the calls.
        Raises LedgerBusy."""
        lanes: Collection[Lane] = EVERY_LANE
        while lanes:
            lanes = await self._exchange(lanes)

    async def deliver_due(self) -> int:
        """Until nothing is due or under way any more; how many calls were made. Raises
        LedgerBusy."""
        before = self.calls
        while True:
            await self.fill()
            if not self._tasks:
                return self.calls - before
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)

    def start(self, job: Job) -> asyncio.Task[None]:
        """Makes the call of a row that is marked sending; done when its outcome is kept."""
        self._room.enter(job)
        self._in_hand.add(job.row)
        task = asyncio.ensure_future(self._carry_out(job))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def keep(self, outcome: Outcome) -> None:
        """Done when it is kept. Whatever the database does, the outcome waits: until it is kept,
        the row is sending in the database, and nobody calls again."""
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._ended.append(Ended(outcome, kept))
        self.nudge()
        await kept

    def has_in_hand(self, row: OutboxId) -> bool:
        return row in self._in_hand

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
        stopped, until = self.caller.stopped(), self.clock.now() + CLAIM
        return Batch(lanes, view.most, self.holder, until, view.full | stopped, view.left, stopped)

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
        return workspace not in self.caller.stopped() and self.holds(platform_at(workspace))

    async def something_ends(self) -> bool:
        """Waits until a row that is under way has its outcome; False where none is."""
        if self._tasks:
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
            return True
        return False

    # Taking

    async def _fill_and_log(self) -> None:
        try:
            while self._again:
                self._again = False
                await self.fill()
        except LedgerBusy:
            log.warning("delivery waits for the database, with %d outcomes", len(self._ended))
        except Exception as error:
            log.error("delivery was interrupted: %s", kind(error))
        finally:
            self._filling = None
        if self._ended:
            asyncio.get_running_loop().call_later(AGAIN_SECONDS, self.nudge)

    async def _exchange(self, lanes: Collection[Lane]) -> Collection[Lane]:
        """Hands in what has ended and takes a batch of these lanes, or of all where it was nudged
        meanwhile; gives those that may have more."""
        await asyncio.sleep(0)  # what ends at the same moment joins
        async with self.taking:
            if self._again:  # else the routine's next batch would go before what came since
                lanes, self._again = EVERY_LANE, False
            batches = [] if self._closing else self._batches(lanes)
            ended, self._ended = self._ended, []
            if not ended and not batches:
                return ()
            taken = await self._hand_in_and_take(ended, batches)
            for job in taken.jobs:
                self.start(job)
            for workspace in taken.held:
                self._room.meet(workspace)
        return taken.more

    def _batches(self, wanted: Collection[Lane]) -> list[Batch]:
        found = (
            self.batch(lanes) for lanes in (URGENT, ROUTINE) if not set(wanted).isdisjoint(lanes)
        )
        return [batch for batch in found if batch.most]

    async def _hand_in_and_take(self, ended: Sequence[Ended], batches: Sequence[Batch]) -> Taken:
        """In one unit of work; where taking fails by a mistake, the outcomes are kept alone, and a
        single row is taken."""
        outcomes = [each.outcome for each in ended]
        try:
            taken = await self.submit(lambda work: self._settle_and_take(work, outcomes, batches))
        except LedgerBusy:
            self._ended = [*ended, *self._ended]
            raise
        except Exception as error:
            log.error("rows could not be taken: %s", kind(error))
            await self._hand_in(ended)
            _tell_kept(ended)
            return await self._take_one(batches)
        _tell_kept(ended)
        return taken

    async def _take_one(self, batches: Sequence[Batch]) -> Taken:
        """The first row alone. What keeps a batch from being taken is in one of its rows: it is put
        off when its turn comes, and holds up nobody else's longer than that."""
        for batch in batches:
            one, more = replace(batch, most=1), True
            flow = partial(take, setting=self.setting, renderers=self.renderers, batch=one)
            while more:
                try:
                    taken = await self.submit(flow)
                except (LedgerBusy, Conflict):
                    raise  # of the moment, and no row's fault
                except Exception:
                    more = await self.submit(partial(put_off_first, batch=one))
                else:
                    more = False
                    if taken.jobs:
                        return replace(taken, more=EVERY_LANE)
        return Taken()

    async def _hand_in(self, ended: Sequence[Ended]) -> None:
        """What cannot be kept at all is sending until its claim runs out, and is then resolved."""
        outcomes = [each.outcome for each in ended]
        if not outcomes:
            return
        try:
            await self.submit(lambda work: settle(work, outcomes))
        except LedgerBusy:
            self._ended = [*ended, *self._ended]
            raise
        except Exception as error:
            log.error("%d outcomes could not be kept: %s", len(outcomes), kind(error))

    def _settle_and_take(
        self, work: Work, outcomes: Sequence[Outcome], batches: Sequence[Batch]
    ) -> Taken:
        settle(work, outcomes)
        jobs: list[Job] = []
        held, more = set[str](), set[Lane]()
        for batch in batches:
            used = Counter(name for job in jobs for name in (platform_of(job), workspace_of(job)))
            room = {
                name: left - used[name] if name in self.platforms else left
                for name, left in batch.room.items()
            }
            most = batch.most - len(jobs)
            if most > 0:
                rest = replace(batch, most=most, room=room)
                taken = take(work, self.setting, self.renderers, rest)
                jobs += taken.jobs
                held |= taken.held
                more |= taken.more
            else:
                more.update(batch.lanes)
        return Taken(tuple(jobs), frozenset(held), frozenset(more))

    # Calling

    async def _carry_out(self, job: Job) -> None:
        try:
            outcome = await self.caller.call(job)
            self.calls += 1
            self._room.leave(job)  # whoever is taken next is marked with this outcome
            await self.keep(outcome)
        except Exception as error:
            log.error("outbox row %d was not carried out: %s", job.row, kind(error))
        finally:
            self._room.leave(job)
            self._in_hand.discard(job.row)


def _tell_kept(ended: Sequence[Ended]) -> None:
    for each in ended:
        if not each.kept.done():
            each.kept.set_result(None)
