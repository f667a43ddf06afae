"""Another account under an old number is a new member, and accounts change hands."""

from datetime import date

import pytest

from bot.model.content import ContentKind
from bot.model.ids import PersonId, RequestId
from bot.model.people import (
    Membership,
    Person,
    PersonState,
    Preferences,
    RosterFacts,
)
from tests.bot.control.conftest import Imports
from tests.bot.control.imported import account, joined, outbox, request_of
from tests.bot.roster.conftest import person
from tests.storage_fixtures import open_request

pytestmark = pytest.mark.both_databases

TODAY = date(2026, 3, 2)


def test_another_account_is_a_new_member_to_whom_nothing_is_carried_over(imports: Imports) -> None:
    imports.bring_in(
        person("1", account="local:demo:u1", supervisor="2", role="supporter"),
        person("2"),
        person("3"),
    )
    old = imports.change("1", joined)
    told = imports.bring_in(
        person("1", account="local:demo:u9", supervisor="3"), person("2"), person("3")
    )
    assert told.renewed == ("1",)
    new = imports.person("1")
    assert new.id != old.id
    assert new.state is PersonState.ROSTER
    assert (new.membership, new.preferences) == (Membership(), Preferences())
    assert new.rhythm.answer is None
    assert [tie.person for tie in new.roster.former_ties] == [imports.id_of("2")]
    left = imports.ready.person(old.id)
    assert left.state is PersonState.LEFT
    assert left.roster.number == ""
    assert left.roster.left_on == TODAY
    assert imports.holder("u1") == left
    assert imports.holder("u9") == new
    (farewell,) = outbox(imports)
    assert (farewell.out.to, farewell.out.content.kind) == (old.id, ContentKind.FAREWELL)


def test_those_below_a_new_member_follow_and_keep_the_old_as_a_former_tie(imports: Imports) -> None:
    lines = (person("1", account="local:demo:u1"), person("2", supervisor="1"))
    imports.bring_in(*lines)
    old = imports.id_of("1")
    imports.bring_in(person("1", account="local:demo:u9"), lines[1])
    facts = imports.person("2").roster
    assert facts.supervisor == imports.id_of("1") != old
    assert [tie.person for tie in facts.former_ties] == [old]


def test_accounts_that_change_hands_open_nobodys_record(imports: Imports) -> None:
    """A swap within one file: both are new members, each under the other's former account."""
    imports.bring_in(person("1", account="local:demo:u1"), person("2", account="local:demo:u2"))
    old = {imports.change(number, joined).id for number in "12"}
    imports.bring_in(person("1", account="local:demo:u2"), person("2", account="local:demo:u1"))
    for number, name in (("1", "u2"), ("2", "u1")):
        found = imports.holder(name)
        assert found is not None
        assert found.id == imports.id_of(number)
        assert found.id not in old
        assert not found.joined
    assert imports.compare(
        person("1", account="local:demo:u2"), person("2", account="local:demo:u1")
    )[1].is_empty


def test_an_account_stays_with_who_left_while_their_request_is_open(imports: Imports) -> None:
    lines = (person("1", account="local:demo:u1"), person("3"))
    imports.bring_in(*lines)
    old = imports.id_of("1")
    imports.ready.run(lambda work: work.requests.add(request_of(old)))
    moved = (person("2", account="local:demo:u1"), person("3"))
    imports.bring_in(*moved)
    holder = imports.holder("u1")
    assert holder is not None
    assert holder.id == old
    assert imports.compare(*moved)[1].is_empty  # which nobody can see
    imports.ready.run(lambda work: work.requests.close(open_request(work, RequestId(5))))
    imports.bring_in(*moved)
    holder = imports.holder("u1")
    assert holder is not None
    assert holder.id == imports.id_of("2")
    assert holder.roster.awaited == ()


def test_an_account_goes_over_with_the_import_in_which_its_holder_leaves(imports: Imports) -> None:
    imports.bring_in(person("1", account="local:demo:u1"), person("3"))
    imports.bring_in(person("2", account="local:demo:u1"), person("3"))
    holder = imports.holder("u1")
    assert holder is not None
    assert holder.id == imports.id_of("2")
    assert holder.roster.awaited == ()


def test_a_guest_keeps_their_account_and_the_import_does_not_show_it(imports: Imports) -> None:
    """Somebody off the roster who asked for help: neither the difference, nor the progress, nor
    the audit tells them from anybody else."""
    guest = Person(
        PersonId(42), PersonState.GUEST, roster=RosterFacts(name="Sam", accounts=(account("u1"),))
    )
    imports.ready.run(lambda work: work.people.add(guest))
    with_guest = imports.bring_in(person("1", account="local:demo:u1"), person("2"))
    shown = [imports.progress[:]]
    holder = imports.holder("u1")
    assert holder == guest
    assert imports.person("1").roster.awaited == (account("u1"),)
    assert imports.compare(person("1", account="local:demo:u1"), person("2"))[1].is_empty
    imports.progress.clear()
    again = imports.bring_in(person("1", account="local:demo:u1"), person("2"))
    assert again.is_empty
    assert imports.progress == []
    assert with_guest.added == 2
    assert shown == [[(3, 3)]]
    counts = [entry.detail for entry in imports.audited()]
    nothing = {"added": 0, "changed": 0, "renewed": 0, "returned": 0, "left": 0}
    assert counts == [{**nothing, "added": 2}] * 2 + [nothing] * 2
    # What else changes of a person who awaits their account is not lost.
    imports.bring_in(person("1", account="local:demo:u1", rank="Captain"), person("2"))
    assert imports.person("1").roster.rank == "Captain"
    imports.bring_in(person("1", account="local:demo:u1"), person("2"))
    # Erased like every guest, and then the account is the member's.
    imports.ready.run(lambda work: work.people.erase(guest.id))
    imports.bring_in(person("1", account="local:demo:u1"), person("2"))
    holder = imports.holder("u1")
    assert holder is not None
    assert holder.id == imports.id_of("1")
