"""The jobs go on when the wall clock is set.

APScheduler reads the wall clock by `datetime.now(zone)` alone, which asks the zone to turn UTC into
its own time. A zone that adds an adjustable shift there, and calls the result UTC, therefore moves
APScheduler's wall clock as `settimeofday` would, and nothing else; its timers run by the loop's
monotonic clock, as in truth. What is not shown here is the kernel's own behaviour at such a change.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, tzinfo

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduler.jobs import Every, Jobs
from scheduler.rearming import Rearming
from tests.fakes.recording_platform_in_process import RecordingPlatform
from tests.scheduler.rig import duties_of, people_of, rig_of, until
from tests.storage_fixtures import ReadyLedger


class MovedZone(tzinfo):
    """UTC by a wall clock that is `shift` away from the machine's."""

    shift = timedelta(0)

    def fromutc(self, at: datetime) -> datetime:
        return at + self.shift

    def utcoffset(self, at: datetime | None) -> timedelta:
        return timedelta(0)

    def dst(self, at: datetime | None) -> timedelta:
        return timedelta(0)

    def tzname(self, at: datetime | None) -> str:
        return "moved"

    def wall(self) -> float:
        return time.time() + self.shift.total_seconds()


class Ticks:
    def __init__(self) -> None:
        self.count = 0

    async def tick(self) -> None:
        self.count += 1


@pytest.fixture
async def ticking() -> AsyncIterator[tuple[AsyncIOScheduler, MovedZone, Ticks]]:
    """A real APScheduler with a job of every tenth of a second."""
    zone, ticks = MovedZone(), Ticks()
    scheduler = AsyncIOScheduler(
        timezone=zone,
        job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
    )
    scheduler.add_job(ticks.tick, Every(0.1), id="tick")
    scheduler.start()
    await until(lambda: ticks.count >= 3)
    yield scheduler, zone, ticks
    scheduler.shutdown(wait=False)
    await asyncio.sleep(0)


async def counted(ticks: Ticks, seconds: float) -> int:
    before = ticks.count
    await asyncio.sleep(seconds)
    return ticks.count - before


async def test_set_back_an_hour_apscheduler_alone_stops(
    ticking: tuple[AsyncIOScheduler, MovedZone, Ticks],
) -> None:
    """Why there is a thread for it: this is how the library behaves."""
    _, zone, ticks = ticking
    zone.shift = -timedelta(hours=1)
    await asyncio.sleep(0.2)
    assert await counted(ticks, 1.5) == 0


@pytest.mark.parametrize(
    "shift", [-timedelta(hours=1), timedelta(hours=1), -timedelta(days=3), timedelta(days=3)]
)
async def test_with_the_thread_they_go_on(
    ticking: tuple[AsyncIOScheduler, MovedZone, Ticks], shift: timedelta
) -> None:
    scheduler, zone, ticks = ticking

    def rearm() -> None:
        for job in scheduler.get_jobs():
            job.modify(next_run_time=datetime.now(zone))

    rearming = Rearming(rearm, wall=zone.wall, every=0.05)
    rearming.start()
    zone.shift = shift
    await asyncio.sleep(0.5)
    before = ticks.count
    await until(lambda: ticks.count >= before + 5, seconds=10)
    rearming.stop()


async def test_three_days_asleep_are_one_run(
    ticking: tuple[AsyncIOScheduler, MovedZone, Ticks],
) -> None:
    """And the loop is not busy for seconds with a list of the quarter of a million missed."""
    _, zone, ticks = ticking
    before = ticks.count
    zone.shift = timedelta(days=3)
    began = time.monotonic()
    await until(lambda: ticks.count > before)
    took = time.monotonic() - began
    assert took < 2
    assert ticks.count - before <= 2 + took / 0.1


async def test_a_clock_that_is_slewed_rearms_nothing() -> None:
    calls: list[float] = []
    drift = 0.0
    rearming = Rearming(lambda: calls.append(drift), wall=lambda: time.time() + drift, every=0.01)
    rearming.start()
    for _ in range(10):
        drift += 0.15
        await asyncio.sleep(0.02)
    rearming.stop()
    assert not calls


async def test_a_rearming_that_fails_is_tried_again() -> None:
    calls: list[float] = []

    def rearm() -> None:
        calls.append(time.monotonic())
        if len(calls) == 1:
            raise RuntimeError("not yet")

    shift = 0.0
    rearming = Rearming(rearm, wall=lambda: time.time() + shift, every=0.01)
    rearming.start()
    await asyncio.sleep(0.05)
    shift = -3600.0
    await until(lambda: len(calls) >= 2)
    await asyncio.sleep(0.1)
    rearming.stop()
    assert len(calls) == 2


async def test_the_programs_own_jobs_go_on(ready: ReadyLedger) -> None:
    """All of them at once, through `Jobs`: messages are still delivered."""
    (ann,) = people_of(1)
    ready.add(ann)
    rig, zone = rig_of(ready, RecordingPlatform()), MovedZone()
    jobs = Jobs(ready.ledger, rig.setting, rig.dispatcher, duties_of(), zone=zone)
    jobs.start()
    rig.say(ann, "before")
    await until(lambda: rig.platform.keys == ["before"])
    zone.shift = -timedelta(hours=1)
    await asyncio.sleep(0.7)
    rig.say(ann, "after")
    await until(lambda: rig.platform.keys == ["before", "after"], seconds=5)
    await jobs.stop(5)


def test_the_machines_zone_is_not_asked() -> None:
    assert datetime.now(MovedZone()).utcoffset() == timedelta(0)
    assert abs(datetime.now(MovedZone()) - datetime.now(UTC)) < timedelta(seconds=5)
