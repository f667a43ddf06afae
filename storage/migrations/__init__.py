"""The schema's versions, and whether a database fits this program.

Alembic is run from here, with no file of its own: the wheel carries the migrations, and the
address of the database comes from the program's configuration. A program that only asks whether the
database fits does without it: it would take up 10 MB for as long as that program runs.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from sqlalchemy import Engine, column, func, inspect, select, table
from sqlalchemy.engine import Connection

from storage.engine import file_of, first_use, is_sqlite
from storage.run_lock import RunLock

_PLACE = Path(__file__).parent
#: Of the lock that keeps two processes from migrating one PostgreSQL database at once.
_ADVISORY_LOCK = 7_310_001
#: Where Alembic keeps the revision.
_KEPT = table("alembic_version", column("version_num"))


class SchemaMismatch(Exception):
    """The database does not fit this program; the message says what to do."""


class SchemaState(Enum):
    """Where a database stands towards this program's schema."""

    EMPTY = "empty"  #: no tables yet
    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"  #: a later release was here


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database up to this program (or to a revision), in one transaction, alone.

    Raises SchemaMismatch for a database of a later release, which is left as it is, and on SQLite
    AlreadyRunning where a process has the file open.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_PLACE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with _alone(engine), engine.begin() as connection:
        if not is_sqlite(engine):  # SQLite's transactions begin with the write lock
            connection.execute(select(func.pg_advisory_xact_lock(_ADVISORY_LOCK)))
        if _state(connection) is SchemaState.NEWER:
            raise SchemaMismatch(_NEWER)
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


@contextmanager
def _alone(engine: Engine) -> Iterator[None]:
    lock = RunLock.take(file_of(engine)) if is_sqlite(engine) else None
    try:
        yield
    finally:
        if lock is not None:
            lock.release()


def schema_state(engine: Engine) -> SchemaState:
    """Raises DatabaseUnusable where the database cannot be opened."""
    with first_use(engine), engine.connect() as connection:
        return _state(connection)


def _state(connection: Connection) -> SchemaState:
    found = None
    if inspect(connection).has_table(_KEPT.name):
        found = connection.execute(select(_KEPT.c.version_num)).scalar_one_or_none()
    if found is None:
        return SchemaState.EMPTY
    known = revisions()
    if found == known[-1]:
        return SchemaState.CURRENT
    return SchemaState.OLDER if found in known else SchemaState.NEWER


def revisions() -> tuple[str, ...]:
    """Those of this program, oldest first: each file is named after its own."""
    files = (_PLACE / "versions").glob("v*_*.py")
    return tuple(sorted(file.stem.removeprefix("v").partition("_")[0] for file in files))


def require_current(engine: Engine) -> None:
    """Raise SchemaMismatch unless the database is exactly of this program's schema."""
    state = schema_state(engine)
    if state is not SchemaState.CURRENT:
        raise SchemaMismatch(_SAID[state])


_NEWER = (
    "The database was written by a later release of tailboard. Use that release, or put back the"
    " backup from before it. Nothing was changed."
)
_SAID = {
    SchemaState.EMPTY: "The database has no tables yet: run `tailboard migrate`.",
    SchemaState.OLDER: "The database is of an earlier release: run `tailboard migrate`.",
    SchemaState.NEWER: _NEWER,
}
