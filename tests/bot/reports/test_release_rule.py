"""No cell of one to four can be told from none, whoever knows the algorithm and tries all data.

The attack: of every data set that there can be, take what is published; data sets with the same
publication are a class, and the attacker knows the class. Nothing is proven of a count if its class
has the zero as well; it is pinned where its class has one value only.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.quarters import Quarter
from bot.reports.figures import (
    Amount,
    Beside,
    Cell,
    Figures,
    GroupFigures,
    Share,
    Tally,
    figures_of,
    group_figures,
    share,
    told,
)
from bot.reports.folding import LEAST_JOINED, Group, Partition, Plan, plan_for

QUARTER = Quarter(2026, 2)
GROUP = Group()
ZONES = (Cell.YELLOW, Cell.ORANGE, Cell.RED)


def small_cells_are_safe(values: set[int], floor: int = 5) -> bool:
    """Of the true counts of one cell that read alike: whether no small one is told from none."""
    small = {value for value in values if 0 < value < floor}
    return not small or (0 in values and len(values) > 1)


# All outcomes. A person may name several zones in a quarter, so that every yellow, orange and red
# up to the number of those who answered can be; who asked is free of it (test_beside_the_cells.py).


def answers(size: int) -> Iterator[tuple[int, int, int, int]]:
    """Answered, yellow, orange and red, of a group of so many: every vector there can be."""
    for answered in range(size + 1):
        for yellow, orange, red in product(range(answered + 1), repeat=3):
            yield answered, yellow, orange, red


def publication(figures: GroupFigures) -> tuple[object, ...]:
    return (
        *(figures.cell(cell) for cell in Cell),
        figures.response,
        *(figures.beside(which) for which in Beside),
        figures.pace,
    )


@pytest.mark.parametrize("size", [20, 40])
def test_every_outcome_of_the_answers_leaves_small_cells_unproven(size: int) -> None:
    """53,361 vectors at 20, 741,321 at 40.
    What a cell reads is asked of the rule once for each count (`test_a_cell_reads_by_itself` holds
    that nothing else goes in), so that all can be gone through."""
    cell = {count: told(count, size) for count in range(size + 1)}
    band = {count: share(count, size) for count in range(size + 1)}
    classes: dict[tuple[object, ...], tuple[set[int], set[int], set[int]]] = {}
    for answered, yellow, orange, red in answers(size):
        key = (band[answered], cell[yellow], cell[orange], cell[red])
        known = classes.get(key)
        if known is None:
            known = classes[key] = (set(), set(), set())
        known[0].add(yellow)
        known[1].add(orange)
        known[2].add(red)
    assert len(classes) > 100
    assert all(small_cells_are_safe(values) for known in classes.values() for values in known)


def test_the_attack_finds_what_it_looks_for() -> None:
    """Hiding below five and publishing the rest proves all; an attack that cannot win is none."""
    hidden: dict[object, set[int]] = {}
    for count in range(21):
        hidden.setdefault(None if 0 < count < 5 else count, set()).add(count)
    assert not all(small_cells_are_safe(values) for values in hidden.values())


@given(st.integers(20, 400), st.data())
def test_a_cell_reads_by_itself(size: int, data: st.DataObject) -> None:
    """Nothing of another cell goes into one, and nothing of a group into another group's."""
    tally = data.draw(tallies(size))
    figures = group_figures(GROUP, size, tally)
    for cell in Cell:
        assert figures.cell(cell) == told(getattr(tally, cell.value), size)
    assert figures.response == share(tally.answered, size)


# Beyond 20 and 40


def tallies(size: int) -> st.SearchStrategy[Tally]:
    def within(answered: int) -> st.SearchStrategy[Tally]:
        zone = st.integers(0, answered)
        return st.builds(
            lambda yellow, orange, red, asked: replace(
                asked, answered=answered, yellow=yellow, orange=orange, red=red
            ),
            *(zone, zone, zone, requests(size)),
        )

    return st.integers(0, size).flatmap(within)


def requests(size: int) -> st.SearchStrategy[Tally]:
    """Who asked, and subsets of them, of whom `unfilled` waited."""

    def of(asked: int) -> st.SearchStrategy[Tally]:
        some = st.integers(0, asked)
        return st.builds(
            lambda passed, two, times: Tally(
                asked=asked,
                passed=passed,
                unfilled=min(two),
                waited=max(two),
                in_15_minutes=min(times),
                in_an_hour=max(times),
            ),
            *(some, st.tuples(some, some), st.tuples(some, some)),
        )

    return st.integers(0, size).flatmap(of)


@given(st.integers(20, 2000), st.integers(5, 10), st.data())
def test_a_small_count_reads_like_none_whatever_else_there_is(
    size: int, floor: int, data: st.DataObject
) -> None:
    """Each cell in turn set to nothing: what is published stays word for word the same."""
    tally = data.draw(tallies(size))
    published = group_figures(GROUP, size, tally, floor)
    for cell in Cell:
        if not 0 < getattr(tally, cell.value) < floor:
            continue
        none = replace(tally, **{cell.value: 0})
        if cell is Cell.ASKED:
            none = replace(none, passed=0, waited=0, unfilled=0, in_15_minutes=0, in_an_hour=0)
        assert group_figures(GROUP, size, none, floor) == published


@given(st.integers(0, 19), st.data())
def test_fewer_than_twenty_say_nothing_at_all(size: int, data: st.DataObject) -> None:
    figures = group_figures(GROUP, size, data.draw(tallies(size)))
    assert {figures.cell(cell).amount for cell in Cell} == {Amount.FEW}
    assert figures.response is None
    assert all(figures.beside(which) is None for which in Beside)
    assert figures.pace is None


