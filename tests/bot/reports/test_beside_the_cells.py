"""What comes from requests and stands beside the cells undoes none of them, and tells few from none
in no figure of its own (rule 9).

The attack is that of `test_release_rule.py`: of every data set there can be, take all that is
published; data sets that read alike are a class, and the attacker knows the class. Given how many
asked, who of them was passed on, who waited (and of those, who stayed unfilled) and how soon
somebody said yes go together in every way. So the data sets of a class are, for each number of
those who asked, the product of what each part may be: all of them are gone through without listing
every product.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product

import pytest

from bot.reports.figures import (
    Amount,
    Beside,
    Cell,
    GroupFigures,
    Pace,
    Share,
    Tally,
    Told,
    group_figures,
    least,
    share,
    told,
)
from bot.reports.folding import Group

SIZES_AND_FLOORS = [(20, 5), (26, 5), (40, 5), (20, 7), (30, 8)]

#: Of each count, what it may truly be.
Known = dict[str, set[int]]
#: By how a part of a data set reads.
Read = dict[object, Known]


def published(size: int, floor: int, **counts: int) -> GroupFigures:
    return group_figures(Group(), size, Tally(**counts), floor)


def parts(size: int, floor: int, asked: int) -> Iterator[Read]:
    """Each part's readings where so many asked, by the rule itself."""
    passed, waiting, times = new_read(), new_read(), new_read()
    for count in range(asked + 1):
        key = published(size, floor, asked=asked, passed=count).passed
        add(passed[key], passed=count)
        for unfilled in range(count + 1):
            figures = published(size, floor, asked=asked, waited=count, unfilled=unfilled)
            add(waiting[figures.waited, figures.unfilled], waited=count, unfilled=unfilled)
        for soon in range(count + 1):
            figures = published(size, floor, asked=asked, in_15_minutes=soon, in_an_hour=count)
            add(times[figures.pace], within_15=soon, later_than_15=asked - soon)
            add(times[figures.pace], within_60=count, later_than_60=asked - count)
            add(times[figures.pace], between=count - soon)
    yield from (passed, waiting, times)


def new_read() -> Read:
    return defaultdict(lambda: defaultdict(set))


def add(known: Known, **counts: int) -> None:
    for name, count in counts.items():
        known[name].add(count)


@cache
def classes(size: int, floor: int) -> Read:
    """By all that is published."""
    found = new_read()
    for asked in range(size + 1):
        reading = told(asked, size, floor)
        for chosen in product(*(part.items() for part in parts(size, floor, asked))):
            known = found[reading, *(key for key, _ in chosen)]
            add(known, asked=asked)
            for _, possible in chosen:
                for name, values in possible.items():
                    known[name] |= values
    return found


@pytest.mark.parametrize(("size", "floor"), SIZES_AND_FLOORS)
def test_every_outcome_leaves_every_small_count_unproven(size: int, floor: int) -> None:
    """Of those who asked, were passed on, waited, stayed unfilled; and of both sides of both edges
    of the time, and of what lies between them."""
    assert len(classes(size, floor)) > 10
    for reading, known in classes(size, floor).items():
        for name, values in known.items():
            if any(0 < value < floor for value in values):
                assert 0 in values, (reading, name, values)
                assert len(values) > 1


@pytest.mark.parametrize(("size", "floor"), SIZES_AND_FLOORS)
def test_what_stands_beside_pins_nobody_who_asked(size: int, floor: int) -> None:
    """The number who asked is known no more exactly than from its own cell."""
    alone: dict[Told, set[int]] = defaultdict(set)
    for asked in range(size + 1):
        alone[told(asked, size, floor)].add(asked)
    for reading, known in classes(size, floor).items():
        cell = reading[0]  # type: ignore[index]
        few_ways = alone[cell] - known["asked"]
        assert not any(missing < floor for missing in few_ways)
        assert len(known["asked"]) > 1 or len(alone[cell]) == 1


