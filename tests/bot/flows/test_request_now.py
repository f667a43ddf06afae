"""03:00, and somebody needs a person now."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.events import ButtonPressed
from bot.handling import handle
from bot.model.content import Lane, Operation
from bot.model.people import Membership, MembershipState, QuarterNotes, Wait
from bot.model.quarters import Quarter
from bot.model.requests import RequestState
from bot.ports import Work
from tests.bot.flows.request_town import CLINICIAN, MEMBER, Town, account, id_of, open_town
from tests.playing import labels_of, texts_of

pytestmark = pytest.mark.both_databases


@pytest.fixture
def town(place: str | Path) -> Iterator[Town]:
    """A preferred supporter, one on call who can be woken, two asleep; two coordinators."""
    with open_town(place) as opened:
        opened.member()
        opened.supporter(10)
        opened.supporter(11, on_call=True, available=False, wake_url="json://pager.invalid")
        opened.supporter(12, available=False)
        opened.supporter(13, available=False)
        opened.coordinator(50)
        opened.coordinator(51)
        opened.prefers(10)
        yield opened


def test_one_press_asks_the_first_preferred_and_wakes_on_call(town: Town) -> None:
    shown = texts_of(town.person_now())
    assert town.asked() == {10, 11}
    assert "those who come first have it now" in shown
    assert "called by phone" in shown
    assert "5 minutes" in shown
    assert "Crisis Lifeline: 988" in shown
    assert [waking.url for waking in town.play.wakings] == ["json://pager.invalid"]
    assert "Someone would like to talk to a supporter now." in texts_of(town.chat(10).last)


def test_after_five_minutes_everyone_is_asked_and_at_fifteen_coordinators_hear(town: Town) -> None:
    town.person_now()
    town.passes(minutes=5)
    assert town.asked() == {10, 11, 12, 13}
    assert "Every trained supporter" in texts_of(town.chat(1).last)
    assert not town.messages(50)
    town.passes(minutes=10)
    for coordinator in (50, 51):
        (notice,) = town.messages(coordinator)
        assert "Someone is waiting" in texts_of(notice)
    assert CLINICIAN in [waking.url for waking in town.play.wakings]
    told = texts_of(town.chat(1).last)
    assert "Nobody has been able to say yes yet" in told
    assert "The coordinators and the outside clinician have heard" in told
    assert "Crisis Lifeline: 988" in told


def test_a_notice_says_nothing_of_who_what_or_where(town: Town) -> None:
    town.person_now()
    town.passes(minutes=15)
    (first,), (second,) = town.messages(50), town.messages(51)
    assert texts_of(first) == texts_of(second)
    for word in ("Person 1", "Station 1", "now", "03:00", "3:00"):
        assert word not in texts_of(first).replace("nobody is free yet", "")


def test_coordinators_hear_again_once_a_day_and_not_oftener(town: Town) -> None:
    town.person_now()
    town.passes(minutes=15)
    town.passes(hours=5)
    assert len(town.messages(50)) == 1
    town.passes(days=1, hours=1)
    assert len(town.messages(50)) == 2


def test_a_notice_stays_as_it_is_when_it_is_over_and_says_so_itself(town: Town) -> None:
    """Whoever saw it change would know the minute in which somebody said yes."""
    town.person_now()
    town.passes(minutes=15)
    before = texts_of(town.chat(50).last)
    assert "This message stays as it is, also when nobody waits any more" in before
    assert "still waits in half a day, you hear it again at the next 09:00" in before
    town.presses(11, "I can, now")
    town.presses(1, "We are done")
    town.passes(days=2)
    assert [texts_of(message) for message in town.messages(50)] == [before]


def test_accepting_brings_the_two_together_at_once(town: Town) -> None:
    town.person_now()
    answer = town.presses(11, "I can, now")
    assert "what you need is in a message of its own" in texts_of(answer.redraw)
    assert town.state() is RequestState.TOGETHER
    member, supporter = texts_of(town.chat(1).last), texts_of(town.chat(11).last)
    request = town.request()
    assert request is not None
    assert len(set(request.code.split())) == 2
    assert request.code in member
    assert request.code in supporter
    assert "You have someone to talk to: Person 11 (Station 2)." in member
    assert "not a therapist" in member
    assert "We have put you in touch with Person 1 (Station 1)." in supporter
    assert "not a therapist" in supporter
    assert "It no longer" not in texts_of(town.chat(10).last)
    assert "This one no longer needs an answer" in texts_of(town.chat(10).last)
    assert labels_of(town.chat(10).last) == []


def test_each_can_write_to_the_other(town: Town) -> None:
    town.person_now()
    town.presses(11, "I can, now")
    assert account(11) in [section.talk_to for section in town.chat(1).last.sections]
    assert MEMBER in [section.talk_to for section in town.chat(11).last.sections]


def test_two_accept_and_the_second_is_thanked_and_changes_nothing(town: Town) -> None:
    town.person_now()
    offer_of_10 = town.chat(10).last
    town.presses(11, "I can, now")
    before = town.request()
    answer = town.presses(10, "I can, now", offer_of_10)
    assert "Thank you for being there. This one no longer needs an answer." in texts_of(
        answer.redraw
    )
    assert town.request() == before


def test_all_accept_at_the_same_instant_and_exactly_one_wins(town: Town) -> None:
    """Queued without waiting for one another, as presses come from the platform."""
    town.person_now()
    town.passes(minutes=5)
    play = town.play
    events = [
        ButtonPressed(play.next_id(), account(number), town.chat(number).last.token, 0)
        for number in (10, 11, 12, 13)
    ]
    answers = [
        town.ready.ledger.submit(
            partial(handle, event, setting=play.setting, dispatch=play.dispatch)
        )
        for event in events
    ]
    shown = [texts_of(answer.result(timeout=30).redraw) for answer in answers]
    won = [text for text in shown if "what you need is in a message of its own" in text]
    thanked = [text for text in shown if "This one no longer needs an answer" in text]
    assert (len(won), len(thanked)) == (1, 3)
    assert town.state() is RequestState.TOGETHER
    town.play.deliver()
    conversations = [
        n for n in (10, 11, 12, 13) if "put you in touch" in texts_of(town.chat(n).last)
    ]
    assert len(conversations) == 1


def test_when_everybody_passes_the_next_step_comes_at_once(town: Town) -> None:
    town.person_now()
    town.presses(10, "Can’t just now")
    assert town.asked() == {11}
    town.presses(11, "Can’t just now")
    assert town.asked() == {12, 13}
    town.presses(12, "Can’t just now")
    town.presses(13, "Can’t just now")
    assert "Nobody has been able to say yes yet" in texts_of(town.chat(1).last)
    assert "Someone is waiting" in texts_of(town.chat(50).last)


def test_an_offer_that_has_not_left_is_taken_back_and_nobody_is_woken(town: Town) -> None:
    menu = town.opens(MEMBER)
    town.play.press(MEMBER, menu, "Person now")
    waiting = town.run(lambda work: work.outbox.due(20, lanes=tuple(Lane)))
    assert {row.out.operation for row in waiting} == {Operation.POST, Operation.WAKE}
    town.play.press(
        MEMBER, town.play.press(MEMBER, menu, "Status").aside, "I don’t need it any more"
    )
    assert town.run(lambda work: work.outbox.due(20, lanes=tuple(Lane))) == ()
    town.play.deliver()
    assert town.messages(10) == town.messages(11) == []
    assert town.play.wakings == []


def test_without_a_second_channel_nobody_is_said_to_be_woken(tmp_path: Path) -> None:
    with open_town(tmp_path) as town:
        town.member()
        town.supporter(11, on_call=True)
        assert "woken" not in texts_of(town.person_now())
        assert town.play.wakings == []


def test_with_nobody_at_all_the_truth_is_told_at_once(tmp_path: Path) -> None:
    with open_town(tmp_path) as town:
        town.member()
        town.coordinator()
        shown = texts_of(town.person_now())
        assert "there is nobody we can ask right now" in shown
        assert "Crisis Lifeline: 988" in shown
        assert "Someone is waiting" in texts_of(town.chat(50).last)
        town.supporter(10)
        town.passes(minutes=5)
        assert town.asked() == {10}
        assert "More supporters have your request" in texts_of(town.chat(1).last)


def test_one_live_now_offer_in_the_first_five_minutes(town: Town) -> None:
    town.person_now()
    town.member(2)
    town.prefers(10, number=2)
    town.person_now(account(2))
    first, second = town.request(), town.request(account(2))
    assert first is not None
    assert second is not None
    assert not {o.supporter for o in second.offers} & {o.supporter for o in first.offers}
    town.passes(minutes=5)
    second = town.request(account(2))
    assert second is not None
    assert len(second.offers) == 4


def test_an_offer_left_lying_spares_nobody_from_the_next_request(town: Town) -> None:
    """Whoever is on call is woken at once, though yesterday's offer stands open in their chat."""
    town.person_now()
    town.passes(hours=23, minutes=55)
    assert town.asked() == {10, 11, 12, 13}
    town.member(2)
    shown = texts_of(town.person_now(account(2)))
    assert "called by phone" in shown
    second = town.request(account(2))
    assert second is not None
    assert {offer.supporter - 2**61 for offer in second.offers} == {11}


