"""The release rule: from true counts of a group to what may be said of it.

An attack that knew the algorithm and tried every outcome proved small cells under hide-below-five,
complementary suppression and a disclosure audit, because withholding is a signal itself. Under this
rule it proved none: every true count of one to four reads like zero, and nothing beside it differs.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.model.quarters import Quarter
from bot.reports.folding import LEAST_JOINED, LEAST_SHOWN, Group, Plan

NEAREST = 5
"""Counts are rounded to it."""


class Cell(StrEnum):
    """What is counted, distinct people each: sensitive answers and requests. Never a good answer,
    never silence, never an exhaustive set (rule 5)."""

    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"
    ASKED = "asked"  #: asked for a supporter


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


@dataclass(frozen=True, slots=True)
class Told:
    """A cell as it is published. `about` is the rounded number, 0 for what has none."""

    amount: Amount
    about: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """True counts of a group, distinct people each; never published. `answered`: at least one
    check-in. `waited`: of those who asked, for whom coordinators had to hear that someone waits."""

    answered: int = 0
    yellow: int = 0
    orange: int = 0
    red: int = 0
    asked: int = 0
    waited: int = 0


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """What is published of a group. `response` and `in_time` are None where they are blank."""

    group: Group
    yellow: Told
    orange: Told
    red: Told
    asked: Told
    response: Share | None
    #: The share of those who asked for whom somebody accepted before anybody had to be told that
    #: someone was waiting.
    in_time: Share | None

    def cell(self, which: Cell) -> Told:
        told: Told = getattr(self, which.value)
        return told


@dataclass(frozen=True, slots=True)
class Figures:
    """What is published of a quarter: nothing else is, and it never changes."""

    quarter: Quarter
    floor: int
    groups: tuple[GroupFigures, ...]


def figures_of(
    quarter: Quarter, plan: Plan, sizes: tuple[int, ...], tallies: tuple[Tally, ...]
) -> Figures:
    """`sizes`: how many are counted in each group of the plan, as the quarter began."""
    groups = tuple(
        group_figures(group, size, tally, plan.floor)
        for group, size, tally in zip(plan.groups, sizes, tallies, strict=True)
    )
    return Figures(quarter, plan.floor, groups)


def group_figures(group: Group, size: int, tally: Tally, floor: int = LEAST_SHOWN) -> GroupFigures:
    """A group that has fewer than 20 people (fewer joined in all, or it has shrunk since the year's
    groups were chosen) says nothing but that there are few."""
    asked = told(tally.asked, size, floor)
    return GroupFigures(
        group=group,
        yellow=told(tally.yellow, size, floor),
        orange=told(tally.orange, size, floor),
        red=told(tally.red, size, floor),
        asked=asked,
        response=share(tally.answered, size) if size >= LEAST_JOINED else None,
        in_time=_beside(asked, tally),
    )


def told(count: int, size: int, floor: int = LEAST_SHOWN) -> Told:
    """A cell of a group of so many (rule 6)."""
    if size < LEAST_JOINED or count < max(floor, LEAST_SHOWN):
        return Told(Amount.FEW)
    if 2 * count > size:
        return Told(Amount.MOST)
    return Told(Amount.ABOUT, (2 * count + NEAREST) // (2 * NEAREST) * NEAREST)


def share(count: int, size: int) -> Share:
    """A share of so many, who are at least one."""
    if 2 * count < size:
        return Share.UNDER_HALF
    if 4 * count <= 3 * size:
        return Share.HALF_TO_THREE_QUARTERS
    return Share.OVER_THREE_QUARTERS


def _beside(asked: Told, tally: Tally) -> Share | None:
    """What comes from requests is blank where few asked, and a band otherwise (rule 9): any exact
    figure would prove a request."""
    if asked.amount is Amount.FEW:
        return None
    return share(tally.asked - tally.waited, tally.asked)
