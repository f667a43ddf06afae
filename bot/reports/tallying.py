"""From what was noted of people to the true counts of each group, added up in small pieces."""

from collections.abc import Iterable

from bot.model.people import QuarterNotes, Wait, Zone
from bot.reports.figures import Tally


def tallied(noted: Iterable[QuarterNotes], groups: int) -> tuple[Tally, ...]:
    """The counts of so many groups; each person is there once."""
    counts = [Tally() for _ in range(groups)]
    for notes in noted:
        if notes.group is not None and notes.group < groups:
            counts[notes.group] = _added(counts[notes.group], _one(notes))
    return tuple(counts)


def together(some: tuple[Tally, ...], more: tuple[Tally, ...]) -> tuple[Tally, ...]:
    """Two pieces, group by group."""
    return tuple(_added(first, second) for first, second in zip(some, more, strict=True))


def _one(notes: QuarterNotes) -> Tally:
    return Tally(
        answered=notes.answered,
        yellow=Zone.YELLOW in notes.zones,
        orange=Zone.ORANGE in notes.zones,
        red=Zone.RED in notes.zones,
        asked=notes.asked,
        passed=notes.passed,
        waited=notes.waited,
        unfilled=notes.unfilled,
        in_15_minutes=notes.wait is Wait.QUARTER_HOUR,
        in_an_hour=notes.wait in (Wait.QUARTER_HOUR, Wait.HOUR),
    )


def _added(first: Tally, second: Tally) -> Tally:
    return Tally(*(getattr(first, n) + getattr(second, n) for n in Tally.__slots__))
