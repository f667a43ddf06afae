"""The few words that the adapter says by itself: the help line is at the foot of each, too."""

from dataclasses import replace
from pathlib import Path

import pytest

from adapters.slack.blocks import blocks_of
from bot.own_words import Words
from bot.rendering.wording import Wording
from bot.system_clock import SystemClock
from prompts.entries import entries_of
from prompts.library import FOLDER
from tests.fakes.surroundings import library, surroundings

#: What stands on a button, or in Slack's own list of apps.
LABELS = {"slack-close", "slack-cancel", "slack-app-line", "slack-shortcut-line"}


def texts_of_slack() -> list[str]:
    messages = entries_of(Path(FOLDER) / "en", []).messages
    return sorted(id_ for id_ in messages if id_.startswith("slack-") and id_ not in LABELS)


def words_in(language: str) -> tuple[Words, Wording]:
    around = surroundings(SystemClock())
    organisation = around.setting.config.organisation.model_copy(update={"language": language})
    config = around.setting.config.model_copy(update={"organisation": organisation})
    setting = replace(around.setting, config=config)
    return Words(replace(around, setting=setting)), Wording(setting, language)


@pytest.mark.parametrize("language", library().languages())
def test_every_text_of_the_adapters_own_has_the_help_line_at_its_foot(language: str) -> None:
    words, wording = words_in(language)
    found = texts_of_slack()
    assert {"slack-moment", "slack-done", "slack-again", "slack-elsewhere"} <= set(found)
    for text in found:
        blocks = blocks_of(words.message(text), {})
        assert blocks[0]["text"]["text"] == wording(text)
        assert blocks[-1]["elements"][0]["text"] == wording.help_line
        assert words.line(text) == f"{wording(text)}\n{wording.help_line}"
