"""Whoever could not be shown what came of what they did hears of it where they may be written to,
in words that say nothing of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.events import AnswerLost
from bot.messages import Answer
from bot.model.ids import Account
from tests.bot.flows.department import (
    ANN,
    BO,
    COORDINATOR,
    GIA,
    STRANGER,
    Department,
    account,
    department,
    joined,
)
from tests.playing import labels_of, texts_of

TAKEN = "We have what you just did"
UNSURE = "What you just did may not have reached us"


@pytest.fixture
def agency(tmp_path: Path) -> Iterator[Department]:
    with department(tmp_path / "tailboard.db") as opened:
        yield opened


def lose(
    agency: Department, who: int | Account, *, in_chat: bool = False, taken: bool = True
) -> Answer:
    acting = account(who) if isinstance(who, int) else who
    event = AnswerLost(agency.play.next_id(), acting, in_chat=in_chat, taken=taken)
    answer = agency.play.happen(event)
    agency.deliver()
    return answer


def test_whoever_joined_or_serves_is_written_to(agency: Department) -> None:
    agency.change(ANN, membership=joined())
    for who in (ANN, GIA):
        assert lose(agency, who) == Answer()
        (said,) = agency.texts(who)
        assert said.startswith(TAKEN)


def test_whoever_waits_for_a_supporter_is_written_to(agency: Department) -> None:
    form = agency.walk(
        BO, "peer", "Talk to a trained colleague", "I have read this, go on", "Today"
    )
    agency.submit(BO, form.form)
    before = len(agency.texts(BO))
    lose(agency, BO)
    assert agency.texts(BO)[before:][0].startswith(TAKEN)


@pytest.mark.parametrize("who", [BO, COORDINATOR, STRANGER])
def test_nobody_else_is_written_to_but_where_they_are(
    agency: Department, who: int | Account
) -> None:
    assert lose(agency, who) == Answer()
    if isinstance(who, int):
        assert agency.texts(who) == []
        assert lose(agency, who, in_chat=True) == Answer()
        assert agency.texts(who)[0].startswith(TAKEN)


def test_a_stranger_is_answered_in_their_chat_alone(agency: Department) -> None:
    aside = lose(agency, STRANGER, in_chat=True).aside
    assert texts_of(aside).startswith(TAKEN)
    assert len(labels_of(aside)) == 2


def test_what_may_not_have_been_taken_is_not_said_to_be(agency: Department) -> None:
    lose(agency, GIA, taken=False)
    assert agency.texts(GIA)[0].startswith(UNSURE)


def test_the_ways_on_and_the_lines_stand_under_it(agency: Department) -> None:
    lose(agency, GIA)
    message = agency.play.chat(account(GIA)).last
    assert len(labels_of(message)) == 2
    assert "988" in message.footer
    answer = agency.press(GIA, message, labels_of(message)[0])
    assert answer != Answer()


def test_it_is_said_once_however_often_it_comes(agency: Department) -> None:
    event = AnswerLost("the-same", account(GIA), in_chat=True, taken=True)
    for _ in range(2):
        agency.play.happen(event)
        agency.deliver()
    assert len(agency.texts(GIA)) == 1
