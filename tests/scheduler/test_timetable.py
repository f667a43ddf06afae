"""What happens at certain times of the day happens once each, whatever the clock does."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.timetable import Slot, Timetable

ZONE = "America/New_York"
EARLY, NOON = time(3, 30), time(12)


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """What the clock on the wall shows there, in UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


def done(table: Timetable, now: datetime) -> Slot | None:
    slot = table.due(now)
    if slot is not None:
        table.done(slot)
    return slot


def test_once_a_day_after_its_time() -> None:
    table = Timetable(ZONE, (EARLY,))
    assert done(table, at(2026, 5, 4, 3, 29)) is None
    assert done(table, at(2026, 5, 4, 3, 30)) is not None
    assert done(table, at(2026, 5, 4, 23, 59)) is None
    assert done(table, at(2026, 5, 5, 3, 0)) is None
    assert done(table, at(2026, 5, 5, 4, 0)) is not None


def test_several_times_a_day() -> None:
    table = Timetable(ZONE, (EARLY, NOON))
    assert done(table, at(2026, 5, 4, 4)) is not None
    assert done(table, at(2026, 5, 4, 11)) is None
    assert done(table, at(2026, 5, 4, 13)) is not None
    assert done(table, at(2026, 5, 4, 14)) is None


def test_what_failed_is_due_again() -> None:
    table = Timetable(ZONE, (EARLY,))
    assert table.due(at(2026, 5, 4, 4)) == table.due(at(2026, 5, 4, 5)) is not None


def test_three_days_asleep_are_one() -> None:
    table = Timetable(ZONE, (EARLY, NOON))
    assert done(table, at(2026, 5, 4, 13)) is not None
    assert done(table, at(2026, 5, 7, 13)) is not None
    assert done(table, at(2026, 5, 7, 13)) is None


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1)])
def test_a_clock_that_is_set_back_repeats_none(back: timedelta) -> None:
    table, now = Timetable(ZONE, (EARLY,)), at(2026, 5, 4, 3, 45)
    assert done(table, now) is not None
    moment = now - back
    while moment < now:
        assert done(table, moment) is None
        moment += timedelta(minutes=5)


@pytest.mark.parametrize("day", [(2026, 3, 8), (2026, 11, 1)])
@pytest.mark.parametrize("when", [time(1, 30), time(2, 30), time(3, 30)])
def test_a_change_of_the_clocks_neither_loses_nor_doubles_it(
    day: tuple[int, int, int], when: time
) -> None:
    """Half past two is left out on the one day, half past one comes twice on the other."""
    table, moment = Timetable(ZONE, (when,)), at(*day, 0)
    count = 0
    while moment < at(*day, 23, 59):
        count += done(table, moment) is not None
        moment += timedelta(minutes=1)
    assert count == 1


@given(st.lists(st.integers(-90, 400), max_size=60))
def test_no_slot_is_done_twice(steps: list[int]) -> None:
    table, now = Timetable(ZONE, (EARLY, NOON)), at(2026, 3, 7, 0)
    slots = []
    for minutes in steps:
        now += timedelta(minutes=minutes)
        if (slot := done(table, now)) is not None:
            slots.append(slot)
    assert slots == sorted(set(slots))
