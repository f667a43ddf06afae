"""A workspace that runs, with somebody at its page."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.local.harness import LocalHarness, open_harness


@pytest.fixture
async def local(tmp_path: Path) -> AsyncIterator[LocalHarness]:
    async with open_harness(tmp_path) as opened:
        yield opened
