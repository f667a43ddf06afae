"""The few words that the adapter says by itself: the help line is at the foot of each, too."""

import pytest

from adapters.slack.blocks import blocks_of
from tests.fakes.own_words import texts_of, words_in
from tests.fakes.surroundings import library

#: What stands on a button, or in Slack's own list of apps.
LABELS = {"slack-close", "slack-cancel", "slack-app-line", "slack-shortcut-line"}


@pytest.mark.parametrize("language", library().languages())
def test_every_text_of_the_adapters_own_has_the_help_line_at_its_foot(language: str) -> None:
    words, wording = words_in(language)
    found = sorted(texts_of("slack") - LABELS)
    assert {"slack-moment", "slack-done", "slack-again", "slack-elsewhere"} <= set(found)
    for text in found:
        blocks = blocks_of(words.message(text), {})
        assert blocks[0]["text"]["text"] == wording(text)
        assert blocks[-1]["elements"][0]["text"] == wording.help_line
        assert words.line(text) == f"{wording(text)}\n{wording.help_line}"
