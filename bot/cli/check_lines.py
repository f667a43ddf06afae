"""What `tailboard check` says of the lines: which were not called here, or not for long."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.config.models import Config, Line
from bot.lines import CALLED_EVERY, at_second_hand, called_long_ago, lines_of


def lines_to_call(config: Config, today: date) -> Iterator[str]:
    """A sentence for each thing to do; nothing where there is nothing to do."""
    never = [line for line in config.lines if line.checked_on is None]
    if never:
        yield (
            f"lines: no date says when these were last called: {_names(never)}. Call each, and"
            f" write checked_on: {today} beside it."
        )
    long_ago = [line for line in config.lines if called_long_ago(line, today)]
    if long_ago:
        yield (
            f"lines: called more than {CALLED_EVERY.days} days ago: {_names(long_ago)}. Call each"
            " again."
        )
    unsure = at_second_hand(lines_of(config))
    if unsure:
        yield (
            f"Of the lines that come with the program for {config.organisation.country}, these"
            f" were read in others' lists only: {_names(unsure)}. Members are told so. Call each,"
            " and write the ones that answer under lines."
        )


def _names(lines: Sequence[Line]) -> str:
    return ", ".join(line.name for line in lines)
