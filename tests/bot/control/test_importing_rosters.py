"""A roster is brought in through the real ledger: who comes, stays, changes, goes and returns."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

import pytest

from bot.control.commands import APPLY_PIECE, Apply, Command
from bot.control.importing import APPLIED_AT_ONCE, apply
from bot.control.office import ImportAtWork, LedgerOffice
from bot.flows.importing import Linking
from bot.model.content import Content, ContentKind, Lane, OutboxRow, Outgoing
from bot.model.ids import Account, PersonId, RequestId
from bot.model.people import (
    FormerTie,
    LastAnswer,
    Membership,
    MembershipState,
    Person,
    PersonState,
    Preferences,
    Role,
    RosterFacts,
    Zone,
)
from bot.model.requests import Request, RequestState, Urgency, Wishes
from bot.model.supporters import Supporter, SupporterState
from bot.ports import Conflict, Work
from bot.roster.steps import Piece
from tests.bot.control.conftest import MORNING, Imports
from tests.bot.roster.conftest import person
from tests.storage_fixtures import open_request

pytestmark = pytest.mark.both_databases

A = TypeVar("A")
R = TypeVar("R")
TODAY = date(2026, 3, 2)


def account(name: str) -> Account:
    return Account("local", "demo", name)


def joined(whom: Person) -> Person:
    return replace(
        whom,
        membership=Membership(
            state=MembershipState.JOINED, joined_at=MORNING, language="es", contact_peers=(whom.id,)
        ),
        preferences=Preferences(avoided=(PersonId(7),)),
        rhythm=replace(
            whom.rhythm,
            invited_at=MORNING,
            check_in_count=3,
            last_unsolicited_at=MORNING,
            answer=LastAnswer(Zone.RED, MORNING, 3),
        ),
    )


def request_of(member: PersonId) -> Request:
    return Request(
        id=RequestId(5),
        state=RequestState.ASKING,
        member=member,
        wishes=Wishes(Urgency.TODAY),
        asked_at=MORNING,
        due_at=MORNING + timedelta(hours=1),
    )


def outbox(imports: Imports, at: datetime | None = None) -> list[OutboxRow]:
    """What is due by then (a day from now)."""
    clock = imports.ready.clock
    before, clock.instant = clock.instant, at or clock.instant + timedelta(days=1)
    rows = imports.ready.run(lambda work: work.outbox.due(50, lanes=tuple(Lane)))
    clock.instant = before
    return list(rows)


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


def test_a_member_is_told_of_a_small_change_that_concerns_them(imports: Imports) -> None:
    everyone = [person(str(n), account=f"local:demo:u{n}") for n in range(1, 7)]
    imports.bring_in(*everyone)
    imports.change("1", joined)
    above = person("1", account="local:demo:u1", supervisor="2", evaluators="3", rank="Captain")
    below = person("4", account="local:demo:u4", supervisor="2")  # has not joined
    imports.bring_in(above, *everyone[1:3], below, *everyone[4:])
    (row,) = outbox(imports)
    assert row.out.to == row.out.about == imports.id_of("1")
    assert row.out.content.kind is ContentKind.ROSTER_ABOUT_YOU
    assert row.out.content.args == {"c": "chain,evaluators"}


def test_a_large_change_and_one_of_rank_alone_tell_nobody(imports: Imports) -> None:
    everyone = [person(str(n), account=f"local:demo:u{n}") for n in range(1, 7)]
    imports.bring_in(*everyone)
    imports.change("1", joined)
    imports.bring_in(person("1", account="local:demo:u1", rank="Captain"), *everyone[1:])
    imports.bring_in(
        *(person(str(n), account=f"local:demo:u{n}", station="S9") for n in range(1, 7))
    )
    assert outbox(imports) == []


# A new member under an old number


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


# Leaving and coming back


def test_who_is_left_out_is_told_and_hears_nothing_routine_any_more(imports: Imports) -> None:
    imports.bring_in(person("1", account="local:demo:u1"), person("2"))
    imports.change("1", joined)

    def note(work: Work) -> None:
        work.outbox.put(
            Outgoing(
                "note:1",
                imports_id,
                imports_id,
                Content(ContentKind.NOTE, {"t": "note-01"}),
                work.now,
                Lane.ROUTINE,
            )
        )

    imports_id = imports.id_of("1")
    imports.ready.run(note)
    imports.bring_in(person("2"))
    left = imports.person("1")
    assert (left.state, left.roster.left_on) == (PersonState.LEFT, TODAY)
    (farewell,) = outbox(imports)
    assert farewell.out.content.kind is ContentKind.FAREWELL
    assert imports.ready.run(lambda work: work.people.due_for_look(10)) == ()


def test_a_farewell_comes_at_an_hour_that_wakes_nobody(imports: Imports) -> None:
    imports.bring_in(person("1", account="local:demo:u1"), person("2"))
    imports.change("1", joined)
    imports.ready.clock.instant = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)  # three in the morning
    imports.bring_in(person("2"))
    assert outbox(imports, datetime(2026, 3, 3, 13, 59, tzinfo=UTC)) == []
    (row,) = outbox(imports, datetime(2026, 3, 4, 9, 0, tzinfo=UTC))
    assert row.out.content.kind is ContentKind.FAREWELL


def test_an_open_request_goes_on_and_its_member_is_told(imports: Imports) -> None:
    imports.bring_in(person("1", account="local:demo:u1"), person("2"))
    member = imports.id_of("1")
    imports.ready.run(lambda work: work.requests.add(request_of(member)))
    imports.bring_in(person("2"))
    found = imports.ready.run(lambda work: work.requests.open_of(member))
    assert found == request_of(member)
    assert [row.out.content.kind for row in outbox(imports)] == [ContentKind.FAREWELL]


def test_who_never_answered_the_invitation_hears_nothing_more(imports: Imports) -> None:
    imports.bring_in(person("1", account="local:demo:u1"), person("2"))
    imports.bring_in(person("2"))
    assert outbox(imports) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (MembershipState.NONE, MembershipState.NONE),
        (MembershipState.JOINED, MembershipState.NONE),  # invited anew
        (MembershipState.DECLINED, MembershipState.DECLINED),  # a no stays one
        (MembershipState.LEFT, MembershipState.LEFT),
    ],
)
def test_who_returns_within_thirty_days_is_the_same_person_and_asked_again(
    imports: Imports, before: MembershipState, after: MembershipState
) -> None:
    lines = (person("1", account="local:demo:u1", role="supporter"), person("2"))
    imports.bring_in(*lines)
    was = imports.change("1", joined)
    imports.change("1", lambda p: replace(p, membership=replace(p.membership, state=before)))
    imports.bring_in(person("2"))
    imports.ready.clock.move(timedelta(days=29))
    told = imports.bring_in(*lines)
    assert told.returned == ("1",)
    back = imports.person("1")
    assert back.id == was.id
    assert (back.state, back.roster.left_on) == (PersonState.ROSTER, None)
    assert back.membership.state is after
    assert not back.joined
    assert back.rhythm.invited_at is None
    assert back.rhythm.last_unsolicited_at == MORNING  # still at most one in seven days
    assert back.preferences == was.preferences
    supporter = imports.ready.run(lambda work: work.supporters.get(was.id))
    assert supporter is not None
    assert supporter.state is SupporterState.SUSPENDED  # approved anew
    imports.ready.clock.move(timedelta(hours=28))
    assert was.id in imports.ready.run(lambda work: work.people.due_for_look(10))


def test_the_difference_is_the_same_whether_or_not_people_had_joined(imports: Imports) -> None:
    """Everybody once without and once with a membership, an answer, an open request."""
    lines = [person(str(n), account=f"local:demo:u{n}") for n in range(1, 5)]
    imports.bring_in(*lines)
    new = (
        person("1", account="local:demo:x1"),
        person("2", rank="Captain", account="local:demo:u2"),
    )
    plain = imports.compare(*new)[1]
    for number in "1234":
        imports.change(number, joined)
    asking = imports.id_of("1")
    imports.ready.run(lambda work: work.requests.add(request_of(asking)))
    assert imports.compare(*new)[1] == plain


# What breaks off, and what meets


class Broken(Exception):
    """The process died."""


@dataclass
class Breaking:
    """An office that is gone when the second piece is asked."""

    inner: LedgerOffice
    pieces: int = 0

    def ask(self, command: Command[A, R], asked: A) -> R:
        self.pieces += command.name == APPLY_PIECE.name
        if self.pieces == 2:
            raise Broken
        return self.inner.ask(command, asked)


def test_what_broke_off_is_brought_in_by_the_same_file_again(imports: Imports) -> None:
    many = 2 * APPLIED_AT_ONCE
    lines = [person(str(n), supervisor=str(n + 1) if n < many else "") for n in range(1, many + 1)]
    found, _ = imports.compare(*lines)

    office = Breaking(imports.office)
    with pytest.raises(Broken):
        apply(found, office, lambda *_: None)
    office.inner.close()
    there = imports.everybody()
    assert len(there) == APPLIED_AT_ONCE
    for each in there.values():  # nobody has somebody above them who is not there
        assert each.roster.supervisor is None or each.roster.supervisor in there
    imports.bring_in(*lines)
    assert imports.compare(*lines)[1].is_empty
    assert len(imports.everybody()) == many


def test_a_piece_is_done_whole_or_not_at_all(imports: Imports) -> None:
    """The second of two people has a number that was taken since the comparison."""
    found, _ = imports.compare(person("1"), person("2"))
    imports.bring_in(person("2"))
    with pytest.raises(Conflict):
        apply(found, imports.office, lambda *_: None)
    assert [each.roster.number for each in imports.everybody().values()] == ["2"]


def test_somebody_erased_in_between_is_a_conflict(imports: Imports) -> None:
    imports.bring_in(person("1"), person("2"))
    found, _ = imports.compare(person("1", rank="Captain"), person("2", rank="Captain"))
    imports.ready.run(lambda work: work.people.erase(work.people.by_numbers(["1"])["1"]))
    with pytest.raises(Conflict):
        apply(found, imports.office, lambda *_: None)
    assert imports.person("2").roster.rank == ""


def test_one_import_at_a_time(imports: Imports) -> None:
    nothing = Apply(Piece(), Linking(careful=False))
    one, other = imports.office, imports.office
    one.ask(APPLY_PIECE, nothing)
    one.ask(APPLY_PIECE, nothing)
    with pytest.raises(ImportAtWork):
        other.ask(APPLY_PIECE, nothing)
    one.close()
    other.ask(APPLY_PIECE, nothing)
    one.close()
    with pytest.raises(ImportAtWork):
        one.ask(APPLY_PIECE, nothing)


def test_roles_are_kept_as_the_file_has_them(imports: Imports) -> None:
    imports.bring_in(person("1", role="supporter;coordinator"))
    assert imports.person("1").roster.roles == {Role.MEMBER, Role.SUPPORTER, Role.COORDINATOR}
