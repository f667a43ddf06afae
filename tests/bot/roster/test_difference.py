"""What a file would change: who is new, changed, a new member, back, gone; and in which steps."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config.models import RhythmPolicy
from bot.model.ids import Account, PersonId
from bot.model.people import FormerTie, PersonState, Role, RosterFacts
from bot.roster.columns import RosterRow
from bot.roster.difference import MOST_TIES, Difference, difference, summary
from bot.roster.facts import TIE_LASTS, facts_of
from bot.roster.mistakes import Mistakes
from bot.roster.steps import FEW, Add, Piece, Renew, pieces, steps
from bot.roster.stored import Change, Fate, Seen, Stored, seen
from bot.routing.chain import above
from bot.rules.capacity import Shortfall
from tests.playing import config_of

TODAY = date(2026, 3, 2)
CONFIG = config_of(platforms={"local": {}})
A, B, C = (Account("local", "demo", name) for name in "abc")


def row(number: str, **given: Any) -> RosterRow:
    whole = RosterRow(row=int(number) + 1, number=number, name=f"P {number}", station="S1")
    return replace(whole, **given)


def id_of(number: str) -> PersonId:
    return PersonId(1000 + int(number))


def stored(*rows: RosterRow, **changed: RosterFacts) -> dict[PersonId, RosterFacts]:
    """As an import of these rows leaves them, linked; `p7` instead of what row 7 says."""
    people = {each.number: id_of(each.number) for each in rows}
    found = {}
    for each in rows:
        facts = facts_of(each, people, TODAY)
        facts = replace(facts, accounts=facts.awaited, awaited=())
        found[people[each.number]] = changed.get(f"p{each.number}", facts)
    return found


def compared(
    before: dict[PersonId, RosterFacts], *rows: RosterRow, left: tuple[str, ...] = ()
) -> Difference:
    found = difference(rows, look(before, rows, left), stations_of(before), TODAY)
    assert isinstance(found, Difference)
    return found


def look(
    before: dict[PersonId, RosterFacts], rows: tuple[RosterRow, ...], left: tuple[str, ...] = ()
) -> list[Seen]:
    by_number = {each.number: each for each in rows}
    return [
        seen(
            Stored(id_, PersonState.LEFT if facts.number in left else PersonState.ROSTER, facts),
            by_number.get(facts.number),
            TODAY,
        )
        for id_, facts in before.items()
    ]


def stations_of(before: dict[PersonId, RosterFacts]) -> dict[str, int]:
    names = [facts.station for facts in before.values()]
    return {name: names.count(name) for name in names}


def test_a_first_file_is_all_new() -> None:
    found = compared({}, row("1"), row("2", station="S2"))
    assert [each.number for each in found.added] == ["1", "2"]
    assert found.stations == {"S1": 1, "S2": 1}
    assert found.new_stations == ("S1", "S2")


def test_the_same_file_again_changes_nothing() -> None:
    rows = (row("1", accounts=(A, B)), row("2", supervisor="1", evaluators=("1", "3")), row("3"))
    before = stored(*rows)
    found = compared(before, *rows[::-1])
    assert found.is_empty
    assert found.unchanged == 3
    assert list(steps(found, fresh())) == []


@pytest.mark.parametrize(
    ("given", "change"),
    [
        ({"name": "New"}, Change.NAME),
        ({"station": "S9"}, Change.STATION),
        ({"shift": "B"}, Change.SHIFT),
        ({"crew": "E2"}, Change.SHIFT),
        ({"rank": "Captain"}, Change.RANK),
        ({"roles": frozenset({Role.MEMBER, Role.SUPPORTER})}, Change.ROLE),
        ({"supervisor": "2"}, Change.CHAIN),
        ({"evaluators": ("2",)}, Change.EVALUATORS),
        ({"rotation": "engines"}, Change.ROTATION),
        ({"zone": "America/Denver"}, Change.ZONE),
        ({"language": "es"}, Change.LANGUAGE),
        ({"accounts": (A,)}, Change.ACCOUNT),
    ],
)
def test_each_kind_of_change_is_told_apart(given: dict[str, object], change: Change) -> None:
    found = compared(stored(row("1"), row("2")), row("1", **given), row("2"))
    (kept,) = found.changed
    assert kept.person == id_of("1")
    assert kept.changes == {change}


def test_the_order_of_evaluators_is_no_change() -> None:
    rows = (row("1", evaluators=("2", "3")), row("2"), row("3"))
    assert compared(stored(*rows), row("1", evaluators=("3", "2")), *rows[1:]).is_empty


@pytest.mark.parametrize(
    ("before", "after", "fate"),
    [
        ((), (), Fate.STAYS),
        ((), (A,), Fate.STAYS),  # nobody could have used it before
        ((A,), (A,), Fate.STAYS),
        ((A, B), (B, A), Fate.STAYS),
        ((A, B), (A,), Fate.STAYS),  # opens nothing that was closed
        ((A,), (B,), Fate.RENEWED),
        ((A,), (A, B), Fate.RENEWED),  # B would open what is A's
        ((A, B), (A, C), Fate.RENEWED),
        ((A,), (), Fate.RENEWED),  # else the next file could give B as "the first"
    ],
)
def test_whoever_gets_at_an_account_is_a_new_member(
    before: tuple[Account, ...], after: tuple[Account, ...], fate: Fate
) -> None:
    facts = RosterFacts(number="1", accounts=before)
    for left in (PersonState.ROSTER, PersonState.LEFT):
        found = seen(Stored(id_of("1"), left, facts), row("1", accounts=after), TODAY)
        stays = Fate.RETURNS if left is PersonState.LEFT else Fate.STAYS
        assert found.fate is (stays if fate is Fate.STAYS else fate)
    awaited = Stored(id_of("1"), PersonState.ROSTER, RosterFacts(number="1", awaited=before))
    assert seen(awaited, row("1", accounts=after), TODAY).fate is fate


def test_two_files_cannot_do_what_one_may_not() -> None:
    """Taking an account away and giving another afterwards makes a new member all the same."""
    before = stored(row("1", accounts=(A,)))
    without = compared(before, row("1"))
    assert [each.old for each in without.renewed] == [id_of("1")]


def test_who_is_missing_leaves_and_who_left_before_is_not_counted_again() -> None:
    before = stored(row("1"), row("2"), row("3"))
    found = compared(before, row("1"), left=("3",))
    assert [person.number for person in found.left] == ["2"]
    assert not found.needs_confirming


def test_more_than_ten_leavers_need_confirming() -> None:
    everyone = [row(str(n)) for n in range(12)]
    before = stored(*everyone)
    assert not compared(before, *everyone[:2]).needs_confirming
    assert compared(before, *everyone[:1]).needs_confirming


@pytest.mark.parametrize(("days", "fate"), [(30, Fate.RETURNS), (31, Fate.RENEWED)])
def test_who_left_within_thirty_days_returns(days: int, fate: Fate) -> None:
    facts = RosterFacts(number="1", left_on=TODAY - timedelta(days=days))
    assert seen(Stored(id_of("1"), PersonState.LEFT, facts), row("1"), TODAY).fate is fate


def test_ties_to_a_new_member_follow_without_being_shown() -> None:
    before = stored(row("1", accounts=(A,)), row("2", supervisor="1", evaluators=("1",)))
    rows = (row("1", accounts=(B,)), row("2", supervisor="1", evaluators=("1",)))
    found = compared(before, *rows)
    assert [kept.changes for kept in found.changed] == [{Change.FOLLOWS}]
    shown = summary(found, rows, CONFIG)
    assert (shown.changed, shown.unchanged, shown.by_change) == (0, 1, ())


def test_stations_that_nobody_is_at_any_more_are_told() -> None:
    before = stored(row("1", station="S1"), row("2", station="S2"))
    rows = (row("1", station="S1"), row("2", station="S3"))
    found = compared(before, *rows)
    assert found.stations == {"S2": 0, "S3": 1}
    shown = summary(found, rows, CONFIG)
    assert (shown.new_stations, shown.empty_stations) == (("S3",), ("S2",))


def test_supporters_who_come_or_come_back_are_told_apart() -> None:
    """They wait for a coordinator's word, and nobody would hear of it otherwise."""
    both = frozenset({Role.MEMBER, Role.SUPPORTER})
    before = stored(row("1", roles=both), row("3", roles=both), row("4", accounts=(A,)))
    rows = (
        row("1", roles=both),
        row("2", roles=both),
        row("3", roles=both),
        row("4", roles=both, accounts=(B,)),
        row("5"),
    )
    found = compared(before, *rows, left=("3",))
    assert [each.row.number for each in found.returned] == ["3"]
    assert summary(found, rows, CONFIG).unapproved == ("2", "3", "4")


