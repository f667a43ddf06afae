"""Heads of the audit chain in a file: each found again, and each held against the chain."""

from datetime import date
from pathlib import Path

import pytest

from storage.audit_chain import Break, Head, verify
from storage.audit_heads import add_head, read_heads
from tests.storage.test_audit_chain import FIRST_KEY, ORGANISATION, chain, entry

DAY = date(2026, 3, 2)


def test_each_is_added_and_found_again(tmp_path: Path) -> None:
    file = tmp_path / "heads"
    heads = [Head(1, number, bytes([number]) * 32) for number in (1, 2, 5)]
    for head in heads:
        add_head(file, head, DAY)
    assert read_heads(file) == tuple(heads)
    assert all(line.startswith("2026-03-02 ") for line in file.read_text().splitlines())


def test_a_line_that_is_none_is_named(tmp_path: Path) -> None:
    file = tmp_path / "heads"
    add_head(file, Head(1, 1, bytes(32)), DAY)
    file.write_text(file.read_text() + "2026-03-03 nothing\n")
    with pytest.raises(ValueError, match="line 2"):
        read_heads(file)


def test_a_chain_that_was_put_back_and_written_on_is_found() -> None:
    """The last head fits; one of the days that were taken back does not."""
    (_, was), (_, anew) = chain([*map(entry, (1, 2, 3))]), chain([*map(entry, (1, 7, 8, 9))])
    kept = [Head(ORGANISATION, link.sequence, link.mac) for link in (was[2], anew[3])]
    found = verify(FIRST_KEY, anew, organisation=ORGANISATION, heads=kept)
    assert (found.broken_at, found.why) == (3, Break.ANOTHER_CHAIN)
    last = verify(FIRST_KEY, anew, organisation=ORGANISATION, heads=kept[1:])
    assert last.why is None
