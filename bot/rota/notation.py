"""The short way to write a cycle: one word a day, X (24 hours), D (day), N (night), O (off).

A day that departs from the rotation's usual hours says so itself: `D@15:00/8` is a day shift from
15:00 of eight hours. `@` and `/` may be given alone.
"""

import re

from bot.rota.clock import MINUTES_A_DAY
from bot.rota.rotation import OFF, DayKind, ShiftDay

LONGEST_CYCLE = 366
"""Days. The longest in the field is DuPont's 28; a year leaves room for a roster by hand."""

SHORTEST_FULL = 20
"""Hours. A shift that is shorter is a day or a night."""

LETTERS = {"X": DayKind.FULL, "D": DayKind.DAY, "N": DayKind.NIGHT, "O": DayKind.OFF}

_WORD = re.compile(r"(?P<letter>[XDNO])(?:@(?P<start>\d{1,2}:\d\d))?(?:/(?P<hours>\d{1,2}))?")


def clock_minutes(text: str) -> int:
    """`07:00` as minutes after midnight. Raises ValueError."""
    match = re.fullmatch(r"(\d{1,2}):(\d\d)", text.strip())
    hour, minute = (int(match[1]), int(match[2])) if match else (24, 0)
    if hour > 23 or minute > 59:
        raise ValueError(f'{text!r} is no time of day; write it like "07:00"')
    return hour * 60 + minute


def parse_cycle(text: str, usual: tuple[ShiftDay, ...]) -> tuple[ShiftDay, ...]:
    """The days of a cycle such as "X O O", with the usual hours where a day names none.

    Raises ValueError, saying which day is wrong and what would be right.
    """
    words = text.upper().split()
    if not words:
        raise ValueError('the cycle is empty; write one letter a day, like "X O O"')
    if len(words) > LONGEST_CYCLE:
        raise ValueError(f"the cycle has {len(words)} days; at most {LONGEST_CYCLE} are read")
    by_kind = {day.kind: day for day in usual}
    cycle = tuple(_day(word, number, by_kind) for number, word in enumerate(words, 1))
    if all(day.kind is DayKind.OFF for day in cycle):
        raise ValueError("the cycle has no shift in it, only days off")
    _refuse_overlaps(cycle)
    return cycle


def _day(word: str, number: int, usual: dict[DayKind, ShiftDay]) -> ShiftDay:
    match = _WORD.fullmatch(word)
    if match is None:
        raise ValueError(
            f"day {number} of the cycle, {word!r}, is not X (24 hours), D (day), N (night) or "
            "O (off), with spaces between; hours of its own are written like D@15:00/8"
        )
    kind = LETTERS[match["letter"]]
    if kind is DayKind.OFF:
        if len(word) > 1:
            raise ValueError(f"day {number} of the cycle, {word!r}: a day off has no hours")
        return OFF
    start = clock_minutes(match["start"]) if match["start"] else usual[kind].start
    hours = int(match["hours"]) if match["hours"] else usual[kind].hours
    least = SHORTEST_FULL if kind is DayKind.FULL else 1
    if not least <= hours <= 24:
        raise ValueError(
            f"day {number} of the cycle, {word!r}: {least} to 24 hours make such a shift"
        )
    return ShiftDay(kind, start, hours)


def _refuse_overlaps(cycle: tuple[ShiftDay, ...]) -> None:
    """Nobody is on two shifts at once; the last day is followed by the first."""
    for place, day in enumerate(cycle):
        following = (place + 1) % len(cycle)
        nxt = cycle[following]
        if DayKind.OFF in (day.kind, nxt.kind):
            continue
        if day.start + day.hours * 60 > MINUTES_A_DAY + nxt.start:
            raise ValueError(
                f"day {place + 1} of the cycle ({_hours(day)}) is not over when "
                f"day {following + 1} ({_hours(nxt)}) starts"
            )


def _hours(day: ShiftDay) -> str:
    return f"{day.kind.value}, {day.start // 60:02}:{day.start % 60:02} for {day.hours} h"
