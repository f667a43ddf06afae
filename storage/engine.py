"""Opening the database: SQLite as the embedded default, PostgreSQL through psycopg.

Errors never print the parameters of a statement, since these are what is kept sealed.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from storage.driver_statements import PREPARED
from storage.published.reading import ROLE_OPTION

#: How long a statement waits for somebody else's lock on the SQLite file before it gives up.
SQLITE_BUSY_MILLISECONDS = 5_000

#: On PostgreSQL: for a row's lock, for which a press waits, and for a client that forgot its
#: transaction.
_POSTGRES_OPTIONS = "-c lock_timeout=5s -c idle_in_transaction_session_timeout=60s"

_PRAGMAS = (
    f"PRAGMA busy_timeout = {SQLITE_BUSY_MILLISECONDS}",
    "PRAGMA secure_delete = ON",  # FAST leaves what was erased in the main file
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",  # nothing sorted or joined lands in a temporary file
    "PRAGMA trusted_schema = OFF",
)
_DURABLE = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # NORMAL may lose the last commits at a power cut
)


class DatabaseUnknown(ValueError):
    """The address is neither an SQLite file's nor a PostgreSQL database's."""


class DatabaseUnusable(Exception):
    """It is there and cannot be used; the message says what to look at, and quotes no row."""


@contextmanager
def first_use(engine: Engine) -> Iterator[None]:
    """Around what is done first with a database: raises DatabaseUnusable in place of what the
    driver says, which may name a user or quote a statement."""
    try:
        yield
    except DBAPIError as error:
        why = str(error.orig) if is_sqlite(engine) else ""
        raise DatabaseUnusable(_unusable(engine, why)) from None


def _unusable(engine: Engine, why: str) -> str:
    if not is_sqlite(engine):
        return (
            "The PostgreSQL server of database.url does not answer, or does not let this user into"
            " this database."
        )
    file = file_of(engine)
    if "not a database" in why or "malformed" in why:
        return f"{file} is no SQLite database, or is damaged. Put back a backup, or name another."
    if "locked" in why:
        return f"{file} is locked by another program. Try again when that is done."
    return f"{file} cannot be opened ({why}). May this user write it and its folder?"


def to_url(where: str | Path) -> URL:
    """A path, `sqlite:///path`, or `postgresql://…` (any driver: psycopg is used)."""
    if isinstance(where, Path) or "://" not in where:
        return URL.create("sqlite", database=str(where))
    url = make_url(where)
    backend = url.get_backend_name()
    if backend == "sqlite" and url.database:
        return url.set(drivername="sqlite")
    if backend in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    raise DatabaseUnknown("a database is a file's path, sqlite:///path or postgresql://…")


def open_engine(
    where: str | Path, *, connections: int = 1, reads_only: bool = False, reports_role: str = ""
) -> Engine:
    """An engine whose transactions begin when told to, and on SQLite with the write lock unless
    it `reads_only`: then it waits for no writer, and cannot change anything.

    `connections` bounds PostgreSQL's pool. On SQLite each connection is opened when asked for
    and closed when given back, in whichever thread. In `reports_role` PostgreSQL reads what is
    published (`storage/published/`); SQLite has no roles.
    """
    url = to_url(where)
    if url.get_backend_name() == "sqlite":
        assert url.database is not None
        mode = "rw" if reads_only else "rwc"
        engine = create_engine(
            url,
            creator=partial(_connect_to_file, Path(url.database), mode),
            poolclass=NullPool,
            hide_parameters=True,
        )
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "connect", _forbid_writing if reads_only else _set_durable)
        event.listen(engine, "begin", _begin_reading if reads_only else _begin_immediately)
        return engine
    return create_engine(
        url,
        hide_parameters=True,
        pool_size=connections,
        max_overflow=1,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 10, "options": _POSTGRES_OPTIONS},
        execution_options={
            **({"postgresql_readonly": True} if reads_only else {}),
            ROLE_OPTION: reports_role,
        },
    )


def is_sqlite(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite"


def file_of(engine: Engine) -> Path:
    """The SQLite file of this engine."""
    assert engine.url.database is not None
    return Path(engine.url.database)


def _connect_to_file(path: Path, mode: str) -> sqlite3.Connection:
    """Makes a new file its owner's alone (what lies beside it takes after it); who only reads
    makes none."""
    if mode == "rwc":
        path.touch(mode=0o600)
    address = f"file:{quote(str(path))}?mode={mode}"
    return sqlite3.connect(address, uri=True, check_same_thread=False, cached_statements=PREPARED)


def _set_up_sqlite(connection: sqlite3.Connection, _: Any) -> None:
    """Take the transactions out of the driver's hands, and set what SQLite forgets on closing."""
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _set_durable(connection: sqlite3.Connection, _: Any) -> None:
    for pragma in _DURABLE:
        connection.execute(pragma)


def _forbid_writing(connection: sqlite3.Connection, _: Any) -> None:
    connection.execute("PRAGMA query_only = ON")


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_immediately(connection: Connection) -> None:
    """With the write lock from the start: a transaction that reads first could not get it later."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
