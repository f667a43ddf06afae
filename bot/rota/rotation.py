"""What a rotation is, and the usual kind of one: a cycle of days, and for each shift the date on
which it begins the cycle. (`calendar_rotation.py` has the other kind.)"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import ClassVar

from bot.rota.clock import instant


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
class Shift:
    """One shift as worked: [starts, ends) UTC."""

    starts: datetime
    ends: datetime
    kind: DayKind


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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rotation(ABC):
    """A rotation as an organisation runs it.

    `usual` is the day, the night and the 24-hour shift of this rotation, for single days that
    depart from it; `overrides` are such days of a whole shift. `zone` is the IANA zone whose wall
    clock the shifts follow.
    """

    #: How many local days before the one asked about a shift may have begun that is not over.
    days_back: ClassVar[int] = 1

    name: str
    usual: tuple[ShiftDay, ...]
    zone: str
    overrides: tuple[tuple[str, Override], ...] = ()  #: by the shift's name

    @property
    @abstractmethod
    def shift_names(self) -> tuple[str, ...]: ...

    @property
    @abstractmethod
    def kinds(self) -> tuple[DayKind, ...]:
        """The kinds of shift that it has, in the order of the enum; one at least."""

    @abstractmethod
    def starting_on(self, shift_name: str, ordinal: int) -> tuple[Shift, ...]:
        """The shifts that start on that local date (an ordinal), single days left out of account.
        Raises UnknownShift."""

    def overrides_of(self, shift_name: str) -> tuple[Override, ...]:
        """The single days on which that shift departs from the cycle."""
        return tuple(each for name, each in self.overrides if name == shift_name)

    def usual_on(self, kind: DayKind, ordinal: int) -> tuple[Shift, ...]:
        """A shift of that kind on that local date as it is usually worked here; none for OFF."""
        day = self.usual_day(kind)
        return worked(self.zone, ordinal, day.start, day.hours, day.kind)

    def usual_day(self, kind: DayKind) -> ShiftDay:
        """How a shift of that kind is worked here."""
        return next((day for day in self.usual if day.kind is kind), OFF)


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleRotation(Rotation):
    """A cycle of days. `kelly_day_every` n: the nth, 2nth, ... shift counted from the anchor is
    off; 0 is never."""

    cycle: tuple[ShiftDay, ...]
    anchors: tuple[Anchor, ...]
    kelly_day_every: int = 0

    @property
    def shift_names(self) -> tuple[str, ...]:
        return tuple(anchor.shift_name for anchor in self.anchors)

    @property
    def kinds(self) -> tuple[DayKind, ...]:
        return in_order(day.kind for day in self.cycle)

    def starting_on(self, shift_name: str, ordinal: int) -> tuple[Shift, ...]:
        day = self.scheduled(shift_name, date.fromordinal(ordinal))
        return worked(self.zone, ordinal, day.start, day.hours, day.kind)

    def anchor(self, shift_name: str) -> date:
        """The shift's anchor date. Raises UnknownShift."""
        for anchor in self.anchors:
            if anchor.shift_name == shift_name:
                return anchor.day
        raise UnknownShift(
            f"rotation {self.name!r} has no shift {shift_name!r}, only "
            + ", ".join(self.shift_names)
        )

    def scheduled(self, shift_name: str, day: date) -> ShiftDay:
        """What the cycle says of that local date, Kelly days taken off. Raises UnknownShift."""
        round_number, place = divmod(
            day.toordinal() - self.anchor(shift_name).toordinal(), len(self.cycle)
        )
        planned = self.cycle[place]
        if self.kelly_day_every and planned.kind is not DayKind.OFF:
            number = round_number * _count(self.cycle) + _count(self.cycle[: place + 1])
            if number % self.kelly_day_every == 0:
                return OFF
        return planned


def _count(days: tuple[ShiftDay, ...]) -> int:
    return sum(day.kind is not DayKind.OFF for day in days)


def in_order(kinds: Iterable[DayKind]) -> tuple[DayKind, ...]:
    """The kinds of shift among these, each once, in the order of the enum."""
    found = frozenset(kinds)
    return tuple(kind for kind in DayKind if kind in found and kind is not DayKind.OFF)


@lru_cache(maxsize=8192)
def worked(zone: str, ordinal: int, start: int, hours: int, kind: DayKind) -> tuple[Shift, ...]:
    """The shift that starts on that local date, `start` minutes after midnight, none on a day
    off; everybody of a crew shares it."""
    begins = datetime.fromordinal(ordinal) + timedelta(minutes=start)
    starts, ends = instant(zone, begins), instant(zone, begins + timedelta(hours=hours))
    return (Shift(starts, ends, kind),) if starts < ends else ()
