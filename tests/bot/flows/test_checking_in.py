"""Answering a check-in, through the one way in, on a real ledger."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.flows import checking_in
from bot.flows.looking import forgotten, look
from bot.handling import Dispatch
from bot.messages import Action, Answer, Card, Message
from bot.model.actions import ActionKind
from bot.model.content import Content, ContentKind
from bot.model.ids import Account
from bot.model.people import (
    CheckBackReason,
    Membership,
    MembershipState,
    Person,
    PersonState,
    QuarterNotes,
    Zone,
)
from bot.model.quarters import Quarter
from bot.ports import Work
from bot.rendering.answers import answer_again_card
from bot.rendering.routine import RENDERERS
from bot.rendering.wording import Wording
from tests.playing import Play, labels_of, setting_of, texts_of
from tests.storage_fixtures import person_of, ready_ledger

pytestmark = pytest.mark.both_databases

ZONES = {
    Zone.GREEN: "Doing fine",
    Zone.YELLOW: "A bit worn",
    Zone.ORANGE: "Struggling",
    Zone.RED: "In a bad place",
}
#: Nine in the morning in Chicago.
MORNING = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


def _nobody_types(*_: object) -> Answer:
    raise AssertionError("nobody types in these tests")


@pytest.fixture
def play(place: str | Path) -> Iterator[Play]:
    dispatch = Dispatch(checking_in.PRESSES, {}, {}, *[_nobody_types] * 5)
    with ready_ledger(place, now=MORNING, fictional=True) as ready:
        yield Play(ready, setting_of(), dispatch, RENDERERS)


def member(joined_days_ago: int = 20) -> Person:
    joined = Membership(
        state=MembershipState.JOINED,
        joined_at=MORNING - timedelta(days=joined_days_ago),
        cadence_days=28,
    )
    person = person_of(1, membership=joined)
    return replace(person, roster=replace(person.roster, zone="America/Chicago"))


def checked_in(play: Play) -> tuple[Account, Message]:
    """A member whose check-in has just come."""
    person = member()
    play.ready.run(lambda work: work.people.add(person, look_at=work.now))
    play.pass_time(timedelta(hours=40))
    account = person.roster.accounts[0]
    return account, play.chat(account).last


def stored(play: Play) -> Person:
    return play.ready.person(person_of(1).id)


def test_check_in_asks_with_four_zones_and_the_help_line(play: Play) -> None:
    _, message = checked_in(play)
    assert labels_of(message)[:4] == list(ZONES.values())
    assert {"Talk to a trained colleague", "Later today", "Why now?"} <= set(labels_of(message))
    assert "911" in message.footer
    assert "988" in message.footer


def test_card_is_redrawn_the_same_for_every_answer(play: Play) -> None:
    account, message = checked_in(play)
    redrawn = []
    for label in ZONES.values():
        answer = play.press(account, message, label)
        assert answer.redraw is not None
        redrawn.append(replace(answer.redraw, token=""))
    assert all(card == redrawn[0] for card in redrawn)
    assert all(label not in texts_of(redrawn[0]) for label in ZONES.values())


def test_green_asks_nothing_more(play: Play) -> None:
    account, message = checked_in(play)
    answer = play.press(account, message, ZONES[Zone.GREEN])
    assert labels_of(answer.aside) == []


@pytest.mark.parametrize("zone", [Zone.YELLOW, Zone.ORANGE])
def test_yellow_and_orange_offer_a_supporter_help_and_a_look_back(play: Play, zone: Zone) -> None:
    account, message = checked_in(play)
    aside = play.press(account, message, ZONES[zone]).aside
    assert labels_of(aside) == [
        "Talk to a trained colleague",
        "Everyday help",
        "Yes, look in",
        "No, thanks",
    ]
    assert stored(play).rhythm.check_back is None  # only a yes does
    play.press(account, aside, "Yes, look in")
    agreed = stored(play).rhythm.check_back
    assert agreed is not None
    days = 14 if zone is Zone.YELLOW else 3
    assert agreed.reason is CheckBackReason.AGREED
    assert agreed.not_before - play.ready.clock.now() > timedelta(days=days - 1)


def test_red_shows_the_lines_first_and_one_button_to_a_person(play: Play) -> None:
    account, message = checked_in(play)
    aside = play.press(account, message, ZONES[Zone.RED]).aside
    assert aside is not None
    assert "Crisis Lifeline: 988" in aside.sections[0].text
    assert labels_of(aside)[0] == "A colleague now, whoever is free"


@pytest.mark.parametrize("zone", [Zone.ORANGE, Zone.RED])
def test_nothing_stands_before_what_helps_when_an_answer_is_changed_or_repeated(
    play: Play, zone: Zone
) -> None:
    """What was changed is said last: the lines and the way to a person come as they do at once."""
    account, message = checked_in(play)
    at_once = play.press(account, message, ZONES[zone]).aside
    said_again = play.press(account, message, ZONES[zone]).aside
    play.press(account, message, ZONES[Zone.GREEN])
    changed = play.press(account, message, ZONES[zone]).aside
    assert at_once is not None
    for shown, last in ((said_again, "so it stays"), (changed, "Your answer is changed")):
        assert shown is not None
        assert shown.sections[:-1] == at_once.sections
        assert last in shown.sections[-1].text
        assert "Thanks" not in shown.sections[-1].text


def test_day_after_red_a_check_in_comes_that_looks_like_any_other(play: Play) -> None:
    account, message = checked_in(play)
    play.press(account, message, ZONES[Zone.RED])
    answered = play.ready.clock.now()
    before = len(play.chat(account).messages)
    while len(play.chat(account).messages) == before:
        play.pass_time(timedelta(minutes=30))
        assert play.ready.clock.now() - answered < timedelta(days=2)
    came = play.ready.clock.now() - timedelta(hours=6)  # Chicago in March
    asked = answered - timedelta(hours=6)
    assert came.date() - asked.date() == timedelta(days=1)
    shown = play.chat(account).last
    assert labels_of(shown) == labels_of(message)
    assert shown.sections[1].text == message.sections[1].text  # why it came: the same on each
    assert "weeks" not in texts_of(shown)
    assert "ordinary" not in texts_of(shown)
    why = texts_of(play.press(account, shown, "Why now?").aside)
    assert "The day after “In a bad place” we look in once" in why
    assert "weeks" not in why


def test_day_after_red_nothing_comes_once_declined(play: Play) -> None:
    account, message = checked_in(play)
    aside = play.press(account, message, ZONES[Zone.RED]).aside
    play.press(account, aside, "Not tomorrow")
    play.pass_time(timedelta(hours=60))
    assert len(play.chat(account).messages) == 1


def test_later_today_on_an_old_card_does_not_take_the_day_after_red(play: Play) -> None:
    account, message = checked_in(play)
    play.press(account, message, ZONES[Zone.RED])
    before = stored(play)
    said = play.press(account, message, "Later today").aside
    assert "arranged already" in texts_of(said)
    assert stored(play) == before


def test_second_press_changes_nothing_and_says_so(play: Play) -> None:
    account, message = checked_in(play)
    play.press(account, message, ZONES[Zone.ORANGE])
    first = stored(play)
    play.ready.clock.move(timedelta(minutes=1))
    answer = play.press(account, message, ZONES[Zone.ORANGE])
    assert "so it stays" in texts_of(answer.aside)
    assert stored(play) == first


def test_answer_can_be_changed_and_taken_back(play: Play) -> None:
    account, message = checked_in(play)
    card = play.press(account, message, ZONES[Zone.RED]).redraw
    again = play.press(account, card, "Change my answer").aside
    changed = play.press(account, again, ZONES[Zone.GREEN])
    assert "Your answer is changed" in texts_of(changed.aside)
    kept = stored(play).rhythm
    assert kept.answer is not None
    assert kept.answer.zone is Zone.GREEN
    assert kept.check_back is None  # the day after red went with the red answer
    taken = play.press(account, again, "Take it back")
    assert "nobody was told" in texts_of(taken.aside)
    assert stored(play).rhythm.answer is None
    assert "no answer of yours" in texts_of(play.press(account, again, "Take it back").aside)


def test_another_persons_press_does_nothing(play: Play) -> None:
    _, message = checked_in(play)
    play.ready.add(person_of(2))
    other = person_of(2).roster.accounts[0]
    answer = play.press(other, message, ZONES[Zone.RED])
    assert answer.redraw is None
    assert "Nothing was changed" in texts_of(answer.aside) or "nothing" in texts_of(answer.aside)
    assert stored(play).rhythm.answer is None


def test_press_on_an_old_check_in_changes_nothing(play: Play) -> None:
    account, message = checked_in(play)
    person = stored(play)
    newer = replace(person.rhythm, check_in_count=person.rhythm.check_in_count + 1)
    play.ready.run(lambda work: work.people.save(replace(work.people.get(person.id), rhythm=newer)))
    answer = play.press(account, message, ZONES[Zone.RED])
    assert "newer check-in" in texts_of(answer.aside)
    assert stored(play).rhythm.answer is None


def test_press_after_leaving_keeps_nothing(play: Play) -> None:
    account, message = checked_in(play)
    person = stored(play)
    left = replace(person.membership, state=MembershipState.LEFT)
    play.ready.run(
        lambda work: work.people.save(replace(work.people.get(person.id), membership=left))
    )
    answer = play.press(account, message, ZONES[Zone.ORANGE])
    assert "not kept" in texts_of(answer.aside)
    assert stored(play).rhythm.answer is None


def test_later_today_comes_the_same_day_and_is_not_silence(play: Play) -> None:
    account, message = checked_in(play)
    answer = play.press(account, message, "Later today")
    assert "once more" in texts_of(answer.aside)
    assert "already" in texts_of(play.press(account, message, "Later today").aside)
    play.pass_time(timedelta(hours=30))
    assert len(play.chat(account).messages) == 2
    assert stored(play).rhythm.unanswered == 0


def test_why_now_tells_the_member_alone(play: Play) -> None:
    account, message = checked_in(play)
    answer = play.press(account, message, "Why now?")
    assert answer.redraw is None
    assert "first one since you joined" in texts_of(answer.aside)
    assert "Only you" in texts_of(answer.aside)


def remember(play: Play, **changes: Any) -> None:
    """What a later message leaves in the member's record."""

    def keep(work: Work) -> None:
        person = work.people.get(person_of(1).id)
        work.people.save(replace(person, rhythm=replace(person.rhythm, **changes)))

    play.ready.run(keep)