def test_accounts_where_nobody_can_be_written_to_are_counted() -> None:
    slack = [Account("slack", "T1", str(n)) for n in range(3)]
    rows = (row("1", accounts=(A, slack[0])), row("2", accounts=(slack[1], slack[2])), row("3"))
    found = compared({}, *rows)
    assert summary(found, rows, CONFIG).nowhere == (("slack", 3),)
    both = config_of(platforms={"local": {}, "slack": {}})
    assert summary(found, rows, both).nowhere == ()


def test_a_budget_too_small_for_the_file_is_part_of_what_is_shown() -> None:
    rows = tuple(row(str(n)) for n in range(1, 40))
    found = compared({}, *rows)
    short = config_of(rhythm=RhythmPolicy(daily_budget=2))
    enough = config_of(rhythm=RhythmPolicy(daily_budget=3))
    assert summary(found, rows, short).shortfall == Shortfall(people=39, budget=2, needed=3)
    assert summary(found, rows, enough).shortfall is None


# Former ties


def test_who_was_above_or_evaluated_stays_excluded_for_a_year() -> None:
    people = {number: id_of(number) for number in "123456"}
    first = facts_of(row("1", supervisor="2", evaluators=("3", "4")), people, TODAY)
    later = TODAY + timedelta(days=100)
    second = facts_of(row("1", supervisor="5", evaluators=("4",)), people, later, before=first)
    assert set(second.former_ties) == {
        FormerTie(id_of("2"), later + TIE_LASTS),
        FormerTie(id_of("3"), later + TIE_LASTS),
    }
    back = facts_of(row("1", supervisor="2"), people, later, before=second)
    assert {tie.person for tie in back.former_ties} == {id_of("3"), id_of("4"), id_of("5")}
    past = later + TIE_LASTS + timedelta(days=1)
    over = facts_of(row("1", supervisor="5"), people, past, before=second)
    assert over.former_ties == (FormerTie(id_of("4"), past + TIE_LASTS),)


