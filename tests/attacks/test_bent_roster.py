"""A commander bends the roster: a new number, another account, and they are somebody new, whom
nobody avoids and who stands above nobody. The ties and the "rather not" hold all the same."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.flows.avoiding import stand_above
from bot.flows.listing import who_may_greet
from bot.flows.nameable import nameable_by
from bot.flows.request_facts import pool_for
from bot.flows.same_people import as_now
from bot.flows.vetting import approve, set_training
from bot.model.ids import PersonId, RequestId
from bot.model.people import Person, Preferences
from bot.model.requests import Request, RequestState, Urgency, Wishes
from bot.ports import Work
from bot.roster.facts import MOST_FORMERLY
from scheduler.retiring import erase_gone
from tests.bot.control.conftest import Imports
from tests.bot.roster.conftest import person
from tests.storage_fixtures import ready_ledger

MEMBER, BOSS, OTHER, PEER = "1", "2", "3", "4"


@pytest.fixture
def imports(tmp_path: Path) -> Iterator[Imports]:
    """A member below a boss who is a supporter, somebody else, and a peer."""
    with ready_ledger(tmp_path) as ready:
        opened = Imports(ready)
        opened.bring_in(*roster())
        vet(opened, BOSS)
        vet(opened, PEER)
        yield opened


def roster(
    *,
    member: str = "local:demo:u1",
    above: str = BOSS,
    boss: str = BOSS,
    account: str = "local:demo:u2",
    peer: str = "local:demo:u4",
    above_peer: str = "",
) -> tuple[str, ...]:
    return (
        person(MEMBER, account=member, supervisor=above),
        person(boss, account=account, role="supporter"),
        person(OTHER, account="local:demo:u3"),
        person(PEER, account=peer, role="supporter", supervisor=above_peer),
    )


def vet(imports: Imports, number: str) -> PersonId:
    """An operator approves them, as often as they are new."""
    imports.ready.run(lambda work: approve(number, work, imports.setting))
    until = imports.ready.clock.now().date() + timedelta(days=300)
    imports.ready.run(lambda work: set_training(number, until, work, imports.setting))
    return imports.id_of(number)


def asked(imports: Imports) -> set[PersonId]:
    """Everybody who would be asked for the member, at night too."""
    member = imports.person(MEMBER)

    def flow(work: Work) -> set[PersonId]:
        now = work.now
        request = Request(
            RequestId(5), RequestState.ASKING, member.id, Wishes(Urgency.NOW), now, now
        )
        found = pool_for(request, work, imports.setting)
        return {*found.by_day, *found.everyone, *found.on_call}

    return imports.ready.run(flow)


def avoids(imports: Imports, number: str) -> None:
    unwanted = imports.id_of(number)
    imports.change(
        MEMBER, lambda person: replace(person, preferences=Preferences(avoided=(unwanted,)))
    )


@pytest.mark.parametrize(
    ("boss", "account"),
    [(BOSS, "local:demo:u22"), ("200", "local:demo:u2"), ("200", "local:demo:u22")],
)
def test_a_boss_who_comes_anew_is_still_above(imports: Imports, boss: str, account: str) -> None:
    old = imports.id_of(BOSS)
    imports.bring_in(*roster(above=OTHER, boss=boss, account=account))
    new = vet(imports, boss)
    assert new != old
    known = account == "local:demo:u2" or boss == BOSS
    assert (new not in asked(imports)) is known  # all that a file can hide is number and account
    member = imports.person(MEMBER)
    greets = imports.ready.run(lambda work: who_may_greet(member, work, imports.setting))
    assert (new not in {each.id for each in greets}) is known
    assert imports.id_of(PEER) in asked(imports)


def test_it_holds_for_the_year_of_the_tie_and_no_longer(imports: Imports) -> None:
    imports.bring_in(*roster(above=OTHER, account="local:demo:u22"))
    for _ in range(10):
        imports.ready.clock.move(timedelta(days=36))
        imports.ready.run(lambda work: erase_gone(work, setting=imports.setting, most=9))
    new = vet(imports, BOSS)
    assert new not in asked(imports)
    imports.ready.clock.move(timedelta(days=6))
    assert new in asked(imports)


def test_whom_somebody_would_rather_not_talk_to_comes_anew(imports: Imports) -> None:
    """And stands on the list where the member sees them, also when the old one is erased."""
    avoids(imports, PEER)
    imports.bring_in(*roster(peer="local:demo:u44"))
    new = vet(imports, PEER)
    imports.ready.clock.move(timedelta(days=40))
    imports.ready.run(lambda work: erase_gone(work, setting=imports.setting, most=9))
    assert new not in asked(imports)
    member = imports.person(MEMBER)
    named = imports.ready.run(lambda work: nameable_by(member, work, imports.setting))
    assert new not in {each.person for each in named}
    shown = imports.ready.run(lambda work: as_now(member.preferences.avoided, work))
    assert shown == (new,)


def test_who_stood_above_a_supporter_and_comes_anew_is_not_theirs_to_talk_to(
    imports: Imports,
) -> None:
    imports.bring_in(*roster(above_peer=MEMBER))
    assert imports.id_of(PEER) not in asked(imports)
    imports.bring_in(*roster(above_peer=OTHER, member="local:demo:u11"))
    assert imports.id_of(PEER) not in asked(imports)


def test_a_record_remembers_a_few_and_the_latest(imports: Imports) -> None:
    before: list[PersonId] = []
    for count in range(MOST_FORMERLY + 2):
        before.append(imports.id_of(BOSS))
        imports.bring_in(*roster(account=f"local:demo:x{count}"))
    assert imports.person(BOSS).roster.formerly == tuple(before[-MOST_FORMERLY:])


def test_a_member_keeps_seeing_who_is_kept_from_them(imports: Imports) -> None:
    imports.bring_in(*roster(above=OTHER, account="local:demo:u22"))
    member: Person = imports.person(MEMBER)
    names = imports.ready.run(lambda work: stand_above(member, work, imports.setting))
    assert imports.person(BOSS).roster.name in names


def test_what_narrows_a_choice_is_on_record(imports: Imports) -> None:
    """Evaluators, the chain and roles: by number, and only where there were any."""
    imports.bring_in(
        person(MEMBER, account="local:demo:u1", supervisor=OTHER, evaluators=PEER),
        person(BOSS, account="local:demo:u2"),
        person(OTHER, account="local:demo:u3", evaluators=PEER),
        person(PEER, account="local:demo:u4", role="supporter"),
    )
    entries = [each.detail for each in imports.audited() if each.kind == "roster import done"]
    first, bent = entries
    assert not any(name.startswith("changed ") for name in first)
    assert {name: count for name, count in bent.items() if name.startswith("changed ")} == {
        "changed role": 1,
        "changed chain": 1,
        "changed evaluators": 2,
    }
