"""The shifts in an iCalendar file (RFC 5545), read from its bytes alone.

Every entry is a shift, but for those cancelled, and in a file that has several shifts those that
name none. Times follow the wall clock of the entry's zone, repeated ones too, so that a 24-hour
shift ends at the same hour on either side of a change of the clock. (The RFC would keep its exact
length; calendar programs and fire stations do not.)

How many days the repetitions of a file make us ask about has bounds, as its text has
(`calendar_text.py`); time zones are taken by name.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.rota.calendar_entry import LAST_YEAR, MOST_DAYS, Entry, Reading, read_entry
from bot.rota.calendar_text import (
    MOST_TOLD,
    CalendarMistake,
    CalendarUnreadable,
    EntryText,
    entries_in,
)
from bot.rota.clock import DAY, ClockSpan, instant, span_on
from bot.rota.intervals import within
from bot.rota.recurrence import days_of
from bot.rota.rotation import DayKind, Shift, in_order

MOST_REPEATING = 500
"""Entries that repeat: a month of so many is asked about in a tenth of a second."""
MOST_DAYS_COUNTED = 200_000
"""Days that are gone through to find where counted repetitions end: about a second."""

NIGHT_TIME = ClockSpan.of_hours(23, 6)
LEAST_AT_NIGHT = timedelta(hours=3)
"""A shift with three hours or more of the night is a night shift (Directive 2003/88/EC, article 2;
which seven hours or more are the night, it leaves to its states: 23:00 to 06:00 is our choice)."""

SHORTEST_FULL = timedelta(hours=20)


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """A file that was read. `zone` (IANA) is that of entries without one."""

    zone: str
    entries: tuple[Entry, ...]

    def kinds_of(self, shift: str) -> tuple[DayKind, ...]:
        """The kinds of shift that its entries begin with; none without an entry."""
        return in_order(
            one.kind
            for entry in self.entries
            if entry.shift == shift and not entry.cancelled
            for one in _shifts(entry, entry.start, self.zone)
        )


def read_calendar(data: bytes, reading: Reading) -> Calendar:
    """The file, every entry read. Raises CalendarUnreadable with every mistake, or as many as are
    told of one file."""
    texts = entries_in(data, with_names=bool(reading.shift_names))
    entries, mistakes = [], []
    counted = MOST_DAYS_COUNTED
    for text in texts:
        try:
            entry, days = _ended(_entry(text, reading))
        except (ValueError, OverflowError) as error:
            mistakes.append(CalendarMistake(text.line, f"the entry {error}"))
            continue
        except OSError:  # a zone is looked for as a file, and may be called as no file can be
            what = "the entry is in a time zone that is not known by its name"
            mistakes.append(CalendarMistake(text.line, what))
            continue
        entries.append(entry)
        counted -= days
        if counted < 0:
            raise CalendarUnreadable(CalendarMistake(text.line, "the file repeats too much"))
    if sum(entry.rule is not None for entry in entries) > MOST_REPEATING:
        what = f"the file has more than {MOST_REPEATING} entries that repeat"
        mistakes.insert(0, CalendarMistake(1, what))
    if mistakes:
        raise CalendarUnreadable(*mistakes[:MOST_TOLD])
    return Calendar(reading.zone, tuple(entries))


def shifts_in(
    calendar: Calendar, start: datetime, end: datetime, shift: str = ""
) -> tuple[Shift, ...]:
    """The shifts of a calendar that overlap [start, end) UTC, by start, each once; of a file that
    has several, those of `shift`."""
    since, last = (start - (MOST_DAYS + 2) * DAY).date(), (end + DAY).date()
    replaced = {(entry.uid, entry.replaces) for entry in calendar.entries if entry.replaces}
    found = {
        one
        for entry in calendar.entries
        if entry.shift == shift and not entry.cancelled
        for wall in _starts(entry, since, last)
        if entry.replaces or (entry.uid, instant(entry.zone, wall)) not in replaced
        for one in _shifts(entry, wall, calendar.zone)
        if one.starts < end and one.ends > start
    }
    return tuple(sorted(found, key=lambda one: (one.starts, one.ends)))


def kind_by_hours(starts: datetime, ends: datetime, zone: str) -> DayKind:
    """What a shift of these hours (UTC) is on the wall clock of the zone."""
    if ends - starts >= SHORTEST_FULL:
        return DayKind.FULL
    at_night = timedelta()
    for utc_day in range(starts.toordinal(), ends.toordinal() + 1):
        for low, high in within([(starts, ends)], span_on(zone, utc_day, NIGHT_TIME)):
            at_night += high - low
    return DayKind.NIGHT if at_night >= LEAST_AT_NIGHT else DayKind.DAY


def _entry(text: EntryText, reading: Reading) -> Entry:
    """Raises ValueError, OverflowError."""
    from icalendar import Event  # when used: most have no calendar, and it takes 2.5 MB

    try:
        parsed = Event.from_ical(text.text)
    except ValueError:
        raise ValueError("cannot be read") from None
    if not isinstance(parsed, Event):
        raise ValueError("cannot be read")
    return read_entry(parsed, reading)


def _ended(entry: Entry) -> tuple[Entry, int]:
    """The entry with a last date in place of a count, so that no later question has to begin
    where it does; and how many days were gone through for it."""
    rule = entry.rule
    if rule is None or not rule.count:
        return entry, 0
    first, limit = entry.start.date(), date(LAST_YEAR, 12, 31)
    if entry.until:
        limit = min(limit, entry.until.date())
    days: Sequence[date] = tuple(days_of(rule, first, first, limit))
    complete = len(days) == rule.count
    last = days[-1] if complete else limit
    until = datetime.combine(last, time.max)
    until = min(until, entry.until) if entry.until else until
    return replace(entry, rule=replace(rule, count=0), until=until), (last - first).days


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
