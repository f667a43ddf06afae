"""The release rule: from true counts of a group to what may be said of it.

An attack that knew the algorithm and tried every outcome proved small cells under hide-below-five,
complementary suppression and a disclosure audit, because withholding is a signal itself. Under this
rule it proved none: every true count of one to four reads like zero, and nothing beside it differs.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.model.quarters import Quarter
from bot.reports.folding import LEAST_JOINED, LEAST_SHOWN, Group, Plan
from bot.reports.yearly import YearFigures, YearTally, year_figures

NEAREST = 5
"""Counts are rounded to it."""


class Cell(StrEnum):
    """What is counted, distinct people each: sensitive answers and requests. Never a good answer,
    never silence, never an exhaustive set (rule 5)."""

    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"
    ASKED = "asked"  #: asked for a supporter


class Beside(StrEnum):
    """What comes from requests and stands beside the cells: distinct people each, of those who
    asked. Told like a cell; blank where few asked (rule 9)."""

    PASSED = "passed"  #: at least one supporter passed
    WAITED = "waited"  #: coordinators had to hear that someone is waiting
    UNFILLED = "unfilled"  #: and after that nobody said yes


class Amount(StrEnum):
    """How a cell is told."""

    FEW = "few"  #: fewer than the floor, zero included
    ABOUT = "about"  #: to the nearest five
    MOST = "most"  #: more than half of the group


class Share(StrEnum):
    """How a share is told: no more exactly than this (rule 7)."""

    UNDER_HALF = "under-half"
    HALF_TO_THREE_QUARTERS = "half-to-three-quarters"
    OVER_THREE_QUARTERS = "over-three-quarters"


class Pace(StrEnum):
    """How soon somebody said yes, for those who asked. No more exactly than this: see `_pace`."""

    NEARLY_ALL_IN_15_MINUTES = "nearly-all-in-15-minutes"
    HALF_IN_AN_HOUR = "half-in-an-hour"
    LONGER = "longer"  #: for more than half of them it took over an hour


@dataclass(frozen=True, slots=True)
class Told:
    """A cell as it is published. `about` is the rounded number, 0 for what has none."""

    amount: Amount
    about: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """True counts of a group, distinct people each; never published. `answered`: at least one
    check-in. What follows `asked` is of those who asked; `in_15_minutes`, `in_an_hour`: who had
    somebody's yes by then."""

    answered: int = 0
    yellow: int = 0
    orange: int = 0
    red: int = 0
    asked: int = 0
    passed: int = 0
    waited: int = 0
    unfilled: int = 0
    in_15_minutes: int = 0
    in_an_hour: int = 0


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """What is published of a group; None is blank."""

    group: Group
    yellow: Told
    orange: Told
    red: Told
    asked: Told
    response: Share | None
    passed: Told | None = None
    waited: Told | None = None
    unfilled: Told | None = None
    pace: Pace | None = None

    def cell(self, which: Cell) -> Told:
        told: Told = getattr(self, which.value)
        return told

    def beside(self, which: Beside) -> Told | None:
        told: Told | None = getattr(self, which.value)
        return told


@dataclass(frozen=True, slots=True)
class Figures:
    """What is published of a quarter: nothing else is, and it never changes."""

    quarter: Quarter
    floor: int
    groups: tuple[GroupFigures, ...]
    year: YearFigures | None = None  #: with the fourth quarter alone


def figures_of(
    quarter: Quarter,
    plan: Plan,
    sizes: tuple[int, ...],
    tallies: tuple[Tally, ...],
    year: YearTally | None = None,
) -> Figures:
    """`sizes`: how many are counted in each group of the plan, as the quarter began. `year`: where
    it ends with this quarter."""
    groups = tuple(
        group_figures(group, size, tally, plan.floor)
        for group, size, tally in zip(plan.groups, sizes, tallies, strict=True)
    )
    told_of_year = None if year is None else year_figures(year)
    return Figures(quarter, plan.floor, groups, told_of_year)


def group_figures(group: Group, size: int, tally: Tally, floor: int = LEAST_SHOWN) -> GroupFigures:
    """A group that has fewer than 20 people (fewer joined in all, or it has shrunk since the year's
    groups were chosen) says nothing but that there are few."""
    floor = max(floor, LEAST_SHOWN)
    asked = told(tally.asked, size, floor)
    blank = asked.amount is Amount.FEW
    return GroupFigures(
        group=group,
        yellow=told(tally.yellow, size, floor),
        orange=told(tally.orange, size, floor),
        red=told(tally.red, size, floor),
        asked=asked,
        response=share(tally.answered, size) if size >= LEAST_JOINED else None,
        passed=None if blank else told(tally.passed, size, floor),
        waited=None if blank else told(tally.waited, size, floor),
        unfilled=None if blank else told(tally.unfilled, size, floor),
        pace=_pace(tally, floor) if least(asked, size, floor) >= 2 * floor else None,
    )


def told(count: int, size: int, floor: int = LEAST_SHOWN) -> Told:
    """A cell of a group of so many (rule 6). No number is told that is under the floor: one that is
    no multiple of five would else stand for the few counts between."""
    if size < LEAST_JOINED or count < max(floor, LEAST_SHOWN):
        return Told(Amount.FEW)
    if 2 * count > size:
        return Told(Amount.MOST)
    lowest = -(-floor // NEAREST) * NEAREST
    return Told(Amount.ABOUT, max(lowest, (2 * count + NEAREST) // (2 * NEAREST) * NEAREST))


def least(cell: Told, size: int, floor: int = LEAST_SHOWN) -> int:
    """The smallest true count that reads so in a group of so many."""
    return next(count for count in range(size + 1) if told(count, size, floor) == cell)


def share(count: int, size: int) -> Share:
    """A share of so many, who are at least one."""
    if 2 * count < size:
        return Share.UNDER_HALF
    if 4 * count <= 3 * size:
        return Share.HALF_TO_THREE_QUARTERS
    return Share.OVER_THREE_QUARTERS


def _pace(tally: Tally, floor: int) -> Pace:
    """Of those who asked, who are at least twice the floor.

    A median in bands of minutes proves somebody in its band. Here each side of each edge, and what
    lies between the two, may be nobody at all or is as many as the floor: fewer than that (or
    none) were later than 15 minutes; else half or more were no later than an hour; else more than
    half were. With fewer who asked no such cut is there (docs/decisions/0019).
    """
    if tally.asked - tally.in_15_minutes < floor:
        return Pace.NEARLY_ALL_IN_15_MINUTES
    if 2 * tally.in_an_hour >= tally.asked:
        return Pace.HALF_IN_AN_HOUR
    return Pace.LONGER
