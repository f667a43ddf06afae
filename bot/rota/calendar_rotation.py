"""A rotation whose shifts stand in iCalendar files: one a shift, or one that has them all."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import ClassVar

from bot.rota.calendar_file import Calendar, shifts_in
from bot.rota.clock import local_day, midnight
from bot.rota.rotation import DayKind, Rotation, Shift, UnknownShift, in_order

BLOCK = 32
"""Days that are expanded at once, and kept: everybody of a shift asks about the same few."""


@dataclass(frozen=True, slots=True)
class OfShift:
    """Where the shifts of one name stand; `called` is what the calendar calls them, "" where
    they are all that it has."""

    shift_name: str
    calendar: Calendar
    called: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CalendarRotation(Rotation):
    """As the files had it when they were read; two readings are never equal."""

    days_back: ClassVar[int] = 2  #: an entry has up to 48 hours

    calendars: tuple[OfShift, ...]

    @property
    def shift_names(self) -> tuple[str, ...]:
        return tuple(each.shift_name for each in self.calendars)

    @property
    def kinds(self) -> tuple[DayKind, ...]:
        return in_order(
            kind for each in self.calendars for kind in each.calendar.kinds_of(each.called)
        )

    def starting_on(self, shift_name: str, ordinal: int) -> tuple[Shift, ...]:
        return _block(self, shift_name, ordinal // BLOCK).get(ordinal, ())


@lru_cache(maxsize=512)
def _block(
    rotation: CalendarRotation, shift_name: str, number: int
) -> Mapping[int, tuple[Shift, ...]]:
    """The shifts by the local date on which they start, of one block of days."""
    of_shift = next((each for each in rotation.calendars if each.shift_name == shift_name), None)
    if of_shift is None:
        raise UnknownShift(
            f"rotation {rotation.name!r} has no shift {shift_name!r}, only "
            + ", ".join(rotation.shift_names)
        )
    first, zone = date.fromordinal(number * BLOCK), rotation.zone
    start, end = midnight(zone, first), midnight(zone, first + timedelta(days=BLOCK))
    found: defaultdict[int, list[Shift]] = defaultdict(list)
    for shift in shifts_in(of_shift.calendar, start, end, of_shift.called):
        found[local_day(zone, shift.starts).toordinal()].append(shift)
    return {ordinal: tuple(shifts) for ordinal, shifts in found.items()}
