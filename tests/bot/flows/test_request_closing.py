"""The close, by whoever and in silence; and supporters who are gone before it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.flows.delivering import Outcome, settle
from bot.flows.looking import look
from bot.flows.vetting import approve, set_training
from bot.messages import ChoiceField
from bot.model.content import OutboxState
from bot.model.people import Aftercare, PersonState, Rhythm, Role, RosterFacts
from bot.model.requests import RequestState
from bot.model.supporters import SupporterState
from bot.ports import Work
from storage.retention import sweep_tombstones
from tests.bot.flows.request_town import MEMBER, Town, account, id_of, open_ranked_town
from tests.playing import labels_of, texts_of

pytestmark = pytest.mark.both_databases

NO_LONGER = "Thank you for being there. This one no longer needs an answer."


@pytest.fixture
def town(place: str | Path) -> Iterator[Town]:
    with open_ranked_town(place) as opened:
        yield opened


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


@pytest.mark.parametrize(("number", "label"), [(1, "We are done"), (10, "We are done, close it")])
def test_either_may_close_and_no_name_and_number_stays(town: Town, number: int, label: str) -> None:
    town.asks(anyone="yes", reach="phone", number="555 0199")
    town.presses(10, "I can, now")
    if number == 10:
        town.presses(10, "We are in touch")
    town.presses(number, label)
    assert town.request() is None
    kept = "\n".join(texts_of(message) for message in town.messages(10))
    assert "555 0199" not in kept
    assert "Person 1 (" not in kept
    rhythm = town.person(MEMBER).rhythm
    assert rhythm.aftercare is not None
    assert rhythm.aftercare.supporter == id_of(10)
    assert rhythm.aftercare.not_before == town.now + timedelta(days=3)
    assert rhythm.withdrawals == ()


def test_each_card_after_a_close_says_its_own_thing(town: Town) -> None:
    """The news, what stays where the two were brought together, and what the supporter is told."""
    town.asks(anyone="yes")
    town.presses(10, "I can, now")
    ended = town.presses(10, "We are done, close it")
    *_, emptied, news = (texts_of(each) for each in town.messages(1))
    assert "Your conversation with Person 10 is closed here" in news
    assert "nothing you need to do" in news
    assert "how to reach each other are no longer shown here" in emptied
    assert "ask" not in emptied
    assert "You have closed the conversation, and we let them know." in texts_of(ended.aside)
    assert "nothing more to do" in texts_of(ended.aside)
    kept = texts_of(town.chat(10).last)
    assert "how to reach them are no longer shown here. There is nothing for you to do." in kept


def test_who_ends_what_is_over_already_is_not_told_that_they_ended_it(town: Town) -> None:
    town.asks(anyone="yes")
    town.presses(10, "I can, now")
    conversation = town.chat(10).last
    town.presses(1, "We are done")
    late = texts_of(town.presses(10, "We are done, close it", conversation).aside)
    assert "closed already" in late
    assert "let them know" not in late


def test_three_days_later_there_is_a_word_and_a_way_back(town: Town) -> None:
    town.asks(anyone="yes")
    town.presses(10, "I can, now")
    town.presses(1, "We are done")
    start = town.now

    def look_now(work: Work) -> None:
        work.people.set_looks([(id_of(1), work.now)])

    town.run(look_now)
    town.play.pass_time(timedelta(days=5))
    (word,) = [m for m in town.messages(1) if "was closed" in texts_of(m)]
    assert "Person 10" in texts_of(word)
    assert "Talk to Person 10 again" in labels_of(word)
    form = town.play.press(MEMBER, word, "Talk to Person 10 again").form
    assert form is not None
    to_whom = form.fields[1]
    assert isinstance(to_whom, ChoiceField)
    assert to_whom.chosen == (str(id_of(10)),)
    assert town.now - start >= timedelta(days=3)
    town.change_supporter(10, trained_until=date(2026, 3, 5))
    form = town.play.press(MEMBER, word, "Talk to Person 10 again").form
    assert form is not None
    assert form.intro.startswith("Person 10 can’t be asked just now, so we have chosen “Anyone")
    assert "coordinators hear that someone is waiting" in form.intro
    to_whom = form.fields[1]
    assert isinstance(to_whom, ChoiceField)
    assert to_whom.chosen == ("anyone",)


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
    assert "was closed" in texts_of(town.chat(1).last)


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
    assert "is closed here" in texts_of(town.chat(1).last)


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


def times_told(town: Town) -> int:
    told = (texts_of(message) for message in town.messages(1))
    return sum("Person 10 is no longer one of our supporters" in text for text in told)


def serve_again(town: Town, how: str) -> None:
    number, until = "0010", date(2026, 12, 31)
    again = {
        "suspended": partial(approve, number, setting=town.play.setting),
        "training": partial(set_training, number, until, setting=town.play.setting),
    }
    town.run(again[how])


@pytest.mark.parametrize("how", ["suspended", "training"])
def test_each_time_that_a_supporter_ceases_to_serve_is_said_and_each_once(
    town: Town, how: str
) -> None:
    """Within the days in which the outbox knows what it said, and after them."""
    ways: dict[str, dict[str, Any]] = {
        "suspended": {"state": SupporterState.SUSPENDED},
        "training": {"trained_until": date(2026, 1, 1)},
    }
    gone = ways[how]
    roles = frozenset({Role.MEMBER, Role.SUPPORTER})
    facts = town.person(account(10)).roster
    town.run(lambda work: _with_roster(work, 10, replace(facts, roles=roles)))
    town.asks(anyone="yes")
    town.presses(10, "I can, now")
    town.presses(10, "We are in touch")
    for times in (1, 2, 3):
        town.change_supporter(10, **gone)
        for _ in range(3):
            town.daily()
            assert times_told(town) == times
        serve_again(town, how)
        town.daily()
        assert times_told(town) == times
        town.ready.clock.move(timedelta(hours=1))
    town.change_supporter(10, **gone)
    town.daily()
    town.ready.clock.move(timedelta(days=15))
    town.run(lambda work: sweep_tombstones(work, 14))
    town.daily()
    assert times_told(town) == 4


def _with_roster(work: Work, number: int, facts: RosterFacts) -> None:
    work.people.save(replace(work.people.get(id_of(number)), roster=facts))


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
    assert town.asked() == {11}, "the next is asked at once, not when the hour is over"


def test_a_member_who_leaves_the_roster_keeps_their_request(town: Town) -> None:
    town.asks()
    town.run(lambda work: work.people.set_state(id_of(1), PersonState.LEFT))
    town.passes(hours=1)
    town.presses(11, "I can, now")
    assert town.state() is RequestState.PROPOSED
