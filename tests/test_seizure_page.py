"""`docs/what-a-seizure-yields.md` speaks of every table, and of no other."""

import re
from pathlib import Path

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
