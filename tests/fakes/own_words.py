"""An adapter's own words in any language that there are texts in."""

from dataclasses import replace
from pathlib import Path

from bot.adapter_registration import Surroundings
from bot.own_words import Words
from bot.rendering.wording import Wording
from bot.system_clock import SystemClock
from prompts.entries import entries_of
from prompts.library import FOLDER
from tests.fakes.surroundings import surroundings


def texts_of(platform: str) -> set[str]:
    """The ids of an adapter's own texts."""
    messages = entries_of(Path(FOLDER) / "en", []).messages
    return {id_ for id_ in messages if id_.startswith(f"{platform}-")}


def surroundings_in(language: str) -> Surroundings:
    """Of an organisation that speaks it."""
    around = surroundings(SystemClock())
    organisation = around.setting.config.organisation.model_copy(update={"language": language})
    config = around.setting.config.model_copy(update={"organisation": organisation})
    return replace(around, setting=replace(around.setting, config=config))


def words_in(language: str) -> tuple[Words, Wording]:
    around = surroundings_in(language)
    return Words(around), Wording(around.setting, language)
