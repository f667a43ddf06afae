"""Today and this week: offers in turn, proposals, someone else, silence."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.model.content import Lane
from bot.model.requests import RequestState
from bot.model.supporters import SupporterState
from tests.bot.flows.request_town import MEMBER, Town, id_of, open_ranked_town
from tests.playing import labels_of, texts_of

pytestmark = pytest.mark.both_databases

SOON = ("I can, now", "I can, within the hour", "I can, after my shift")
PASS = "Can’t just now"
NO_LONGER = "Thank you for being there. This one no longer needs an answer."


@pytest.fixture
def town(place: str | Path) -> Iterator[Town]:
    with open_ranked_town(place) as opened:
        yield opened


def test_an_offer_shows_urgency_and_the_ticked_topic_and_nothing_of_who(town: Town) -> None:
    town.asks(topic="sleep", reach="phone", number="555 0199")
    offer = town.chat(10).last
    assert texts_of(offer).splitlines()[:2] == [
        "Someone would like to talk to a supporter today.",
        "It is about: Sleep",
    ]
    for word in ("Person 1\n", "Station", "555"):
        assert word not in texts_of(offer)
    assert labels_of(offer) == [*SOON, PASS]
    assert offer.notification == "A message from Tailboard"


def test_one_then_the_next_then_three_and_silence_leaves_offers_open(town: Town) -> None:
    town.asks()
    assert town.asked() == {10}
    town.passes(hours=1)
    assert town.asked() == {10, 11}
    assert "The next supporter has your request now" in texts_of(town.chat(1).last)
    town.passes(hours=1)
    assert town.asked() == {10, 11, 12, 13, 14}
    town.presses(10, "I can, now")
    assert town.state() is RequestState.PROPOSED


def test_at_four_hours_the_member_hears_and_coordinators_at_nine(town: Town) -> None:
    town.asks()  # 03:00
    town.passes(hours=4)
    told = texts_of(town.chat(1).last)
    assert "Nobody has been able to say yes yet" in told
    assert "hear at 09:00 that someone is waiting, not who" in told
    assert "Crisis Lifeline: 988" in told
    assert town.messages(50) == []
    town.passes(hours=1, minutes=59)
    assert town.messages(50) == []
    town.passes(minutes=1)
    assert "Someone is waiting" in texts_of(town.chat(50).last)
    assert "have heard that someone is waiting" in texts_of(town.status())


def test_the_member_sees_who_accepted_and_says_yes(town: Town) -> None:
    town.asks(reach="phone", number="555 0199")
    answer = town.presses(10, "I can, after my shift")
    assert "They are asked whether it suits them" in texts_of(answer.redraw)
    proposal = town.chat(1).last
    assert "Person 10 (Station 2) can talk with you after their shift." in texts_of(proposal)
    assert "In their own words: “Words of 10”" in texts_of(proposal)
    assert "Person 1 (" not in texts_of(town.chat(10).last)
    answer = town.presses(1, "Yes, please", proposal)
    assert town.state() is RequestState.TOGETHER
    assert "Person 10 (Station 2) can talk with you after their shift." in texts_of(answer.redraw)
    assert labels_of(answer.redraw) == []
    assert "a call or a text: 555 0199" in texts_of(town.chat(10).last)
    assert "Person 10 has the number you gave" in texts_of(town.chat(1).last)


def test_what_is_for_this_week_may_wait_for_the_coming_days(town: Town) -> None:
    """Whoever said so is not asked the next day whether they got through."""
    town.asks("This week", anyone="yes")
    assert labels_of(town.chat(10).last) == [*SOON, "I can, in the coming days", PASS]
    town.presses(10, "I can, in the coming days")
    assert "They can talk in the coming days." in texts_of(town.chat(1).last)
    assert "You said: “I can, in the coming days”." in texts_of(town.chat(10).last)
    town.passes(days=3, hours=23)
    assert "Did you reach the person" not in texts_of(town.chat(10).last)
    town.passes(hours=1)
    assert "Did you reach the person" in texts_of(town.chat(10).last)


def test_someone_named_and_anyone_ticked_need_no_yes(town: Town) -> None:
    town.asks(to=str(id_of(11)))
    town.presses(11, "I can, now")
    assert town.state() is RequestState.TOGETHER
    town.presses(1, "We are done")
    town.asks(anyone="yes")
    town.presses(10, "I can, now")
    assert town.state() is RequestState.TOGETHER


def test_someone_else_goes_on_and_the_declined_one_learns_nothing_and_is_not_asked_again(
    town: Town,
) -> None:
    town.asks()
    town.presses(10, "I can, now")
    answer = town.presses(1, "Someone else")
    assert texts_of(answer.aside).startswith("All right, we ask someone else. The one before")
    assert town.state() is RequestState.ASKING
    assert NO_LONGER in texts_of(town.chat(10).last)
    assert len(town.messages(10)) == 1
    town.passes(hours=3)
    assert town.asked() == {11, 12, 13, 14}
    loads = town.run(lambda work: work.requests.caseloads([id_of(10)]))
    assert loads[id_of(10)].dropped == 0


def test_a_yes_for_one_that_is_not_the_one_any_more_changes_nothing(town: Town) -> None:
    town.asks()
    town.presses(10, "I can, now")
    old = town.chat(1).last
    town.presses(1, "Someone else")
    town.presses(11, "I can, now")
    answer = town.presses(1, "Yes, please", old)
    assert "Person 11" in texts_of(answer.aside)
    assert town.state() is RequestState.PROPOSED
    answer = town.presses(1, "Someone else", old)
    assert "Person 11" in texts_of(answer.aside)
    assert town.state() is RequestState.PROPOSED


def test_a_yes_for_one_who_serves_no_more_says_so_and_goes_on(town: Town) -> None:
    town.asks()
    town.presses(10, "I can, now")
    town.change_supporter(10, state=SupporterState.SUSPENDED)
    said = texts_of(town.presses(1, "Yes, please").aside)
    assert said.startswith("Person 10 can’t after all. It happens, and it is not about you.")
    assert "a supporter has it now" in said
    assert town.asked() == {11}


def test_without_an_answer_there_is_one_reminder_and_the_supporter_need_not_wait(
    town: Town,
) -> None:
    town.asks()
    town.presses(10, "I can, now")
    town.passes(hours=4)
    assert "No hurry: this is still open for you" in texts_of(town.chat(1).last)
    count = len(town.messages(1))
    town.passes(hours=4)
    assert "you don’t need to stay up for it" in texts_of(town.chat(10).last)
    assert len(town.messages(1)) == count
    assert town.asked() == set(), "nobody else is woken for an answer that may never come"
    town.passes(days=1)
    town.presses(1, "Yes, please")
    assert town.state() is RequestState.TOGETHER


def test_a_proposal_nobody_answers_for_a_week_is_let_rest(town: Town) -> None:
    town.asks()
    town.presses(10, "I can, now")
    town.passes(days=7)
    assert town.request() is None
    assert "let your request rest" in texts_of(town.chat(1).last)
    assert NO_LONGER in texts_of(town.chat(10).last)


def test_who_waited_long_enough_may_give_it_back_without_its_counting(town: Town) -> None:
    town.asks()
    town.presses(10, "I can, now")
    town.passes(hours=4)
    town.presses(10, "Let someone else")
    loads = town.run(lambda work: work.requests.caseloads([id_of(10)]))
    assert loads[id_of(10)].dropped == 0
    assert "Person 10 can’t after all" in texts_of(town.chat(1).last)
    assert town.asked() == {11}


def test_two_accept_and_drops_rest_a_supporter(town: Town) -> None:
    for _ in range(2):
        town.asks()
        town.presses(10, "I can, now")
        town.presses(10, "Let someone else")
        town.play.press(MEMBER, town.status(), "I don’t need it any more")
    town.asks()
    assert town.asked() == {11}
    town.passes(hours=3)
    assert 10 not in town.asked()


def test_today_waits_four_hours_for_contact_and_a_promise_moves_it(town: Town) -> None:
    town.asks(anyone="yes")
    town.presses(10, "I can, within the hour")
    town.passes(hours=4, minutes=59)
    assert "Did you reach the person" not in texts_of(town.chat(10).last)
    town.passes(minutes=1)
    assert "Did you reach the person" in texts_of(town.chat(10).last)


def test_not_yet_gives_time_once_and_then_it_is_offered_again(town: Town) -> None:
    town.asks(anyone="yes")
    town.presses(10, "I can, now")
    town.passes(hours=4)
    answer = town.presses(10, "Not yet")
    answer = town.presses(10, "I keep trying", answer.aside)
    assert "a while longer" in texts_of(answer.aside)
    town.passes(hours=3, minutes=59)
    assert town.state() is RequestState.TOGETHER
    town.passes(minutes=1)
    assert town.state() is RequestState.ASKING
    assert town.asked() == {11}


def test_not_yet_can_hand_it_on_at_once(town: Town) -> None:
    town.asks(anyone="yes")
    town.presses(10, "I can, now")
    ways = town.presses(10, "Not yet")
    town.presses(10, "Let someone else", ways.aside)
    assert town.state() is RequestState.ASKING
    assert town.asked() == {11}
    assert "Person 10 can’t after all" in texts_of(town.chat(1).last)


def test_the_scope_buttons_store_nothing(town: Town) -> None:
    town.asks(anyone="yes")
    town.presses(10, "I can, now")
    before = town.request()
    safety = texts_of(town.presses(10, "I’m worried about their safety").aside)
    for expected in (
        "Asking does not put the thought there",
        "call 911",
        "Dr. Alvarez, the clinician of the programme: 555-0142",
        "What ends confidentiality, in our words.",
        "hear so in writing",
        "Nothing of this is stored",
    ):
        assert expected in safety
    refer = texts_of(town.presses(10, "Hand on to other help").aside)
    assert "Chaplain: 555-0100" in refer
    assert town.request() == before
    assert town.run(lambda work: work.outbox.due(10, lanes=tuple(Lane))) == ()
