"""Who leaves with an import, what they hear, and who comes back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.flows.looking import look
from bot.model.content import Content, ContentKind, Lane, Outgoing
from bot.model.people import Aftercare, Membership, MembershipState, PersonState
from bot.model.supporters import SupporterState
from bot.ports import Work
from bot.rules.looks import next_look
from storage.engine import open_engine
from storage.instants import to_instant
from storage.tables import person as people
from tests.bot.control.conftest import MORNING, Imports
from tests.bot.control.imported import joined, outbox, request_of
from tests.bot.roster.conftest import person

pytestmark = pytest.mark.both_databases

TODAY = date(2026, 3, 2)


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


def test_who_is_left_out_is_a_member_no_more(imports: Imports) -> None:
    """What was said in confidence goes at once, and not with the erasure. The way to reach them
    stays, for a request that goes on."""
    imports.bring_in(person("1", account="local:demo:u1"), person("2"))
    imports.change("1", joined)
    imports.bring_in(person("2"))
    left = imports.person("1")
    assert left.membership == Membership(language="es")
    assert left.rhythm.answer is None
    assert left.roster.accounts != ()


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


def test_the_follow_up_of_a_request_comes_to_who_left_meanwhile(imports: Imports) -> None:
    imports.bring_in(person("1", account="local:demo:u1"), person("2"))
    care = Aftercare(MORNING + timedelta(days=2), imports.id_of("2"))
    imports.change("1", lambda p: replace(p, rhythm=replace(p.rhythm, aftercare=care)))
    imports.bring_in(person("2"))
    for _ in range(6):
        imports.ready.clock.move(timedelta(hours=12))
        imports.ready.run(lambda work: look(work, imports.setting, most=10))
    assert [row.out.content.kind for row in outbox(imports)] == [ContentKind.FOLLOW_UP]


def test_who_left_is_looked_at_at_their_instant_whoever_asked(imports: Imports) -> None:
    """The instant stands in clear: a look for whoever had a conversation alone would tell of it."""
    imports.bring_in(*(person(number, account=f"local:demo:u{number}") for number in "123"))
    care = Aftercare(MORNING + timedelta(days=2), imports.id_of("2"))
    imports.change("1", lambda p: replace(p, rhythm=replace(p.rhythm, aftercare=care)))
    left = [imports.id_of(number) for number in "12"]
    imports.bring_in(person("3", account="local:demo:u3"))

    def wanted(work: Work) -> dict[int, datetime]:
        return {each: next_look(each, work.now, work.draw) for each in left}

    looks = select(people.c.id, people.c.look_at).where(people.c.id.in_(left))
    with open_engine(imports.ready.where).connect() as connection:
        found = {id_: to_instant(at) for id_, at in connection.execute(looks)}
    assert found == imports.ready.run(wanted)


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
