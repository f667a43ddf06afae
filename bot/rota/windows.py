"""When a message may fall before the next look, and at which minute."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, IntEnum, auto
from functools import lru_cache

from bot.rota.clock import MINUTE, ClockSpan, span_on
from bot.rota.intervals import Interval, joined, within, without
from bot.rota.rotation import DayKind, Shift

SLEEP_AFTER_NIGHT = timedelta(hours=8)
"""How long nobody is written to after a night or a 24-hour shift.

A choice: seven hours is the least that adults are recommended to sleep (American Academy of Sleep
Medicine and Sleep Research Society, joint consensus 2015), and one is for the way home.
"""

_NIGHTS = (DayKind.NIGHT, DayKind.FULL)


class ShiftWish(Enum):
    """In which hours of the rota a member likes to be written to."""

    EITHER = auto()
    ON_SHIFT = auto()
    OFF_SHIFT = auto()


class Fit(IntEnum):
    """How well a window suits the member; the lower the better. Quiet hours that the member did
    not choose and the sleep after a night are in no window at all."""

    WISHED = 0  #: in the hours they prefer, and on the side of the rota that they like
    HOURS = 1  #: in the hours they prefer
    OUTSIDE = 2  #: not in the hours they prefer, but in nobody's quiet hours either


@dataclass(frozen=True, slots=True)
class Window:
    """[starts, ends) UTC in which a message may fall."""

    starts: datetime
    ends: datetime
    fit: Fit


def good_windows(
    start: datetime,
    end: datetime,
    *,
    zone: str,
    quiet: ClockSpan,
    preferred: ClockSpan | None = None,
    shifts: Sequence[Shift] = (),
    wish: ShiftWish = ShiftWish.EITHER,
) -> tuple[Window, ...]:
    """The windows within [start, end) UTC in which a message may fall, the best first.

    `zone` is the member's (IANA), `quiet` the organisation's quiet hours. Preferred hours win over
    quiet ones, and nothing else does; without any, all that is not quiet is preferred. `shifts`,
    by start, are those that overlap [start - SLEEP_AFTER_NIGHT, end): a night that is over before
    the look still has its sleep in it. Windows of one fit are in order of time; the same instant
    is in at most one window. Raises zoneinfo.ZoneInfoNotFoundError.
    """
    hours, outside = _open(start, end, zone, quiet, preferred)
    if shifts:
        asleep = sleep_after(shifts)
        if asleep:
            hours, outside = without(hours, asleep), without(outside, asleep)
    wished = _on_the_liked_side(hours, shifts, wish)
    rest = without(hours, wished) if wished is not hours else []
    return tuple(
        Window(starts, ends, fit)
        for fit, intervals in ((Fit.WISHED, wished), (Fit.HOURS, rest), (Fit.OUTSIDE, outside))
        for starts, ends in intervals
    )


def pick_minute(
    windows: Sequence[Window], draw: float, *, at_worst: Fit = Fit.HOURS
) -> datetime | None:
    """The whole minute for a message: even over the windows of the best fit that has one.

    `draw` is in [0, 1) and decides alone: the same draw gives the same minute. `at_worst` is the
    worst fit to settle for. By default what finds no minute in the member's hours waits for the
    next look; a message that must not wait (the day after red) settles for Fit.OUTSIDE.
    None: there is no such minute. Raises ValueError for a draw out of range.
    """
    if not 0 <= draw < 1:
        raise ValueError("a draw is at least 0 and below 1")
    for fit in range(at_worst + 1):
        minutes = [(_minute_from(w.starts), w.ends) for w in windows if w.fit == fit]
        counts = [max(0, -((first - ends) // MINUTE)) for first, ends in minutes]
        place = int(draw * sum(counts))
        for (first, _), count in zip(minutes, counts, strict=True):
            if place < count:
                return first + place * MINUTE
            place -= count
    return None


def sleep_after(shifts: Sequence[Shift]) -> list[Interval]:
    """When people who worked these shifts sleep: eight hours after each night or 24-hour shift,
    unless the next shift has begun."""
    after = [(s.ends, s.ends + SLEEP_AFTER_NIGHT) for s in shifts if s.kind in _NIGHTS]
    return without(joined(after), _on_shift(shifts)) if after else []


def _on_shift(shifts: Sequence[Shift]) -> list[Interval]:
    return joined((shift.starts, shift.ends) for shift in shifts)


def _on_the_liked_side(
    hours: list[Interval], shifts: Sequence[Shift], wish: ShiftWish
) -> list[Interval]:
    if wish is ShiftWish.EITHER:
        return hours
    if wish is ShiftWish.ON_SHIFT:
        return within(hours, _on_shift(shifts))
    return without(hours, _on_shift(shifts))


def _open(
    start: datetime, end: datetime, zone: str, quiet: ClockSpan, preferred: ClockSpan | None
) -> tuple[list[Interval], list[Interval]]:
    """What the clock on the wall allows within [start, end): the member's hours, and the rest."""
    hours: list[Interval] = []
    outside: list[Interval] = []
    for utc_day in range(start.toordinal(), end.toordinal() + 1):
        day_hours, day_outside = _open_on(zone, utc_day, quiet, preferred)
        _add(hours, day_hours, start, end)
        _add(outside, day_outside, start, end)
    return hours, outside


def _add(found: list[Interval], more: Sequence[Interval], start: datetime, end: datetime) -> None:
    """Add what is in [start, end), joined across the UTC midnight between two days."""
    for starts, ends in more:
        low = starts if starts > start else start
        high = ends if ends < end else end
        if low >= high:
            continue
        if found and found[-1][1] == low:
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))


@lru_cache(maxsize=8192)
def _open_on(
    zone: str, utc_day: int, quiet: ClockSpan, preferred: ClockSpan | None
) -> tuple[tuple[Interval, ...], tuple[Interval, ...]]:
    """One UTC day of it: the same for all who share zone and hours, so worked out once."""
    midnight = datetime.fromordinal(utc_day).replace(tzinfo=UTC)
    day = [(midnight, midnight + timedelta(days=1))]
    allowed = without(day, span_on(zone, utc_day, quiet))
    if preferred is None:
        return tuple(allowed), ()
    hours = span_on(zone, utc_day, preferred)
    return hours, tuple(without(allowed, hours))


def _minute_from(at: datetime) -> datetime:
    """The first whole minute that is not before."""
    whole = at.replace(second=0, microsecond=0)
    return whole if whole == at else whole + MINUTE
