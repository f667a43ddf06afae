"""What repeats in a calendar (RRULE, RFC 5545 §3.3.10), asked day by day.

Shifts repeat by days, so a rule is a question to a date: does it recur on this one? That takes the
same time for every rule, where expanding one as written may never end (the 30th of February).
Rules within a day (hourly and finer) and those by set position, week number or day of the year
are refused: no rota is written so, and to misread one would be worse.
"""

import calendar
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MOST_IN_MONTH = 5  #: Mondays, say
_READ = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYDAY", "WKST"}


class Frequency(StrEnum):
    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True, slots=True)
class WeekdayRule:
    """A weekday (0 is Monday); `nth` of the month, counted from its end if negative, 0 every."""

    weekday: int
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule but for its last date (UNTIL). Empty tuples do not restrict; a count of 0 is none."""

    frequency: Frequency
    interval: int = 1
    count: int = 0
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[WeekdayRule, ...] = ()
    week_start: int = 0


def read_recurrence(parts: Mapping[str, Sequence[object]]) -> Recurrence:
    """The rule from its parsed parts, name to values. Raises ValueError: what is not read."""
    foreign = sorted(set(parts) - _READ)
    if foreign:
        raise ValueError(f"repeats by {', '.join(foreign)}, which is not read")
    frequency = str(_one(parts, "FREQ", ""))
    if frequency not in tuple(Frequency):
        raise ValueError("repeats otherwise than by day, week, month or year")
    rule = Recurrence(
        frequency=Frequency(frequency),
        interval=_number(_one(parts, "INTERVAL", 1)),
        count=_number(_one(parts, "COUNT", 0)),
        months=_each_once(_number(month) for month in parts.get("BYMONTH", ())),
        month_days=_each_once(_number(day) for day in parts.get("BYMONTHDAY", ())),
        weekdays=_each_once(_weekday(str(day)) for day in parts.get("BYDAY", ())),
        week_start=_weekday(str(_one(parts, "WKST", "MO"))).weekday,
    )
    _refuse_unread(rule)
    return rule


def days_of(rule: Recurrence, first: date, since: date, last: date) -> Iterator[date]:
    """The dates of the recurrence from `since` to `last`, both included; `first` is its start and
    always its first date. A rule with a count is followed from there, one without from `since`."""
    day = first if rule.count else max(first, since)
    found = 0
    while day <= last:
        if day == first or recurs_on(rule, first, day):
            found += 1
            if day >= since:
                yield day
            if found == rule.count:
                return
        day += timedelta(days=1)


def recurs_on(rule: Recurrence, first: date, day: date) -> bool:
    """Whether a recurrence that started on `first` falls on `day`, count and end aside."""
    return (
        _in_step(rule, first, day)
        and (not rule.months or day.month in rule.months)
        and (not rule.month_days or _is_month_day(rule.month_days, day))
        and (not rule.weekdays or any(_is_weekday(one, day) for one in rule.weekdays))
        and _as_the_first(rule, first, day)
    )


def _each_once(parts: Iterable[T]) -> tuple[T, ...]:
    """A rule may say a thing a hundred thousand times over, and is asked for every day."""
    return tuple(dict.fromkeys(parts))


def _in_step(rule: Recurrence, first: date, day: date) -> bool:
    match rule.frequency:
        case Frequency.DAILY:
            passed = (day - first).days
        case Frequency.WEEKLY:
            into_week = (first.weekday() - rule.week_start) % 7
            passed = ((day - first).days + into_week) // 7
        case Frequency.MONTHLY:
            passed = (day.year - first.year) * 12 + day.month - first.month
        case Frequency.YEARLY:
            passed = day.year - first.year
    return passed % rule.interval == 0


def _as_the_first(rule: Recurrence, first: date, day: date) -> bool:
    """What a rule leaves open is as on the first date."""
    if rule.frequency is Frequency.DAILY or rule.weekdays:
        return True
    if rule.frequency is Frequency.WEEKLY:
        return day.weekday() == first.weekday()
    if rule.month_days:
        return True
    same_month = (
        rule.frequency is Frequency.MONTHLY or bool(rule.months) or day.month == first.month
    )
    return same_month and day.day == first.day


def _is_month_day(month_days: tuple[int, ...], day: date) -> bool:
    from_the_end = day.day - calendar.monthrange(day.year, day.month)[1] - 1
    return day.day in month_days or from_the_end in month_days


def _is_weekday(one: WeekdayRule, day: date) -> bool:
    if day.weekday() != one.weekday:
        return False
    if one.nth > 0:
        return (day.day - 1) // 7 + 1 == one.nth
    if one.nth < 0:
        last = calendar.monthrange(day.year, day.month)[1]
        return -((last - day.day) // 7 + 1) == one.nth
    return True


def _refuse_unread(rule: Recurrence) -> None:
    monthly = rule.frequency is Frequency.MONTHLY
    yearly = rule.frequency is Frequency.YEARLY
    if rule.interval < 1 or rule.count < 0:
        raise ValueError("repeats at an interval or for a count that is no positive number")
    if any(one.nth for one in rule.weekdays) and not (monthly or (yearly and rule.months)):
        raise ValueError("repeats by an nth weekday that is not of a month")
    if any(abs(one.nth) > _MOST_IN_MONTH for one in rule.weekdays):
        raise ValueError("repeats on a weekday of which no month has so many")
    if rule.month_days and rule.frequency is Frequency.WEEKLY:
        raise ValueError("repeats weekly by days of the month")
    if any(not 1 <= month <= 12 for month in rule.months):
        raise ValueError("repeats in a month that is none")
    if any(not 1 <= abs(day) <= 31 for day in rule.month_days):
        raise ValueError("repeats on a day of the month that is none")


def _one(parts: Mapping[str, Sequence[object]], name: str, default: object) -> object:
    values = parts.get(name)
    if not values:
        return default
    if len(values) > 1:
        raise ValueError(f"gives {name} more than once")
    return values[0]


def _number(value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        raise ValueError(f"repeats by {value!s}, which is no number") from None


def _weekday(text: str) -> WeekdayRule:
    name, nth = text[-2:].upper(), text[:-2]
    if name not in _WEEKDAYS:
        raise ValueError(f"repeats on {text}, which is no weekday")
    return WeekdayRule(_WEEKDAYS.index(name), _number(nth) if nth else 0)
