"""The minute of a message: the member's hours, quiet hours, and the rota."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.model.people import Hours, ShiftSide
from bot.rota.clock import ClockSpan
from bot.rota.rotation import Shift
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
    return good_windows(
        start,
        end,
        zone=person.roster.zone,
        quiet=ClockSpan.between(quiet.start, quiet.end),
        preferred=preferred_span(person.membership.hours),
        shifts=_shifts(facts, start - SLEEP_AFTER_NIGHT, end),
        wish=_WISH[person.membership.shift_side],
    )


def _shifts(facts: Facts, start: datetime, end: datetime) -> tuple[Shift, ...]:
    """None where no rotation is known of them: then quiet hours alone decide."""
    if facts.rotation is None:
        return ()
    person = facts.person
    return shifts_between(
        facts.rotation, person.roster.shift, start, end, person.preferences.overrides
    )


def preferred_span(hours: Hours | None) -> ClockSpan | None:
    """The hours a member chose, None where they chose none."""
    return None if hours is None else ClockSpan.of_hours(hours.start, hours.end)


def minute_for(facts: Facts, start: datetime, at_worst: Fit) -> datetime | None:
    """The minute in [start, until), or None: then the next look tries again."""
    if start >= facts.until:
        return None
    return pick_minute(windows(facts, start, facts.until), facts.minute, at_worst=at_worst)


def next_good_minute(facts: Facts, now: datetime, at_worst: Fit) -> datetime | None:
    """The first minute after `now` that suits, within two days; whatever the next look."""
    begin = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    found = windows(facts, begin, begin + timedelta(days=2))
    return min((w.starts for w in found if w.fit <= at_worst), default=None)


def is_good_minute(facts: Facts, now: datetime, at_worst: Fit) -> bool:
    """Whether the minute that `now` falls in suits."""
    minute = now.replace(second=0, microsecond=0)
    found = windows(facts, minute, minute + timedelta(minutes=1))
    return any(window.fit <= at_worst for window in found)


def other_minutes(facts: Facts, start: datetime, at_worst: Fit) -> Iterator[datetime]:
    """A minute of every hour in [start, until) that has one, beginning somewhere by the draw:
    for who may not get theirs at the first."""
    hours = [start]
    while (begins := _next_hour(hours[-1])) < facts.until:
        hours.append(begins)
    first = int(facts.minute * len(hours))
    for begins in (*hours[first:], *hours[:first]):
        ends = min(_next_hour(begins), facts.until)
        minute = minute_for(replace(facts, until=ends), begins, at_worst)
        if minute is not None:
            yield minute


def _next_hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
