"""One entry of an iCalendar file (VEVENT), read as a shift that may repeat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.rota.calendar_names import named_by
from bot.rota.clock import DAY, MINUTE, instant
from bot.rota.recurrence import Recurrence, read_recurrence
from bot.rota.rotation import DayKind, ShiftDay

if TYPE_CHECKING:
    from icalendar import Event

LONGEST_SHIFT = timedelta(hours=48)  #: what is longer is leave or a course
MOST_DAYS = 6  #: of one all-day entry; a week is leave
FIRST_YEAR, LAST_YEAR = 1970, 2100

OF_TIMES = frozenset(
    ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "STATUS")
)
"""The properties that tell when somebody is on shift."""
OF_NAMES = frozenset(("SUMMARY", "CATEGORIES"))
"""Those that tell whose shift it is, where one file has several; no others are read."""

FULL_FROM_SEVEN = ShiftDay(DayKind.FULL, 7 * 60, 24)

Moment = date | datetime
"""A date, a naive (floating) datetime, or an aware one; as calendars have them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read what a file leaves open: `zone` (IANA) is that of times without one, `all_day`
    the shift that each day of an all-day entry stands for. `shift_names` are those that a file
    has together; where it has one only, there are none."""

    zone: str
    all_day: ShiftDay = FULL_FROM_SEVEN
    shift_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A shift that may repeat. Datetimes are naive, by the wall clock of `zone`, unless said
    otherwise; `length` is by that clock too."""

    zone: str
    start: datetime
    length: timedelta
    days: int = 1  #: shifts in a row, a day apart (of an all-day entry)
    kind: DayKind | None = None  #: None: by its hours
    uid: str = ""
    rule: Recurrence | None = None
    until: datetime | None = None  #: the last start that the rule may give
    added: tuple[datetime, ...] = ()
    skipped_days: frozenset[date] = frozenset()
    skipped: frozenset[datetime] = frozenset()  #: UTC instants
    replaces: datetime | None = None  #: the UTC instant of the repetition that it stands for
    cancelled: bool = False
    shift: str = ""  #: whose it is, of a file that has several; "": nobody's, or everybody's


def read_entry(event: Event, reading: Reading) -> Entry:
    """The entry. Raises ValueError with the rest of a sentence that begins "the entry"."""
    for name, _ in event.errors:
        raise ValueError(f"has a {name or 'line'} that cannot be read")
    moments = tuple(_moments(event, "DTSTART"))
    if len(moments) != 1:
        raise ValueError("has no start, or more than one")
    first = moments[0]
    zone = _zone_of(first, reading)
    length, days, kind = _extent(event, first, zone, reading)
    rule, until = _repeats(event, zone, reading)
    return Entry(
        zone=zone,
        start=_wall(first, zone, reading),
        length=length,
        days=days,
        kind=kind,
        uid=str(event.get("UID", "")),
        rule=rule,
        until=until,
        added=tuple(_wall(one, zone, reading) for one in _moments(event, "RDATE")),
        skipped_days=frozenset(_skipped_days(event, zone, reading, first)),
        skipped=frozenset(
            instant(zone, _wall(one, zone, reading))
            for one in _moments(event, "EXDATE")
            if isinstance(one, datetime)
        ),
        replaces=_replaces(event, zone, reading),
        cancelled=str(event.get("STATUS", "")).upper() == "CANCELLED",
        shift=_shift(event, reading),
    )


def _shift(event: Event, reading: Reading) -> str:
    """Whose shift it is: by the categories where they tell, else by the title."""
    if not reading.shift_names:
        return ""
    return named_by(_texts(event, "CATEGORIES"), reading.shift_names) or named_by(
        _texts(event, "SUMMARY"), reading.shift_names
    )


def _texts(event: Event, name: str) -> tuple[str, ...]:
    found = event.get(name)
    lines = found if isinstance(found, list) else [] if found is None else [found]
    return tuple(str(text) for line in lines for text in getattr(line, "cats", [line]))


def _moments(event: Event, name: str) -> Iterator[Moment]:
    """The moments that a property gives, over all its lines."""
    found = event.get(name)
    lines = found if isinstance(found, list) else [] if found is None else [found]
    for line in lines:
        named = line.params.get("TZID")
        for value in getattr(line, "dts", [line]):
            moment = value.dt
            if not isinstance(moment, date):
                raise ValueError(f"gives periods or lengths as {name}, which is not read")
            if named and isinstance(moment, datetime) and moment.tzinfo is None:
                raise ValueError(
                    f"is in the time zone {str(named)[:40]!r}, which is not known by that name; "
                    "export it with a zone like America/Chicago"
                )
            if not FIRST_YEAR <= moment.year <= LAST_YEAR:
                raise ValueError(f"has a {name} outside {FIRST_YEAR} to {LAST_YEAR}")
            yield moment


