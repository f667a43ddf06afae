"""What a rotation is: a cycle of days, and for each shift the date on which it begins the cycle."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DayKind(StrEnum):
    """What a day of the cycle is for the people of a shift."""

    DAY = "day"
    NIGHT = "night"
    FULL = "24h"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class ShiftDay:
    """One day of a cycle: when its shift starts on the wall clock, and how long it is by it.

    `start` is minutes after local midnight, `hours` whole hours of the wall clock, 1 to 24 (a
    shift over a change of the clock is an hour shorter or longer in truth). Both 0 on a day off.
    """

    kind: DayKind
    start: int = 0
    hours: int = 0


OFF = ShiftDay(DayKind.OFF)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date on which the people of a shift are on the first day of the cycle."""

    shift_name: str
    day: date


@dataclass(frozen=True, slots=True)
class Override:
    """A single day that departs from the cycle: a trade, a call-back (a kind), or off.

    `day` is the local date on which the shift starts. It wins over cycle and Kelly day; of two
    for one date the later in the tuple wins.
    """

    day: date
    kind: DayKind


class UnknownShift(ValueError):
    """The rotation has no shift of that name."""


@dataclass(frozen=True, slots=True)
class Rotation:
    """A rotation as an organisation runs it.

    `usual` is the day, the night and the 24-hour shift of this rotation, for single days that
    depart from the cycle; `overrides` are such days of a whole shift. `zone` is the IANA zone whose
    wall clock the shifts follow. `kelly_day_every` n: the nth, 2nth, ... shift counted from the
    anchor is off; 0 is never.
    """

    name: str
    cycle: tuple[ShiftDay, ...]
    usual: tuple[ShiftDay, ...]
    anchors: tuple[Anchor, ...]
    zone: str
    kelly_day_every: int = 0
    overrides: tuple[tuple[str, Override], ...] = ()  #: by the shift's name

    @property
    def shift_names(self) -> tuple[str, ...]:
        return tuple(anchor.shift_name for anchor in self.anchors)

    @property
    def kinds(self) -> tuple[DayKind, ...]:
        """The kinds of shift that it has."""
        found = {day.kind for day in self.cycle}
        return tuple(kind for kind in DayKind if kind in found and kind is not DayKind.OFF)

    def anchor(self, shift_name: str) -> date:
        """The shift's anchor date. Raises UnknownShift."""
        for anchor in self.anchors:
            if anchor.shift_name == shift_name:
                return anchor.day
        raise UnknownShift(
            f"rotation {self.name!r} has no shift {shift_name!r}, only "
            + ", ".join(self.shift_names)
        )

    def overrides_of(self, shift_name: str) -> tuple[Override, ...]:
        """The single days on which that shift departs from the cycle."""
        return tuple(each for name, each in self.overrides if name == shift_name)

    def usual_day(self, kind: DayKind) -> ShiftDay:
        """How a shift of that kind is worked here."""
        return next((day for day in self.usual if day.kind is kind), OFF)

    def scheduled(self, shift_name: str, day: date) -> ShiftDay:
        """What the cycle says of that local date, Kelly days taken off. Raises UnknownShift."""
        round_number, place = divmod(
            day.toordinal() - self.anchor(shift_name).toordinal(), len(self.cycle)
        )
        planned = self.cycle[place]
        if self.kelly_day_every and planned.kind is not DayKind.OFF:
            number = round_number * _worked(self.cycle) + _worked(self.cycle[: place + 1])
            if number % self.kelly_day_every == 0:
                return OFF
        return planned


def _worked(days: tuple[ShiftDay, ...]) -> int:
    return sum(day.kind is not DayKind.OFF for day in days)
