"""From the outbox to the platforms.

A row is marked *sending* and committed before the call, and settled after it. Between the two
lies all that can be lost or doubled: what was sending when a process died is unknown, and is
resolved with what the platform offers (`scheduler.recovering`).
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TypeVar

from bot.flows.delivering import Batch, Job, Outcome, Waking, prepare, retry_at, settle
from bot.model.content import Lane, OutboxState
from bot.model.ids import OutboxId
from bot.ports import (
    Clock,
    Delivery,
    Ledger,
    LedgerBusy,
    MessageGone,
    NotSent,
    OutcomeUnknown,
    PersonUnreachable,
    Platform,
    Priority,
    Refused,
    SlowDown,
    Waker,
    Work,
    WorkspaceStopped,
)
from bot.rendering.outcome import Renderers
from bot.setting import Setting
from scheduler.pacing import Pacer

T = TypeVar("T")

log = logging.getLogger(__name__)

URGENT = (Lane.ANSWER, Lane.REQUEST, Lane.ACTIVATION)
ROUTINE = (Lane.ROUTINE,)
AT_ONCE = 64
"""Rows a batch: their marks share a commit, and so do their outcomes."""
CALL_SECONDS = 30.0
"""After so long the outcome of a call is unknown."""
CLAIM = timedelta(minutes=5)
"""How long a row may be sending before somebody else resolves it; longer than any call."""


@dataclass(slots=True)
class Dispatcher:
    """Delivers what is due. One for the process; `holder` tells its rows from another's."""

    ledger: Ledger
    platforms: Mapping[str, Platform]
    waker: Waker
    setting: Setting
    renderers: Renderers
    clock: Clock
    pacer: Pacer
    holder: str
    stopped: set[str] = field(default_factory=set)
    in_hand: set[OutboxId] = field(default_factory=set)
    _outcomes: list[Outcome] = field(default_factory=list)
    _settling: asyncio.Task[None] | None = None

    async def deliver_due(self) -> int:
        """Delivers until nothing is due any more; how many calls were made. Urgent and routine
        rows go side by side, so that neither a flood nor a slow call of the one holds the other."""
        if not self.can_tell:
            return await self._pump((*URGENT, *ROUTINE), 1)
        urgent, routine = await asyncio.gather(
            self._pump(URGENT, AT_ONCE), self._pump(ROUTINE, AT_ONCE)
        )
        return urgent + routine

    async def carry_out(self, jobs: Sequence[Job]) -> None:
        """Makes the calls of rows that are marked sending, and keeps what became of them."""
        self.in_hand.update(job.row for job in jobs)
        try:
            await asyncio.gather(*(self._carry_out_one(job) for job in jobs))
            while self._settling is not None or self._outcomes:
                await self._settle_soon()
        finally:
            self.in_hand.difference_update(job.row for job in jobs)

    def batch(self, lanes: tuple[Lane, ...], most: int) -> Batch:
        until = self.clock.now() + CLAIM
        return Batch(lanes, most, self.holder, until, frozenset(self.stopped))

    @property
    def can_tell(self) -> bool:
        """Every platform has an idempotency key or finds messages by theirs. Where one has
        neither, a crash doubles what is in flight: then there is one row at a time."""
        return all(
            p.capabilities.idempotent or p.capabilities.look_up for p in self.platforms.values()
        )

    async def _pump(self, lanes: tuple[Lane, ...], most: int) -> int:
        """The next batch is prepared while the one before is under way."""
        done = 0
        under_way: asyncio.Future[None] | None = None
        try:
            while jobs := await self._prepare(lanes, most):
                done += len(jobs)
                if under_way is not None:
                    await under_way
                under_way = asyncio.ensure_future(self.carry_out(jobs))
                if most == 1:
                    await under_way
        finally:
            if under_way is not None:
                await under_way
        return done

    async def _prepare(self, lanes: tuple[Lane, ...], most: int) -> Sequence[Job]:
        batch = self.batch(lanes, most)
        return await self.submit(
            partial(prepare, setting=self.setting, renderers=self.renderers, batch=batch)
        )

    async def _carry_out_one(self, job: Job) -> None:
        if isinstance(job, Waking):
            outcome = await self._wake(job)
        else:
            outcome = await self._call(job)
        self._outcomes.append(outcome)
        await self._settle_soon()

    async def _settle_soon(self) -> None:
        """Outcomes that come while others are being kept share the next commit."""
        if self._settling is None:
            self._settling = asyncio.ensure_future(self._settle())
        await asyncio.shield(self._settling)

    async def _settle(self) -> None:
        try:
            while self._outcomes:
                outcomes, self._outcomes = self._outcomes, []
                try:
                    await self.submit(partial(settle, outcomes=outcomes))
                except LedgerBusy:
                    # Still sending in the database: kept in hand until it can be written.
                    self._outcomes = outcomes + self._outcomes
                    log.warning("%d outcomes wait for the database", len(self._outcomes))
                    await asyncio.sleep(1.0)
        finally:
            self._settling = None

    async def _call(self, delivery: Delivery) -> Outcome:
        platform = self.platforms[delivery.account.platform]
        await self.pacer.acquire(platform.rates(delivery), delivery.lane)
        try:
            async with asyncio.timeout(CALL_SECONDS):
                handle = await platform.deliver(delivery)
        except Exception as error:
            return self._failed(delivery, error)
        return Outcome(delivery.row, OutboxState.SENT, key=delivery.card_key, handle=handle)

    def _failed(self, delivery: Delivery, error: Exception) -> Outcome:
        """What the core makes of a platform's error, in one table."""
        row, now = delivery.row, self.clock.now()
        log.warning("outbox row %d: %s", row, type(error).__name__)
        match error:
            case SlowDown(key=key, seconds=seconds):
                self.pacer.slow_down(key, seconds)
                return Outcome(row, OutboxState.FAILED, retry_at=now + timedelta(seconds=seconds))
            case NotSent():
                return Outcome(row, OutboxState.FAILED, retry_at=retry_at(now, delivery.attempts))
            case WorkspaceStopped():
                account = delivery.account
                self.stopped.add(f"{account.platform}:{account.workspace}")
                log.error("workspace stopped: nothing is sent to it until it is connected again")
                return Outcome(row, OutboxState.FAILED, retry_at=now + timedelta(minutes=5))
            case PersonUnreachable():
                return Outcome(row, OutboxState.UNREACHABLE)
            case MessageGone() | Refused():
                return Outcome(row, OutboxState.CANCELLED, reason=type(error).__name__)
            case OutcomeUnknown() | TimeoutError():
                return Outcome(row, OutboxState.UNKNOWN)
            case _:
                log.error("an adapter raised what is no PlatformError", exc_info=error)
                return Outcome(row, OutboxState.UNKNOWN)

    async def _wake(self, waking: Waking) -> Outcome:
        say = self.setting.texts.say
        title = self.setting.config.organisation.bot_name
        woken = await self.waker.wake(waking.url, title, say(waking.language, "waking"))
        if woken:
            return Outcome(waking.row, OutboxState.SENT)
        at = retry_at(self.clock.now(), waking.attempts)
        return Outcome(waking.row, OutboxState.FAILED, retry_at=at)

    async def submit(self, flow: Callable[[Work], T]) -> T:
        return await asyncio.wrap_future(self.ledger.submit(flow, Priority.DELIVERY))
