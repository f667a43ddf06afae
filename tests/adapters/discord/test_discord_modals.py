"""What a form's field is called in a modal, where Discord has less room than the words take."""

from typing import Any

import pytest

from adapters.discord import limits
from adapters.discord.modals import modal
from bot.messages import ChoiceField, Form, Option
from tests.fakes.surroundings import library


def drawn(label: str) -> tuple[str, list[dict[str, Any]]]:
    """What is said first, and the fields."""
    field = ChoiceField("contacts", label, options=(Option("theo", "Theo Brandt"),), several=True)
    parts = modal(Form("Your contact peers", (field,), "Choose"), 0, "x").to_dict()["components"]
    said = "".join(part["content"] for part in parts if "content" in part)
    return said, [dict(part) for part in parts if "label" in part]


@pytest.mark.parametrize("language", library().languages())
def test_nothing_of_a_question_that_is_longer_than_discord_has_room_for_is_lost(
    language: str,
) -> None:
    asked = library().say(language, "join-contact-ask")
    assert len(asked) > limits.DESCRIPTION
    said, (field,) = drawn(asked)
    assert asked in said
    assert field["label"] == asked[: len(field["label"])]
    assert field["label"][-1] == "?"
    assert not field.get("description")


def test_a_question_that_a_description_has_room_for_stands_there_alone() -> None:
    asked = "A question that is too long for a label, and not for what stands below it"
    said, (field,) = drawn(asked)
    assert (said, field["description"]) == ("", asked)
    assert field["label"].endswith("…")


def test_a_label_that_fits_stays_as_it_is() -> None:
    said, (field,) = drawn("With whom? Anybody?")
    assert (said, field["label"]) == ("", "With whom? Anybody?")
