"""Whatever the program writes beside its database is its user's alone, however lax the umask."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.control.socket_path import socket_path
from storage.audit_reading import write_first_key
from storage.key_file import KeyFile
from tests.bot.control.conftest import Imports
from tests.bot.control.running import Running
from tests.bot.roster.conftest import person
from tests.storage_fixtures import ready_ledger


@pytest.fixture
def lax() -> Iterator[None]:
    """New files are everybody's to read and write, unless it is said otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("lax")
def test_nothing_beside_the_database_is_anybody_elses_to_read(tmp_path: Path) -> None:
    KeyFile.create(tmp_path / "tailboard.keys", [1])
    write_first_key(tmp_path / "first.key", 1, b"k" * 32)
    with ready_ledger(tmp_path) as ready:
        imports = Imports(ready)
        imports.bring_in(*[person(str(number)) for number in range(30)])
        with Running(imports, socket_path(tmp_path / "tailboard.db")):
            modes = {path.name: stat.S_IMODE(path.lstat().st_mode) for path in tmp_path.iterdir()}
    beside = ("", "-wal", "-shm", ".lock", ".socket")
    assert modes.keys() >= {f"tailboard.db{end}" for end in beside}
    assert set(modes.values()) == {0o600}, modes
