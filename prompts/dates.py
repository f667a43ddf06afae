"""Days and hours in words: a text takes them as a variable. Days are written as the language does.
Hours are those of the 24-hour clock in every language and region, as on a shift board, on the local
page and in the command line: an answer at night must not hang on "AM" or "PM"."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, get_timezone_location, get_timezone_name


def spoken_day(language: str, day: date) -> str:
    """A day near enough to need no year: `Wed, Mar 3`. Without the full stops with which a
    language shortens, as French does: a text may end its sentence with the day."""
    return _plain(format_skeleton("MMMEd", day, locale=_locale(language))).replace(".", "")


def spoken_date(language: str, day: date) -> str:
    """`March 3, 2027`."""
    return _plain(format_date(day, "long", locale=_locale(language)))


def spoken_time(hour: time) -> str:
    """`07:00`, `21:00`."""
    return f"{hour:%H:%M}"


def spoken_moment(language: str, local: datetime) -> str:
    """`Tue, Mar 3, 07:00`, of an instant in the reader's zone."""
    return f"{spoken_day(language, local.date())}, {spoken_time(local.time())}"


def spoken_zone(language: str, zone: str) -> str:
    """`Denver (Mountain Time)`, of an IANA name; of a zone that is no place's, the name itself."""
    if "/" not in zone or zone.startswith("Etc/"):
        return zone
    locale = _locale(language)
    city = get_timezone_location(zone, locale=locale, return_city=True).rpartition("/")[2]
    name = get_timezone_name(ZoneInfo(zone), locale=locale)
    return _plain(city if "(" in name else f"{city} ({name})")


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
