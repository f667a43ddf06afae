"""Roster files to read, and what they may refer to."""

from collections.abc import Callable, Sequence
from zoneinfo import available_timezones

import pytest

from bot.roster.columns import Column, RosterRow
from bot.roster.known import Known
from bot.roster.mistakes import Mistakes
from bot.roster.reading import read_roster

KNOWN = Known(
    rotations={"engines": ("A", "B", "C"), "office": ("Days",)},
    languages=frozenset({"en", "es", "fr"}),
    zones=frozenset(available_timezones()),
    zone="America/Chicago",
    language="en",
)
HEADER = ",".join(Column)


def csv_of(*rows: str | Sequence[str], header: str = HEADER) -> bytes:
    lines = [row if isinstance(row, str) else ",".join(row) for row in rows]
    return "\n".join([header, *lines, ""]).encode()


def person(number: str, /, **cells: str) -> str:
    """A row of a file with this number, and what is given instead of the usual cells."""
    usual = {"number": number, "name": f"Person {number}", "station": "Station 1"}
    given = {**usual, **cells}
    assert given.keys() <= set(Column)
    return ",".join(given.get(column, "") for column in Column)


@pytest.fixture
def rows() -> Callable[..., tuple[RosterRow, ...]]:
    def read(*lines: str) -> tuple[RosterRow, ...]:
        found = read_roster(csv_of(*lines), KNOWN)
        assert isinstance(found, tuple), found
        return found

    return read


def mistakes_in(content: bytes) -> list[tuple[int, str, str]]:
    """Row, column and kind of each."""
    found = read_roster(content, KNOWN)
    assert isinstance(found, Mistakes), found
    return [(mistake.row, mistake.column, mistake.kind.value) for mistake in found.listed]