@pytest.mark.parametrize(
    "since",
    [
        {"check_in_count": 2, "last_reason": "why-rhythm"},
        {"last_reason": "why-note"},
        {"last_reason": "why-follow-up"},
        {"last_reason": "why-invitation"},
    ],
)
def test_why_now_of_an_earlier_check_in_tells_no_other_ones_reason(
    play: Play, since: dict[str, Any]
) -> None:
    account, message = checked_in(play)
    play.press(account, message, ZONES[Zone.GREEN])
    remember(play, **since)
    for shown in (message, play.chat(account).last):
        why = texts_of(play.press(account, shown, "Why now?").aside)
        assert "Something else has come since this one" in why
        assert not any(said in why for said in ("every four weeks", "asks nothing", "first one"))


def test_why_now_of_an_answered_check_in_tells_its_own_reason(play: Play) -> None:
    account, message = checked_in(play)
    play.press(account, message, ZONES[Zone.RED])
    assert "first one since" in texts_of(
        play.press(account, play.chat(account).last, "Why now?").aside
    )


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [(ContentKind.NOTE, "note-01", "why-note"), (ContentKind.HELLO, "hello-01", "why-hello")],
)
def test_notes_and_hellos_bring_their_own_reason(
    play: Play, kind: ContentKind, text: str, reason: str
) -> None:
    shown = play.ready.run(
        lambda work: RENDERERS[kind](Content(kind, {"t": text}), member(), work, play.setting)
    )
    assert isinstance(shown, Card)
    assert Action(ActionKind.WHY_NOW, {"y": reason}) in shown.actions
    assert play.setting.texts.say("en", reason)


