"""Shifts over changes of the clock, single days that depart from the cycle, and Kelly days."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rota.config import RotationConfig
from bot.rota.rotation import DayKind, Override, Rotation, Shift, UnknownShift
from bot.rota.shifts import shifts_between

HOUR = timedelta(hours=1)


def _rotation(cycle: str, zone: str, **more: object) -> Rotation:
    fields = {"cycle": cycle, "anchors": {"A": date(2026, 1, 1)}, **more}
    return RotationConfig.model_validate(fields).rotation("own", zone=zone)


def _starting_on(rotation: Rotation, day: date, *overrides: Override) -> Shift | None:
    """The shift whose start is on that local date."""
    noon = datetime.combine(day, datetime.min.time(), ZoneInfo(rotation.zone)) + 12 * HOUR
    around = noon.astimezone(UTC)
    for shift in shifts_between(rotation, "A", around - 48 * HOUR, around + 48 * HOUR, overrides):
        if shift.starts.astimezone(ZoneInfo(rotation.zone)).date() == day:
            return shift
    return None


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("America/New_York", date(2026, 3, 7), 23),
        ("America/New_York", date(2026, 10, 31), 25),
        ("Europe/Berlin", date(2026, 3, 28), 23),
        ("Europe/Berlin", date(2026, 10, 24), 25),
        ("Australia/Lord_Howe", date(2026, 10, 3), 23.5),
        ("Australia/Lord_Howe", date(2026, 4, 4), 24.5),
        ("America/St_Johns", date(2026, 3, 7), 23),
        ("America/St_Johns", date(2026, 10, 31), 25),
        ("America/Phoenix", date(2026, 3, 7), 24),
        ("America/New_York", date(2026, 3, 8), 24),  # starts after the change
    ],
)
def test_a_24_hour_shift_over_a_change_ends_at_the_same_hour(
    zone: str, day: date, hours: float
) -> None:
    shift = _starting_on(_rotation("X", zone), day)
    assert shift is not None
    assert shift.ends - shift.starts == hours * HOUR
    local = ZoneInfo(zone)
    assert shift.starts.astimezone(local).strftime("%H:%M") == "07:00"
    assert shift.ends.astimezone(local).strftime("%H:%M") == "07:00"
    assert shift.ends.astimezone(local).date() == day + timedelta(days=1)


@pytest.mark.parametrize(
    ("zone", "day", "starts"),
    [
        # 02:30 is in the gap from 02:00 to 03:00 (half an hour on Lord Howe)
        ("America/New_York", date(2026, 3, 8), datetime(2026, 3, 8, 7, 0, tzinfo=UTC)),
        ("Europe/Berlin", date(2026, 3, 29), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        ("America/St_Johns", date(2026, 3, 8), datetime(2026, 3, 8, 5, 30, tzinfo=UTC)),
        # 02:15 is in the half hour that Lord Howe skips
        ("Australia/Lord_Howe", date(2026, 10, 4), datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),
    ],
)
def test_a_start_that_a_gap_skips_is_the_first_valid_instant(
    zone: str, day: date, starts: datetime
) -> None:
    at = "02:15" if zone == "Australia/Lord_Howe" else "02:30"
    shift = _starting_on(_rotation("D", zone, starts={"day": at}), day)
    assert shift is not None
    assert shift.starts == starts
    assert shift.ends.astimezone(ZoneInfo(zone)).strftime("%H:%M") == at.replace("02", "14")


@pytest.mark.parametrize(
    ("zone", "day", "at", "starts"),
    [
        ("America/New_York", date(2026, 11, 1), "01:30", datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        ("Europe/Berlin", date(2026, 10, 25), "02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (
            "Australia/Lord_Howe",
            date(2026, 4, 5),
            "01:45",
            datetime(2026, 4, 4, 14, 45, tzinfo=UTC),
        ),
        ("America/St_Johns", date(2026, 11, 1), "01:30", datetime(2026, 11, 1, 4, 0, tzinfo=UTC)),
    ],
)
def test_a_start_that_an_overlap_repeats_is_the_first(
    zone: str, day: date, at: str, starts: datetime
) -> None:
    shift = _starting_on(_rotation("D", zone, starts={"day": at}), day)
    assert shift is not None
    assert shift.starts == starts


@given(
    zone=st.sampled_from(
        ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns"]
    ),
    start=st.integers(0, 23 * 60 + 59).map(lambda m: f"{m // 60:02}:{m % 60:02}"),
    first=st.datetimes(datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2027-01-01")),
)
def test_shifts_on_every_day_leave_no_hole_and_no_overlap(
    zone: str, start: str, first: datetime
) -> None:
    rotation = _rotation("X", zone, starts={"full": start})
    begin = first.replace(tzinfo=UTC)
    shifts = shifts_between(rotation, "A", begin, begin + timedelta(days=9))
    assert shifts[0].starts <= begin
    assert shifts[-1].ends >= begin + timedelta(days=9)
    for earlier, later in pairwise(shifts):
        assert earlier.ends == later.starts


@given(
    start=st.datetimes(datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2027-01-01")),
    hours=st.integers(1, 60),
    cycle=st.sampled_from(["X O O", "D D N N O O", "N O", "X X O O O O"]),
)
def test_a_part_of_the_time_has_the_part_of_the_shifts_that_overlap_it(
    start: datetime, hours: int, cycle: str
) -> None:
    rotation = _rotation(cycle, "America/New_York")
    begin = start.replace(tzinfo=UTC)
    end = begin + hours * HOUR
    wide = shifts_between(rotation, "A", begin - timedelta(days=5), begin + timedelta(days=10))
    assert shifts_between(rotation, "A", begin, end) == tuple(
        shift for shift in wide if shift.starts < end and shift.ends > begin
    )


def test_a_shift_that_ends_or_starts_at_an_edge_is_outside() -> None:
    rotation = _rotation("D O", "UTC")
    start, end = datetime(2026, 1, 1, 19, tzinfo=UTC), datetime(2026, 1, 3, 7, tzinfo=UTC)
    second = timedelta(seconds=1)
    assert shifts_between(rotation, "A", start, end) == ()
    assert len(shifts_between(rotation, "A", start - second, end + second)) == 2


def test_a_shift_of_another_name_is_refused_with_the_names_there_are() -> None:
    rotation = _rotation("X O O", "UTC", anchors={"A": "2026-01-01", "B": "2026-01-02"})
    now = datetime(2026, 1, 1, tzinfo=UTC)
    with pytest.raises(UnknownShift, match="no shift 'D', only A, B"):
        shifts_between(rotation, "D", now, now + 24 * HOUR)


def test_a_trade_takes_a_day_off_and_adds_another() -> None:
    rotation = _rotation("X O O", "America/Denver")
    trade = (Override(date(2026, 1, 4), DayKind.OFF), Override(date(2026, 1, 5), DayKind.FULL))
    assert _starting_on(rotation, date(2026, 1, 4)) is not None
    assert _starting_on(rotation, date(2026, 1, 4), *trade) is None
    added = _starting_on(rotation, date(2026, 1, 5), *trade)
    assert added == Shift(
        datetime(2026, 1, 5, 14, tzinfo=UTC), datetime(2026, 1, 6, 14, tzinfo=UTC), DayKind.FULL
    )


def test_a_call_back_is_worked_at_the_usual_hours_of_its_kind() -> None:
    rotation = _rotation("X O O", "UTC", starts={"night": "18:00"}, hours={"night": 10})
    called = _starting_on(rotation, date(2026, 1, 3), Override(date(2026, 1, 3), DayKind.NIGHT))
    assert called == Shift(
        datetime(2026, 1, 3, 18, tzinfo=UTC), datetime(2026, 1, 4, 4, tzinfo=UTC), DayKind.NIGHT
    )


def test_of_two_overrides_for_a_date_the_later_wins() -> None:
    rotation = _rotation("X O O", "UTC")
    day = date(2026, 1, 4)
    off, on = Override(day, DayKind.OFF), Override(day, DayKind.DAY)
    assert _starting_on(rotation, day, on, off) is None
    worked = _starting_on(rotation, day, off, on)
    assert worked is not None
    assert worked.kind is DayKind.DAY


def test_every_third_shift_is_a_kelly_day() -> None:
    rotation = _rotation("X O O", "America/Chicago", kelly_day_every=3)
    # Of the shifts 1, 2, 3, ... from the anchor on the third, the sixth, ... are off; the count
    # goes on before it, where 29 December is 0.
    by_hand = {
        date(2025, 12, 20): False,
        date(2025, 12, 23): True,
        date(2025, 12, 26): True,
        date(2025, 12, 29): False,
        date(2026, 1, 1): True,
        date(2026, 1, 4): True,
        date(2026, 1, 7): False,
        date(2026, 1, 10): True,
        date(2026, 1, 13): True,
        date(2026, 1, 16): False,
        date(2026, 1, 19): True,
    }
    found = {day: _starting_on(rotation, day) is not None for day in by_hand}
    assert found == by_hand


def test_kelly_days_count_shifts_not_days_of_the_cycle() -> None:
    rotation = _rotation("X X O O O O", "UTC", kelly_day_every=3)
    worked = [day for day in range(1, 20) if _starting_on(rotation, date(2026, 1, day)) is not None]
    # on 1, 2, 7, 8, 13, 14, 19; the third is the 7th, the sixth the 14th
    assert worked == [1, 2, 8, 13, 19]


def test_a_call_back_on_a_kelly_day_is_worked() -> None:
    rotation = _rotation("X O O", "UTC", kelly_day_every=3)
    day = date(2026, 1, 7)
    assert _starting_on(rotation, day) is None
    assert _starting_on(rotation, day, Override(day, DayKind.FULL)) is not None
