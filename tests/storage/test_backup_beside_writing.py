"""A backup is of one instant, and comes to its end however busy the program is."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage.backup import PIECE_PAGES, back_up

PIECES = 3


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Of several pieces, with a log beside it."""
    file = tmp_path / "busy.db"
    with closing(sqlite3.connect(file)) as made, made:
        made.execute("PRAGMA journal_mode = WAL")
        made.execute("CREATE TABLE written (number INTEGER PRIMARY KEY, content BLOB)")
        rows = [(bytes(4096 * PIECE_PAGES // 10),)] * (10 * PIECES)
        made.executemany("INSERT INTO written (content) VALUES (?)", rows)
    return file


def test_what_is_written_between_two_pieces_neither_delays_it_nor_is_in_it(
    database: Path, tmp_path: Path
) -> None:
    copied: list[int] = []
    with closing(sqlite3.connect(database)) as writing:

        def write(done: int, pages: int) -> None:
            copied.append(done)
            assert len(copied) < 5 * PIECES, "it begins again and again"
            with writing:
                writing.execute("INSERT INTO written (content) VALUES (zeroblob(1))")

        made = back_up(database, tmp_path / "copy.db", write)
    assert copied == sorted(copied)
    with closing(sqlite3.connect(made.file)) as copy:
        (found,) = copy.execute("SELECT count(*) FROM written").fetchone()
    assert found == 10 * PIECES
