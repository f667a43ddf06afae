"""The texts as their files have them."""

from collections.abc import Mapping

import pytest

from prompts.entries import Entry, entries_of
from prompts.library import FOLDER, Library

#: What a variable is said with in a test: about as long as it gets, and a number where the text
#: counts. A variable that is not here is a name nobody has decided on.
NUMBERS = frozenset({"days", "most", "count", "minutes", "hours", "number"})


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.load()


@pytest.fixture(scope="session")
def entries() -> Mapping[str, Mapping[str, Entry]]:
    """By language, by id."""
    problems: list[str] = []
    found = {
        place.name: entries_of(place, problems).messages
        for place in sorted(FOLDER.iterdir())
        if any(place.glob("*.ftl"))
    }
    assert problems == []
    return found
