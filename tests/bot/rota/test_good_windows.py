"""Windows and minutes, held against the clock on the wall asked minute by minute."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.rota.clock import ClockSpan
from bot.rota.config import RotationConfig
from bot.rota.presets import presets
from bot.rota.rotation import DayKind, Shift
from bot.rota.shifts import shifts_between
from bot.rota.windows import (
    SLEEP_AFTER_NIGHT,
    Fit,
    ShiftWish,
    Window,
    good_windows,
    pick_minute,
    sleep_after,
)

HOUR = timedelta(hours=1)
QUIET = ClockSpan.of_hours(21, 8)

ZONES = st.sampled_from(
    ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns"]
)
CHANGES = ["2026-03-08", "2026-11-01", "2026-03-29", "2026-10-25", "2026-04-05", "2026-10-04"]
STARTS = st.one_of(
    st.builds(
        lambda day, minutes: datetime.fromisoformat(day) + timedelta(minutes=minutes),
        st.sampled_from(CHANGES),
        st.integers(-40 * 60, 16 * 60),
    ),
    st.datetimes(datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2027-01-01")),
).map(lambda naive: naive.replace(tzinfo=UTC))
SPANS = st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(lambda s: s[0] != s[1])
PREFERRED = st.one_of(st.none(), SPANS.map(lambda span: ClockSpan(*span)))
QUIETS = st.one_of(st.just(QUIET), SPANS.map(lambda span: ClockSpan(*span)))
LENGTHS = st.integers(20 * 3600, 28 * 3600).map(lambda seconds: timedelta(seconds=seconds))


@st.composite
def shifts_of_a_rota(draw: st.DrawFn, start: datetime, length: timedelta) -> tuple[Shift, ...]:
    """The shifts that good_windows asks for, of some preset and zone; or none."""
    name = draw(st.sampled_from(["", *presets()]))
    if not name:
        return ()
    first = draw(st.dates(date(2025, 12, 1), date(2026, 2, 1)))
    rotation = RotationConfig.model_validate({"preset": name, "anchors": {"me": first}}).rotation(
        name, zone=draw(ZONES)
    )
    return shifts_between(rotation, "me", start - SLEEP_AFTER_NIGHT, start + length)


def _in_span(at: datetime, zone: str, span: ClockSpan) -> bool:
    local = at.astimezone(ZoneInfo(zone))
    minute = local.hour * 60 + local.minute
    if span.start < span.end:
        return span.start <= minute < span.end
    return minute >= span.start or minute < span.end


def _on_shift(at: datetime, shifts: tuple[Shift, ...]) -> bool:
    return any(shift.starts <= at < shift.ends for shift in shifts)


def _asleep(at: datetime, shifts: tuple[Shift, ...]) -> bool:
    """Within eight hours of the end of a night or 24-hour shift, and not on shift."""
    return not _on_shift(at, shifts) and any(
        shift.ends <= at < shift.ends + 8 * HOUR
        for shift in shifts
        if shift.kind in (DayKind.NIGHT, DayKind.FULL)
    )


def _fit(
    at: datetime,
    zone: str,
    quiet: ClockSpan,
    preferred: ClockSpan | None,
    shifts: tuple[Shift, ...],
    wish: ShiftWish,
) -> Fit | None:
    """What one instant is, by the words of the rules."""
    if _asleep(at, shifts):
        return None
    if preferred is None or not _in_span(at, zone, preferred):
        if _in_span(at, zone, quiet):
            return None
        if preferred is not None:
            return Fit.OUTSIDE
    liked = {
        ShiftWish.EITHER: True,
        ShiftWish.ON_SHIFT: _on_shift(at, shifts),
        ShiftWish.OFF_SHIFT: not _on_shift(at, shifts),
    }
    return Fit.WISHED if liked[wish] else Fit.HOURS


@given(data=st.data(), start=STARTS, length=LENGTHS, zone=ZONES, quiet=QUIETS, preferred=PREFERRED)
def test_every_instant_is_in_the_window_that_the_rules_say(
    data: st.DataObject,
    start: datetime,
    length: timedelta,
    zone: str,
    quiet: ClockSpan,
    preferred: ClockSpan | None,
) -> None:
    shifts = data.draw(shifts_of_a_rota(start, length))
    wish = data.draw(st.sampled_from(ShiftWish))
    windows = good_windows(
        start,
        start + length,
        zone=zone,
        quiet=quiet,
        preferred=preferred,
        shifts=shifts,
        wish=wish,
    )
    for share in range(0, 1000, 23):
        at = start + length * share / 1000
        found = [window.fit for window in windows if window.starts <= at < window.ends]
        fit = _fit(at, zone, quiet, preferred, shifts, wish)
        assert found == ([] if fit is None else [fit])
    assert list(windows) == sorted(windows, key=lambda window: (window.fit, window.starts))
    for window in windows:
        assert start <= window.starts < window.ends <= start + length


@given(
    data=st.data(),
    start=STARTS,
    length=LENGTHS,
    zone=ZONES,
    preferred=PREFERRED,
    draw=st.floats(0, 1, exclude_max=True),
)
def test_no_minute_is_in_quiet_hours_or_in_the_sleep_after_a_night(
    data: st.DataObject,
    start: datetime,
    length: timedelta,
    zone: str,
    preferred: ClockSpan | None,
    draw: float,
) -> None:
    shifts = data.draw(shifts_of_a_rota(start, length))
    windows = good_windows(
        start, start + length, zone=zone, quiet=QUIET, preferred=preferred, shifts=shifts
    )
    for at_worst in Fit:
        at = pick_minute(windows, draw, at_worst=at_worst)
        if at is None:
            continue
        assert start <= at < start + length
        assert (at.second, at.microsecond) == (0, 0)
        assert not _asleep(at, shifts)
        if preferred is None:
            assert not _in_span(at, zone, QUIET)
        elif not _in_span(at, zone, preferred):
            assert at_worst is Fit.OUTSIDE
            assert not _in_span(at, zone, QUIET)


@given(start=STARTS, zone=ZONES, length=LENGTHS)
def test_without_a_rota_every_look_has_a_minute(
    start: datetime, zone: str, length: timedelta
) -> None:
    windows = good_windows(start, start + length, zone=zone, quiet=QUIET)
    assert pick_minute(windows, 0.5) is not None


@given(
    start=STARTS,
    zone=ZONES,
    lengths=st.lists(LENGTHS, min_size=3, max_size=3),
    draw=st.floats(0, 1, exclude_max=True),
)
def test_looks_that_follow_each_other_share_no_minute_and_lose_none(
    start: datetime, zone: str, lengths: list[timedelta], draw: float
) -> None:
    edges = [start]
    for length in lengths:
        edges.append(edges[-1] + length)
    apart = [
        (window.starts, window.ends)
        for low, high in pairwise(edges)
        for window in good_windows(low, high, zone=zone, quiet=QUIET)
    ]
    whole = good_windows(edges[0], edges[-1], zone=zone, quiet=QUIET)
    assert sum((high - low for low, high in apart), timedelta()) == sum(
        (window.ends - window.starts for window in whole), timedelta()
    )
    for (_, earlier), (later, _) in pairwise(apart):
        assert earlier <= later


def _windows(zone: str, start: str, hours: float, **more: Any) -> list[str]:
    """The windows of a look that starts at that local time, as one reads them."""
    begin = datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    found = good_windows(begin, begin + hours * HOUR, zone=zone, quiet=QUIET, **more)
    local = ZoneInfo(zone)
    return [
        f"{w.starts.astimezone(local):%a %H:%M}-{w.ends.astimezone(local):%a %H:%M} {w.fit.name}"
        for w in found
    ]


def _rota(cycle: str, first: str, start: str, hours: float, zone: str) -> tuple[Shift, ...]:
    rotation = RotationConfig.model_validate({"cycle": cycle, "anchors": {"A": first}}).rotation(
        "r", zone=zone
    )
    begin = datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return shifts_between(rotation, "A", begin - SLEEP_AFTER_NIGHT, begin + hours * HOUR)


CHICAGO = "America/Chicago"


def test_a_day_without_a_rota() -> None:
    assert _windows(CHICAGO, "2026-06-01 12:00", 24) == [
        "Mon 12:00-Mon 21:00 WISHED",
        "Tue 08:00-Tue 12:00 WISHED",
    ]


def test_the_day_of_a_change_has_the_same_hours_on_the_wall() -> None:
    for day in ("2026-03-08", "2026-11-01"):  # Sundays, both with the change before 08:00
        assert _windows("America/New_York", f"{day} 00:00", 24) == ["Sun 08:00-Sun 21:00 WISHED"]


def test_preferred_hours_come_first_and_win_over_quiet_hours() -> None:
    late = ClockSpan.of_hours(20, 23)
    assert _windows(CHICAGO, "2026-06-01 12:00", 24, preferred=late) == [
        "Mon 20:00-Mon 23:00 WISHED",
        "Mon 12:00-Mon 20:00 OUTSIDE",
        "Tue 08:00-Tue 12:00 OUTSIDE",
    ]


def test_after_a_24_hour_shift_there_is_sleep_until_three() -> None:
    start, hours = "2026-06-02 00:00", 24.0
    shifts = _rota("X O O", "2026-06-01", start, hours, CHICAGO)
    assert _windows(CHICAGO, start, hours, shifts=shifts) == ["Tue 15:00-Tue 21:00 WISHED"]


def test_a_night_that_was_over_before_the_look_still_has_its_sleep() -> None:
    start, hours = "2026-06-02 09:00", 24.0
    shifts = _rota("N O O", "2026-06-01", start, hours, CHICAGO)
    assert _windows(CHICAGO, start, hours, shifts=shifts) == [
        "Tue 15:00-Tue 21:00 WISHED",
        "Wed 08:00-Wed 09:00 WISHED",
    ]


def test_the_second_of_two_24_hour_shifts_is_no_sleep() -> None:
    start, hours = "2026-06-02 00:00", 24.0
    shifts = _rota("X X O O O O", "2026-06-01", start, hours, CHICAGO)
    assert _windows(CHICAGO, start, hours, shifts=shifts) == ["Tue 08:00-Tue 21:00 WISHED"]


def test_a_day_shift_needs_no_sleep_after_it() -> None:
    start, hours = "2026-06-01 00:00", 24.0
    shifts = _rota("D O", "2026-06-01", start, hours, CHICAGO)
    assert _windows(CHICAGO, start, hours, shifts=shifts) == ["Mon 08:00-Mon 21:00 WISHED"]


def test_a_member_who_likes_shift_hours_gets_those_first() -> None:
    start, hours = "2026-06-01 00:00", 24.0
    shifts = _rota("D O", "2026-06-01", start, hours, CHICAGO)
    assert _windows(CHICAGO, start, hours, shifts=shifts, wish=ShiftWish.ON_SHIFT) == [
        "Mon 08:00-Mon 19:00 WISHED",
        "Mon 19:00-Mon 21:00 HOURS",
    ]
    assert _windows(CHICAGO, start, hours, shifts=shifts, wish=ShiftWish.OFF_SHIFT) == [
        "Mon 19:00-Mon 21:00 WISHED",
        "Mon 08:00-Mon 19:00 HOURS",
    ]


def test_on_days_off_shift_hours_are_no_wish_that_can_be_met() -> None:
    assert _windows(CHICAGO, "2026-06-01 00:00", 24, wish=ShiftWish.ON_SHIFT) == [
        "Mon 08:00-Mon 21:00 HOURS"
    ]


def test_overlapping_shifts_of_a_calendar_leave_sleep_only_off_shift() -> None:
    at = datetime(2026, 6, 1, 0, tzinfo=UTC)
    night = Shift(at, at + 8 * HOUR, DayKind.NIGHT)
    called = Shift(at + 6 * HOUR, at + 10 * HOUR, DayKind.DAY)
    assert sleep_after((night, called)) == [(at + 10 * HOUR, at + 16 * HOUR)]


def _window(start: int, end: int, fit: Fit = Fit.WISHED) -> Window:
    """Minutes of 1 June 2026."""
    day = datetime(2026, 6, 1, tzinfo=UTC)
    return Window(day + timedelta(minutes=start), day + timedelta(minutes=end), fit)


@given(
    st.lists(st.tuples(st.integers(0, 300), st.integers(1, 40)), min_size=1, max_size=5),
)
def test_the_draws_give_every_minute_of_the_best_windows_once(
    gaps: list[tuple[int, int]],
) -> None:
    windows, at = [], 0
    for gap, length in gaps:
        windows.append(_window(at + gap, at + gap + length))
        at += gap + length + 1
    number = sum(length for _, length in gaps)
    worse = _window(0, 1000, Fit.OUTSIDE)
    picked = {pick_minute((*windows, worse), (n + 0.5) / number) for n in range(number)}
    assert picked == {
        window.starts + timedelta(minutes=minute)
        for window in windows
        for minute in range((window.ends - window.starts) // timedelta(minutes=1))
    }


@given(
    number=st.integers(1, 1680),
    draw=st.floats(0, 1, exclude_max=True),
)
@example(number=1680, draw=1 - 2**-53)
def test_the_last_draw_stays_inside(number: int, draw: float) -> None:
    window = _window(7, 7 + number)
    at = pick_minute((window,), draw)
    assert at is not None
    assert window.starts <= at < window.ends


def test_a_window_of_seconds_has_the_minute_that_begins_in_it_or_none() -> None:
    start = datetime(2026, 6, 1, 12, 0, 30, tzinfo=UTC)
    second = timedelta(seconds=1)
    assert pick_minute((Window(start, start + 30 * second, Fit.WISHED),), 0.9) is None
    assert pick_minute((Window(start, start + 31 * second, Fit.WISHED),), 0.9) == datetime(
        2026, 6, 1, 12, 1, tzinfo=UTC
    )


def test_a_best_window_without_a_minute_gives_way_to_the_next() -> None:
    start = datetime(2026, 6, 1, 12, 0, 30, tzinfo=UTC)
    sliver = Window(start, start + timedelta(seconds=5), Fit.WISHED)
    assert pick_minute((sliver, _window(0, 1, Fit.HOURS)), 0.5) == _window(0, 1).starts


def test_outside_the_members_hours_only_when_asked_to() -> None:
    outside = _window(0, 10, Fit.OUTSIDE)
    assert pick_minute((outside,), 0.5) is None
    assert pick_minute((outside,), 0.5, at_worst=Fit.OUTSIDE) == _window(5, 6).starts


def test_nothing_to_pick_from() -> None:
    assert pick_minute((), 0.5) is None
    now = datetime(2026, 6, 1, tzinfo=UTC)
    assert good_windows(now, now, zone="UTC", quiet=QUIET) == ()


@pytest.mark.parametrize("draw", [-0.1, 1.0, float("nan")])
def test_a_draw_out_of_range_is_refused(draw: float) -> None:
    with pytest.raises(ValueError, match="draw"):
        pick_minute((_window(0, 5),), draw)
