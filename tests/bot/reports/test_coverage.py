"""When nobody is on call, and how few serve at an hour, on days of 23 and 25 hours too."""

from datetime import UTC, date, datetime, timedelta

from bot.reports.coverage import DayCovered, covered, gaps

CHICAGO = "America/Chicago"
HOUR = timedelta(hours=1)
NOON = datetime(2026, 3, 2, 18, tzinfo=UTC)  # in Chicago


def test_gaps_are_what_no_period_covers() -> None:
    end = NOON + 10 * HOUR
    periods = [(NOON + 2 * HOUR, NOON + 4 * HOUR), (NOON + 3 * HOUR, NOON + 5 * HOUR)]
    assert gaps(periods, NOON, end) == ((NOON, NOON + 2 * HOUR), (NOON + 5 * HOUR, end))
    assert gaps([], NOON, end) == ((NOON, end),)
    assert gaps([(NOON - HOUR, end + HOUR)], NOON, end) == ()


def test_the_fewest_of_each_six_hours() -> None:
    midnight = NOON - 12 * HOUR
    morning = [(midnight + 7 * HOUR, midnight + 19 * HOUR)]
    all_day = [(midnight, midnight + 24 * HOUR)]
    (day,) = covered([morning, all_day], date(2026, 3, 2), 1, CHICAGO)
    assert day == DayCovered(date(2026, 3, 2), (1, 1, 2, 1))


def test_who_leaves_within_an_hour_does_not_cover_it() -> None:
    midnight = NOON - 12 * HOUR
    (day,) = covered([[(midnight, midnight + 17.5 * HOUR)]], date(2026, 3, 2), 1, CHICAGO)
    assert day.fewest == (1, 1, 0, 0)


def test_days_on_which_the_clocks_change_have_their_four_blocks() -> None:
    always = [(NOON - 30 * 24 * HOUR, NOON + 365 * 24 * HOUR)]
    days = covered([always], date(2026, 3, 7), 3, CHICAGO)
    assert [day.fewest for day in days] == [(1, 1, 1, 1)] * 3
    assert days[1].day == date(2026, 3, 8), "twenty-three hours"