def test_an_import_on_the_last_day_of_a_tie_does_not_end_it() -> None:
    """Else a supervisor could be asked on a day on which they are excluded."""
    people = {number: id_of(number) for number in "12"}
    removed = facts_of(
        row("1"), people, TODAY, before=facts_of(row("1", supervisor="2"), people, TODAY)
    )
    last_day = TODAY + TIE_LASTS
    kept = facts_of(row("1"), people, last_day, before=removed)
    assert kept.former_ties == removed.former_ties
    assert above(id_of("1"), {id_of("1"): kept}, last_day) == {id_of("2")}
    assert facts_of(row("1"), people, last_day + timedelta(days=1), before=kept).former_ties == ()


def test_too_many_ties_within_a_year_are_refused_and_none_forgotten() -> None:
    before = stored(row("1", supervisor="2"), row("2"), row("3"))
    most = tuple(FormerTie(PersonId(n), TODAY + TIE_LASTS) for n in range(MOST_TIES))
    facts = replace(before[id_of("1")], former_ties=most)
    rows = (row("1", supervisor="3"), row("2"), row("3"))
    full = {**before, id_of("1"): facts}
    found = difference(rows, look(full, rows), {}, TODAY)
    assert isinstance(found, Mistakes)
    assert [(m.row, m.kind.value) for m in found.listed] == [(2, "too-many-ties")]
    fits = {**before, id_of("1"): replace(facts, former_ties=most[1:])}
    assert isinstance(difference(rows, look(fits, rows), {}, TODAY), Difference)
    last = tuple(replace(tie, until=TODAY) for tie in most)
    today = {**before, id_of("1"): replace(facts, former_ties=last)}
    assert isinstance(difference(rows, look(today, rows), {}, TODAY), Mistakes)
    tomorrow = TODAY + timedelta(days=1)
    assert isinstance(difference(rows, look(today, rows), {}, tomorrow), Difference)


# Steps


def fresh() -> Callable[[], int]:
    numbers = count(5000)
    return lambda: next(numbers)


