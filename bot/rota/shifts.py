"""The shifts of a rotation between two instants."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from bot.rota.clock import instant
from bot.rota.rotation import DayKind, Override, Rotation


@dataclass(frozen=True, slots=True)
class Shift:
    """One shift as worked: [starts, ends) UTC."""

    starts: datetime
    ends: datetime
    kind: DayKind


def shifts_between(
    rotation: Rotation,
    shift_name: str,
    start: datetime,
    end: datetime,
    overrides: tuple[Override, ...] = (),
) -> tuple[Shift, ...]:
    """The shifts that overlap [start, end) UTC, in order of their start. `overrides` are a
    person's own single days; those of the whole shift stand in the rotation.

    A shift starts and ends by the wall clock of the rotation's zone: a 24-hour shift over a
    change of the clock is 23 or 25 hours long and ends at the same hour. A start that a gap
    skips is the first valid instant, one that an overlap repeats the first of the two.
    Raises UnknownShift.
    """
    instead = departures(rotation, shift_name, overrides)
    # A local date is at most a day from the UTC date, and a shift may have begun the day before.
    first, last = start.toordinal() - 2, end.toordinal() + 1
    found: list[Shift] = []
    for ordinal in range(first, last + 1):
        kind = instead.get(ordinal)
        if kind is None:
            day = rotation.scheduled(shift_name, date.fromordinal(ordinal))
        else:
            day = rotation.usual_day(kind)
        if day.kind is DayKind.OFF:
            continue
        shift = _worked(rotation.zone, ordinal, day.start, day.hours, day.kind)
        if shift.starts < end and shift.ends > start and shift.starts < shift.ends:
            found.append(shift)
    return tuple(found)


def departures(
    rotation: Rotation, shift_name: str, own: tuple[Override, ...] = ()
) -> Mapping[int, DayKind]:
    """The single days (ordinals) on which somebody departs from the rota, and what they do on
    them: those of their whole shift, and over these their own. Nothing else joins the two."""
    both = (*rotation.overrides_of(shift_name), *own)
    return {each.day.toordinal(): each.kind for each in both}


def planned_kinds(rotation: Rotation, shift_name: str, day: date) -> frozenset[DayKind]:
    """What the whole shift works on that local date, its single days included; OFF where it is
    off. Raises UnknownShift."""
    instead = departures(rotation, shift_name)
    kind = instead.get(day.toordinal())
    return frozenset({rotation.scheduled(shift_name, day).kind if kind is None else kind})


@lru_cache(maxsize=8192)
def _worked(zone: str, ordinal: int, start: int, hours: int, kind: DayKind) -> Shift:
    """The shift that starts on that local date; everybody of a crew shares it."""
    starts = datetime.fromordinal(ordinal) + timedelta(minutes=start)
    ends = starts + timedelta(hours=hours)
    return Shift(instant(zone, starts), instant(zone, ends), kind)
