"""Names as people type them."""

import pytest

from bot.names import begins, is_whole


@pytest.mark.parametrize(
    "typed", ["", "a", "ana", "ANA QUI", "quin", "quiñ", "Ana  Quinones", "qui ana", "Ana,"]
)
def test_what_begins_words_of_a_name(typed: str) -> None:
    assert begins(typed, "Ana Quiñones")


@pytest.mark.parametrize("typed", ["na", "Ana X", "Quinoness", "Ana Quiñones Vega"])
def test_what_does_not(typed: str) -> None:
    assert not begins(typed, "Ana Quiñones")


def test_a_whole_name() -> None:
    assert is_whole(" ana QUINONES ", "Ana Quiñones")
    assert not is_whole("Ana", "Ana Quiñones")
    assert not is_whole("", "")
    assert not is_whole("···", "··")