def test_a_silent_acceptance_is_asked_about_and_then_offered_again(town: Town) -> None:
    town.person_now()
    town.presses(10, "I can, now")
    town.passes(minutes=29)
    assert "Did you reach the person" not in texts_of(town.chat(10).last)
    town.passes(minutes=1)
    question = texts_of(town.chat(10).last)
    assert "Did you reach the person" in question
    assert "Person 1" not in question  # it stays in the chat
    town.passes(minutes=10)
    assert town.state() is RequestState.ASKING
    assert town.asked() == {11}
    assert "Person 10 can’t after all" in texts_of(town.chat(1).last)
    town.passes(minutes=5)
    assert town.asked() == {11, 12, 13}, "the silent one is not asked again"
    conversation = [m for m in town.messages(10) if "This conversation is closed" in texts_of(m)]
    assert conversation, "no name stays in the silent supporter's chat"


def test_saying_we_are_in_touch_ends_the_asking(town: Town) -> None:
    town.person_now()
    town.presses(10, "I can, now")
    town.presses(10, "We are in touch")
    town.passes(hours=12)
    assert town.state() is RequestState.TOGETHER
    assert "Did you reach the person" not in texts_of(town.chat(10).last)


def test_down_time_of_an_hour_takes_one_step_not_many(town: Town) -> None:
    town.person_now()
    town.ready.clock.move(timedelta(hours=1))
    town.tick()
    assert town.asked() == {10, 11, 12, 13}
    assert len(town.messages(1)) == 1
    assert len(town.messages(50)) == 1


