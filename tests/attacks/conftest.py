"""Where the attackers play: the small town of the tests of requests, at three in the morning, and
the department of the tests of flows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.flows.department import Department, department
from tests.bot.flows.request_town import Town, open_town


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with open_town(tmp_path) as opened:
        opened.member()
        opened.supporter(10)
        opened.supporter(11)
        opened.coordinator()
        yield opened


@pytest.fixture
def agency(tmp_path: Path) -> Iterator[Department]:
    with department(tmp_path) as opened:
        yield opened
