"""What every test shares: no outside address, patient property tests, and the browser."""

import ipaddress
import logging
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.chromium import find_chromium
from tests.postgres import SHARED, PostgresDatabases, running_postgres

# On a busy machine an example may take long. Where CI decides, the examples are the same each time:
# a red run is a fault of the change, not of the dice.
settings.register_profile("patient", deadline=None, print_blob=True)
settings.register_profile("patient-ci", settings.get_profile("patient"), derandomize=True)
settings.load_profile("patient-ci" if os.environ.get("CI") else "patient")


def _refuse_outside_addresses(event: str, arguments: tuple[object, ...]) -> None:
    """End a connection, or a look-up of a name, that would leave this machine."""
    if event == "socket.connect":
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # a Unix socket is a path
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if isinstance(host, str) and not _is_local(host):
        raise PermissionError(f"a test may not speak to {host}: only to this machine")


def _is_local(host: str) -> bool:
    if host in {"", "localhost"}:
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


sys.addaudithook(_refuse_outside_addresses)


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The Chromium that the end-to-end tests drive."""
    found = find_chromium()
    if found is None:
        pytest.fail("there is no Chromium: `make test` fetches one, or set TAILBOARD_CHROMIUM")
    return found


@pytest.fixture(scope="session")
def postgres_databases() -> Iterator[PostgresDatabases]:
    """A server of this test session's own, started for the first test that asks for it."""
    with running_postgres() as databases:
        yield databases


#: Where the files lie that take longest: begun last, the other processes would wait for one.
BEGUN_FIRST = (
    "crash",
    "story",
    "bench",
    "storage/test_rotation",
    "bot/cli/test_running",
    "test_layers",
    "adapters",
    "storage",
    "scheduler",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever takes long is begun first (see `--no-loadscope-reorder` in the Makefile)."""
    here = Path(__file__).parent

    def place(item: pytest.Item) -> int:
        file = item.path.relative_to(here).as_posix()
        found = (at for at, begun in enumerate(BEGUN_FIRST) if file.startswith(begun))
        return next(found, len(BEGUN_FIRST))

    items.sort(key=place)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What is marked `both_databases` plays on SQLite and on PostgreSQL, the rest on SQLite."""
    if "place" in metafunc.fixturenames:
        both = metafunc.definition.get_closest_marker("both_databases") is not None
        databases = ["sqlite", "postgresql"] if both else ["sqlite"]
        metafunc.parametrize("place", databases, indirect=True)


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """Where a test's ledger lies: a folder, or the address of an empty PostgreSQL database."""
    if request.param == "sqlite":
        return tmp_path
    databases: PostgresDatabases = request.getfixturevalue("postgres_databases")
    databases.empty(SHARED)
    return databases.url_of(SHARED)


@pytest.fixture(autouse=True)
def logs_as_before() -> Iterator[None]:
    """A command that was run in this process has set the logs as it wants them in its own."""
    root, level = logging.getLogger(), logging.getLogger().level
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    yield
    root.setLevel(level)
    for handler in list(root.handlers):
        if type(handler) is logging.StreamHandler:  # pytest's own are of other types
            root.removeHandler(handler)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
