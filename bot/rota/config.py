"""How an organisation writes a rotation in its configuration.

rotations:
  engines:  {preset: 24/48, anchors: {A: 2026-01-01}}
  dispatch: {cycle: D D N N O O O O, anchors: {Red: 2026-01-05, Blue: 2026-01-09},
             starts: {day: "06:00", night: "18:00"}, zone: America/Denver}
"""

from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from difflib import get_close_matches
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


ClockTime = Annotated[time, BeforeValidator(_clock)]
ZoneName = Annotated[str, AfterValidator(_known_zone)]
ShiftName = Annotated[str, Field(min_length=1, max_length=20)]


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
    """A rotation: a preset or an own cycle, and a date on which each shift begins it.

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
        min_length=1, description="for each shift a date on which it begins the cycle"
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
        if (given.get("preset") is None) == (given.get("cycle") is None):
            yield (), 'give either preset: 24/48 or cycle: "X O O"'

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
        if (self.preset is None) == (self.cycle is None):
            return self  # told by `amiss`
        built = self.rotation("", zone="UTC")
        for name in self.overrides:
            if name not in built.shift_names:
                known = ", ".join(built.shift_names)
                raise ValueError(f"overrides: there is no shift {name!r}, only {known}")
        return self

    def rotation(self, name: str, *, zone: str) -> CycleRotation:
        """The rotation to reckon with; `zone` is the organisation's, if this one names none."""
        preset = presets()[self.preset] if self.preset else None
        usual = _usual(self.starts, self.hours)
        return CycleRotation(
            name=name,
            cycle=parse_cycle(preset.cycle if preset else self.cycle or "", usual),
            usual=usual,
            anchors=_anchors(self.anchors, preset),
            zone=self.zone or zone,
            kelly_day_every=self.kelly_day_every or 0,
            overrides=tuple(
                (name, Override(day, kind))
                for name, days in self.overrides.items()
                for day, kind in days.items()
            ),
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