def test_more_than_half_and_the_nearest_five() -> None:
    assert told(4, 20).amount is Amount.FEW
    assert [told(count, 20).about for count in range(5, 11)] == [5, 5, 5, 10, 10, 10]
    assert told(11, 20).amount is Amount.MOST
    assert [told(count, 60).about for count in (12, 13, 17, 18, 30)] == [10, 15, 15, 20, 30]


def test_a_raised_floor_holds_and_a_lower_one_does_not_count() -> None:
    assert told(7, 40, floor=8).amount is Amount.FEW
    assert told(8, 40, floor=8).about == 10
    assert told(4, 40, floor=1).amount is Amount.FEW


def test_shares() -> None:
    assert share(9, 20) is Share.UNDER_HALF
    assert share(10, 20) is Share.HALF_TO_THREE_QUARTERS
    assert share(15, 20) is Share.HALF_TO_THREE_QUARTERS
    assert share(16, 20) is Share.OVER_THREE_QUARTERS


# Planted accounts


@pytest.mark.parametrize("planted", range(4))
@pytest.mark.parametrize("size", [20, 21, 40, 57])
def test_up_to_three_planted_accounts_prove_no_single_person(planted: int, size: int) -> None:
    """They name the zone themselves; what the others named is read by the difference."""
    assert told(planted + 1, size) == told(planted, size)


def test_four_planted_accounts_tell_a_fifth_which_is_the_rules_limit() -> None:
    """Said in the guide: who fills a cell to four can tell a fifth."""
    assert told(4, 40) != told(5, 40)


@pytest.mark.parametrize("filled", range(5, 60))
def test_who_fills_a_cell_further_tells_a_person_at_a_step_only(filled: int) -> None:
    """Above the floor a person is told at every fifth count, at more than half, and nowhere
    else: a cell is no counter."""
    size = 60
    steps = {7, 12, 17, 22, 27, 30}
    assert (told(filled, size) != told(filled + 1, size)) == (filled in steps)


# Over units and time


def closed(tallies: tuple[Tally, ...], plan: Plan, *sizes: int) -> Figures:
    return figures_of(QUARTER, plan, sizes, tallies)


JOINED = {"A": 25, "B": 8, "C": 7, "D": 6, "E": 3}


def test_units_under_twenty_are_folded_and_the_remainder_goes_into_the_smallest() -> None:
    plan = plan_for(2026, Partition.UNITS, 5, JOINED)
    assert [group.units for group in plan.groups] == [("A",), ("B", "C", "D", "E")]
    assert plan.group_of("E") == plan.group_of("a new one") == 1


def test_what_would_be_one_group_only_is_the_agency() -> None:
    plan = plan_for(2026, Partition.UNITS, 5, {"A": 30, "B": 3})
    assert plan.groups == (Group(),)
    assert plan.group_of("B") == 0


def test_fewer_than_twenty_in_all_are_one_group() -> None:
    assert plan_for(2026, Partition.UNITS, 5, {"A": 10, "B": 9}).groups == (Group(),)


def test_the_agency_as_a_whole_never_stands_beside_its_units() -> None:
    for partition in Partition:
        plan = plan_for(2026, partition, 5, JOINED)
        wholes = [group for group in plan.groups if not group.units]
        assert not wholes or len(plan.groups) == 1


@given(st.dictionaries(st.sampled_from("ABCDEFGHIJKLMNOP"), st.integers(0, 60)))
def test_every_group_has_twenty_and_everybody_is_in_one(joined: dict[str, int]) -> None:
    plan = plan_for(2026, Partition.UNITS, 5, joined)
    sizes = [0] * len(plan.groups)
    for unit, count in joined.items():
        sizes[plan.group_of(unit)] += count
    assert sum(sizes) == sum(joined.values())
    if sum(sizes) >= LEAST_JOINED:
        assert min(sizes) >= LEAST_JOINED
    else:
        assert plan.groups == (Group(),)


@given(st.lists(tallies(24), min_size=2, max_size=2), st.sampled_from(list(Cell)))
def test_no_sum_or_difference_of_units_tells_a_small_cell(drawn: list[Tally], cell: Cell) -> None:
    """There are no totals to take a unit from: what is published of one unit is the same whatever
    there is in the other, so that nothing of one is learned from the other."""
    plan = plan_for(2026, Partition.UNITS, 5, {"A": 24, "B": 24})
    first = closed((drawn[0], drawn[1]), plan, 24, 24).groups[0]
    assert first == closed((drawn[0], Tally()), plan, 24, 24).groups[0]
    few = drawn[0] if 0 < getattr(drawn[0], cell.value) < 5 else None
    if few is not None:
        assert first.cell(cell) == told(0, 24)


@given(tallies(30), st.integers(20, 30))
def test_a_group_that_shrinks_below_twenty_says_nothing(tally: Tally, size: int) -> None:
    """The year's groups stay: one is not formed anew with others, whose difference would tell."""
    plan = plan_for(2026, Partition.UNITS, 5, {"A": 30, "B": 40})
    shown = closed((tally, Tally()), plan, size, 40).groups[0]
    shrunk = closed((Tally(answered=19), Tally()), plan, 19, 40).groups[0]
    assert shown.group == shrunk.group
    assert {shrunk.cell(cell).amount for cell in Cell} == {Amount.FEW}
