"""The shifts in an iCalendar file (RFC 5545), read from its bytes alone.

Every entry is a shift, but for those cancelled. Times follow the wall clock of the entry's zone,
repeated ones too, so that a 24-hour shift ends at the same hour on either side of a change of the
clock. (The RFC would keep its exact length; calendar programs and fire stations do not.)

A file is somebody's input: its size, its entries, how deep they nest and how many days its
repetitions make us ask about have bounds, and time zones are taken by name. What a file defines
itself (VTIMEZONE) is passed over: it may repeat by the second, and the parser would keep it for
the next file. What people wrote in it is not read at all.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from bot.rota.calendar_entry import MOST_DAYS, OF_TIMES, Entry, Reading, read_entry
from bot.rota.clock import DAY, ClockSpan, instant, span_on
from bot.rota.intervals import within
from bot.rota.recurrence import days_of
from bot.rota.rotation import DayKind
from bot.rota.shifts import Shift

MOST_BYTES = 1_048_576
MOST_LINES = 60_000
MOST_ENTRIES = 5_000
DEEPEST = 4  #: a calendar, an entry, its alarm, and one to spare
MOST_DAYS_ASKED = 200_000  #: about a second; 500 entries that repeat, over a year

NIGHT_TIME = ClockSpan.of_hours(23, 6)
LEAST_AT_NIGHT = timedelta(hours=3)
"""A shift with three hours or more of the night is a night shift (Directive 2003/88/EC, article 2;
which seven hours or more are the night, it leaves to its states: 23:00 to 06:00 is our choice)."""

SHORTEST_FULL = timedelta(hours=20)

_KEPT = frozenset({"BEGIN", "END", "UID", *OF_TIMES})


class CalendarUnreadable(ValueError):
    """The file cannot be read as shifts. The message says why; an entry it calls by its number in
    the file, never by its words."""


def shifts_in_calendar(
    data: bytes, reading: Reading, start: datetime, end: datetime
) -> tuple[Shift, ...]:
    """The shifts in the file that overlap [start, end) UTC, by start, each once.

    Raises CalendarUnreadable.
    """
    entries = [
        _numbered(number, event, reading)
        for number, event in enumerate(_parse(_checked_text(data)), 1)
    ]
    since, last = (start - (MOST_DAYS + 2) * DAY).date(), (end + DAY).date()
    _refuse_endless(entries, since, last)
    replaced = {(entry.uid, entry.replaces) for entry in entries if entry.replaces}
    found = {
        shift
        for entry in entries
        if not entry.cancelled
        for wall in _starts(entry, since, last)
        if entry.replaces or (entry.uid, instant(entry.zone, wall)) not in replaced
        for shift in _shifts(entry, wall, reading.zone)
        if shift.starts < end and shift.ends > start
    }
    return tuple(sorted(found, key=lambda shift: (shift.starts, shift.ends)))


def kind_by_hours(starts: datetime, ends: datetime, zone: str) -> DayKind:
    """What a shift of these hours (UTC) is on the wall clock of the zone."""
    if ends - starts >= SHORTEST_FULL:
        return DayKind.FULL
    at_night = timedelta()
    for utc_day in range(starts.toordinal(), ends.toordinal() + 1):
        for low, high in within([(starts, ends)], span_on(zone, utc_day, NIGHT_TIME)):
            at_night += high - low
    return DayKind.NIGHT if at_night >= LEAST_AT_NIGHT else DayKind.DAY


def _checked_text(data: bytes) -> str:
    """What the file says of times, within the bounds; its lines unfolded."""
    if len(data) > MOST_BYTES:
        raise CalendarUnreadable("the file is larger than 1 MiB; export a shorter time")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CalendarUnreadable("the file is not UTF-8 text") from None
    lines = re.split(r"\r?\n", re.sub(r"\r?\n[ \t]", "", text))
    if len(lines) > MOST_LINES:
        raise CalendarUnreadable(f"the file has more than {MOST_LINES:,} lines")
    kept = list(_of_times(lines))
    _refuse_deep_or_long(kept)
    return "\r\n".join(kept)


def _of_times(lines: Iterable[str]) -> Iterator[str]:
    """The frame and the properties that tell times: what people wrote, and the file's own time
    zones, do not reach the parser."""
    in_zone = False
    for line in lines:
        word = line.strip().upper()
        if word == "BEGIN:VTIMEZONE":
            in_zone = True
        if not in_zone and re.split("[:;]", word, maxsplit=1)[0] in _KEPT:
            yield line
        if word == "END:VTIMEZONE":
            in_zone = False


def _refuse_deep_or_long(lines: Iterable[str]) -> None:
    depth = entries = 0
    for line in lines:
        word = line.strip().upper()
        depth += word.startswith("BEGIN:") - word.startswith("END:")
        entries += word == "BEGIN:VEVENT"
        if depth > DEEPEST:
            raise CalendarUnreadable("the file nests its parts deeper than a calendar does")
        if entries > MOST_ENTRIES:
            raise CalendarUnreadable(f"the file has more than {MOST_ENTRIES:,} entries")


def _parse(text: str) -> list[Event]:
    try:
        parsed = Calendar.from_ical(text)
    except ValueError as error:
        raise CalendarUnreadable("the file is not an iCalendar file (.ics)") from error
    if not isinstance(parsed, Calendar):
        raise CalendarUnreadable("the file is not an iCalendar file (.ics)")
    return parsed.events


def _numbered(number: int, event: Event, reading: Reading) -> Entry:
    try:
        return read_entry(event, reading)
    except (ValueError, OverflowError) as error:
        raise CalendarUnreadable(f"entry {number} of the file {error}") from error


def _refuse_endless(entries: Iterable[Entry], since: date, last: date) -> None:
    asked = 0
    for entry in entries:
        if entry.rule:
            first = entry.start.date()
            asked += max(0, (last - (first if entry.rule.count else max(first, since))).days)
    if asked > MOST_DAYS_ASKED:
        raise CalendarUnreadable("the file repeats too much for the time asked about")


def _starts(entry: Entry, since: date, last: date) -> Iterator[datetime]:
    """The wall-clock starts of the entry from `since` to `last`, what it skips left out."""
    for wall in (entry.start, *entry.added, *_repeated(entry, since, last)):
        if since <= wall.date() <= last and wall.date() not in entry.skipped_days:
            if entry.skipped and instant(entry.zone, wall) in entry.skipped:
                continue
            yield wall


def _repeated(entry: Entry, since: date, last: date) -> Iterator[datetime]:
    if entry.rule is None:
        return
    at = entry.start.time()
    for day in days_of(entry.rule, entry.start.date(), since, last):
        wall = datetime.combine(day, at)
        if entry.until and wall > entry.until:
            return
        yield wall


def _shifts(entry: Entry, wall: datetime, zone: str) -> Iterator[Shift]:
    for number in range(entry.days):
        first = wall + timedelta(days=number)
        starts, ends = instant(entry.zone, first), instant(entry.zone, first + entry.length)
        if starts < ends:
            yield Shift(starts, ends, entry.kind or kind_by_hours(starts, ends, zone))
