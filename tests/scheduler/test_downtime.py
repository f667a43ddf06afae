"""A week of downtime, three days asleep, an hour back and forth: no storm, nothing lost."""

import shutil
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.model.content import ContentKind, Lane
from bot.model.ids import PersonId
from bot.model.people import Person, Rhythm
from bot.ports import Delivery
from bot.rendering.routine import RENDERERS
from scheduler.jobs import Jobs
from scheduler.living import live_through
from tests.bot.flows.days import DAY, member, memory_folder, setting_with
from tests.fakes.recording_platform_in_process import RecordingPlatform
from tests.scheduler.rig import Rig, duties_of, rig_of
from tests.storage_fixtures import ReadyLedger, SetClock, ready_ledger

ZONE = "America/Chicago"
#: Ten in the morning there, a Monday.
START = datetime(2026, 5, 4, 15, 0, tzinfo=UTC)
PEOPLE, BUDGET = 300, 30


@dataclass
class Jumping(SetClock):
    def jump_to(self, instant: datetime) -> None:
        self.move(instant - self.instant)


@dataclass
class Timed(RecordingPlatform):
    """Notes when each message arrived, by the program's clock."""

    ready: ReadyLedger | None = None
    at: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.before = self._note

    async def _note(self, delivery: Delivery) -> None:
        assert self.ready is not None
        self.at[delivery.account.user].append(self.ready.clock.now())

    def all(self) -> list[datetime]:
        return sorted(at for each in self.at.values() for at in each)


@pytest.fixture
def rig() -> Iterator[Rig]:
    where = memory_folder()
    with ready_ledger(where, now=START) as ready:
        clock = Jumping(START)
        ready.clock = clock
        ready.ledger.close()
        ready.reopen()
        setting = setting_with(daily_budget=BUDGET)
        platform = Timed(ready=ready)
        yield rig_of(ready, platform, setting=setting, renderers=RENDERERS)
    shutil.rmtree(where)


@pytest.fixture
def jobs(rig: Rig) -> Jobs:
    return Jobs(rig.ready.ledger, rig.setting, rig.dispatcher, duties_of())


def crowd(count: int = PEOPLE) -> list[Person]:
    """People in the middle of their rhythm: the next one is due on some day of the next weeks."""
    people = []
    for n in range(1, count + 1):
        person = member(n, START - 60 * DAY, zone=ZONE, crew=f"Engine {n % 60}")
        last = START - 8 * DAY - (n % 20) * DAY
        rhythm = Rhythm(
            greeted_at=START - 59 * DAY,
            routine_count=1,
            check_in_count=1,
            last_unsolicited_at=last,
            last_check_in_at=last,
        )
        people.append(replace(person, rhythm=rhythm))
    return people


def add(rig: Rig, people: list[Person]) -> None:
    rig.ready.run(
        lambda work: work.people.add_many(
            [(each, START + DAY * work.draw("first", str(each.id))) for each in people]
        )
    )


async def live(rig: Rig, jobs: Jobs, until: datetime) -> None:
    clock = rig.ready.clock
    assert isinstance(clock, Jumping)
    await live_through(jobs, rig.ready.ledger, clock, until)


def platform_of(rig: Rig) -> Timed:
    assert isinstance(rig.platform, Timed)
    return rig.platform


def check_spacing(rig: Rig) -> None:
    """What holds whatever the clock does."""
    platform = platform_of(rig)
    for times in platform.at.values():
        assert all(other - one >= 7 * DAY for one, other in pairwise(times))
    by_day = Counter(at.astimezone(ZoneInfo(ZONE)).date() for at in platform.all())
    assert max(by_day.values(), default=0) <= BUDGET
    for at in platform.all():
        assert 8 <= at.astimezone(ZoneInfo(ZONE)).hour < 21


async def test_a_week_of_downtime_makes_no_storm(rig: Rig, jobs: Jobs) -> None:
    add(rig, crowd())
    await live(rig, jobs, START + 2 * DAY)
    before = len(rig.platform.taken)
    assert before > 0
    looks_before = looks_of(rig)
    # The process is not there for a week. Then it starts, and everything is late at once.
    rig.pass_time(7 * 86_400)
    await jobs.settle_everything()
    assert len(rig.platform.taken) == before, "what had missed its minute went out all the same"
    looks = looks_of(rig)
    now = rig.ready.clock.now()
    assert set(looks) == set(looks_before)
    assert all(now < at <= now + timedelta(hours=28) for at in looks.values()), "one look each"
    await live(rig, jobs, now + 12 * DAY)
    check_spacing(rig)
    assert len({user for user, times in platform_of(rig).at.items() if times}) > 250, (
        "what was missed in the week was made up for, by and by"
    )


def looks_of(rig: Rig) -> dict[PersonId, datetime]:
    with closing(sqlite3.connect(rig.ready.where)) as database:
        found = database.execute("SELECT id, look_at FROM person").fetchall()
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    return {PersonId(id_): epoch + timedelta(microseconds=at) for id_, at in found}


async def test_three_days_asleep(rig: Rig, jobs: Jobs) -> None:
    """A laptop's lid: the same process goes on, three days later and in the night."""
    add(rig, crowd(120))
    await live(rig, jobs, START + 2 * DAY)
    before = len(rig.platform.taken)
    rig.pass_time(3 * 86_400 - 8 * 3_600)  # two in the morning
    await jobs.settle_everything()
    assert len(rig.platform.taken) == before
    await live(rig, jobs, rig.ready.clock.now() + 10 * DAY)
    check_spacing(rig)
    assert len(platform_of(rig).at) > 80


@pytest.mark.parametrize("hours", [-1, 1])
async def test_the_clock_jumps_an_hour(rig: Rig, jobs: Jobs, hours: int) -> None:
    add(rig, crowd(60))
    await live(rig, jobs, START + DAY)
    for _ in range(5):
        rig.ready.clock.instant += timedelta(hours=hours)
        await jobs.settle_everything()
        await live(rig, jobs, rig.ready.clock.now() + DAY)
    await live(rig, jobs, START + 25 * DAY)
    check_spacing(rig)
    assert len(platform_of(rig).at) > 54, "nobody's was lost"


async def test_urgent_messages_are_not_dropped_by_downtime(rig: Rig, jobs: Jobs) -> None:
    """Only what comes by itself is left to the next look."""
    people = crowd(3)
    add(rig, people)
    rig.say(people[0], "far", kind=ContentKind.FAREWELL, lane=Lane.REQUEST)
    rig.pass_time(7 * 86_400)
    await jobs.settle_everything()
    assert "far" in rig.platform.keys
