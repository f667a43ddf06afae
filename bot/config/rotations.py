"""The rotations that a configuration names, its iCalendar files read; and read again when they
change."""

import errno
import logging
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from pydantic import ValidationError

from bot.config.loading import Given
from bot.config.mistakes import ConfigurationError, Mistake, Place, dotted
from bot.config.models import Config
from bot.config.walking import located
from bot.rota.calendar_entry import Reading
from bot.rota.calendar_file import Calendar, read_calendar
from bot.rota.calendar_rotation import CalendarRotation, OfShift
from bot.rota.calendar_text import MOST_BYTES, CalendarMistake, CalendarUnreadable
from bot.rota.config import RotationConfig
from bot.rota.rotation import Rotation

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that cannot be read as shifts: where the configuration names it, and every mistake
    in it with its line."""

    place: Place
    what: str


class CalendarsUnreadable(ConfigurationError):
    """What is wrong with the calendars that a configuration names, file by file."""

    def __init__(self, files: tuple[Unreadable, ...]) -> None:
        told = [f"  {dotted(each.place)}: {each.what}" for each in files]
        super().__init__("\n".join(["The calendars of the rotations cannot be read:", *told]))
        self.files = files


def read_rotations(config: Config) -> Mapping[str, Rotation]:
    """Every rotation by its name. Raises CalendarsUnreadable with every mistake of all files."""
    files: list[Unreadable] = []
    found = {
        name: _rotation(name, each, config.organisation.zone, files)
        for name, each in config.rotations.items()
    }
    if files:
        raise CalendarsUnreadable(tuple(files))
    return MappingProxyType(found)


def unreadable_calendars(given: Given) -> Iterator[Mistake]:
    """A judge: the calendars that the file names, of those rotations that are right so far."""
    named = given.at(("rotations",))
    for name, values in (named if isinstance(named, dict) else {}).items():
        try:
            config = located(RotationConfig.model_validate(values), given.folder)
        except ValidationError:
            continue
        files: list[Unreadable] = []
        _rotation(name, config, "UTC", files)
        for each in files:
            yield given.mistake(each.place, each.what)


def _rotation(name: str, config: RotationConfig, zone: str, out: list[Unreadable]) -> Rotation:
    """`zone` is the organisation's."""
    if not config.by_calendar:
        return config.rotation(name, zone=zone)
    zone = config.zone or zone
    return CalendarRotation(
        name=name,
        usual=config.usual,
        zone=zone,
        overrides=config.single_days,
        calendars=_calendars(name, config, zone, out),
    )


def _calendars(
    name: str, config: RotationConfig, zone: str, out: list[Unreadable]
) -> tuple[OfShift, ...]:
    """The shifts in their files; mistakes are added to `out`."""
    all_day = next(day for day in config.usual if day.kind is config.all_day)
    if config.calendar is not None:
        place: Place = ("rotations", name, "calendar")
        together = Reading(zone, all_day, config.shifts)
        calendar = _calendar(place, config.calendar, together, out)
        return tuple(OfShift(shift, calendar, shift) for shift in config.shifts)
    return tuple(
        OfShift(
            shift,
            _calendar(("rotations", name, "calendars", shift), path, Reading(zone, all_day), out),
        )
        for shift, path in config.calendars.items()
    )


def _calendar(place: Place, path: Path, reading: Reading, out: list[Unreadable]) -> Calendar:
    """The file, every shift that it should have in it; or an empty one, and what is wrong added."""
    try:
        calendar = read_calendar(_content(path), reading)
        mistakes = tuple(_without_entries(calendar, reading))
    except OSError as error:
        out.append(Unreadable(place, f"{path} cannot be read: {error.strerror}"))
        return Calendar(reading.zone, ())
    except CalendarUnreadable as unreadable:
        calendar, mistakes = Calendar(reading.zone, ()), unreadable.mistakes
    if mistakes:
        out.append(Unreadable(place, "\n    ".join([f"{path}:", *map(str, mistakes)])))
    return calendar


def _content(path: Path) -> bytes:
    """As much of an ordinary file as tells whether it is too large. The program reads it while it
    runs, whatever has been put in its place: nothing of it may hang or fill the memory. Raises
    OSError."""
    with open(os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is no file")
        return file.read(MOST_BYTES + 1)


def _without_entries(calendar: Calendar, reading: Reading) -> Iterator[CalendarMistake]:
    if not reading.shift_names and not calendar.kinds_of(""):
        yield CalendarMistake(1, "the file has no entry that is a shift")
    for shift in reading.shift_names:
        if not calendar.kinds_of(shift):
            what = f"no entry is called {shift!r} or {shift + ' shift'!r}, nor has it as a category"
            yield CalendarMistake(1, what)


class _State(NamedTuple):
    """What tells that a file has changed; zeros where there is none."""

    changed_ns: int
    size: int
    inode: int


@dataclass(slots=True, eq=False)
class CurrentRotations(Mapping[str, Rotation]):
    """The rotations as the files have them now: `reread` looks whether one has changed."""

    config: Config
    _now: Mapping[str, Rotation] = field(init=False)
    _states: Mapping[Path, _State] = field(init=False)

    def __post_init__(self) -> None:
        """Raises CalendarsUnreadable."""
        self._states = self._on_disk()
        self._now = read_rotations(self.config)

    def __getitem__(self, name: str) -> Rotation:
        return self._now[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now)

    def __len__(self) -> int:
        return len(self._now)

    def reread(self) -> bool:
        """Reads the files again where one has changed; whether they are in force. Of files with
        mistakes, or that are gone, none is: those before stay, and the log says so, once."""
        states = self._on_disk()
        if states == self._states:
            return False
        self._states = states
        try:
            self._now = read_rotations(self.config)
        except CalendarsUnreadable as unreadable:
            count = len(unreadable.files)
            log.error("%d changed calendars cannot be read; those before stay in force", count)
            return False
        log.info("changed calendars are in force")
        return True

    def _on_disk(self) -> Mapping[Path, _State]:
        return {path: _state(path) for path in calendar_paths(self.config)}


def calendar_paths(config: Config) -> tuple[Path, ...]:
    """The files that the rotations name, each once."""
    found = [
        path
        for each in config.rotations.values()
        for path in (*each.calendars.values(), *((each.calendar,) if each.calendar else ()))
    ]
    return tuple(dict.fromkeys(found))


def _state(path: Path) -> _State:
    try:
        found = path.stat()
    except OSError:
        return _State(0, 0, 0)
    return _State(found.st_mtime_ns, found.st_size, found.st_ino)
