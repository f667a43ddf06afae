"""A file may not leave people hardly a supporter on one coordinator's word."""

from dataclasses import replace
from typing import Any

from bot.model.people import Role
from bot.roster.columns import RosterRow
from bot.roster.narrowing import Ties, narrowed

SUPPORTER = frozenset({Role.SUPPORTER})
BOTH = frozenset({Role.SUPPORTER, Role.COORDINATOR})


def row(number: str, **given: Any) -> RosterRow:
    return RosterRow(row=2, number=number, name=f"P {number}", station="S1", **given)


#: Three supporters of another station, and one who coordinates: asked only where named.
SUPPORTERS = tuple(
    RosterRow(row=2, number=number, name=number, station="S2", roles=roles)
    for number, roles in (("a", SUPPORTER), ("b", SUPPORTER), ("c", SUPPORTER), ("d", BOTH))
)
NO_TIES = {each: Ties() for each in ("1", "2", "3", "a", "b", "c", "d")}
APPROVED = frozenset({"a", "b", "c", "d"})


def test_who_is_left_three_is_nobodys_business() -> None:
    assert narrowed((*SUPPORTERS, row("1"), row("2", supervisor="1")), NO_TIES, APPROVED) == ()


def test_a_chain_and_evaluators_narrow_the_choice_of_all_below() -> None:
    rows = (*SUPPORTERS, row("1", supervisor="a"), row("2", supervisor="1"))
    assert narrowed(rows, NO_TIES, APPROVED) == (("S1", 2),)
    evaluated = row("1", evaluators=("b",))
    assert narrowed((*SUPPORTERS, evaluated, row("2")), NO_TIES, APPROVED) == (("S1", 1),)


def test_nobody_is_put_in_touch_with_whom_they_stand_above() -> None:
    below = tuple(
        RosterRow(row=2, number=n, name=n, station="S2", roles=SUPPORTER, supervisor=above)
        for n, above in (("a", "1"), ("b", ""), ("c", ""))
    )
    assert narrowed((*below, row("1")), NO_TIES, APPROVED) == (("S1", 1),)


def test_who_was_above_is_not_to_be_had_for_a_year() -> None:
    """One supporter after the other, each for a day."""
    before = NO_TIES | {"1": Ties(supervisor="a", excluded=frozenset({"b"}))}
    assert narrowed((*SUPPORTERS, row("1", supervisor="c")), before, APPROVED) == (("S1", 1),)
    assert narrowed((*SUPPORTERS, row("1", supervisor="2"), row("2")), before, APPROVED) == ()


def test_what_was_so_before_needs_nobody() -> None:
    before = NO_TIES | {"1": Ties(supervisor="a")}
    assert narrowed((*SUPPORTERS, row("1", supervisor="a")), before, APPROVED) == ()
    assert narrowed((*SUPPORTERS, row("1")), before, APPROVED) == ()


def test_a_stored_circle_ends() -> None:
    before = NO_TIES | {"1": Ties("2"), "2": Ties("1")}
    assert narrowed((*SUPPORTERS, row("1"), row("2")), before, APPROVED) == ()


def test_who_is_named_a_supporter_and_not_approved_leaves_no_choice() -> None:
    """Stand-ins, in the same file or in one before it."""
    stand_ins = tuple(replace(SUPPORTERS[0], number=number) for number in ("x", "y", "z"))
    rows = (*SUPPORTERS, *stand_ins, row("1", supervisor="a"))
    assert narrowed(rows, NO_TIES, APPROVED) == (("S1", 1),)
    assert narrowed(rows, NO_TIES, APPROVED | {"x", "y", "z"}) == ()
