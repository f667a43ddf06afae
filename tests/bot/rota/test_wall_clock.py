"""Wall clock to instants, against zoneinfo's own reading of the instant."""

import struct
from datetime import UTC, datetime, time, timedelta
from importlib import resources
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rota.clock import ClockSpan, instant, span_on

ZONES = st.sampled_from(
    [
        "America/New_York",
        "Europe/Berlin",
        "Australia/Lord_Howe",
        "America/St_Johns",
        "Asia/Kathmandu",
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
        "Africa/Casablanca",
        "UTC",
    ]
)

# Nights of 2026 on which one of the zones changes its clock, and any other time of two years.
CHANGES = ["2026-03-08", "2026-11-01", "2026-03-29", "2026-10-25", "2026-04-05", "2026-10-04"]
NEAR_CHANGES = st.builds(
    lambda day, minutes: datetime.fromisoformat(day) + timedelta(minutes=minutes),
    st.sampled_from(CHANGES),
    st.integers(-16 * 60, 16 * 60),
)
WALLS = st.one_of(
    NEAR_CHANGES,
    st.datetimes(datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2028-01-01")),
).map(lambda wall: wall.replace(microsecond=0))


def _wall(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


@given(zone=ZONES, wall=WALLS)
def test_the_instant_is_the_first_at_which_the_clock_has_reached_the_time(
    zone: str, wall: datetime
) -> None:
    at = instant(zone, wall)
    assert _wall(at, zone) >= wall
    # Up to that second the clock had never shown so late a time; and it shows this one, or a
    # gap has just skipped it.
    assert _wall(at - timedelta(seconds=1), zone) < wall
    if _wall(at, zone).replace(fold=0) != wall:
        skipped = ZoneInfo(zone)
        before = (at - timedelta(seconds=1)).astimezone(skipped).utcoffset()
        assert before != at.astimezone(skipped).utcoffset()


def test_the_end_of_an_overlap_is_no_part_of_its_first_pass() -> None:
    wall = datetime.fromisoformat("2026-11-01T02:00")
    assert instant("America/New_York", wall) == datetime(2026, 11, 1, 7, tzinfo=UTC)


def test_samoa_had_no_30_december_2011() -> None:
    assert instant("Pacific/Apia", datetime.fromisoformat("2011-12-30T07:00")) == datetime(
        2011, 12, 30, 10, tzinfo=UTC
    )


@given(
    zone=ZONES,
    at=WALLS,
    start=st.integers(0, 1439),
    end=st.integers(0, 1440),
)
def test_a_span_holds_the_instants_at_which_the_clock_is_in_it(
    zone: str, at: datetime, start: int, end: int
) -> None:
    if start == end:
        return
    moment = at.replace(tzinfo=UTC)
    local = _wall(moment, zone)
    minute = local.hour * 60 + local.minute
    shown = start <= minute < end if start < end else (minute >= start or minute < end)
    found = span_on(zone, moment.toordinal(), ClockSpan(start, end))
    assert any(low <= moment < high for low, high in found) is shown
    midnight = moment.replace(hour=0, minute=0, second=0)
    for low, high in found:
        assert midnight <= low < high <= midnight + timedelta(days=1)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (-1, 5), (1440, 5), (3, 1441), (0, -1)])
def test_a_span_that_says_nothing_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=r"span|minutes"):
        ClockSpan(start, end)


def test_spans_from_times_and_whole_hours() -> None:
    assert ClockSpan.between(time(21, 0), time(8, 0)) == ClockSpan(1260, 480)
    assert ClockSpan.of_hours(22, 6) == ClockSpan(1320, 360)
    assert ClockSpan.of_hours(18, 24) == ClockSpan(1080, 1440)
    assert ClockSpan.of_hours(24, 6) == ClockSpan(0, 360)
    assert ClockSpan.of_hours(0, 24).minutes == 1440
    assert ClockSpan(1260, 480).minutes == 11 * 60


def _changes(zone: str) -> list[int]:
    """The instants (Unix seconds) at which the zone's data has a change (RFC 8536)."""
    data = resources.files("tzdata.zoneinfo").joinpath(*zone.split("/")).read_bytes()
    counts = struct.unpack(">6l", data[20:44])
    utc, standard, leap, changes, kinds, letters = counts
    second = 44 + changes * 5 + kinds * 6 + letters + leap * 8 + standard + utc
    changes = struct.unpack(">6l", data[second + 20 : second + 44])[3]
    return list(struct.unpack(f">{changes}q", data[second + 44 : second + 44 + 8 * changes]))


def test_no_zone_changes_its_clock_twice_in_a_utc_day() -> None:
    changed = 0
    for zone in resources.files("tzdata").joinpath("zones").read_text("utf-8").split():
        days = [at // 86400 for at in _changes(zone) if at >= 0]
        changed += len(days)
        assert len(days) == len(set(days)), zone
    assert changed > 10_000  # the data was read
