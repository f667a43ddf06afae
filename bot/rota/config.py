"""How an organisation writes a rotation in its configuration.

rotations:
  engines:  {preset: 24/48, anchors: {A: 2026-01-01}}
  dispatch: {cycle: D D N N O O O O, anchors: {Red: 2026-01-05, Blue: 2026-01-09},
             starts: {day: "06:00", night: "18:00"}, zone: America/Denver}
  rescue:   {calendars: {A: rota/a.ics, B: rota/b.ics}}
  medics:   {calendar: rota/medics.ics, shifts: [A, B], all_day: day}
"""

from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from bot.config.part import Amiss, Part
from bot.rota.notation import clock_minutes, parse_cycle
from bot.rota.presets import Preset, presets
from bot.rota.rotation import Anchor, CycleRotation, DayKind, Override, ShiftDay


def _clock(value: object) -> object:
    """A number means minutes: YAML 1.1 reads an unquoted 19:00 as 1140; a bare 7 is refused."""
    if isinstance(value, str):
        minutes = clock_minutes(value)
    elif isinstance(value, int) and not isinstance(value, bool) and 60 <= value < 24 * 60:
        minutes = value
    elif isinstance(value, time):
        return value
    else:
        raise ValueError('not a time of day; write it in quotes, like "07:00"')
    return time(minutes // 60, minutes % 60)


def _preset_name(name: str) -> str:
    known = tuple(presets())
    wanted = name.strip().lower()
    if wanted not in known:
        raise ValueError(f"no preset is called {name!r}; there are {', '.join(known)}")
    return wanted


def _cycle_text(value: object) -> object:
    if isinstance(value, list | tuple) and all(isinstance(word, str) for word in value):
        return " ".join(value)
    return value


def _known_zone(zone: str) -> str:
    known = available_timezones()
    if zone not in known:
        near = get_close_matches(zone, known, n=1)
        hint = f"did you mean {near[0]}?" if near else "write it like America/Chicago"
        raise ValueError(f"not an IANA time zone; {hint}")
    return zone


def _worked(kind: DayKind) -> DayKind:
    if kind is DayKind.OFF:
        raise ValueError("a day off needs no entry; write 24h, day or night")
    return kind


ClockTime = Annotated[time, BeforeValidator(_clock)]
ZoneName = Annotated[str, AfterValidator(_known_zone)]
ShiftName = Annotated[str, Field(min_length=1, max_length=20)]


_WAYS = ("preset", "cycle", "calendars", "calendar")
_GIVE_ONE = (
    'give one of preset: 24/48, cycle: "X O O", calendars: {A: a.ics} and calendar: shifts.ics'
)


class _Part(Part):
    """Shifts may be called 1, 2 and 3; white space around a name is nothing."""

    model_config = ConfigDict(str_strip_whitespace=True)


class Starts(_Part):
    """Local times at which shifts start."""

    day: ClockTime = time(7, 0)
    night: ClockTime = time(19, 0)
    full: ClockTime = time(7, 0)


class Lengths(_Part):
    """Hours of a shift, by the clock on the wall."""

    day: int = Field(default=12, ge=1, le=24)
    night: int = Field(default=12, ge=1, le=24)
    full: int = Field(default=24, ge=20, le=24)


class RotationConfig(_Part):
    """A rotation: a preset or an own cycle, and a date on which each shift begins it; or iCalendar
    files (which `bot/config/rotations.py` reads), one for each shift, or one that has all of them.

    With a preset, one of its own letters is anchor enough: the others follow as far apart as the
    preset says. `zone` is the organisation's unless it is given.
    """

    starts: Starts = Starts()
    hours: Lengths = Lengths()
    preset: Annotated[str, AfterValidator(_preset_name)] | None = None
    cycle: Annotated[str, BeforeValidator(_cycle_text)] | None = Field(
        default=None, description='one letter a day: X 24 hours, D day, N night, O off: "X O O"'
    )
    anchors: dict[ShiftName, date] = Field(
        default_factory=dict, description="for each shift a date on which it begins the cycle"
    )
    calendars: dict[ShiftName, Path] = Field(
        default_factory=dict, description="for each shift its iCalendar file (.ics)"
    )
    calendar: Path | None = Field(
        default=None, description="an iCalendar file (.ics) that has all the shifts"
    )
    shifts: tuple[ShiftName, ...] = Field(
        default=(), description="the shifts of the one calendar, as its entries name them"
    )
    all_day: Annotated[DayKind, AfterValidator(_worked)] = Field(
        default=DayKind.FULL, description="what each day of an all-day entry is: 24h, day or night"
    )
    zone: ZoneName | None = None
    kelly_day_every: int | None = Field(
        default=None, ge=2, le=100, description="every nth shift is off"
    )

    overrides: dict[ShiftName, dict[date, DayKind]] = Field(
        default_factory=dict,
        description="for a shift, single days that depart from the cycle: off, day, night or 24h",
    )

    @classmethod
    def amiss(cls, given: Mapping[str, Any]) -> Iterator[Amiss]:
        ways = [way for way in _WAYS if given.get(way) is not None]
        if len(ways) != 1:
            yield (), _GIVE_ONE
        elif ways[0] in ("preset", "cycle") and not given.get("anchors"):
            yield ("anchors",), "is required (for each shift a date on which it begins the cycle)"

    @field_validator("cycle")
    @classmethod
    def _reads(cls, cycle: str | None, info: ValidationInfo) -> str | None:
        # Starts and hours stand before the cycle, so that its mistakes are reported as its own;
        # where they are mistaken themselves, the defaults do for finding more.
        if cycle is not None:
            parse_cycle(
                cycle, _usual(info.data.get("starts", Starts()), info.data.get("hours", Lengths()))
            )
        return cycle

    @model_validator(mode="after")
    def _builds(self) -> "RotationConfig":
        if self._ways != 1 or not (self.by_calendar or self.anchors):
            return self  # told by `amiss`
        if self.by_calendar:
            self._suits_a_calendar()
        elif self.shifts:
            raise ValueError("shifts: they are named by the anchors; this is for one calendar")
        for name in self.overrides:
            if name not in self.shift_names:
                known = ", ".join(self.shift_names)
                raise ValueError(f"overrides: there is no shift {name!r}, only {known}")
        return self

    @property
    def _ways(self) -> int:
        """In how many ways it says which days are worked; one is right."""
        return sum(bool(getattr(self, way)) for way in _WAYS)

    def _suits_a_calendar(self) -> None:
        if self.anchors or self.kelly_day_every:
            raise ValueError("anchors and kelly_day_every go with a cycle; a calendar has its days")
        if bool(self.shifts) != (self.calendar is not None):
            raise ValueError("shifts: name those that the one calendar has, like [A, B, C]")
        if len({name.casefold() for name in self.shifts}) < len(self.shifts):
            raise ValueError("shifts: a name stands twice")

    @property
    def by_calendar(self) -> bool:
        """Whether the shifts stand in iCalendar files."""
        return bool(self.calendars) or self.calendar is not None

    @property
    def shift_names(self) -> tuple[str, ...]:
        if self.by_calendar:
            return tuple(self.calendars) or self.shifts
        return self.rotation("", zone="UTC").shift_names

    @property
    def usual(self) -> tuple[ShiftDay, ...]:
        """The day, the night and the 24-hour shift."""
        return _usual(self.starts, self.hours)

    @property
    def single_days(self) -> tuple[tuple[str, Override], ...]:
        """The single days of whole shifts, by the shift's name."""
        return tuple(
            (name, Override(day, kind))
            for name, days in self.overrides.items()
            for day, kind in days.items()
        )

    def rotation(self, name: str, *, zone: str) -> CycleRotation:
        """The cycle to reckon with; `zone` is the organisation's, if this one names none. Not for
        one whose shifts stand in files."""
        preset, usual = presets()[self.preset] if self.preset else None, self.usual
        return CycleRotation(
            name=name,
            cycle=parse_cycle(preset.cycle if preset else self.cycle or "", usual),
            usual=usual,
            anchors=_anchors(self.anchors, preset),
            zone=self.zone or zone,
            kelly_day_every=self.kelly_day_every or 0,
            overrides=self.single_days,
        )


def _usual(starts: Starts, hours: Lengths) -> tuple[ShiftDay, ...]:
    return tuple(
        ShiftDay(kind, start.hour * 60 + start.minute, length)
        for kind, start, length in (
            (DayKind.DAY, starts.day, hours.day),
            (DayKind.NIGHT, starts.night, hours.night),
            (DayKind.FULL, starts.full, hours.full),
        )
    )


def _anchors(dates: Mapping[str, date], preset: Preset | None) -> tuple[Anchor, ...]:
    given = tuple(Anchor(name, day) for name, day in dates.items())
    if preset is None or len(given) > 1 or given[0].shift_name not in preset.apart:
        return given
    first = given[0].day - timedelta(days=preset.apart[given[0].shift_name])
    return tuple(Anchor(name, first + timedelta(days=days)) for name, days in preset.apart.items())
