"""Arithmetic of half-open intervals [starts, ends), held sorted and apart from each other."""

from collections.abc import Iterable, Sequence
from datetime import datetime

Interval = tuple[datetime, datetime]
"""Both UTC or both naive; `starts` belongs to it, `ends` does not."""


def joined(intervals: Iterable[Interval]) -> list[Interval]:
    """The same time in as few intervals as it takes: sorted, none touching the next."""
    result: list[Interval] = []
    for starts, ends in sorted(intervals):
        if result and starts <= result[-1][1]:
            if ends > result[-1][1]:
                result[-1] = (result[-1][0], ends)
        elif starts < ends:
            result.append((starts, ends))
    return result


def within(intervals: Iterable[Interval], others: Sequence[Interval]) -> list[Interval]:
    """What both have."""
    result: list[Interval] = []
    for starts, ends in intervals:
        for first, last in others:
            low = starts if starts > first else first
            high = ends if ends < last else last
            if low < high:
                result.append((low, high))
    return result


def without(intervals: Iterable[Interval], others: Sequence[Interval]) -> list[Interval]:
    """What the first have and `others`, which are sorted, have not."""
    result: list[Interval] = []
    for starts, ends in intervals:
        low = starts
        for first, last in others:
            if last <= low:
                continue
            if first >= ends:
                break
            if first > low:
                result.append((low, first))
            low = last
        if low < ends:
            result.append((low, ends))
    return result