def _zone_of(moment: Moment, reading: Reading) -> str:
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        return reading.zone
    if isinstance(moment.tzinfo, ZoneInfo) and moment.tzinfo.key:
        return moment.tzinfo.key
    raise ValueError("is in a time zone that has no name")


def _wall(moment: Moment, zone: str, reading: Reading) -> datetime:
    """What the wall clock of the entry's zone shows; a date is when its shift starts."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time()) + reading.all_day.start * MINUTE
    its_zone = _zone_of(moment, reading)
    naive = moment.replace(tzinfo=None)
    if its_zone == zone:
        return naive
    return instant(its_zone, naive).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def _extent(
    event: Event, first: Moment, zone: str, reading: Reading
) -> tuple[timedelta, int, DayKind | None]:
    """How long one shift of the entry is, how many follow each other, and of what kind."""
    if isinstance(first, datetime):
        return _length(event, first, zone, reading), 1, None
    stands_for = reading.all_day
    return timedelta(hours=stands_for.hours), _days(event, first), stands_for.kind


def _length(event: Event, first: datetime, zone: str, reading: Reading) -> timedelta:
    """How long a timed entry is by the wall clock."""
    ends = tuple(_moments(event, "DTEND"))
    if ends:
        if len(ends) > 1 or not isinstance(ends[0], datetime):
            raise ValueError("ends on a date but starts at a time, or has more than one end")
        length = _wall(ends[0], zone, reading) - _wall(first, zone, reading)
    else:
        length = _duration(event) or timedelta()
    if length <= timedelta():
        raise ValueError("has no end, or ends before it starts")
    if length > LONGEST_SHIFT:
        raise ValueError("is longer than 48 hours, which no shift is")
    return length


def _days(event: Event, first: date) -> int:
    """How many days an all-day entry has; its end is the day after the last."""
    ends = tuple(_moments(event, "DTEND"))
    if len(ends) > 1 or (ends and isinstance(ends[0], datetime)):
        raise ValueError("starts on a date but ends at a time, or has more than one end")
    length = ends[0] - first if ends else _duration(event) or DAY
    if length < timedelta():
        raise ValueError("ends before it starts")
    if length > MOST_DAYS * DAY:
        raise ValueError(f"lasts more than {MOST_DAYS} days; give each shift an entry of its own")
    return max(1, length.days)  # some programs write the first day as the end


def _duration(event: Event) -> timedelta | None:
    found = event.get("DURATION")
    if found is None:
        return None
    length = None if isinstance(found, list) else found.dt
    if not isinstance(length, timedelta):
        raise ValueError("has a DURATION that cannot be read")
    return length


def _repeats(
    event: Event, zone: str, reading: Reading
) -> tuple[Recurrence, datetime | None] | tuple[None, None]:
    """The rule and the last start it may give."""
    found = event.get("RRULE")
    if found is None:
        return None, None
    if isinstance(found, list):
        raise ValueError("repeats by more than one rule, which is not read")
    until = (found.get("UNTIL") or [None])[0]
    if until is None or until.year > LAST_YEAR:  # "for ever", as some programs write it
        return read_recurrence(found), None
    if not isinstance(until, datetime):
        return read_recurrence(found), datetime.combine(until, time.max)
    return read_recurrence(found), _wall(until, zone, reading)


def _skipped_days(event: Event, zone: str, reading: Reading, first: Moment) -> Iterator[date]:
    """Local dates taken out as dates; of an all-day entry also those written as times."""
    for one in _moments(event, "EXDATE"):
        if not isinstance(one, datetime):
            yield one
        elif not isinstance(first, datetime):
            yield _wall(one, zone, reading).date()


def _replaces(event: Event, zone: str, reading: Reading) -> datetime | None:
    moments = tuple(_moments(event, "RECURRENCE-ID"))
    if not moments:
        return None
    if len(moments) > 1 or "RANGE" in event["RECURRENCE-ID"].params:
        raise ValueError("stands for more than one repetition, which is not read")
    return instant(zone, _wall(moments[0], zone, reading)).astimezone(UTC)
