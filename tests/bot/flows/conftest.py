"""The department that the tests of flows play in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.flows.department import Department, department


@pytest.fixture
def agency(place: str | Path) -> Iterator[Department]:
    with department(place) as opened:
        yield opened
