"""A fresh ledger for each test, on SQLite."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storage_fixtures import ReadyLedger, ready_ledger


@pytest.fixture
def ready(tmp_path: Path) -> Iterator[ReadyLedger]:
    with ready_ledger(tmp_path, fictional=True) as opened:
        yield opened
