"""The minute of a message: the member's hours, quiet hours, and the rota."""

from datetime import datetime

from bot.model.people import Hours, ShiftSide
from bot.rota.clock import ClockSpan
from bot.rota.shifts import shifts_between
from bot.rota.windows import (
    SLEEP_AFTER_NIGHT,
    Fit,
    ShiftWish,
    Window,
    good_windows,
    pick_minute,
)
from bot.rules.facts import Facts

_WISH = {
    ShiftSide.EITHER: ShiftWish.EITHER,
    ShiftSide.ON: ShiftWish.ON_SHIFT,
    ShiftSide.OFF: ShiftWish.OFF_SHIFT,
}


def windows(facts: Facts, start: datetime, end: datetime) -> tuple[Window, ...]:
    """Where in [start, end) a message may fall, the best first."""
    person, quiet = facts.person, facts.policy.quiet
    shifts = (
        shifts_between(
            facts.rotation,
            person.roster.shift,
            start - SLEEP_AFTER_NIGHT,
            end,
            facts.overrides,
        )
        if facts.rotation is not None
        else ()
    )
    return good_windows(
        start,
        end,
        zone=person.roster.zone,
        quiet=ClockSpan(
            quiet.start.hour * 60 + quiet.start.minute, quiet.end.hour * 60 + quiet.end.minute
        ),
        preferred=preferred_span(person.membership.hours),
        shifts=shifts,
        wish=_WISH[person.membership.shift_side],
    )


def preferred_span(hours: Hours | None) -> ClockSpan | None:
    if hours is None:
        return None
    return ClockSpan(hours.start * 60 % (24 * 60), hours.end * 60)


def minute_for(facts: Facts, start: datetime, at_worst: Fit) -> datetime | None:
    """The minute in [start, until), or None: then the next look tries again."""
    if start >= facts.until:
        return None
    return pick_minute(windows(facts, start, facts.until), facts.minute, at_worst=at_worst)
