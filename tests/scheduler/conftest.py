"""A fresh ledger for each test, on SQLite."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storage_fixtures import ReadyLedger, ready_ledger


@pytest.fixture
def ready(place: str | Path) -> Iterator[ReadyLedger]:
    with ready_ledger(place, fictional=True) as opened:
        yield opened
