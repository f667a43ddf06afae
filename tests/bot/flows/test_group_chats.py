"""A group chat of the two and the bot: where the platform can and as the member chose it; and the
truth to both where it did not open."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.messages import ChoiceField, Form
from bot.model.content import OutboxState
from bot.model.requests import Reach, RequestState
from bot.setting import Setting
from tests.bot.flows.request_town import MEMBER, STRANGER, Town, account, open_ranked_town
from tests.playing import CAPABILITIES, texts_of

pytestmark = pytest.mark.both_databases

BOTH = frozenset((MEMBER, account(10)))
OPENS = "We open a group chat for the two of you here."
NOT_OPENED = "The group chat could not be opened."
UNSURE = "We can’t tell whether the group chat came up for you."
STAYS = "What the two of you wrote in the group chat stays there."


def with_group_chats(setting: Setting, *, on: bool) -> Setting:
    return replace(setting, capabilities={"local": replace(CAPABILITIES, group_chats=on)})


@pytest.fixture
def town(place: str | Path) -> Iterator[Town]:
    with open_ranked_town(place) as opened:
        opened.play.setting = with_group_chats(opened.play.setting, on=True)
        yield opened


def form_of(town: Town) -> Form:
    start = town.play.press(MEMBER, town.opens(MEMBER), "Talk")
    form = town.play.press(MEMBER, start.aside, "Today").form
    assert form is not None
    return form


def ways(form: Form | None) -> tuple[ChoiceField, list[str]]:
    assert form is not None
    (found,) = (each for each in form.fields if each.name == "reach")
    assert isinstance(found, ChoiceField)
    return found, [option.value for option in found.options]


def brought_together(town: Town) -> None:
    town.asks(reach="group", anyone=("yes",))
    town.presses(10, "I can, now")
    assert town.state() is RequestState.TOGETHER


def said(town: Town, number: int) -> str:
    return "\n".join(texts_of(message) for message in town.messages(number))


def test_it_is_offered_with_its_warning_only_where_the_platform_can(town: Town) -> None:
    field, offered = ways(form_of(town))
    assert offered == [way.value for way in Reach]
    assert "Whoever owns the workspace may be able to take a copy" in field.hint
    town.play.setting = with_group_chats(town.play.setting, on=False)
    field, offered = ways(form_of(town))
    assert offered == ["here", "phone", "in_person"]
    assert field.hint == ""


def test_a_guest_is_offered_it_too_where_the_platform_can(town: Town) -> None:
    form = town.play.press(STRANGER, town.opens(STRANGER), "Person now").form
    assert "group" in ways(form)[1]
    town.play.setting = with_group_chats(town.play.setting, on=False)
    form = town.play.press(STRANGER, town.opens(STRANGER), "Person now").form
    assert "group" not in ways(form)[1]


def test_switched_off_while_the_form_was_open_it_is_asked_again(town: Town) -> None:
    form = form_of(town)
    town.play.setting = with_group_chats(town.play.setting, on=False)
    answer = town.play.submit(MEMBER, form, reach="group", topic="sleep")
    field, offered = ways(answer.form)
    assert field.error
    assert "group" not in offered
    assert town.request() is None


def test_nobody_who_did_not_choose_it_gets_one(town: Town) -> None:
    town.asks(reach="here", anyone=("yes",))
    town.presses(10, "I can, now")
    assert town.state() is RequestState.TOGETHER
    assert town.play.groups == {}


def test_it_is_opened_at_the_yes_and_says_nothing_of_the_request(town: Town) -> None:
    town.asks(reach="group", topic="grief")
    town.presses(10, "I can, now")
    assert town.play.groups == {}, "not before the yes"
    town.presses(1, "Yes, please")
    ((both, (word,)),) = town.play.groups.items()
    assert both == BOTH
    assert "you" in texts_of(word)
    for told in ("Grief", "Person 1", "Person 10", "Station"):
        assert told not in texts_of(word)
    assert "911" in word.footer
    assert OPENS in said(town, 1)
    assert "would like a group chat" in said(town, 10)
    for number in (1, 10):
        assert NOT_OPENED not in said(town, number)
        assert UNSURE not in said(town, number)


@pytest.mark.parametrize(
    ("became", "words"),
    [
        (OutboxState.UNREACHABLE, NOT_OPENED),
        (OutboxState.CANCELLED, NOT_OPENED),
        (OutboxState.RESOLVED, UNSURE),
    ],
)
def test_where_it_did_not_surely_open_both_hear_the_truth(
    town: Town, became: OutboxState, words: str
) -> None:
    town.play.opening = became
    brought_together(town)
    request = town.request()
    assert request is not None
    for number in (1, 10):
        told = texts_of(town.chat(number).last)
        assert words in told
        assert request.code in told
        assert "Person" not in told, "it stays in the chat when all is over"
        card = next(m for m in town.messages(number) if request.code in texts_of(m))
        assert any(section.talk_to for section in card.sections), "the way to each other"


def test_while_it_is_tried_nobody_is_told_that_it_failed(town: Town) -> None:
    town.play.opening = OutboxState.UNKNOWN
    brought_together(town)
    for number in (1, 10):
        assert NOT_OPENED not in said(town, number)
        assert UNSURE not in said(town, number)


def test_switched_off_after_asking_the_next_best_is_said_truly(town: Town) -> None:
    town.asks(reach="group", anyone=("yes",))
    town.play.setting = with_group_chats(town.play.setting, on=False)
    town.presses(10, "I can, now")
    assert town.play.groups == {}
    assert "We can’t open a group chat for the two of you." in said(town, 1)
    assert "would have liked a group chat" in said(town, 10)
    for number in (1, 10):
        assert any(s.talk_to for message in town.messages(number) for s in message.sections)


def test_switched_off_between_the_yes_and_the_opening_both_hear_the_truth(town: Town) -> None:
    town.asks(reach="group", anyone=("yes",))
    offer = town.chat(10).last
    town.play.press(account(10), offer, "I can, now")
    town.play.setting = with_group_chats(town.play.setting, on=False)
    town.play.deliver()
    town.play.deliver()  # what waited for it
    assert town.play.groups == {}
    for number in (1, 10):
        assert NOT_OPENED in said(town, number)


def test_two_who_share_no_workspace_have_none(town: Town) -> None:
    elsewhere = replace(account(15), workspace="other")
    town.supporter(15, roster={"accounts": (elsewhere,)})
    town.asks(reach="group", to=str(town.person(elsewhere).id))
    town.play.press(elsewhere, town.play.chat(elsewhere).last, "I can, now")
    town.play.deliver()
    assert town.state() is RequestState.TOGETHER
    assert town.play.groups == {}
    assert "We can’t open a group chat for the two of you." in said(town, 1)


def test_at_the_close_it_is_said_that_what_they_wrote_stays(town: Town) -> None:
    brought_together(town)
    town.presses(1, "We are done")
    assert town.request() is None
    for number in (1, 10):
        assert STAYS in said(town, number)
    assert len(town.play.groups[BOTH]) == 1, "nothing is said or taken away there"


def test_where_none_was_opened_nothing_of_it_is_said_at_the_close(town: Town) -> None:
    town.play.opening = OutboxState.UNREACHABLE
    brought_together(town)
    town.play.press(MEMBER, town.status(), "We are done")
    town.play.deliver()
    for number in (1, 10):
        assert STAYS not in said(town, number)


def test_what_is_over_before_it_was_opened_is_not_opened(town: Town) -> None:
    town.asks(reach="group", anyone=("yes",))
    town.play.press(account(10), town.chat(10).last, "I can, now")
    town.play.press(MEMBER, town.status(), "We are done")
    town.play.deliver()
    assert town.play.groups == {}
    for number in (1, 10):
        assert NOT_OPENED not in said(town, number)


def test_with_someone_else_there_is_another_one(town: Town) -> None:
    brought_together(town)
    town.play.press(MEMBER, town.status(), "Someone else")
    town.play.deliver()
    town.presses(11, "I can, now")
    assert town.state() is RequestState.TOGETHER
    assert set(town.play.groups) == {BOTH, frozenset((MEMBER, account(11)))}
