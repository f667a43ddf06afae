"""When coordinators hear that someone waits: at once for now, else at 09:00 and 17:00 local."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.requests import Urgency
from bot.routing.notices import NoticeTimes, first_notice, last_notice, next_notice

CHICAGO = NoticeTimes("America/Chicago", (9, 17))


def local(
    year: int, month: int, day: int, hour: int, minute: int, *, zone: str = "America/Chicago"
) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def test_now_is_at_once_whatever_the_hour() -> None:
    night = local(2026, 3, 10, 3, 0)
    assert first_notice(Urgency.NOW, night, CHICAGO) == night
    assert last_notice(Urgency.NOW, night, night, CHICAGO) == night


@pytest.mark.parametrize(
    ("told", "heard"),
    [
        ((2026, 3, 10, 3, 0), (2026, 3, 10, 9, 0)),
        ((2026, 3, 10, 9, 0), (2026, 3, 10, 9, 0)),
        ((2026, 3, 10, 9, 1), (2026, 3, 10, 17, 0)),
        ((2026, 3, 10, 17, 1), (2026, 3, 11, 9, 0)),
        ((2026, 3, 7, 20, 0), (2026, 3, 8, 9, 0)),  # the clock goes forward in between
        ((2026, 10, 31, 20, 0), (2026, 11, 1, 9, 0)),  # and back
    ],
)
def test_today_and_this_week_wait_for_the_set_hours(
    told: tuple[int, ...], heard: tuple[int, ...]
) -> None:
    for urgency in (Urgency.TODAY, Urgency.WEEK):
        assert first_notice(urgency, local(*told), CHICAGO) == local(*heard)
    assert last_notice(Urgency.WEEK, local(*told), local(*heard), CHICAGO) == local(*heard)


def test_before_the_first_notice_nothing_is_due() -> None:
    told = local(2026, 3, 10, 10, 0)
    before = local(2026, 3, 10, 16, 59)
    assert last_notice(Urgency.TODAY, told, before, CHICAGO) is None
    assert next_notice(Urgency.TODAY, told, before, CHICAGO) == local(2026, 3, 10, 17, 0)


def test_while_it_waits_they_hear_once_a_day() -> None:
    told = local(2026, 3, 10, 10, 0)
    heard = [local(2026, 3, 10, 17, 0)]
    while len(heard) < 4:
        heard.append(next_notice(Urgency.TODAY, told, heard[-1], CHICAGO))
    assert heard[1:] == [local(2026, 3, day, 9, 0) for day in (11, 12, 13)]


def test_a_reminder_does_not_follow_at_the_heels_of_a_night_notice() -> None:
    told = local(2026, 3, 10, 3, 0)
    assert next_notice(Urgency.NOW, told, told, CHICAGO) == local(2026, 3, 11, 9, 0)


zones = st.sampled_from(["America/Chicago", "Europe/Dublin", "Australia/Lord_Howe", "UTC"])
minutes_of_two_years = st.integers(0, 2 * 365 * 24 * 60)
instants = minutes_of_two_years.map(
    lambda m: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(0, m * 60)
)


@given(zones, instants, st.integers(0, 60 * 24 * 10), st.sampled_from(Urgency))
def test_the_last_has_come_the_next_has_not_and_none_is_missed(
    zone: str, told: datetime, minutes: int, urgency: Urgency
) -> None:
    times = NoticeTimes(zone, (9, 17))
    now = told + timedelta(minutes=minutes)
    last, coming = (
        last_notice(urgency, told, now, times),
        next_notice(urgency, told, now, times),
    )
    assert coming > now
    assert last is None or told <= last <= now
    assert coming - (last or told) <= timedelta(hours=49)
    if last is not None:
        assert next_notice(urgency, told, last, times) == coming
    if urgency is not Urgency.NOW:
        assert coming.astimezone(ZoneInfo(zone)).strftime("%H:%M") in {"09:00", "17:00"}
