"""Today and this week: proposals, someone else, silence, supporters who are gone, the close."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.flows.delivering import Outcome, settle
from bot.flows.escalating import escalate
from bot.flows.looking import look
from bot.messages import ChoiceField
from bot.model.content import Lane, OutboxState
from bot.model.people import Aftercare, PersonState, Rhythm
from bot.model.requests import RequestState
from bot.model.supporters import SupporterState
from bot.ports import Work
from tests.bot.flows.request_town import MEMBER, Town, account, id_of, open_town
from tests.playing import labels_of, texts_of

pytestmark = pytest.mark.both_databases

NO_LONGER = "Thank you for being there. This one no longer needs an answer."


@pytest.fixture
def town(place: str | Path) -> Iterator[Town]:
    """The member ranked 10, then 11."""
    with open_town(place) as opened:
        opened.member()
        for number in (10, 11, 12, 13, 14):
            opened.supporter(number)
        opened.coordinator()
        opened.prefers(10, 11)
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
    assert labels_of(offer) == [
        "I can, now",
        "I can, within the hour",
        "I can, after my shift",
        "Can’t just now",
    ]
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
    assert "hear at 9:00 AM that someone is waiting, not who" in told
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
    assert "Person 10, Station 2 can talk with you after their shift." in texts_of(proposal)
    assert "In their own words: “Words of 10”" in texts_of(proposal)
    assert "Person 1\n" not in texts_of(town.chat(10).last)
    answer = town.presses(1, "Yes, please", proposal)
    assert town.state() is RequestState.TOGETHER
    assert "Person 10, Station 2 can talk with you after their shift." in texts_of(answer.redraw)
    assert labels_of(answer.redraw) == []
    assert "a call or a text: 555 0199" in texts_of(town.chat(10).last)
    assert "Person 10 has the number you gave" in texts_of(town.chat(1).last)


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
    town.presses(1, "Someone else")
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
    assert "Did you get through" not in texts_of(town.chat(10).last)
    town.passes(minutes=1)
    assert "Did you get through" in texts_of(town.chat(10).last)


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
        "written notice",
        "Nothing of this is stored",
    ):
        assert expected in safety
    refer = texts_of(town.presses(10, "Hand on to other help").aside)
    assert "Chaplain: 555-0100" in refer
    assert town.request() == before
    assert town.run(lambda work: work.outbox.due(10, lanes=tuple(Lane))) == ()


# ── the close ───────────────────────────────────────────────────────────────────────────────


def test_withdrawing_closes_offers_alike_and_is_remembered_for_a_day(town: Town) -> None:
    town.asks()
    town.passes(hours=1)
    answer = town.play.press(MEMBER, town.status(), "I don’t need it any more")
    town.play.deliver()
    assert "we ask nobody any more" in texts_of(answer.aside)
    assert town.request() is None
    for number in (10, 11):
        assert NO_LONGER in texts_of(town.chat(number).last)
    assert town.person(MEMBER).rhythm.withdrawals == (town.now,)
    assert town.person(MEMBER).rhythm.aftercare is None


def test_taken_withdrawn_and_lapsed_cannot_be_told_apart(town: Town) -> None:
    seen = []
    town.asks()
    town.passes(hours=1)
    late = town.chat(11).last
    town.presses(10, "I can, now")
    seen.append((town.chat(11).last.sections, town.presses(11, "I can, now", late).redraw))
    town.play.press(MEMBER, town.status(), "I don’t need it any more")
    town.asks()
    town.passes(hours=1)
    late = town.chat(11).last
    town.play.press(MEMBER, town.status(), "I don’t need it any more")
    town.play.deliver()
    seen.append((town.chat(11).last.sections, town.presses(11, "I can, now", late).redraw))
    assert seen[0] == seen[1]


@pytest.mark.parametrize(("number", "label"), [(1, "We are done"), (10, "It has come to its end")])
def test_either_may_close_and_no_name_and_number_stays(town: Town, number: int, label: str) -> None:
    town.asks(anyone="yes", reach="phone", number="555 0199")
    town.presses(10, "I can, now")
    if number == 10:
        town.presses(10, "We are in touch")
    town.presses(number, label)
    assert town.request() is None
    kept = "\n".join(texts_of(message) for message in town.messages(10))
    assert "555 0199" not in kept
    assert "Person 1\n" not in kept
    rhythm = town.person(MEMBER).rhythm
    assert rhythm.aftercare is not None
    assert rhythm.aftercare.supporter == id_of(10)
    assert rhythm.aftercare.not_before == town.now + timedelta(days=3)
    assert rhythm.withdrawals == ()


def test_the_member_hears_that_the_supporter_closed_it(town: Town) -> None:
    town.asks(anyone="yes")
    town.presses(10, "I can, now")
    town.presses(10, "It has come to its end")
    assert "Your conversation with Person 10 is closed" in texts_of(town.chat(1).last)


def test_three_days_later_there_is_a_word_and_a_way_back(town: Town) -> None:
    town.asks(anyone="yes")
    town.presses(10, "I can, now")
    town.presses(1, "We are done")
    start = town.now

    def look_now(work: Work) -> None:
        work.people.set_looks([(id_of(1), work.now)])

    town.run(look_now)
    town.play.pass_time(timedelta(days=5))
    (word,) = [m for m in town.messages(1) if "came to its end" in texts_of(m)]
    assert "Person 10" in texts_of(word)
    assert "Talk to Person 10 again" in labels_of(word)
    form = town.play.press(MEMBER, word, "Talk to Person 10 again").form
    assert form is not None
    to_whom = form.fields[1]
    assert isinstance(to_whom, ChoiceField)
    assert to_whom.chosen == (str(id_of(10)),)
    assert town.now - start >= timedelta(days=3)


def test_the_follow_up_is_said_by_a_platform_that_was_away_at_first(town: Town) -> None:
    """From the first attempt on it counts as theirs, and nothing of it is kept with the member."""
    rhythm = Rhythm(aftercare=Aftercare(town.now, id_of(10)))
    town.run(lambda work: work.people.save(replace(work.people.get(id_of(1)), rhythm=rhythm)))
    town.run(lambda work: work.people.set_looks([(id_of(1), work.now)]))
    town.run(lambda work: look(work, town.play.setting, most=10))
    due = town.run(lambda work: work.outbox.next_due())
    assert due is not None
    town.ready.clock.move(due - town.now)
    (first,) = town.play.prepared()
    again = Outcome(first.row, OutboxState.FAILED, retry_at=town.now + timedelta(minutes=1))
    town.run(lambda work: settle(work, [again]))
    assert town.person(MEMBER).rhythm.aftercare is None
    town.ready.clock.move(timedelta(minutes=1))
    town.play.deliver()
    assert "came to its end" in texts_of(town.chat(1).last)


def test_a_silent_conversation_is_asked_about_and_ends_after_weeks(town: Town) -> None:
    town.asks(anyone="yes")
    town.presses(10, "I can, now")
    town.presses(10, "We are in touch")
    town.passes(days=14)
    question = town.chat(10).last
    assert "Are you still in touch" in texts_of(question)
    assert "Person 1" not in texts_of(question)
    town.presses(10, "Still in touch", question)
    town.passes(days=27)
    assert town.state() is RequestState.TOGETHER
    town.passes(days=1)
    assert town.request() is None
    assert "is closed on our side" in texts_of(town.chat(1).last)


# ── supporters who are gone ─────────────────────────────────────────────────────────────────


def leave(town: Town, number: int) -> None:
    town.run(lambda work: work.people.set_state(id_of(number), PersonState.LEFT))


@pytest.mark.parametrize("how", ["suspended", "training", "left"])
def test_the_same_day_the_member_is_told_and_chooses(town: Town, how: str) -> None:
    town.asks(anyone="yes")
    town.presses(10, "I can, now")
    town.presses(10, "We are in touch")
    if how == "suspended":
        town.change_supporter(10, state=SupporterState.SUSPENDED)
    elif how == "training":
        town.change_supporter(10, trained_until=(town.now - timedelta(days=1)).date())
    else:
        leave(town, 10)
    assert town.daily() == 1
    assert town.daily() == 0, "told once"
    told = town.chat(1).last
    assert "Person 10 is no longer one of our supporters" in texts_of(told)
    assert labels_of(told) == ["Someone else", "Stay in touch", "We are done"]
    answer = town.presses(1, "Someone else", told)
    assert "a supporter has it now" in texts_of(answer.aside)
    assert town.asked() == {11}


def test_staying_in_touch_closes_our_side(town: Town) -> None:
    town.asks(anyone="yes")
    town.presses(10, "I can, now")
    town.change_supporter(10, state=SupporterState.SUSPENDED)
    town.daily()
    town.presses(1, "Stay in touch")
    assert town.request() is None


def test_open_offers_and_proposals_of_who_is_gone_go_to_others(town: Town) -> None:
    town.asks()
    town.change_supporter(10, state=SupporterState.SUSPENDED)
    town.daily()
    assert town.asked() == {11}
    assert NO_LONGER in texts_of(town.chat(10).last)
    town.presses(11, "I can, now")
    town.change_supporter(11, trained_until=None)
    town.daily()
    assert town.state() is RequestState.ASKING
    assert "Person 11 can’t after all" in texts_of(town.chat(1).last)
    town.passes(hours=2)
    assert town.asked() == {12, 13, 14}


def test_a_yes_to_who_is_gone_goes_to_others(town: Town) -> None:
    town.asks()
    town.presses(10, "I can, now")
    town.change_supporter(10, state=SupporterState.SUSPENDED)
    town.presses(1, "Yes, please")
    assert town.state() is RequestState.ASKING
    assert town.asked() == {11}


def test_who_may_not_take_it_any_more_does_not_get_it(town: Town) -> None:
    town.asks()
    town.prefers(10, 11, avoided=(id_of(10),))
    answer = town.presses(10, "I can, now")
    assert NO_LONGER in texts_of(answer.redraw)
    assert town.state() is RequestState.ASKING


def test_a_member_who_leaves_the_roster_keeps_their_request(town: Town) -> None:
    town.asks()
    town.run(lambda work: work.people.set_state(id_of(1), PersonState.LEFT))
    town.passes(hours=1)
    town.presses(11, "I can, now")
    assert town.state() is RequestState.PROPOSED


# ── late, twice, out of turn ────────────────────────────────────────────────────────────────


def test_escalating_before_the_time_or_after_the_close_does_nothing(town: Town) -> None:
    town.asks()
    before = town.request()
    assert before is not None
    town.run(lambda work: escalate(before.id, work, town.play.setting))
    assert town.request() == before
    town.play.press(MEMBER, town.status(), "I don’t need it any more")
    town.run(lambda work: escalate(before.id, work, town.play.setting))


def test_a_supporters_second_press_shows_how_it_stands(town: Town) -> None:
    town.asks()
    offer = town.chat(10).last
    town.presses(10, "I can, now", offer)
    before = town.request()
    for label in ("I can, now", "I can, after my shift"):
        answer = town.presses(10, label, offer)
        assert "They are asked whether it suits them" in texts_of(answer.redraw)
    assert town.request() == before


def test_pressing_again_after_passing_changes_nothing(town: Town) -> None:
    town.asks()
    offer = town.chat(10).last
    town.presses(10, "Can’t just now", offer)
    before = town.request()
    for label in ("Can’t just now", "I can, now"):
        answer = town.presses(10, label, offer)
        assert "Thank you for saying so" in texts_of(answer.redraw)
    assert town.request() == before


def test_presses_on_a_conversation_that_is_over_are_answered_and_change_nothing(
    town: Town,
) -> None:
    town.asks(anyone="yes")
    town.presses(10, "I can, now")
    supporters_card, members_card = town.chat(10).last, town.chat(1).last
    town.presses(1, "We are done")
    for label in ("We are in touch", "Not yet", "It has come to its end"):
        answer = town.presses(10, label, supporters_card)
        assert "This conversation is closed" in texts_of(answer.aside)
    for label in ("We are done", "Someone else"):
        answer = town.presses(1, label, members_card)
        assert "You have no open request" in texts_of(answer.aside)
    assert town.request() is None


def test_the_state_has_the_same_form_with_and_without_a_request(town: Town) -> None:
    without = town.play.press(MEMBER, town.opens(MEMBER), "Status")
    town.asks()
    having = town.play.press(MEMBER, town.opens(MEMBER), "Status")
    for answer in (without, having):
        assert answer.aside is not None
        assert answer.form is None
        assert answer.redraw is None
        assert len(answer.aside.sections) == 1


# ── the supporter's list ────────────────────────────────────────────────────────────────────


def test_the_list_opens_what_a_supporter_has_in_hand(town: Town) -> None:
    empty = town.opens(account(10), "supporter")
    assert "nothing open for you" in texts_of(empty)
    town.asks(anyone="yes")
    town.ready.clock.move(timedelta(minutes=1))
    town.member(2)
    town.prefers(10, number=2)
    town.asks("This week", who=account(2))
    some = town.opens(account(10), "supporter")
    assert labels_of(some) == ["Open: today", "Open: this week"]
    offer = town.play.press(account(10), some, "Open: today").aside
    town.presses(10, "I can, now", offer)
    request = town.request()
    assert request is not None
    some = town.opens(account(10), "supporter")
    assert labels_of(some) == [f"Conversation: {request.code}", "Open: this week"]
    conversation = town.play.press(account(10), some, f"Conversation: {request.code}").aside
    assert "You and Person 1, Station 1 are together" in texts_of(conversation)
    town.presses(10, "It has come to its end", conversation)
    late = town.play.press(account(10), some, f"Conversation: {request.code}").aside
    assert labels_of(late) == ["Open: this week"]


def test_accepting_from_the_list_redraws_the_posted_card(town: Town) -> None:
    town.asks()
    some = town.opens(account(10), "supporter")
    offer = town.play.press(account(10), some, "Open: today").aside
    answer = town.presses(10, "I can, now", offer)
    assert answer.redraw is None
    assert "They are asked whether it suits them" in texts_of(answer.aside)
    assert "They are asked whether it suits them" in texts_of(town.chat(10).last)


def test_a_supporters_own_request_goes_to_others(town: Town) -> None:
    def read(work: Work) -> None:
        person = work.people.get(id_of(10))
        membership = replace(person.membership, limits_read_at=work.now)
        work.people.save(replace(person, membership=membership))

    town.run(read)
    town.asks("Now", who=account(10))
    town.passes(minutes=5)
    request = town.request(account(10))
    assert request is not None
    assert id_of(10) not in {offer.supporter for offer in request.offers}
