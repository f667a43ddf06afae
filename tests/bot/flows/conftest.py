"""The department that the tests of flows play in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.flows.department import Department, department


@pytest.fixture
def agency(tmp_path: Path) -> Iterator[Department]:
    with department(tmp_path) as opened:
        yield opened
