"""A roster is brought in through the real ledger: who comes, and who stays."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.control.importing import APPLIED_AT_ONCE
from bot.model.content import ContentKind, Outgoing
from bot.model.people import FormerTie, RosterFacts
from bot.model.supporters import Supporter, SupporterState
from bot.ports import Work
from bot.rendering.roster import about_you
from tests.bot.control.conftest import Imports
from tests.bot.control.imported import account, joined, outbox
from tests.bot.roster.conftest import person

pytestmark = pytest.mark.both_databases

TODAY = date(2026, 3, 2)


# Coming


def test_a_first_import_makes_people_with_their_chain_of_command(imports: Imports) -> None:
    imports.bring_in(
        person(
            "2", supervisor="1", evaluators="1;3", account="local:demo:u2", zone="America/Denver"
        ),
        person("1", role="coordinator"),
        person("3", station="Station 2"),
    )
    member = imports.person("2")
    assert member.roster == RosterFacts(
        number="2",
        name="Person 2",
        station="Station 1",
        supervisor=imports.id_of("1"),
        evaluators=(imports.id_of("1"), imports.id_of("3")),
        zone="America/Denver",
        accounts=(account("u2"),),
    )
    assert imports.holder("u2") == member
    assert imports.ready.run(lambda work: work.people.coordinators()) == (imports.id_of("1"),)
    sizes = imports.ready.run(lambda work: {s.name: s.size for s in work.stations.all()})
    assert sizes == {"Station 1": 2, "Station 2": 1}


def test_ids_do_not_follow_the_file(imports: Imports) -> None:
    numbers = [str(n) for n in range(30)]
    imports.bring_in(*(person(number) for number in numbers))
    ids = [imports.id_of(number) for number in numbers]
    assert ids != sorted(ids)
    assert all(0 < id_ < 2**63 for id_ in ids)


def test_everyone_new_is_looked_at_within_a_day_or_so(imports: Imports) -> None:
    imports.bring_in(*(person(str(n)) for n in range(40)))
    imports.ready.clock.move(timedelta(hours=12))
    half = imports.ready.run(lambda work: work.people.due_for_look(100))
    imports.ready.clock.move(timedelta(hours=16))
    everyone = imports.ready.run(lambda work: work.people.due_for_look(100))
    assert 5 < len(half) < 35
    assert len(everyone) == 40


def test_a_roster_larger_than_a_piece_comes_whole_and_tells_its_progress(imports: Imports) -> None:
    many = 3 * APPLIED_AT_ONCE + 1
    lines = [person(str(n), supervisor=str(n + 1) if n % 10 else "") for n in range(1, many)]
    told = imports.bring_in(*lines, person(str(many)))
    assert (told.added, told.rows) == (many, many)
    steps = many + 1  # and the station
    assert imports.progress[-1] == (steps, steps)
    assert [done for done, _ in imports.progress] == sorted({done for done, _ in imports.progress})
    assert imports.compare(*lines, person(str(many)))[1].is_empty


def test_supporters_are_nominated_and_no_more(imports: Imports) -> None:
    imports.bring_in(person("1", role="supporter"), person("2"))
    found = imports.ready.run(lambda work: work.supporters.all())
    assert found == (Supporter(imports.id_of("1"), SupporterState.NOMINATED),)


def test_an_import_leaves_a_supporters_record_alone(imports: Imports) -> None:
    imports.bring_in(person("1", role="supporter"))
    approved = Supporter(imports.id_of("1"), SupporterState.APPROVED, trained_until=TODAY)
    imports.save(approved)
    imports.bring_in(person("1", role="supporter", rank="Captain"))
    assert imports.ready.run(lambda work: work.supporters.all()) == (approved,)


def test_who_is_no_supporter_any_more_serves_no_more(imports: Imports) -> None:
    imports.bring_in(person("1", role="supporter"), person("2", role="supporter"), person("3"))
    for number in "12":
        imports.save(Supporter(imports.id_of(number), SupporterState.APPROVED))
    imports.bring_in(person("1"), person("3"))
    found = imports.ready.run(lambda work: work.supporters.all())
    assert [each.state for each in found] == [SupporterState.SUSPENDED] * 2


# Staying


def test_a_change_leaves_everything_a_person_chose_as_it_was(imports: Imports) -> None:
    imports.bring_in(person("1", account="local:demo:u1"), person("2"))
    before = imports.change("1", joined)
    told = imports.bring_in(person("1", account="local:demo:u1", crew="E1"), person("2"))
    after = imports.person("1")
    assert after == replace(before, roster=replace(before.roster, crew="E1"))
    assert (told.changed, told.unchanged) == (1, 1)


def test_who_was_above_stays_a_former_tie(imports: Imports) -> None:
    imports.bring_in(person("1", supervisor="2"), person("2"), person("3"))
    imports.bring_in(person("1", supervisor="3"), person("2"), person("3"))
    facts = imports.person("1").roster
    assert facts.supervisor == imports.id_of("3")
    assert facts.former_ties == (FormerTie(imports.id_of("2"), TODAY + timedelta(days=365)),)


def test_an_account_that_becomes_known_is_linked(imports: Imports) -> None:
    imports.bring_in(person("1"))
    first = imports.id_of("1")
    imports.bring_in(person("1", account="local:demo:u1"))
    found = imports.holder("u1")
    assert found is not None
    assert found.id == first


def test_everybody_is_told_who_is_above_them_and_a_member_of_their_station_too(
    imports: Imports,
) -> None:
    everyone = [person(str(n), account=f"local:demo:u{n}") for n in range(1, 7)]
    imports.bring_in(*everyone)
    everyone[5] = person("6")  # nobody can write to them
    imports.bring_in(*everyone)
    imports.change("1", joined)
    changed = {"supervisor": "2", "evaluators": "3", "station": "S9", "rank": "Captain"}
    above = person("1", account="local:demo:u1", **changed)
    below = person("4", account="local:demo:u4", **changed)  # has not joined
    elsewhere = person("5", account="local:demo:u5", station="S9")  # neither
    imports.bring_in(above, *everyone[1:3], below, elsewhere, person("6", **changed))
    rows = outbox(imports)
    assert {row.out.to: row.out.content.args for row in rows} == {
        imports.id_of("1"): {"c": "chain,evaluators,station"},
        imports.id_of("4"): {"c": "chain,evaluators"},
    }
    for row in rows:
        assert row.out.about == row.out.to
        assert row.out.content.kind is ContentKind.ROSTER_ABOUT_YOU
        words = _said(imports, row.out)
        assert "your supervisor, who evaluates you" in words or "quién te supervisa" in words


def _said(imports: Imports, out: Outgoing) -> str:
    def flow(work: Work) -> str:
        assert out.to is not None
        return repr(about_you(out.content, work.people.get(out.to), work, imports.setting))

    return imports.ready.run(flow)


def test_a_large_change_and_one_of_rank_alone_tell_nobody(imports: Imports) -> None:
    everyone = [person(str(n), account=f"local:demo:u{n}") for n in range(1, 7)]
    imports.bring_in(*everyone)
    imports.change("1", joined)
    imports.bring_in(person("1", account="local:demo:u1", rank="Captain"), *everyone[1:])
    imports.bring_in(
        *(person(str(n), account=f"local:demo:u{n}", station="S9") for n in range(1, 7))
    )
    assert outbox(imports) == []
