"""When coordinators and the outside clinician hear that someone is waiting.

At once for "now"; for today and this week only at set hours of the organisation's day (09:00 and
17:00), so that the hour of a notice does not tell when somebody asked. While the request waits
on, once a day more, at the first of these hours.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as time_of_day

from bot.model.requests import Urgency
from bot.rota.clock import instant, local_day

#: A daily reminder does not follow the first notice at its heels.
_LEAST_BETWEEN = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class NoticeTimes:
    """Whole local hours of the organisation's zone, at least one."""

    zone: str
    hours: tuple[int, ...]


def last_notice(
    urgency: Urgency, told_at: datetime, now: datetime, times: NoticeTimes
) -> datetime | None:
    """The latest notice whose instant has come, None before the first. `told_at` is when the
    member heard that nobody is free; no coordinator hears before them."""
    due = [at for at in _around(urgency, told_at, now, times) if at <= now]
    return max(due, default=None)


def next_notice(urgency: Urgency, told_at: datetime, now: datetime, times: NoticeTimes) -> datetime:
    """The first notice after `now`."""
    return min(at for at in _around(urgency, told_at, now, times) if at > now)


def first_notice(urgency: Urgency, told_at: datetime, times: NoticeTimes) -> datetime:
    """At once for "now", else the next of the set hours."""
    if urgency is Urgency.NOW:
        return told_at
    day = local_day(times.zone, told_at)
    slots = (slot for offset in range(3) for slot in _slots(day + timedelta(offset), times))
    return next(slot for slot in slots if slot >= told_at)


def _around(
    urgency: Urgency, told_at: datetime, now: datetime, times: NoticeTimes
) -> Iterator[datetime]:
    """The first notice, and the daily ones from the day before `now` to two days after it."""
    first = first_notice(urgency, told_at, times)
    yield first
    today = local_day(times.zone, max(now, first))
    for offset in range(-1, 3):
        daily = _slots(today + timedelta(offset), times)[0]
        if daily >= first + _LEAST_BETWEEN:
            yield daily


def _slots(day: date, times: NoticeTimes) -> list[datetime]:
    """The notices of one local day. A DST change moves none to another wall-clock hour, unless
    the hour is skipped: then it is the first instant after the gap."""
    return [
        instant(times.zone, datetime.combine(day, time_of_day(hour)))
        for hour in sorted(set(times.hours))
    ]
