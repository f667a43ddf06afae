"""Where to turn: the organisation's own lines, then those of its country."""

from collections.abc import Iterable
from datetime import date, timedelta

from pydantic import Field

from bot.config.models import Config, Line, LineKind, LineWords
from prompts.resources import Resource, Words, lines_for

#: Numbers change: each line is called before the start, and then as often as this.
CALLED_EVERY = timedelta(days=90)


class CountryLine(Line):
    """A line that comes with the program. `at_first_hand`: it was read on a page of the service
    or of a public authority, and not only in a list by others."""

    at_first_hand: bool = Field(description="read where it is known, not only in a list by others")


def lines_of(config: Config) -> tuple[Line, ...]:
    """The organisation's own, then the country's that are not among them; those that are known
    from others' lists only come last, so that whoever reads from the top finds them last."""
    own = config.lines
    beside = [line.phone for line in own if line.phone]
    country = [_line(each) for each in lines_for(config.organisation.country, beside=beside)]
    country.sort(key=lambda line: not line.at_first_hand)
    return (*own, *country)


def called_long_ago(line: Line, today: date) -> bool:
    """Somebody here called it, and not for long."""
    return line.checked_on is not None and today - line.checked_on > CALLED_EVERY


def to_be_called(config: Config, today: date) -> tuple[Line, ...]:
    """Of the organisation's own those that nobody here has called, or not for long."""
    return tuple(
        each for each in config.lines if each.checked_on is None or called_long_ago(each, today)
    )


def at_second_hand(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Those that nobody has read where they are known, and that the organisation does not name
    itself."""
    return tuple(each for each in lines if isinstance(each, CountryLine) and not each.at_first_hand)


def _line(resource: Resource) -> CountryLine:
    return CountryLine(
        name=resource.name,
        kind=LineKind(resource.kind.value),
        phone=resource.phone,
        text=resource.text,
        chat=resource.chat,
        hours=resource.hours,
        note=resource.notes,
        es=_words(resource.es),
        fr=_words(resource.fr),
        at_first_hand=resource.verified,
    )


def _words(words: Words) -> LineWords:
    return LineWords(name=words.name, text=words.text, hours=words.hours, note=words.notes)
