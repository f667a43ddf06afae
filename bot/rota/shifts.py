"""The shifts of a rotation between two instants."""

from collections.abc import Mapping
from datetime import date, datetime

from bot.rota.rotation import DayKind, Override, Rotation, Shift


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
    # A local date is at most a day from the UTC date.
    first, last = start.toordinal() - 1 - rotation.days_back, end.toordinal() + 1
    found: list[Shift] = []
    for ordinal in range(first, last + 1):
        kind = instead.get(ordinal)
        for shift in (
            rotation.starting_on(shift_name, ordinal)
            if kind is None
            else rotation.usual_on(kind, ordinal)
        ):
            if shift.starts < end and shift.ends > start:
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
    kind = departures(rotation, shift_name).get(day.toordinal())
    if kind is not None:
        return frozenset({kind})
    found = rotation.starting_on(shift_name, day.toordinal())
    return frozenset(shift.kind for shift in found) or frozenset({DayKind.OFF})
