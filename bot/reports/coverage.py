"""Coverage of the programme's hours: when somebody is on call, how many serve at each hour. Of
supporters' rota and on-call periods alone, which are no secret."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.rota.intervals import Interval, joined, without

BLOCK = 6
"""Hours of the day that are told together, by the fewest in any of them."""


@dataclass(frozen=True, slots=True)
class DayCovered:
    """`fewest` in each block of the day: 00 to 06, 06 to 12, 12 to 18, 18 to 24."""

    day: date
    fewest: tuple[int, ...]


def gaps(periods: Iterable[Interval], start: datetime, end: datetime) -> tuple[Interval, ...]:
    """When between the two nobody is on call."""
    return tuple(without([(start, end)], joined(periods)))


def covered(
    serving: Sequence[Sequence[Interval]], first: date, days: int, zone: str
) -> tuple[DayCovered, ...]:
    """Of so many local days. `serving`: when each supporter is on shift or on call."""
    return tuple(
        _day(serving, date.fromordinal(first.toordinal() + ahead), zone) for ahead in range(days)
    )


def _day(serving: Sequence[Sequence[Interval]], day: date, zone: str) -> DayCovered:
    blocks = range(0, 24, BLOCK)
    return DayCovered(day, tuple(_fewest(serving, day, block, zone) for block in blocks))


def _fewest(serving: Sequence[Sequence[Interval]], day: date, block: int, zone: str) -> int:
    """An hour counts whole: who leaves within it does not cover it."""
    hours = (
        datetime.combine(day, time(hour), ZoneInfo(zone)).astimezone(UTC)
        for hour in range(block, block + BLOCK)
    )
    spans = [(at, at + timedelta(hours=1)) for at in hours]
    return min(sum(_covers(each, span) for each in serving) for span in spans)


def _covers(intervals: Sequence[Interval], span: Interval) -> bool:
    return any(starts <= span[0] and span[1] <= ends for starts, ends in intervals)
