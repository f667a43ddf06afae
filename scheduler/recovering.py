"""What was sending when a process died, or when a reply was lost: unknown, and resolved with what
the platform offers.

1. Where the platform finds messages by their key, it is asked: found, the row is resolved. Not
   found, it goes out now under the same key, where the platform takes a key once; elsewhere only
   when it is not found a second time. Where it does not answer it is asked again later; where it
   refuses to answer, so often as `scheduler.tries` says.
2. Where the platform still keeps the key of that call (Discord forgets it after some minutes), or
   the row is about a request, or an edit (which may be made twice), the call is made again under
   the same key.
3. Otherwise a routine message is abandoned, on record: rather not said than said twice.
"""

import asyncio
import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.faults import kind
from bot.flows.calls import Batch, Held, Job, Preparing, age_of, put_off
from bot.flows.delivering import Outcome, retry_at
from bot.model.content import Lane, OutboxRow, OutboxState
from bot.model.ids import OutboxId
from bot.ports import (
    Delivery,
    NotSent,
    OutcomeUnknown,
    PersonUnreachable,
    RecordDamaged,
    SlowDown,
    Work,
    WorkspaceStopped,
)
from scheduler.dispatcher import Dispatcher
from scheduler.pacing import NoTurn
from scheduler.room import AT_ONCE
from scheduler.tries import Tries

log = logging.getLogger(__name__)

LOOK_AGAIN_SECONDS = 3.0
"""What is not found is asked for once more after so long, where sending it again might double it: a
call that was under way when its process died may still be on its way through the platform."""


@dataclass(frozen=True, slots=True)
class LookUp:
    """A row that the platform is asked for."""

    row: OutboxRow
    delivery: Delivery


@dataclass(slots=True)
class Sorted:
    """Unknown rows by what is done about them; `over` are those that ended without a call, and
    `waits` says that some have to wait for others on their connection."""

    calls: list[Job] = field(default_factory=list)
    look_ups: list[LookUp] = field(default_factory=list)
    over: list[OutboxId] = field(default_factory=list)
    waits: bool = False

    @property
    def rows(self) -> set[OutboxId]:
        asked = {each.row.id for each in self.look_ups}
        return asked | {job.row for job in self.calls} | set(self.over)


