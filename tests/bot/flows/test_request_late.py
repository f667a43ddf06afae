"""Presses that come late, twice or out of turn, and a supporter's list, from which they may."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.flows import request_messages as say
from bot.flows.escalating import escalate
from bot.ports import Work
from tests.bot.flows.request_town import MEMBER, Town, account, id_of, open_ranked_town
from tests.playing import labels_of, texts_of

pytestmark = pytest.mark.both_databases


@pytest.fixture
def town(place: str | Path) -> Iterator[Town]:
    with open_ranked_town(place) as opened:
        yield opened


def test_escalating_before_the_time_or_after_the_close_does_nothing(town: Town) -> None:
    town.asks()
    before = town.request()
    assert before is not None
    town.run(lambda work: escalate(before.id, work, town.play.setting))
    assert town.request() == before
    town.play.press(MEMBER, town.status(), "I don’t need it any more")
    town.play.deliver()
    town.run(lambda work: escalate(before.id, work, town.play.setting))
    assert town.request() is None
    assert town.play.deliver() == 0, "nothing more is said"


def test_coordinators_do_not_hear_of_a_wait_that_is_over(town: Town) -> None:
    """The word is in the outbox, and somebody accepts before it leaves."""
    town.asks()
    request = town.request()
    assert request is not None
    town.run(lambda work: say.someone_waits(request, work.now, work))
    town.presses(10, "I can, now")
    assert town.messages(50) == []
    assert town.play.wakings == []


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
    for label in ("We are in touch", "Not yet", "We are done, close it"):
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
    assert labels_of(some) == ["You’re asked: today", "You’re asked: this week"]
    assert texts_of(some).startswith("What’s open for you\n")  # nobody said yes to it
    offer = town.play.press(account(10), some, "You’re asked: today").aside
    town.presses(10, "I can, now", offer)
    request = town.request()
    assert request is not None
    some = town.opens(account(10), "supporter")
    assert labels_of(some) == [f"Conversation: {request.code}", "You’re asked: this week"]
    conversation = town.play.press(account(10), some, f"Conversation: {request.code}").aside
    assert "We have put you in touch with Person 1 (Station 1)." in texts_of(conversation)
    town.presses(10, "We are done, close it", conversation)
    late = town.play.press(account(10), some, f"Conversation: {request.code}").aside
    assert labels_of(late) == ["You’re asked: this week"]


def test_accepting_from_the_list_redraws_the_posted_card(town: Town) -> None:
    town.asks()
    some = town.opens(account(10), "supporter")
    offer = town.play.press(account(10), some, "You’re asked: today").aside
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
