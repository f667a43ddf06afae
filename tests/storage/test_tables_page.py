"""`docs/tables.md` says of every column how it is kept, and it is kept so."""

import re
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import LargeBinary, MetaData, Table, UniqueConstraint, select

from storage.engine import open_engine
from storage.tables import BLOB_STEP, SIZES, metadata, report_release
from storage.vault import (
    LOOKUP_LENGTH,
    WRAPPED_KEY_LENGTH,
    sealed_length,
    sealed_length_for_organisation,
)
from tests.storage_filling import fill
from tests.storage_fixtures import ReadyLedger

PAGE = Path(__file__).parents[2] / "docs" / "tables.md"
CLEAR_BYTES = {  # no records: a fingerprint, a hash of keys, an encrypted key, a MAC
    "instance.key_fingerprint": 16,
    "organisation.key_check": LOOKUP_LENGTH,
    "person.data_key": WRAPPED_KEY_LENGTH,
    "audit.mac": 32,
}
SEALED = re.compile(r"(person|organisation)'s key, (?:(\d+) bytes|in steps of (\d+) bytes)")


@dataclass(frozen=True)
class Said:
    """A row of the page."""

    place: str
    kept: str
    why: str


def page() -> dict[str, Said]:
    said: dict[str, Said] = {}
    for part in PAGE.read_text().split("\n## ")[1:]:
        table, _, text = part.partition("\n")
        for line in text.splitlines():
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if line.startswith("|") and cells[0] not in ("column", "---"):
                place = f"{table}.{cells[0]}"
                assert place not in said, f"{place} stands twice"
                said[place] = Said(place, cells[1], cells[2])
    return said


def places(of: MetaData) -> set[str]:
    return {f"{table.name}.{column.name}" for table in of.sorted_tables for column in table.columns}


def test_the_page_has_every_column_and_no_other() -> None:
    assert set(page()) == places(metadata)


def test_every_column_has_its_reason() -> None:
    assert [said.place for said in page().values() if len(said.why) < 5] == []


def test_the_migrated_database_has_these_columns_and_no_other(where: str) -> None:
    found = MetaData()
    engine = open_engine(where)
    found.reflect(engine)
    engine.dispose()
    assert places(found) - {"alembic_version.version_num"} == set(page())


def test_every_row_carries_its_organisation_and_every_key_begins_with_it() -> None:
    for table in metadata.sorted_tables:
        if table.name != "instance":
            keys = [table.primary_key, *_unique_keys(table)]
            assert {next(iter(key.columns)).name for key in keys} == {"organisation"}, table.name


def test_the_page_says_the_sizes_that_are_used() -> None:
    sizes = {}
    for said in page().values():
        found = SEALED.fullmatch(said.kept)
        if found and found[2]:
            sizes[said.place] = int(found[2])
        elif found:
            assert int(found[3]) == BLOB_STEP
    assert sizes == SIZES


def test_bytes_are_hashes_or_sealed_or_known_to_tell_nothing() -> None:
    for table in metadata.sorted_tables:
        for column in table.columns:
            place = f"{table.name}.{column.name}"
            kept = page()[place].kept
            if table is report_release:
                assert kept in {"clear", "published"}, place
            elif not isinstance(column.type, LargeBinary) or place in CLEAR_BYTES:
                assert kept == "clear", place
            elif column.name.endswith("_hash"):
                assert kept == "keyed hash", place
            else:
                assert SEALED.fullmatch(kept), place


def test_the_rows_are_kept_as_the_page_says(ready: ReadyLedger) -> None:
    """Each value of a row of every table has the length that its way of keeping gives."""
    fill(ready, "canary")
    said = page()
    with open_engine(ready.where).connect() as connection:
        for table in metadata.sorted_tables:
            rows = connection.execute(select(table)).mappings().all()
            assert rows, f"{table.name} has no row: fill it"
            for column in table.columns:
                place = f"{table.name}.{column.name}"
                values = [row[column.name] for row in rows]
                lengths = {len(value) for value in values if isinstance(value, bytes)}
                assert lengths <= _lengths(said[place]), place
                assert _may_stay_empty(place) or any(value is not None for value in values), place


def _lengths(said: Said) -> set[int]:
    if said.kept == "published":
        return set(range(100_000))
    found = SEALED.fullmatch(said.kept)
    if found is None:
        return {CLEAR_BYTES.get(said.place, LOOKUP_LENGTH)}
    size = int(found[2] or found[3])
    return {sealed_length(size) if found[1] == "person" else sealed_length_for_organisation(size)}


def _may_stay_empty(place: str) -> bool:
    """Only rows that are over have these."""
    return place in {"person.left_day", "request.closed_day", "outbox.settled_day"}


def _unique_keys(table: Table) -> list[UniqueConstraint]:
    return [each for each in table.constraints if isinstance(each, UniqueConstraint)]