def counted(town: Town) -> Quarter:
    """Their report is being noted for."""
    quarter = Quarter(2026, 1)
    since = quarter.begins("America/Chicago") - timedelta(days=40)
    membership = Membership(MembershipState.JOINED, joined_at=since, limits_read_at=town.now)

    def save(work: Work) -> None:
        person = work.people.get(id_of(1))
        rhythm = replace(person.rhythm, quarters=(QuarterNotes(quarter, 0),))
        work.people.save(replace(person, membership=membership, rhythm=rhythm))

    town.run(save)
    return quarter


def test_of_who_is_counted_it_is_noted_that_they_asked_and_had_to_wait(town: Town) -> None:
    """For the quarter's report, and of nobody else."""
    town.person_now()
    assert town.person(MEMBER).rhythm.quarters == ()
    town.presses(1, "I don’t need it any more", town.status())
    quarter = counted(town)
    town.person_now()
    assert town.person(MEMBER).rhythm.quarters == (QuarterNotes(quarter, 0, asked=True),)
    town.passes(minutes=15)
    waited = QuarterNotes(quarter, 0, asked=True, waited=True, unfilled=True)
    assert town.person(MEMBER).rhythm.quarters == (waited,)


def test_that_somebody_passed_and_when_somebody_said_yes_is_noted_as_well(town: Town) -> None:
    quarter = counted(town)
    town.person_now()
    town.presses(10, "Can’t just now")
    passed = QuarterNotes(quarter, 0, asked=True, passed=True)
    assert town.person(MEMBER).rhythm.quarters == (passed,)
    town.passes(minutes=16)
    town.presses(11, "I can, now")
    (noted,) = town.person(MEMBER).rhythm.quarters
    assert noted == replace(passed, waited=True, wait=Wait.HOUR)
