"""A guest whom the roster has by now is asked, and goes over on their yes and never before."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.config.models import Retention
from bot.flows.table import DISPATCH
from bot.messages import Message
from bot.model.ids import Account, PersonId, RequestId
from bot.model.people import Membership, Person, PersonState, Preferences, RosterFacts
from bot.model.requests import Request, RequestState, Urgency, Wishes
from bot.rendering.registry import RENDERERS
from storage.retention import sweep
from tests.bot.roster.bringing_in import bring_in
from tests.bot.roster.conftest import person
from tests.playing import Play, labels_of, setting_of, texts_of
from tests.storage_fixtures import open_request, ready_ledger

pytestmark = pytest.mark.both_databases

#: Nine in the morning in Chicago.
MORNING = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
SAM = Account("local", "demo", "sam")
GUEST = Person(
    PersonId(42),
    PersonState.GUEST,
    roster=RosterFacts(name="Sam", zone="America/Chicago", accounts=(SAM,)),
    membership=Membership(limits_read_at=MORNING),
    preferences=Preferences(avoided=(PersonId(7), PersonId(8))),
)


@pytest.fixture
def play(place: str | Path) -> Iterator[Play]:
    with ready_ledger(place, now=MORNING, fictional=True) as ready:
        play = Play(ready, setting_of(), DISPATCH, RENDERERS)
        ready.add(GUEST)
        yield play


def asked(play: Play) -> Message:
    """Sam is on the roster from now on, and has been asked."""
    bring_in(play, person("1", account=str(SAM)), person("2"))
    play.pass_time(timedelta(days=1))
    message = play.chat(SAM).last
    assert "has your account now" in texts_of(message)
    assert labels_of(message) == ["Yes", "No"]
    return message


def member(play: Play) -> Person:
    return play.ready.run(lambda work: work.people.get(work.people.by_numbers(["1"])["1"]))


def holder(play: Play) -> Person | None:
    return play.ready.run(lambda work: work.people.by_account(SAM))


def test_nothing_goes_over_before_the_yes(play: Play) -> None:
    asked(play)
    assert holder(play) == GUEST
    assert member(play).roster.accounts == ()
    assert member(play).preferences == Preferences()


def test_with_the_yes_the_account_and_the_avoided_go_over_and_nothing_else(play: Play) -> None:
    done = play.press(SAM, asked(play), "Yes")
    assert "stays left out" in texts_of(done.aside)
    assert done.home_changed, "it has the way to their preferences from now on"
    adopted = holder(play)
    assert adopted == member(play)
    assert adopted is not None
    assert (adopted.roster.accounts, adopted.roster.awaited) == ((SAM,), ())
    assert adopted.roster.name == "Person 1"
    assert adopted.preferences == GUEST.preferences
    assert not adopted.joined
    assert adopted.membership.limits_read_at == MORNING
    left = play.ready.person(GUEST.id)
    assert (left.state, left.roster.accounts) == (PersonState.GUEST, ())
    again = play.press(SAM, play.chat(SAM).last, "Yes")
    assert "nothing" in texts_of(again.aside).lower()


def test_a_no_is_not_asked_about_again(play: Play) -> None:
    done = play.press(SAM, asked(play), "No")
    assert "changes nothing for you" in texts_of(done.aside)
    before = len(play.chat(SAM).messages)
    for _ in range(3):
        play.pass_time(timedelta(days=10))
        sweep(play.ready.ledger, Retention())  # what was sent is forgotten after two weeks
        bring_in(play, person("1", account=str(SAM)), person("2"))
    play.pass_time(timedelta(days=1))
    assert len(play.chat(SAM).messages) == before
    assert holder(play) is not None
    assert holder(play) != member(play)


def test_it_is_asked_once_however_often_the_roster_comes(play: Play) -> None:
    asked(play)
    bring_in(play, person("1", account=str(SAM)), person("2", rank="Captain"))
    play.pass_time(timedelta(days=1))
    assert len(play.chat(SAM).messages) == 1


def test_an_open_request_goes_on_first(play: Play) -> None:
    message = asked(play)
    request = Request(
        id=RequestId(5),
        state=RequestState.ASKING,
        member=GUEST.id,
        wishes=Wishes(Urgency.WEEK),
        asked_at=play.ready.clock.now(),
        due_at=play.ready.clock.now() + timedelta(days=1),
    )
    play.ready.run(lambda work: work.requests.add(request))
    waits = play.press(SAM, message, "Yes")
    assert "Your request comes first" in texts_of(waits.aside)
    assert holder(play) == GUEST
    play.ready.run(lambda work: work.requests.close(open_request(work, request.id)))
    play.press(SAM, message, "Yes")
    assert holder(play) == member(play)


def test_whoever_left_the_roster_again_is_nobody_to_go_over_to(play: Play) -> None:
    message = asked(play)
    bring_in(play, person("2"))
    answer = play.press(SAM, message, "Yes")
    assert "moved on" in texts_of(answer.aside)
    assert holder(play) == GUEST


def test_the_question_is_dropped_where_it_makes_no_sense_any_more(play: Play) -> None:
    play.ready.clock.instant = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)  # three in the morning
    bring_in(play, person("1", account=str(SAM)), person("2"))
    bring_in(play, person("1", account="local:demo:other"), person("2"))
    play.pass_time(timedelta(days=1))
    assert play.chat(SAM).messages == {}
