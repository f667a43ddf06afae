"""What runs when. APScheduler only ticks; every tick reads the program's clock itself.

looks         every second: a batch after the other, for two seconds at most
steps         every second: requests whose time has come
delivery      every half second, and at once when it is nudged
resolving     at the start and every five seconds: rows whose outcome is not known
daily         every minute it is asked whether it is time: retention, and supporters who are gone
files         every minute: whether a calendar of the rotations has changed
reports       every minute it is asked whether a quarter has turned: its freeze, and the next
pictures      every minute: copies of pictures that platforms are to hold no longer
leases        every ten seconds, where several processes share the database
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta, tzinfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.faults import kind
from bot.flows.calling_the_lines import remind_of_lines
from bot.ports import Conflict, Ledger, LedgerBusy, Priority, Work
from bot.setting import Setting
from scheduler.clearing import ClearingChats
from scheduler.dispatcher import Dispatcher
from scheduler.leases import HELD_FOR, Leases
from scheduler.looks import look_at_due
from scheduler.picture_copies import TakingAway
from scheduler.rearming import Rearming
from scheduler.recovering import Resolver
from scheduler.reporting import Draw, Reporting
from scheduler.retiring import Retiring, Sweep
from scheduler.running import run
from scheduler.steps import Escalate, Steps
from scheduler.timetable import Timetable

log = logging.getLogger(__name__)

RETENTION_AT = (time(3, 30),)
GONE_AT = (time(8), time(12), time(16), time(20))
"""Members hear the same day that their supporter is gone, and not at night."""
MOST_ROUNDS = 100
"""Rounds after which what is due after a jump of the clock is left to the ticks."""


class Every(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """So many seconds after the last run. Unlike APScheduler's own it reckons from now: after three
    days of sleep there is one run, and no list of a quarter of a million that were missed."""

    def __init__(self, seconds: float) -> None:
        self._wait = timedelta(seconds=seconds)

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        return now if previous is None else now + self._wait


@dataclass(frozen=True, slots=True)
class Duties:
    """What others do when its time comes, given by the composition root."""

    escalate: Escalate
    supporters_gone: Callable[[Work, Setting], int]
    sweep: Sweep
    draw: Draw
    keep_head: Callable[[Work], object]
    reread: Callable[[], object] | None = None  #: files that change while the program runs


@dataclass(slots=True)
class Jobs:
    """The ticks of one process. `zone` is APScheduler's, through which it reads the wall clock."""

    ledger: Ledger
    setting: Setting
    dispatcher: Dispatcher
    duties: Duties
    leases: Leases | None = None
    zone: tzinfo = UTC
    _steps: Steps = field(init=False)
    _resolver: Resolver = field(init=False)
    _retiring: Retiring = field(init=False)
    _taking_away: TakingAway = field(init=False)
    _clearing: ClearingChats = field(init=False)
    _reporting: Reporting = field(init=False)
    _retention: Timetable = field(init=False)
    _gone: Timetable = field(init=False)
    _scheduler: AsyncIOScheduler = field(init=False)
    _rearming: Rearming = field(init=False)
    _running: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        real = self.dispatcher.caller.pacer.monotonic
        zone = self.setting.config.organisation.zone
        self._steps = Steps(self.ledger, self.setting, self.duties.escalate, real)
        self._resolver = Resolver(self.dispatcher)
        self._retiring = Retiring(self.ledger, self.setting, self.duties.sweep)
        self._clearing = ClearingChats(
            self.ledger, self.dispatcher.platforms, self.dispatcher.holds
        )
        self._taking_away = TakingAway(
            self.ledger, self.dispatcher.platforms, lambda name: self.dispatcher.holds(name)
        )
        self._reporting = Reporting(
            self.ledger, self.setting, self.dispatcher.clock, self.duties.draw
        )
        self._retention = Timetable(zone, RETENTION_AT)
        self._gone = Timetable(zone, GONE_AT)
        # Late is never too late, and what was missed is done once (by default APScheduler drops
        # in silence what is more than a second late).
        defaults = {"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
        self._scheduler = AsyncIOScheduler(timezone=self.zone, job_defaults=defaults)
        self._rearming = Rearming(self.rearm, wall=lambda: datetime.now(self.zone).timestamp())
        # A long look makes the next tick of it late, which is no news.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)

    def start(self) -> None:
        """On the running loop; everything runs at once for the first time."""
        self._add("resolving", 5.0, self._resolve)
        self._add("looks", 1.0, self._look)
        self._add("steps", 1.0, self._take_steps)
        self._add("delivery", 0.5, self._deliver)
        self._add("daily", 60.0, self._daily)
        self._add("reports", 60.0, self._report)
        self._add("pictures", 60.0, self._take_away)
        self._add("chats", 10.0, self._clear_chats)
        if self.duties.reread is not None:
            self._add("files", 60.0, self._reread)
        if self.leases is not None:
            self._add("leases", HELD_FOR.total_seconds() / 3, self.leases.renew)
        self._rearming.start()
        self._scheduler.start()

    async def stop(self, seconds: float) -> None:
        """Starts nothing any more, and finishes what is in flight, for at most so long."""
        self._rearming.stop()
        self._scheduler.pause()
        if self._running:
            await asyncio.wait(self._running, timeout=seconds / 2)
        self._scheduler.shutdown(wait=False)
        await self.dispatcher.stop(seconds / 2)
        if self.leases is not None:
            await self.leases.give_back()

    def nudge(self) -> None:
        """Something was put in the outbox: it is delivered at once."""
        self.dispatcher.nudge()

    def rearm(self) -> None:
        """All jobs run now, and reckon from there. From any thread."""
        for job in self._scheduler.get_jobs():
            job.modify(next_run_time=datetime.now(self.zone))

    async def settle_everything(self) -> None:
        """After the clock has jumped: looks, steps, deliveries and the daily work, until nothing
        is due. Raises LedgerBusy."""
        await self._daily()
        await self._report()
        for _ in range(MOST_ROUNDS):
            done = await look_at_due(self.ledger, self.setting, seconds=float("inf"))
            done += await self._steps.take_due()
            done += await self.dispatcher.deliver_due()
            if not done:
                await self._take_away()
                await self._clear_chats()
                return
        log.warning("something is due again and again; it is left to the ticks")

    # The ticks

    async def _resolve(self) -> None:
        await self._resolver.resolve()

    async def _look(self) -> None:
        await look_at_due(self.ledger, self.setting)

    async def _take_steps(self) -> None:
        if await self._steps.take_due():
            self.nudge()

    async def _deliver(self) -> None:
        self.nudge()

    async def _daily(self) -> None:
        now = self.dispatcher.clock.now()
        try:
            if (slot := self._gone.due(now)) is not None:
                await run(self.ledger, self._supporters_gone, Priority.DELIVERY)
                await run(self.ledger, self._remind_of_lines, Priority.DELIVERY)
                self._gone.done(slot)
                self.nudge()
                await self._taking_away.give_up_unshown()
        finally:  # what fails there keeps nothing past its days
            if (slot := self._retention.due(now)) is not None:
                await self._retiring.run()
                await run(self.ledger, self.duties.keep_head, Priority.BULK)
                self._retention.done(slot)

    async def _take_away(self) -> None:
        await self._taking_away.run()

    async def _report(self) -> None:
        await self._reporting.run()

    async def _clear_chats(self) -> None:
        await self._clearing.run()

    async def _reread(self) -> None:
        if self.duties.reread is not None:
            await asyncio.to_thread(self.duties.reread)

    def _supporters_gone(self, work: Work) -> int:
        return self.duties.supporters_gone(work, self.setting)

    def _remind_of_lines(self, work: Work) -> int:
        return remind_of_lines(work, self.setting)

    def _add(self, name: str, seconds: float, tick: Callable[[], Awaitable[None]]) -> None:
        self._scheduler.add_job(self._run, Every(seconds), args=(name, tick), id=name, name=name)

    async def _run(self, name: str, tick: Callable[[], Awaitable[None]]) -> None:
        """A tick that fails is told of, and comes again."""
        task = asyncio.current_task()
        assert task is not None
        self._running.add(task)
        try:
            await tick()
        except LedgerBusy:
            log.warning("%s: the database is busy; again at the next tick", name)
        except Conflict:
            log.warning("%s: another process was at it; again at the next tick", name)
        except Exception as error:
            log.error("%s failed: %s", name, kind(error))
        finally:
            self._running.discard(task)


def next_event(work: Work) -> datetime | None:
    """When the next message falls due, or the next step of a request; not the next look."""
    times = (work.outbox.next_due(), work.requests.next_due())
    return min((at for at in times if at is not None), default=None)