@dataclass(slots=True)
class Resolver:
    """Resolves what is unknown. One at a time, beside the delivery of what is due."""

    dispatcher: Dispatcher
    look_again: float = LOOK_AGAIN_SECONDS
    unanswered: Tries = field(default_factory=Tries)
    _resolving: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def resolve(self) -> int:
        """Every row whose outcome is not known and that nobody has in hand, each once; how many.
        Those whose outcome is lost again wait for their next time. Raises LedgerBusy."""
        tried: set[OutboxId] = set()
        async with self._resolving:
            try:
                while await self._some(tried):
                    pass
            finally:
                self.dispatcher.keep_back(0)
        return len(tried)

    async def _some(self, tried: set[OutboxId]) -> bool:
        """A batch of them, done; whether there may be more."""
        dispatcher = self.dispatcher
        async with dispatcher.taking:
            batch = dispatcher.batch_again()
            found = await dispatcher.submit(lambda work: self._sort(work, batch, tried))
            calls = [dispatcher.start(job) for job in found.calls]
            dispatcher.keep_back(int(found.waits))  # the next place is not taken by a new row
        missing = await self._missing(found.look_ups)
        async with dispatcher.taking:
            batch = dispatcher.batch_again()
            jobs = await dispatcher.submit(lambda work: self._prepare(missing, work, batch))
            calls += [dispatcher.start(job) for job in jobs]
        if calls:
            await asyncio.wait(calls)
        tried |= found.rows
        return bool(found.rows) or (found.waits and await dispatcher.something_ends())

    def _sort(self, work: Work, batch: Batch, tried: Collection[OutboxId]) -> Sorted:
        """Marks up to a batch as sending again, and abandons what may be."""
        found, preparing = Sorted(), self._preparing(work, batch)
        for row in work.outbox.in_flight():
            later = row.state is OutboxState.UNKNOWN and row.out.due_at > work.now
            if later or row.id in tried or self.dispatcher.has_in_hand(row.id):
                continue
            if len(found.rows) >= AT_ONCE:
                break
            if row.state is OutboxState.SENDING:  # whoever sent it did not come back to it
                work.outbox.settle(row.id, OutboxState.UNKNOWN)
            self._sort_one(row, preparing, found)
        found.calls = list(preparing.finish(found.calls))
        return found

    def _sort_one(self, row: OutboxRow, preparing: Preparing, found: Sorted) -> None:
        try:
            if preparing.may_be_abandoned(row):
                log.warning("outbox row %d: abandoned, its outcome is unknown", row.id)
                preparing.work.outbox.settle(row.id, OutboxState.ABANDONED)
                found.over.append(row.id)
                return
            delivery = preparing.look_up(row)
            job = preparing.job(row) if delivery is None else None
        except Held as held:
            found.waits |= self.dispatcher.will_have_room(held.workspace)
            return
        except RecordDamaged as damaged:
            log.error("outbox row %d: its recipient cannot be read: %s", row.id, damaged)
            put_off(row, preparing.work, OutboxState.UNKNOWN)
            found.over.append(row.id)
            return
        if delivery is not None:
            found.look_ups.append(LookUp(row, delivery))
        elif job is not None:
            found.calls.append(job)
        else:
            found.over.append(row.id)

    def _prepare(self, rows: Collection[OutboxRow], work: Work, batch: Batch) -> Sequence[Job]:
        """Calls of rows that were certainly not sent; what has no room stays unknown."""
        preparing = self._preparing(work, batch)
        jobs: list[Job] = []
        for row in rows:
            work.outbox.settle(row.id, OutboxState.UNKNOWN)
            try:
                job = preparing.job(replace(row, attempts=row.attempts + 1))
            except Held:
                continue
            if job is not None:
                jobs.append(job)
        return preparing.finish(jobs)

    def _preparing(self, work: Work, batch: Batch) -> Preparing:
        return Preparing(work, self.dispatcher.setting, self.dispatcher.renderers, batch)

    async def _missing(self, look_ups: Sequence[LookUp]) -> list[OutboxRow]:
        """Those of the rows that were not sent, or may be sent again: nobody waits longer than
        they must."""
        missing = await self._ask(look_ups)
        again = [each for each in missing if not self._takes_a_key_once(each)]
        gone = [each for each in missing if self._takes_a_key_once(each)]
        if again:
            await asyncio.sleep(self.look_again)
            gone += await self._ask(again)
        return [each.row for each in gone]

    def _takes_a_key_once(self, asked: LookUp) -> bool:
        platform = self.dispatcher.platforms[asked.delivery.account.platform]
        age = age_of(asked.row, self.dispatcher.clock.now())
        return platform.capabilities.takes_once(age)

    async def _ask(self, look_ups: Sequence[LookUp]) -> list[LookUp]:
        """Asks the platforms; keeps what is found, and gives what is not there."""
        outcomes = await asyncio.gather(*(self._look_up(each) for each in look_ups))
        await asyncio.gather(*(self.dispatcher.keep(known) for known in outcomes if known))
        return [each for each, known in zip(look_ups, outcomes, strict=True) if known is None]

    async def _look_up(self, asked: LookUp) -> Outcome | None:
        """Resolved; still unknown where the platform does not say; None where it is not there."""
        delivery, caller = asked.delivery, self.dispatcher.caller
        platform = self.dispatcher.platforms[delivery.account.platform]
        try:
            await caller.turn(platform, delivery, platform.look_up_rates(delivery))
            async with asyncio.timeout(caller.call_seconds):
                handle = await platform.find(delivery)
        except Exception as error:
            log.warning("outbox row %d could not be looked up: %s", delivery.row, kind(error))
            caller.heed(delivery, error)
            return self._not_said(delivery, error)
        self.unanswered.forget(delivery.row)
        if handle is None:
            return None
        return Outcome(delivery.row, OutboxState.RESOLVED, delivery.card_key, handle)

    def _not_said(self, delivery: Delivery, error: Exception) -> Outcome | None:
        """Asked again later, as often as it takes where the platform is only away; None where it
        refuses to say to the end, and somebody waits: rather twice than never."""
        row, now = delivery.row, self.dispatcher.clock.now()
        at = retry_at(now, delivery.attempts, delivery.lane)
        match error:
            case SlowDown(seconds=seconds) | NoTurn(seconds=seconds):
                at = now + timedelta(seconds=seconds)
            case PersonUnreachable():
                return Outcome(row, OutboxState.UNREACHABLE)
            case NotSent() | OutcomeUnknown() | WorkspaceStopped() | TimeoutError():
                pass
            case _ if self.unanswered.last(row):
                if delivery.lane is not Lane.ROUTINE:
                    return None
                log.error("outbox row %d: abandoned, its platform does not say what was sent", row)
                return Outcome(row, OutboxState.ABANDONED)
        return Outcome(row, OutboxState.UNKNOWN, retry_at=at)
