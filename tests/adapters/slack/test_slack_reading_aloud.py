"""Every card and form of the program as Slack shows it, in every language: nothing is cut, and who
does not see it hears which button is which."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adapters.slack.blocks import blocks_of
from adapters.slack.views import aside_view, form_view
from bot.config.models import Organisation
from bot.events import ButtonPressed, CommandGiven, Event, HomeOpened
from bot.flows.table import DISPATCH
from bot.messages import Answer, Button, ChoiceField, Form, Message, Option, Section
from bot.model.ids import Account
from tests.bot.flows.department import (
    ANN,
    BO,
    CAPTAIN,
    COORDINATOR,
    GIA,
    NILS,
    STRANGER,
    Department,
    account,
    department,
    id_of,
    joined,
)
from tests.fakes.surroundings import library
from tests.playing import buttons_of, config_of

#: Buttons that are pressed one after the other, from a command.
DEEP = 2


@contextmanager
def agency_in(language: str, place: Path) -> Iterator[Department]:
    organisation = Organisation(
        name="Harlow Ridge Fire Department", zone="America/Chicago", language=language
    )
    with department(place, config=config_of(organisation=organisation)) as opened:
        opened.play.dispatch = DISPATCH
        for number in (ANN, BO, GIA, NILS, CAPTAIN, COORDINATOR):
            roster = replace(opened.person(number).roster, language=language)
            opened.change(number, roster=roster)
        member = joined(language=language, contact_peers=(id_of(GIA), id_of(NILS)))
        preferences = replace(opened.person(BO).preferences, preferred=(id_of(GIA), id_of(NILS)))
        opened.change(BO, membership=member, preferences=preferences)
        yield opened


def every_answer(agency: Department, who: Account, first: Event) -> Iterator[Answer]:
    """What each button leads to, and each of theirs; a card that reads like one before is not
    gone through again."""
    seen: set[str] = set()
    waiting = [(agency.play.happen(first), 0)]
    while waiting:
        answer, depth = waiting.pop(0)
        yield answer
        shown = answer.aside or answer.redraw
        words = repr([(each.text, each.buttons) for each in shown.sections]) if shown else ""
        if shown is None or depth == DEEP or words in seen:
            continue
        seen.add(words)
        for button in buttons_of(shown):
            pressed = ButtonPressed(agency.play.next_id(), who, shown.token, button.number)
            waiting.append((agency.play.happen(pressed), depth + 1))


def starts(agency: Department) -> Iterator[tuple[Account, Event]]:
    commands = ((ANN, "peer"), (BO, "peer"), (GIA, "supporter"), (COORDINATOR, "peer-admin"))
    for number, name in commands:
        yield account(number), CommandGiven(agency.play.next_id(), account(number), name)
    yield STRANGER, CommandGiven(agency.play.next_id(), STRANGER, "peer")
    yield account(BO), HomeOpened(agency.play.next_id(), account(BO))


@pytest.mark.parametrize("language", library().languages())
def test_nothing_is_cut(language: str, tmp_path: Path) -> None:
    cancel, close = (library().say(language, f"slack-{what}") for what in ("cancel", "close"))
    shown = 0
    with agency_in(language, tmp_path) as agency:
        for who, first in starts(agency):
            for answer in every_answer(agency, who, first):
                views: list[Any] = []
                if answer.form is not None:
                    views.append(form_view(answer.form, cancel))
                if answer.aside is not None:
                    views.append(aside_view(answer.aside, "Peers", close, {}))
                for view in views:
                    assert "…" not in json.dumps(view, ensure_ascii=False), view
                shown += len(views)
    assert shown > 100, shown


def spoken(message: Message) -> list[str]:
    return [
        element.get("accessibility_label", element["text"]["text"])
        for block in blocks_of(message, {})
        if block["type"] == "actions"
        for element in block["elements"]
    ]


def test_who_hears_a_list_knows_which_button_is_whose(tmp_path: Path) -> None:
    with agency_in("en", tmp_path) as agency:
        liked = agency.walk(BO, "peer", "Whom I’d like").aside
        greeting = agency.walk(BO, "peer", "My contact peers").aside
    assert liked is not None
    assert greeting is not None
    assert {"Take off: 1. Gia Romano", "Take off: 2. Nils Berg"} <= set(spoken(liked))
    assert {"Down: 1. Gia Romano", "Up: 2. Nils Berg"} <= set(spoken(liked))
    for message in (liked, greeting):
        assert len(spoken(message)) == len(set(spoken(message)))
    assert "What else is here" in spoken(liked), "what stands once says what it is"


def test_a_long_heading_is_not_too_much_to_be_said() -> None:
    long = Section("", "A\nstation " + "x" * 100, buttons=(Button(0, "Look"),))
    other = Section("", "Another", buttons=(Button(1, "Look"),))
    first, second = spoken(Message((long, other), "A message", token="a1"))
    assert len(first) == 75
    assert first.startswith("Look: A station xxx")
    assert second == "Look: Another"


def test_what_may_be_left_open_can_be_taken_back() -> None:
    """Nobody presses a radio button out again in Slack."""
    options = (Option("a", "Work"), Option("b", "Sleep"))
    may = ChoiceField("topic", "About what", options, chosen=("b",))
    must = ChoiceField("when", "When", options, required=True, chosen=("b",))
    view = form_view(Form("Talk", (may, must), "Ask", token="f1"), "Cancel")
    open_, closed = (block["element"] for block in view["blocks"] if block["type"] == "input")
    assert (open_["type"], open_["max_selected_items"]) == ("multi_static_select", 1)
    assert [each["value"] for each in open_["initial_options"]] == ["b"]
    assert (closed["type"], closed["initial_option"]["value"]) == ("radio_buttons", "b")
