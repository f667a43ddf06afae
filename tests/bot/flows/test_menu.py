"""/peer, help now, worried, how confidential this is, and whatever somebody types."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.config.models import LegalText, Line, LineKind
from bot.messages import Message
from bot.model.people import PersonState, Preferences
from tests.bot.flows.department import (
    ANN,
    BO,
    BOTH,
    CAPTAIN,
    COORDINATOR,
    GIA,
    STRANGER,
    Department,
    account,
    department,
    id_of,
    joined,
)
from tests.menus import MENU
from tests.playing import buttons_of, config_of, labels_of, texts_of

ONE_ANSWER = "Nobody is reading this chat"


def alike(*messages: Message | None) -> bool:
    """Whether these read the same and have the same buttons."""
    seen = {(texts_of(message), tuple(labels_of(message))) for message in messages}
    return len(seen) == 1


def test_the_menu_has_everything_for_a_member(agency: Department) -> None:
    assert labels_of(agency.walk(ANN, "peer").aside) == MENU


def test_the_menu_is_the_same_whatever_somebody_has(agency: Department) -> None:
    """Over the shoulder nobody reads from it who joined, asked, avoids or serves."""
    agency.change(ANN, membership=joined(contact_peers=(id_of(GIA),)))
    agency.change(BO, preferences=Preferences(avoided=(id_of(GIA),)))
    agency.walk(BO, "peer", "A colleague now, whoever is free")
    menus = [agency.walk(who, "peer").aside for who in (ANN, BO, GIA, COORDINATOR, BOTH)]
    assert alike(*menus)


def test_every_button_of_the_menu_leads_somewhere(agency: Department) -> None:
    """For a member, for who has not joined, for a stranger, for who left."""
    agency.change(ANN, membership=joined())
    agency.run(lambda work: work.people.set_state(id_of(CAPTAIN), PersonState.LEFT))
    for who in (ANN, BO, STRANGER, CAPTAIN):
        menu = agency.walk(who, "peer").aside
        for button in buttons_of(menu):
            answer = agency.press(who, menu, button.label)
            shown = answer.aside or answer.form
            assert shown is not None, button.label
            assert "911" in shown.footer
            assert "988" in shown.footer


def test_somebody_off_the_roster_has_a_shorter_menu(agency: Department) -> None:
    agency.run(lambda work: work.people.set_state(id_of(BO), PersonState.LEFT))
    stranger, left = agency.walk(STRANGER, "peer").aside, agency.walk(BO, "peer").aside
    assert alike(stranger, left)
    assert "My check-ins" not in labels_of(stranger)
    assert {"Talk to a trained colleague", "Who they are", "My request", "My data"} <= set(
        labels_of(stranger)
    )


@pytest.mark.parametrize("word", ["now", "help", "HELP!", " Help me. ", "Emergency"])
def test_a_word_for_help_comes_to_the_lines_and_a_person(agency: Department, word: str) -> None:
    shown = agency.play.command(account(BO), "peer", word).aside
    assert texts_of(shown).startswith("Someone to talk to right now\nEmergency: 911")
    assert labels_of(shown)[0] == "A colleague now, whoever is free"


@pytest.mark.parametrize("word", ["", "hello", "I need help with my locker", "x" * 40_000, "\x00"])
def test_any_other_word_shows_the_menu(agency: Department, word: str) -> None:
    shown = agency.play.command(account(BO), "peer", word).aside
    assert alike(shown, agency.walk(BO, "peer").aside)


def test_help_now_has_the_lines_first_then_a_person_then_everyday_help(
    agency: Department,
) -> None:
    shown = agency.walk(BO, "peer", "Crisis lines to call now").aside
    text = texts_of(shown)
    places = [text.index(w) for w in ("Emergency: 911", "Crisis Lifeline: 988", "Chaplain")]
    assert places == sorted(places)
    assert labels_of(shown) == ["A colleague now, whoever is free", "What else is here"]


def test_the_organisations_lines_come_first(agency: Department) -> None:
    country = Line(name="Country line", kind=LineKind.CRISIS, phone="116 123")
    setting = agency.play.setting
    agency.play.setting = replace(setting, lines=(*setting.lines, country))
    text = texts_of(agency.walk(BO, "peer", "Crisis lines to call now").aside)
    assert text.index("Crisis Lifeline") < text.index("Country line")


def test_worried_about_someone_advises_and_records_nothing(agency: Department) -> None:
    before = agency.person(BO)
    shown = agency.walk(BO, "peer", "I’m worried about someone").aside
    assert "How are you, really?" in texts_of(shown)
    assert "Emergency: 911" in texts_of(shown)
    assert "nothing is kept" in texts_of(shown)
    assert "Ask a supporter for advice" in labels_of(shown)
    assert agency.person(BO) == before
    assert agency.play.deliver() == 0


def test_how_confidential_this_is_in_two_pages(agency: Department) -> None:
    for who in (BO, STRANGER):
        first = agency.walk(who, "peer", "How confidential is this?").aside
        assert "Who could" not in texts_of(first)
        assert "may be able to export" in texts_of(first)
        second = agency.press(who, first, "Where confidentiality ends").aside
        assert "What ends confidentiality, in our words." in texts_of(second)
        assert agency.press(who, second, "Back").aside is not None


def test_the_limits_are_said_in_the_members_language(tmp_path: Path) -> None:
    config = config_of(limits_of_confidentiality=LegalText(en="In English.", es="En español."))
    with department(tmp_path, config=config) as agency:
        agency.change(BO, membership=joined(language="es-MX"))
        first = agency.walk(BO, "peer", "¿Qué tan confidencial es?").aside
        second = agency.press(BO, first, "Dónde termina la confidencialidad").aside
        assert "En español." in texts_of(second)


# Whatever somebody types


@pytest.mark.parametrize(
    "text", ["hi", "I want to end it", "", "\x00\u202e\ud800", "<!channel> @everyone", "x" * 40_000]
)
def test_a_typed_sentence_gets_the_one_answer(agency: Department, text: str) -> None:
    acting = [account(who) for who in (BO, GIA, COORDINATOR)] + [STRANGER]
    shown = [agency.play.type(each, text).aside for each in acting]
    assert alike(*shown)
    words = texts_of(shown[0])
    assert words.startswith(ONE_ANSWER)
    assert "Emergency: 911" in words
    assert "Crisis Lifeline: 988" in words
    assert labels_of(shown[0]) == ["A colleague now, whoever is free", "What else is here"]


def test_a_command_that_does_not_exist_gets_the_same(agency: Department) -> None:
    shown = agency.play.command(account(BO), "peeer", "help").aside
    assert alike(shown, agency.play.type(account(BO), "help").aside)


def test_nothing_of_it_is_kept(agency: Department) -> None:
    before = agency.person(BO)
    agency.play.type(account(BO), "something private")
    agency.play.command(account(BO), "peer", "something private")
    assert agency.person(BO) == before
