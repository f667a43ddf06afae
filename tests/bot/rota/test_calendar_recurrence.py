"""What repeats, against python-dateutil, which icalendar brings along."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from dateutil import rrule  # type: ignore[import-untyped]  # it has no types
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.rota.recurrence import Frequency, Recurrence, WeekdayRule, days_of, read_recurrence

FREQUENCIES = {
    Frequency.DAILY: rrule.DAILY,
    Frequency.WEEKLY: rrule.WEEKLY,
    Frequency.MONTHLY: rrule.MONTHLY,
    Frequency.YEARLY: rrule.YEARLY,
}
MONTHS = st.lists(st.integers(1, 12), max_size=3, unique=True).map(tuple)
MONTH_DAYS = st.lists(st.integers(-31, 31).filter(bool), max_size=3, unique=True).map(tuple)


@st.composite
def recurrences(draw: st.DrawFn) -> Recurrence:
    frequency = draw(st.sampled_from(Frequency))
    months = draw(MONTHS)
    # dateutil takes "MO,2TU" for both at once, the RFC for either; so here all count or none does
    of_months = frequency is Frequency.MONTHLY or (frequency is Frequency.YEARLY and months)
    counted = bool(of_months) and draw(st.booleans())
    nth = st.integers(-4, 4).filter(bool) if counted else st.just(0)
    weekdays = st.builds(WeekdayRule, st.integers(0, 6), nth)
    return Recurrence(
        frequency=frequency,
        interval=draw(st.integers(1, 5)),
        count=draw(st.one_of(st.just(0), st.integers(1, 12))),
        months=months,
        month_days=() if frequency is Frequency.WEEKLY else draw(MONTH_DAYS),
        weekdays=tuple(draw(st.lists(weekdays, max_size=3, unique=True))),
        week_start=draw(st.integers(0, 6)),
    )


def _by_dateutil(rule: Recurrence, first: date, last: date) -> list[date]:
    expanded = rrule.rrule(
        FREQUENCIES[rule.frequency],
        dtstart=datetime.combine(first, time()),
        interval=rule.interval,
        count=rule.count or None,
        until=None if rule.count else datetime.combine(last, time()),
        bymonth=rule.months or None,
        bymonthday=rule.month_days or None,
        byweekday=[rrule.weekday(one.weekday, one.nth or None) for one in rule.weekdays] or None,
        wkst=rule.week_start,
    )
    found = []
    for at in expanded:
        if at.date() > last:
            break
        found.append(at.date())
    return found


@given(
    rule=recurrences(),
    begun=st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    until=st.integers(0, 800),
    since=st.integers(-100, 800),
)
def test_the_days_are_those_of_dateutil(
    rule: Recurrence, begun: date, until: int, since: int
) -> None:
    # A start that its own rule does not have is undefined in the RFC; take the first it has.
    candidates = _by_dateutil(replace(rule, count=0), begun, begun + timedelta(days=1500))
    assume(candidates)
    first = candidates[0]
    last, low = first + timedelta(days=until), first + timedelta(days=since)
    expected = [day for day in _by_dateutil(rule, first, last) if day >= low]
    assert list(days_of(rule, first, low, last)) == expected


def test_a_start_that_its_rule_does_not_have_is_still_the_first() -> None:
    mondays = Recurrence(Frequency.WEEKLY, count=2, weekdays=(WeekdayRule(0),))
    friday = date(2026, 1, 2)
    assert list(days_of(mondays, friday, friday, date(2026, 3, 1))) == [friday, date(2026, 1, 5)]


def test_weekdays_with_and_without_a_number_add_up() -> None:
    rule = Recurrence(Frequency.MONTHLY, weekdays=(WeekdayRule(0), WeekdayRule(1, 2)))
    first = date(2026, 6, 1)
    assert [day.day for day in days_of(rule, first, first, date(2026, 6, 30))] == [
        *(1, 8, 9, 15, 22, 29),  # Mondays, and the second Tuesday
    ]


def test_the_thirtieth_of_february_never_comes_and_ends() -> None:
    rule = Recurrence(Frequency.YEARLY, months=(2,), month_days=(30,))
    first = date(2026, 1, 1)
    assert list(days_of(rule, first, first, date(2030, 1, 1))) == [first]


def test_a_rule_is_read_from_its_parts() -> None:
    parts: dict[str, list[object]] = {
        "FREQ": ["MONTHLY"],
        "INTERVAL": [2],
        "BYDAY": ["1MO", "-1FR", "WE"],
        "WKST": ["SU"],
    }
    assert read_recurrence(parts) == Recurrence(
        Frequency.MONTHLY,
        interval=2,
        weekdays=(WeekdayRule(0, 1), WeekdayRule(4, -1), WeekdayRule(2, 0)),
        week_start=6,
    )


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({}, "day, week, month or year"),
        ({"FREQ": ["HOURLY"]}, "day, week, month or year"),
        ({"FREQ": ["SECONDLY"]}, "day, week, month or year"),
        ({"FREQ": ["MONTHLY"], "BYSETPOS": [1]}, "BYSETPOS"),
        ({"FREQ": ["DAILY"], "BYHOUR": [1, 2]}, "BYHOUR"),
        ({"FREQ": ["DAILY"], "INTERVAL": [0]}, "no positive number"),
        ({"FREQ": ["DAILY"], "COUNT": [-1]}, "no positive number"),
        ({"FREQ": ["DAILY"], "INTERVAL": ["x"]}, "no number"),
        ({"FREQ": ["DAILY", "WEEKLY"]}, "more than once"),
        ({"FREQ": ["WEEKLY"], "BYDAY": ["1MO"]}, "nth weekday"),
        ({"FREQ": ["YEARLY"], "BYDAY": ["20MO"]}, "nth weekday"),
        ({"FREQ": ["WEEKLY"], "BYMONTHDAY": [1]}, "days of the month"),
        ({"FREQ": ["YEARLY"], "BYMONTH": [13]}, "a month that is none"),
        ({"FREQ": ["MONTHLY"], "BYMONTHDAY": [32]}, "that is none"),
        ({"FREQ": ["WEEKLY"], "BYDAY": ["XX"]}, "no weekday"),
        ({"FREQ": ["WEEKLY"], "WKST": ["XX"]}, "no weekday"),
    ],
)
def test_what_is_not_read_is_named(parts: dict[str, list[object]], what: str) -> None:
    with pytest.raises(ValueError, match=what):
        read_recurrence(parts)
