"""`docs/what-a-seizure-yields.md` speaks of every table, and of every field in which something is
kept of what was answered; of no other."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from bot.model.people import QuarterNotes, Rhythm
from storage.tables import metadata

DOCS = Path(__file__).parents[1] / "docs"


def rows(page: str) -> dict[str, tuple[str, str]]:
    found = {}
    for line in (DOCS / page).read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 3 and re.fullmatch(r"[a-z_]+", cells[0]):
            assert cells[0] not in found, f"{cells[0]} stands twice"
            found[cells[0]] = (cells[1], cells[2])
    return found


def test_every_table_is_told_with_and_without_the_keys() -> None:
    told = rows("what-a-seizure-yields.md")
    told.pop("table")
    assert set(told) == {table.name for table in metadata.sorted_tables}
    assert all(without and with_keys for without, with_keys in told.values())


@pytest.mark.parametrize(
    ("before", "record"),
    [
        ("keeps of what was sent", Rhythm),
        ("and in each of `quarters`", QuarterNotes),
    ],
)
def test_every_field_of_what_was_answered_is_told(before: str, record: type) -> None:
    page = (DOCS / "what-a-seizure-yields.md").read_text()
    table = page[page.index(before) :].split("\n\n")[1].splitlines()[2:]
    told = [name.strip() for row in table for name in row.split("|")[1].split(",")]
    assert sorted(told) == sorted(field.name for field in fields(record))