def test_answer_is_forgotten_after_thirty_days(play: Play) -> None:
    account, message = checked_in(play)
    play.press(account, message, ZONES[Zone.ORANGE])
    play.ready.clock.move(timedelta(days=31))
    play.ready.run(lambda work: look(work, play.setting, most=10))
    assert stored(play).rhythm.answer is None
    answer = play.press(account, message, "Why now?")
    assert answer.aside is not None


@pytest.mark.parametrize("label", [*ZONES.values(), "Later today"])
def test_who_was_marked_as_left_is_promised_nothing(play: Play, label: str) -> None:
    """No check-in would come the next day, and none later today."""
    account, message = checked_in(play)
    play.ready.run(lambda work: work.people.set_state(person_of(1).id, PersonState.LEFT))
    before = stored(play)
    answer = play.press(account, message, label)
    assert "These messages have ended for you" in texts_of(answer.aside)
    assert labels_of(answer.aside) == ["Talk to a trained colleague"]
    assert stored(play) == before


def test_who_was_marked_as_left_is_not_looked_in_on(play: Play) -> None:
    account, message = checked_in(play)
    aside = play.press(account, message, ZONES[Zone.ORANGE]).aside
    play.ready.run(lambda work: work.people.set_state(person_of(1).id, PersonState.LEFT))
    said = play.press(account, aside, "Yes, look in").aside
    assert "These messages have ended for you" in texts_of(said)
    assert stored(play).rhythm.check_back is None


