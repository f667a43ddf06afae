"""The storage tests' databases: a fresh SQLite file, and a fresh database of a real PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import SHARED, PostgresDatabases
from tests.storage_fixtures import ReadyLedger, migrated_file, ready_ledger


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database with the tables made: each test runs on both."""
    if request.param == "sqlite":
        path = tmp_path / "tailboard.db"
        migrated_file(path)
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
