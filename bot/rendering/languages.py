"""Languages in their own words."""

from collections.abc import Iterable

from bot.rendering.wording import Wording
from bot.routing.eligibility import primary
from prompts.languages import own_name


def language_name(wording: Wording, language: str) -> str:
    """As the texts name it where they are written in it, else its own name."""
    if primary(language) in wording.setting.texts.languages():
        return wording(f"language-{primary(language)}")
    return own_name(language)


def language_names(wording: Wording, languages: Iterable[str]) -> str:
    """`English, Español`, each once."""
    names = dict.fromkeys(language_name(wording, language) for language in languages)
    return ", ".join(names)
