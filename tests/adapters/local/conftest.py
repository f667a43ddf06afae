"""A workspace that runs, with somebody at its page: by wire, or in a real browser.

The browser's tests share one event loop and one Chromium; each has a workspace and windows of its
own.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.adapters.local.at_the_page import AtThePage
from tests.adapters.local.harness import LocalHarness, open_harness
from tests.browsing import browser

__all__ = ["browser"]


@pytest.fixture
async def local(tmp_path: Path) -> AsyncIterator[LocalHarness]:
    async with open_harness(tmp_path) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def at(browser: Browser, tmp_path: Path) -> AsyncIterator[AtThePage]:
    """Somebody at the page; afterwards, nothing went outside and nothing was complained of."""
    async with open_harness(tmp_path) as local:
        somebody = AtThePage(browser, local)
        yield somebody
        await somebody.leave()
        assert somebody.outside == []
        assert somebody.complaints == []
