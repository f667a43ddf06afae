"""Tables are made one, and none hides what is in another."""

import pytest

from bot.merging import merged
from bot.model.actions import ActionKind


def test_what_is_in_any_of_the_tables_is_in_the_whole() -> None:
    assert merged({"a": 1}, {"b": 2, "c": 3}, {}) == {"a": 1, "b": 2, "c": 3}


def test_a_key_in_two_tables_is_named_at_start() -> None:
    with pytest.raises(ValueError, match=f"two tables: {ActionKind.JOIN}"):
        merged({ActionKind.JOIN: 1}, {ActionKind.DECLINE: 2}, {ActionKind.JOIN: 1})
