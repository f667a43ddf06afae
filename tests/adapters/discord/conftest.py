from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.discord.harness import DiscordHarness, open_harness


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[DiscordHarness]:
    """A Discord, the adapter connected to it, and people at their clients."""
    async with open_harness(tmp_path) as harness:
        yield harness
