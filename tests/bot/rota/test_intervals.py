"""The arithmetic, against sets of single minutes."""

import itertools
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.rota.intervals import Interval, joined, within, without

START = datetime(2026, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def _interval(first: int, length: int) -> Interval:
    return START + first * MINUTE, START + (first + length) * MINUTE


ANY = st.lists(st.builds(_interval, st.integers(0, 60), st.integers(0, 20)), max_size=6)


def _minutes(intervals: list[Interval]) -> set[int]:
    return {
        minute
        for low, high in intervals
        for minute in range((low - START) // MINUTE, (high - START) // MINUTE)
    }


def _assert_apart(intervals: list[Interval]) -> None:
    for (low, high), (later, _) in itertools.pairwise(intervals):
        assert low < high < later


@given(ANY)
def test_joined_is_the_same_time_in_pieces_that_do_not_touch(some: list[Interval]) -> None:
    assert _minutes(joined(some)) == _minutes(some)
    _assert_apart(joined(some))


@given(ANY, ANY)
def test_within_is_what_both_have(some: list[Interval], others: list[Interval]) -> None:
    both = within(joined(some), joined(others))
    assert _minutes(both) == _minutes(some) & _minutes(others)
    assert both == joined(both)


@given(ANY, ANY)
def test_without_is_what_only_the_first_have(some: list[Interval], others: list[Interval]) -> None:
    rest = without(joined(some), joined(others))
    assert _minutes(rest) == _minutes(some) - _minutes(others)
    assert rest == joined(rest)
