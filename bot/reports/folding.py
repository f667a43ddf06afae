"""Who is counted together: the groups of a year, chosen once, so that nothing can be learned from
groups that are formed anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

LEAST_JOINED = 20
"""People who joined, of which a group is at least made (the release rule, 3)."""
LEAST_SHOWN = 5
"""The floor of the release rule: whatever concerns fewer is never told. In code; configuration may
only raise it."""
MOST_FLOOR = LEAST_JOINED // 2
"""A higher one would make "more than half" of a group of twenty stand for fewer counts, in the end
for all of them."""


class Partition(StrEnum):
    """By what a year's reports are divided: one or the other, never both."""

    AGENCY = "agency"
    UNITS = "units"


@dataclass(frozen=True, slots=True)
class Group:
    """Units that are counted together, by name; none: the whole agency."""

    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """By what the reports of a year are made. `rest` is the group of whoever is in no unit that was
    there when the year's groups were chosen."""

    year: int
    floor: int
    groups: tuple[Group, ...]
    rest: int = 0

    def group_of(self, unit: str) -> int:
        """The place of that unit's group."""
        for place, group in enumerate(self.groups):
            if unit in group.units:
                return place
        return self.rest


def plan_for(year: int, partition: Partition, floor: int, joined: Mapping[str, int]) -> Plan:
    """The groups of a year. `joined`: by unit, how many had joined 30 days before it began.

    1. A unit of at least 20 is a group of its own. 2. The others are put together in the order of
    their names, and as soon as there are 20 that is a group. 3. What remains goes into the smallest
    group. 4. Fewer than 20 in all, or the agency wished as one: one group of everybody.
    """
    floor = max(floor, LEAST_SHOWN)
    if partition is Partition.AGENCY or sum(joined.values()) < LEAST_JOINED:
        return Plan(year, floor, (Group(),))
    formed = [[unit] for unit in sorted(joined) if joined[unit] >= LEAST_JOINED]
    remainder: list[str] = []
    for unit in sorted(joined):
        if joined[unit] >= LEAST_JOINED:
            continue
        remainder.append(unit)
        if _size(remainder, joined) >= LEAST_JOINED:
            formed.append(remainder)
            remainder = []
    smallest = min(range(len(formed)), key=lambda place: (_size(formed[place], joined), place))
    formed[smallest] += remainder
    if len(formed) == 1:
        return Plan(year, floor, (Group(),))
    groups = tuple(Group(tuple(sorted(units))) for units in formed)
    return Plan(year, floor, groups, rest=smallest)


def _size(units: list[str], joined: Mapping[str, int]) -> int:
    return sum(joined[unit] for unit in units)
