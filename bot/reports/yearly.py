"""What is told of a year, of the agency as a whole: how many joined, and how many paused.

Whoever knows the algorithm sees from the groups of a year and of the next whether twenty had
joined, and so at times that somebody did. So nothing is told here of fewer than twenty: a few are
not told from none, nor from nineteen, and whatever else is published pins no few of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.model.people import Person
from bot.model.quarters import Quarter
from bot.reports.folding import LEAST_JOINED

NEAREST = 10
"""Counts of a year are rounded to it."""


@dataclass(frozen=True, slots=True)
class YearTally:
    """True counts, distinct people each; never published."""

    joined: int = 0
    paused: int = 0


@dataclass(frozen=True, slots=True)
class YearFigures:
    """What is published with the fourth quarter: to the nearest ten; 0 for fewer than twenty."""

    joined: int
    paused: int


def year_figures(tally: YearTally) -> YearFigures:
    """Of a year."""
    return YearFigures(_told(tally.joined), _told(tally.paused))


def tallied(people: Iterable[Person], quarter: Quarter, zone: str) -> YearTally:
    """Of these, who are counted in that fourth quarter. Joined: so late that the fourth quarter of
    the year before did not count them. Paused: in the calendar year, while they were counted."""
    before = Quarter(quarter.year - 1, quarter.number)
    found = YearTally()
    for person in people:
        new = not before.counts(person.membership.joined_at, zone)
        paused = person.rhythm.paused_in == quarter.year
        found = together(found, YearTally(int(new), int(paused)))
    return found


def together(some: YearTally, more: YearTally) -> YearTally:
    """Two pieces."""
    return YearTally(some.joined + more.joined, some.paused + more.paused)


def _told(count: int) -> int:
    if count < LEAST_JOINED:
        return 0
    return (2 * count + NEAREST) // (2 * NEAREST) * NEAREST