def test_superiors_are_added_before_those_below_them() -> None:
    rows = (row("1", supervisor="2"), row("2", supervisor="3"), row("3"), row("4", supervisor="3"))
    added = [step for step in steps(compared({}, *rows), fresh()) if isinstance(step, Add)]
    assert [step.row.number for step in added] == ["3", "2", "4", "1"]
    ids = {step.row.number: step.id for step in added}
    assert added[3].people == {"2": ids["2"]}


def test_equals_are_added_in_the_order_of_their_ids() -> None:
    """And not in the file's, which their ids do not follow either."""
    rows = [row(str(n), supervisor="" if n < 4 else str(n % 4)) for n in range(20)]
    numbers = [(7 * n) % 20 for n in range(20)]  # every number once, in no order
    drawn = iter(numbers)
    whole = list(steps(compared({}, *rows), lambda: 5000 + next(drawn)))
    added = [step.id for step in whole if isinstance(step, Add)]
    assert added == sorted(5000 + n for n in numbers[:4]) + sorted(5000 + n for n in numbers[4:])


def test_people_of_a_small_change_are_told() -> None:
    everyone = [row(str(n)) for n in range(10)]
    before = stored(*everyone)
    for changed in (FEW, FEW + 1):
        rows = [replace(each, rank="Captain") for each in everyone[:changed]] + everyone[changed:]
        updates = Piece.of(steps(compared(before, *rows), fresh())).update
        assert len(updates) == changed
        assert {step.tell for step in updates} == {changed <= FEW}


def test_pieces_keep_the_order_and_lose_nothing() -> None:
    rows = [row(str(n), supervisor=str(n + 1) if n < 9 else "") for n in range(10)]
    found = compared(stored(row("77")), *rows)
    whole = list(steps(found, fresh()))
    cut = list(pieces(iter(whole), 3))
    assert [len(piece) for piece in cut] == [3, 3, 3, 3]
    assert [step.row.number for piece in cut for step in piece.add] == list("9876543210")
    assert [step.id for piece in cut for step in piece.leave] == [id_of("77")]


# Property: what steps lead to is what the file says


@st.composite
def rosters(draw: st.DrawFn) -> tuple[RosterRow, ...]:
    numbers = draw(
        st.lists(st.sampled_from([str(n) for n in range(1, 8)]), unique=True, min_size=1)
    )
    accounts = draw(st.permutations([(), (), (), (A,), (B,), (C,), ()]))
    rows = []
    for place, number in enumerate(numbers):
        above = numbers[:place]
        rows.append(
            row(
                number,
                supervisor=draw(st.sampled_from(["", *above])),
                evaluators=tuple(draw(st.lists(st.sampled_from(above), unique=True, max_size=2)))
                if above
                else (),
                accounts=accounts[place],
                station=draw(st.sampled_from(["S1", "S2"])),
            )
        )
    return tuple(rows)


@given(rosters(), rosters())
def test_applying_the_steps_makes_the_roster_what_the_file_says(
    first: tuple[RosterRow, ...], second: tuple[RosterRow, ...]
) -> None:
    before = stored(*first)
    found = compared(before, *second)
    after = dict(before)
    whole = Piece.of(steps(found, fresh()))
    fresh_ones: tuple[Add | Renew, ...] = (*whole.add, *whole.renew)
    for new in fresh_ones:
        after[new.id] = facts_of(new.row, new.people, TODAY)
    for renewed in whole.renew:
        del after[renewed.old]
    for kept in whole.update:
        after[kept.id] = facts_of(kept.row, kept.people, TODAY, before=after[kept.id])
    for gone in whole.leave:
        del after[gone.id]
    numbers = {facts.number: id_ for id_, facts in after.items()}
    assert sorted(numbers) == sorted(each.number for each in second)
    for each in second:
        facts = after[numbers[each.number]]
        assert facts.supervisor == numbers.get(each.supervisor)
        assert set(facts.evaluators) == {numbers[n] for n in each.evaluators}
        assert {*facts.accounts, *facts.awaited} == set(each.accounts)
        was = before.get(numbers[each.number])
        if was is not None and was.accounts:  # nobody's record is opened to another account
            assert set(each.accounts) <= set(was.accounts)
    again = compared(after, *second)
    assert again.is_empty
