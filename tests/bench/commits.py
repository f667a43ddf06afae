"""What a commit costs: the disk's own, and one that is made to take 4 ms.

The engine is the same for the program and for what it is compared with, so both pay alike.
"""

import sqlite3
import time
from enum import StrEnum
from pathlib import Path
from statistics import median

from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection

from storage.engine import open_engine
from storage.ledger import QueuedLedger
from storage.run_lock import RunLock
from storage.vault import Vault
from storage.writer import SqliteLedger
from tests.storage_fixtures import SetClock, journal_of

#: The commit that figures marked * are measured with too, like that of a busy or a poor disk.
PADDED_SECONDS = 0.004


class Commits(StrEnum):
    """How long a commit takes."""

    OF_THE_DISK = "disk"  #: as long as the disk takes
    PADDED = "padded"  #: 4 ms

    @property
    def mark(self) -> str:
        """What the name of a figure says of it."""
        return "" if self is Commits.OF_THE_DISK else ", commit 4 ms"


COMMITS = tuple(Commits)
_WRITTEN = "rows written"


def open_bench_engine(where: Path, commits: Commits = Commits.OF_THE_DISK) -> Engine:
    """The program's own engine: WAL, synchronous FULL."""
    engine = open_engine(where)
    if commits is Commits.PADDED:
        event.listen(engine, "commit", _commit_padded)
    return engine


def _commit_padded(connection: Connection) -> None:
    """A commit that wrote something takes 4 ms in all: the disk's share, and sleep for the rest.

    SQLAlchemy calls this before its own commit, which then finds nothing left to do. Like the wait
    for a disk, the sleep holds up whoever commits, and leaves the processor to others.
    """
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    began = time.perf_counter()
    raw.commit()
    known = connection.info
    if raw.total_changes == known.get(_WRITTEN):
        return  # nothing was written, so a disk would not have been waited for either
    known[_WRITTEN] = raw.total_changes
    rest = PADDED_SECONDS - (time.perf_counter() - began)
    if rest > 0:
        time.sleep(rest)


def open_bench_ledger(
    where: Path, vault: Vault, clock: SetClock, commits: Commits = Commits.OF_THE_DISK
) -> QueuedLedger:
    """The ledger that the program opens, on such an engine."""
    return SqliteLedger(
        open_bench_engine(where, commits), vault, clock, journal_of(where), RunLock.take(where)
    )


def commit_cost(folder: Path, number: int = 300) -> float:
    """Median seconds of a commit of one row of 600 bytes on this disk, synchronous FULL."""
    connection = sqlite3.connect(folder / "commits.db", isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE row_ (id INTEGER PRIMARY KEY, content BLOB)")
        return median(_one_commit(connection) for _ in range(number))
    finally:
        connection.close()


def _one_commit(connection: sqlite3.Connection) -> float:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO row_ (content) VALUES (zeroblob(600))")
    began = time.perf_counter()
    connection.execute("COMMIT")
    return time.perf_counter() - began