def test_nobody_off_the_roster_is_looked_at_for_check_ins(play: Play) -> None:
    person = replace(member(), state=PersonState.LEFT)
    play.ready.run(lambda work: work.people.add(person, look_at=work.now))
    play.pass_time(timedelta(days=2))
    assert not play.chats


def test_of_who_is_counted_an_answer_is_noted_when_the_next_takes_its_place(play: Play) -> None:
    """For the quarter's report. A changed answer was never noted, nor one that is taken back."""
    account, message = checked_in(play)
    quarter, number = Quarter(2026, 1), stored(play).rhythm.check_in_count

    def counted(work: Work) -> None:
        person = work.people.get(person_of(1).id)
        work.people.save(
            replace(person, rhythm=replace(person.rhythm, quarters=(QuarterNotes(quarter, 0),)))
        )

    play.ready.run(counted)
    play.press(account, message, "In a bad place")
    play.press(account, message, "Struggling")
    assert stored(play).rhythm.quarters == (QuarterNotes(quarter, 0),)

    def comes_again(work: Work) -> None:
        person = work.people.get(person_of(1).id)
        newer = replace(person.rhythm, check_in_count=number + 1)
        work.people.save(replace(person, rhythm=newer))

    play.ready.run(comes_again)
    again = answer_again_card(Wording(play.setting, "en"), number + 1, answers=False)
    token = play.ready.run(
        lambda work: work.cards.issue(account, again.actions, person=person_of(1).id)
    )
    play.press(account, replace(again.message, token=token), "Doing fine")
    noted = QuarterNotes(quarter, 0, frozenset({Zone.ORANGE}), answered=True)
    assert stored(play).rhythm.quarters == (noted,)


def test_of_who_is_counted_an_answer_is_noted_when_its_days_are_over(play: Play) -> None:
    account, message = checked_in(play)
    play.press(account, message, "In a bad place")
    rhythm = stored(play).rhythm
    assert rhythm.answer is not None
    later = rhythm.answer.at + timedelta(days=30)
    assert forgotten(rhythm, play.setting, later).quarters == ()
    counted = replace(rhythm, quarters=(QuarterNotes(Quarter(2026, 1), 0),))
    (noted,) = forgotten(counted, play.setting, later).quarters
    assert noted.zones == {Zone.RED}
