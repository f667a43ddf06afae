"""The name of a language in its own words, for languages that the texts do not name."""

from babel import Locale, UnknownLocaleError


def own_name(language: str) -> str:
    """`Deutsch`; the code itself where nobody knows it."""
    try:
        name = Locale.parse(language.replace("-", "_")).display_name
    except (UnknownLocaleError, ValueError):
        return language
    return name[:1].upper() + name[1:] if name else language
