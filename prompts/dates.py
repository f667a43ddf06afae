"""Days and hours in words, as a language writes them: a text takes them as a variable."""

from datetime import date, time

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time


def spoken_day(language: str, day: date) -> str:
    """A day near enough to need no year: `Wed, Mar 3`."""
    return _plain(format_skeleton("MMMEd", day, locale=_locale(language)))


def spoken_date(language: str, day: date) -> str:
    """`March 3, 2027`."""
    return _plain(format_date(day, "long", locale=_locale(language)))


def spoken_time(language: str, hour: time) -> str:
    """`9:00 PM`, `21:00`."""
    return _plain(format_time(hour, "short", locale=_locale(language)))


def _locale(language: str) -> Locale:
    """That of the language, else of its first part, else English."""
    whole = language.replace("-", "_")
    for name in (whole, whole.partition("_")[0]):
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en")


def _plain(text: str) -> str:
    """CLDR writes narrow and no-break spaces, which not every platform shows."""
    return text.replace("\u202f", " ").replace("\xa0", " ")
