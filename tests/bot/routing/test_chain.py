"""Who stands above whom: all the way up, former ties until their date, and no end in a circle."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.model.ids import PersonId
from bot.model.people import FormerTie, RosterFacts
from bot.routing.chain import above, evaluators

TODAY = date(2026, 3, 10)
FIRE, LIEUTENANT, CAPTAIN, CHIEF, CLERK = (PersonId(n) for n in range(1, 6))
ROSTER = {
    FIRE: RosterFacts(supervisor=LIEUTENANT),
    LIEUTENANT: RosterFacts(supervisor=CAPTAIN),
    CAPTAIN: RosterFacts(supervisor=CHIEF),
    CHIEF: RosterFacts(),
    CLERK: RosterFacts(supervisor=CHIEF),
}


def test_supervisors_count_all_the_way_up() -> None:
    assert above(FIRE, ROSTER, TODAY) == {LIEUTENANT, CAPTAIN, CHIEF}
    assert above(CHIEF, ROSTER, TODAY) == frozenset()


def test_a_removed_supervisor_counts_through_the_last_day() -> None:
    roster = {**ROSTER, FIRE: RosterFacts(former_ties=(FormerTie(LIEUTENANT, TODAY),))}
    assert above(FIRE, roster, TODAY) == {LIEUTENANT, CAPTAIN, CHIEF}
    assert above(FIRE, roster, date(2026, 3, 11)) == frozenset()


def test_a_tie_that_was_cut_higher_up_counts_too() -> None:
    roster = {**ROSTER, LIEUTENANT: RosterFacts(former_ties=(FormerTie(CAPTAIN, TODAY),))}
    assert above(FIRE, roster, TODAY) == {LIEUTENANT, CAPTAIN, CHIEF}


def test_a_colleague_under_the_same_chief_is_not_above() -> None:
    assert CLERK not in above(FIRE, ROSTER, TODAY)


def test_a_former_evaluator_still_evaluates_until_their_date() -> None:
    facts = RosterFacts(evaluators=(CLERK,), former_ties=(FormerTie(CHIEF, TODAY),))
    assert evaluators(facts, TODAY) == {CLERK, CHIEF}
    assert evaluators(facts, date(2026, 3, 11)) == {CLERK}


@given(st.dictionaries(st.integers(1, 8), st.integers(1, 8)))
def test_circles_end_and_nobody_is_above_themselves(links: dict[int, int]) -> None:
    roster = {PersonId(p): RosterFacts(supervisor=PersonId(s)) for p, s in links.items()}
    for person in roster:
        assert person not in above(person, roster, TODAY)
