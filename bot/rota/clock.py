"""From the clock on the wall to instants, with nothing lost and nothing doubled on DST days.

A zone is cut into *stretches* in which its offset does not change. Within a stretch wall clock and
UTC differ by a constant, so gaps and overlaps need no case of their own: what a gap skips is in no
stretch, and what an overlap repeats is in two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.rota.intervals import Interval, joined

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class ClockSpan:
    """A span of the day on the wall clock: minutes after midnight, [start, end).

    `start` 0-1439, `end` 1-1440; an end that is not after the start is on the next day
    (21:00 to 08:00). Start and end alike would say either nothing or everything: ValueError.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not (0 <= self.start < MINUTES_A_DAY and 0 <= self.end <= MINUTES_A_DAY):
            raise ValueError("minutes after midnight are 0 to 1440")
        if self.start == self.end:
            raise ValueError("a span of hours needs an end that differs from its start")

    @classmethod
    def between(cls, start: time, end: time) -> "ClockSpan":
        """From one time of day to another; seconds are dropped."""
        return cls(start.hour * 60 + start.minute, end.hour * 60 + end.minute)

    @classmethod
    def of_hours(cls, start: int, end: int) -> "ClockSpan":
        """From one whole hour to another, 0 to 24 (24 as a start means 0)."""
        return cls(start % 24 * 60, end * 60)

    @property
    def minutes(self) -> int:
        """How long it is on a day without a change of the clock."""
        return (self.end - self.start) % MINUTES_A_DAY or MINUTES_A_DAY


@dataclass(frozen=True, slots=True)
class Stretch:
    """[starts, ends) UTC, in which wall clock = UTC + `offset`."""

    starts: datetime
    ends: datetime
    offset: timedelta


def instant(zone: str, wall: datetime) -> datetime:
    """The UTC instant at which the (naive) wall clock of the zone shows `wall`.

    A time that a gap skips is the first valid instant after it, a time that an overlap repeats is
    the first of the two. Raises zoneinfo.ZoneInfoNotFoundError for an unknown zone.
    """
    as_utc = wall.replace(tzinfo=UTC)
    first = as_utc.toordinal() - 1  # offsets reach from -12 to +14 hours
    for day in range(first, first + 3):
        for stretch in stretches(zone, day):
            candidate = as_utc - stretch.offset
            if candidate < stretch.ends:
                return max(candidate, stretch.starts)
    raise ValueError(f"{wall} is out of reach in {zone}")


def local_day(zone: str, at: datetime) -> date:
    """The day that it is there at that instant."""
    return at.astimezone(ZoneInfo(zone)).date()


def midnight(zone: str, day: date) -> datetime:
    """The UTC instant at which that local day begins."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def span_on(zone: str, utc_day: int, span: ClockSpan) -> tuple[Interval, ...]:
    """The instants of one UTC day (an ordinal) at which the zone's wall clock is within `span`."""
    length = span.minutes * MINUTE
    found: list[Interval] = []
    for stretch in stretches(zone, utc_day):
        for midnight in _local_midnights(stretch):
            starts = midnight + span.start * MINUTE
            low, high = max(starts, stretch.starts), min(starts + length, stretch.ends)
            if low < high:
                found.append((low, high))
    return tuple(joined(found))


def _local_midnights(stretch: Stretch) -> Iterator[datetime]:
    """The midnights, by the stretch's offset, of the local days it touches and the one before."""
    first = (stretch.starts + stretch.offset).replace(hour=0, minute=0, second=0, microsecond=0)
    first -= DAY
    while first - stretch.offset < stretch.ends:
        yield first - stretch.offset
        first += DAY


@lru_cache(maxsize=4096)
def stretches(zone: str, utc_day: int) -> tuple[Stretch, ...]:
    """The one or two stretches of one UTC day (an ordinal), in order.

    No zone has changed its clock twice in a UTC day since 1970; a test holds the time zone data
    to it.
    """
    info = ZoneInfo(zone)
    starts = datetime.fromordinal(utc_day).replace(tzinfo=UTC)
    ends = starts + DAY
    before, after = _offset(info, starts), _offset(info, ends)
    if before == after:
        return (Stretch(starts, ends, before),)
    low, high = 0, 24 * 3600
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(info, starts + timedelta(seconds=middle)) == before:
            low = middle
        else:
            high = middle
    change = starts + timedelta(seconds=high)
    if change == ends:
        return (Stretch(starts, ends, before),)
    return (Stretch(starts, change, before), Stretch(change, ends, after))


def _offset(info: ZoneInfo, at: datetime) -> timedelta:
    offset = at.astimezone(info).utcoffset()
    assert offset is not None
    return offset