def test_the_parts_go_together_in_every_way() -> None:
    """Which the attack is built on: no part goes into another's figure."""
    full = Tally(18, 3, 2, 1, 15, passed=6, waited=8, unfilled=5, in_15_minutes=2, in_an_hour=9)
    figures = group_figures(Group(), 40, full)
    for changed in (
        replace(full, passed=0),
        replace(full, waited=5),
        replace(full, unfilled=0),
        replace(full, in_15_minutes=0, in_an_hour=0),
        replace(full, yellow=0, orange=0, red=0, answered=0),
    ):
        others = group_figures(Group(), 40, changed)
        for which, name in ((w, w.value) for w in Beside):
            if getattr(changed, name) == getattr(full, name):
                assert others.beside(which) == figures.beside(which)
        if changed.in_an_hour:
            assert others.pace == figures.pace
        assert others.asked == figures.asked


@pytest.mark.parametrize("asked", range(21))
def test_the_pace_is_told_by_the_cell_alone(asked: int) -> None:
    """Whether it is blank says nothing of how long anybody waited."""
    blank = {
        published(20, 5, asked=asked, in_15_minutes=soon, in_an_hour=asked).pace is None
        for soon in range(asked + 1)
    }
    assert blank == {told(asked, 20).amount is not Amount.MOST}


def test_the_attack_sees_what_a_share_and_a_median_tell() -> None:
    """Both were thought of, and neither is told: a share of those who had not to wait, where about
    five asked, and a median in bands."""
    shares: dict[Share, set[int]] = defaultdict(set)
    for asked in (5, 6, 7):
        for waited in range(asked + 1):
            shares[share(asked - waited, asked)].add(waited)
    assert shares[Share.HALF_TO_THREE_QUARTERS] == {2, 3}, "few, and none is not among them"
    medians: dict[str, set[int]] = defaultdict(set)
    for soon, hour in ((s, h) for h in range(16) for s in range(h + 1)):
        band = "15" if 2 * soon >= 15 else "60" if 2 * hour >= 15 else "longer"
        medians[band].add(hour - soon)
    assert 0 not in medians["60"], "somebody waited between 15 minutes and an hour"


@pytest.mark.parametrize("asked", range(5))
def test_all_is_blank_where_few_asked(asked: int) -> None:
    figures = published(40, 5, asked=asked, passed=asked, waited=asked, in_an_hour=asked)
    assert all(figures.beside(which) is None for which in Beside)
    assert figures.pace is None


def test_how_soon_somebody_said_yes() -> None:
    def pace(soon: int, hour: int) -> Pace | None:
        return published(40, 5, asked=14, in_15_minutes=soon, in_an_hour=hour).pace

    assert pace(10, 10) is Pace.NEARLY_ALL_IN_15_MINUTES
    assert pace(9, 9) is pace(0, 7) is Pace.HALF_IN_AN_HOUR
    assert pace(6, 6) is Pace.LONGER
    assert published(40, 5, asked=12).pace is None, "about ten may be eight"


def test_beside_is_told_like_a_cell() -> None:
    figures = published(40, 5, asked=22, passed=21, waited=9, unfilled=4)
    assert figures.passed == Told(Amount.MOST)
    assert figures.waited == Told(Amount.ABOUT, 10)
    assert figures.unfilled == Told(Amount.FEW)


# A raised floor


@pytest.mark.parametrize("floor", range(5, 11))
@pytest.mark.parametrize("size", [20, 33, 40, 121])
def test_no_number_under_a_raised_floor_and_none_for_a_few_counts_only(
    floor: int, size: int
) -> None:
    """A floor of seven told 5 where seven were, and of nobody else. The least number now stands for
    as many counts as the first one of five does, where half of the group lies beyond them."""
    reads: dict[Told, set[int]] = defaultdict(set)
    for count in range(size + 1):
        reads[told(count, size, floor)].add(count)
    assert reads[Told(Amount.FEW)] == set(range(floor))
    numbers = sorted(cell.about for cell in reads if cell.amount is Amount.ABOUT)
    assert numbers == sorted(range(-(-floor // 5) * 5, numbers[-1] + 1, 5))
    first = reads[Told(Amount.ABOUT, numbers[0])]
    assert min(first) == floor
    assert len(first) >= 3 or size == 20
    for cell, counts in reads.items():
        assert least(cell, size, floor) == min(counts)


def test_every_cell_has_its_own_count() -> None:
    assert {cell.value for cell in Cell} | {which.value for which in Beside} <= set(Tally.__slots__)
