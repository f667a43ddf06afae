"""The record of what operators and coordinators did, in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from bot.flows.configuring import KIND as CONFIGURATION
from storage.records import AuditEntry

#: Details that are ids of supporters and coordinators; they are shown by number.
_PEOPLE = ("person", "by")

Numbers = Callable[[Iterable[int]], dict[int, str]]


def in_words(entries: Iterable[AuditEntry], numbers: Numbers) -> Iterator[tuple[date, str, str]]:
    """Of each entry the day (UTC), its kind, and its details in words ("" where it has none)."""
    marks: Mapping[str, str | int] | None = None
    for entry in entries:
        if entry.kind == CONFIGURATION:
            said, marks = _changed(marks, entry.detail), entry.detail
        else:
            said = _details(entry.detail, numbers)
        yield entry.at.date(), entry.kind, said


def _changed(before: Mapping[str, str | int] | None, now: Mapping[str, str | int]) -> str:
    if before is None:
        return "as it was first seen here"
    names = (*before, *(name for name in now if name not in before))
    return ", ".join(name for name in names if before.get(name) != now.get(name)) + " changed"


def _details(detail: Mapping[str, str | int], numbers: Numbers) -> str:
    ids = [value for key, value in detail.items() if key in _PEOPLE and isinstance(value, int)]
    known = numbers(ids) if ids else {}
    return ", ".join(f"{key} {_value(key, value, known)}" for key, value in sorted(detail.items()))


def _value(key: str, value: str | int, known: Mapping[int, str]) -> str:
    if key in _PEOPLE and isinstance(value, int):
        return known.get(value) or "(erased)"
    return str(value)
