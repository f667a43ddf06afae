"""The entries in the text of an iCalendar file (RFC 5545), each with the line it begins on.

A file is somebody's input: its size, its lines, its entries and how deep they nest have bounds.
What a file defines itself (VTIMEZONE) is passed over, since it may repeat by the second and the
parser would keep it for the next file; and so is what people wrote in it, but for the title and
the categories where these tell whose shift an entry is.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.rota.calendar_entry import OF_NAMES, OF_TIMES

MOST_BYTES = 1_048_576
MOST_LINES = 60_000
MOST_ENTRIES = 5_000
MOST_TOLD = 20  #: mistakes of one file
DEEPEST = 4  #: a calendar, an entry, its alarm, and one to spare


@dataclass(frozen=True, slots=True)
class CalendarMistake:
    """`line` counts from 1. `what` never quotes what people wrote."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.what}"


class CalendarUnreadable(ValueError):
    """The file cannot be read as shifts, for these reasons; the first of them, where they are
    many."""

    def __init__(self, *mistakes: CalendarMistake) -> None:
        super().__init__("; ".join(str(each) for each in mistakes))
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True)
class EntryText:
    """An entry (VEVENT) as the parser gets it; `line` is that of its beginning."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str

    @property
    def word(self) -> str:
        return self.text.strip().upper()

    @property
    def name(self) -> str:
        return re.split("[:;]", self.word, maxsplit=1)[0]


def entries_in(data: bytes, *, with_names: bool) -> tuple[EntryText, ...]:
    """The entries, with titles and categories if `with_names`. Raises CalendarUnreadable."""
    if len(data) > MOST_BYTES:
        raise _whole("the file is larger than 1 MiB; export a shorter time")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _at(line, "the file is not UTF-8 text from here on") from None
    lines = _unfolded(text)
    kept = OF_TIMES | {"BEGIN", "END", "UID"} | (OF_NAMES if with_names else frozenset())
    found = tuple(_entries(_frame(lines), kept))
    if len(found) > MOST_ENTRIES:
        raise _whole(f"the file has more than {MOST_ENTRIES:,} entries")
    return found


def _unfolded(text: str) -> list[_Line]:
    """The lines of the file; one that begins with a blank goes on with the one before."""
    raw = re.split(r"\r?\n", text)
    if len(raw) > MOST_LINES:
        raise _whole(f"the file has more than {MOST_LINES:,} lines")
    found: list[tuple[int, list[str]]] = []
    for number, line in enumerate(raw, 1):
        if found and line[:1] in (" ", "\t"):
            found[-1][1].append(line[1:])
        else:
            found.append((number, [line]))
    return [_Line(number, "".join(parts)) for number, parts in found]


def _frame(lines: Iterable[_Line]) -> Iterator[_Line]:
    """The lines that are not empty and not of a time zone, whose parts begin and end as they
    should."""
    open_parts: list[_Line] = []
    begun = False
    for line in lines:
        word = line.word
        if not word:
            continue
        if word.startswith("BEGIN:"):
            if not open_parts and word != "BEGIN:VCALENDAR":
                break
            open_parts.append(line)
            begun = True
        elif not open_parts:
            break
        if len(open_parts) > DEEPEST:
            raise _at(line.number, "the file nests its parts deeper than a calendar does")
        if not any(part.word == "BEGIN:VTIMEZONE" for part in open_parts):
            yield line
        if word.startswith("END:") and open_parts.pop().word[6:] != word[4:]:
            raise _at(line.number, "ends a part that was not begun")
    else:
        if open_parts:
            raise _at(open_parts[-1].number, "begins a part that does not end")
        if begun:
            return
    raise _whole("the file is not an iCalendar file (.ics)")


def _entries(lines: Iterable[_Line], kept: frozenset[str]) -> Iterator[EntryText]:
    inside: list[_Line] = []
    depth = 0  #: of what is in an entry (its alarms), the entry counted
    for line in lines:
        if depth or line.word == "BEGIN:VEVENT":
            depth += line.name == "BEGIN"
            if depth == 1 and line.name in kept:
                inside.append(line)
            depth -= line.name == "END"
        if inside and not depth:
            yield EntryText(inside[0].number, "\r\n".join(each.text for each in inside))
            inside = []


def _whole(what: str) -> CalendarUnreadable:
    return _at(1, what)


def _at(line: int, what: str) -> CalendarUnreadable:
    return CalendarUnreadable(CalendarMistake(line, what))
