"""A copy of the SQLite file beside the running program: whole, its owner's alone, and looked at
before it has its name."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from storage.engine import SQLITE_BUSY_MILLISECONDS
from storage.key_disk import sync_folder

#: Pages of 4,096 bytes that are copied at once: between two pieces the program writes on.
PIECE_PAGES = 2_000
#: Seconds between two pieces.
PAUSE = 0.01

Progress = Callable[[int, int], None]
"""Pages done, pages in all."""


class BackupFailed(Exception):
    """There is no backup; the message says why, and quotes no row."""


@dataclass(frozen=True, slots=True)
class BackedUp:
    file: Path
    size: int  #: bytes


def back_up(database: Path, to: Path, progress: Progress) -> BackedUp:
    """1. Copies into a file beside the name, as a reader that waits for no writer and holds up
    none: the database as it is when it begins, whatever is written meanwhile. 2. Looks through the
    copy. 3. Has it on the disk and gives it its name. Nothing is overwritten.

    Raises BackupFailed; OSError where it cannot be written.
    """
    if not database.is_file():
        raise BackupFailed(f"There is no database at {database}.")
    if to.exists():
        raise BackupFailed(f"{to} is there already, and is not overwritten. Name another file.")
    if not to.parent.is_dir():
        raise BackupFailed(f"There is no folder {to.parent}: make it first, or is a disk missing?")
    half_made = to.with_name(to.name + ".part")
    half_made.unlink(missing_ok=True)
    try:
        os.close(os.open(half_made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        _copy(database, half_made, progress)
        _sync(half_made)
        os.link(half_made, to)  # unlike a rename, it overwrites nothing that came meanwhile
    except FileExistsError:
        raise BackupFailed(f"{to} is there already. Name another file.") from None
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            half_made.with_name(half_made.name + end).unlink(missing_ok=True)
    sync_folder(to.parent)
    return BackedUp(to, to.stat().st_size)


def _copy(database: Path, to: Path, progress: Progress) -> None:
    address = f"file:{quote(str(database))}?mode=ro"
    try:
        with (
            closing(sqlite3.connect(address, uri=True, isolation_level=None)) as source,
            closing(sqlite3.connect(to)) as target,
        ):
            source.execute(f"PRAGMA busy_timeout = {SQLITE_BUSY_MILLISECONDS}")
            # One state, held by a read: SQLite would else begin anew after each write of the
            # program, and come to no end where it writes more often than a piece takes.
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            source.backup(
                target,
                pages=PIECE_PAGES,
                sleep=PAUSE,
                progress=lambda _, left, pages: progress(pages - left, pages),
            )
            # One file alone, which no log belongs to.
            target.execute("PRAGMA journal_mode = DELETE")
            found = target.execute("PRAGMA integrity_check").fetchall()
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", type(error).__name__)
        raise BackupFailed(
            f"{database} could not be copied ({name}). Is it a database of tailboard, and is there"
            " room on the disk?"
        ) from None
    if found != [("ok",)]:
        raise BackupFailed(
            "The copy is damaged, and so is the database or the disk. Nothing was kept of it."
        )


def _sync(file: Path) -> None:
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
