from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.slack.harness import SlackHarness, open_harness


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[SlackHarness]:
    """A Slack, the adapter connected to it, and people at their clients."""
    async with open_harness(tmp_path) as harness:
        yield harness
