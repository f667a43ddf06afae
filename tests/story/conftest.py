"""The demo, opened in the middle of its story, with somebody before its page.

The six weeks are lived through once; each module goes on from a copy of its own.
"""

import fcntl
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.browsing import browser
from tests.story.at_the_demo import AtTheDemo
from tests.story.demo_process import Program, copy_of, demo_in

__all__ = ["browser"]


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's folder after its first start was ended; made once, whoever of the test's
    processes needs it first."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base
    folder, mark = shared / "told", shared / "told.whole"
    with (shared / "told.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not mark.exists():
            demo = demo_in(folder)
            demo.start()
            demo.end()
            mark.touch()
    return folder


@pytest.fixture(scope="module")
def demo(told: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """It runs for this module alone, from where the story was when the page was first opened."""
    opened = demo_in(copy_of(told, tmp_path_factory.mktemp("demo") / "demo"))
    opened.start()
    yield opened
    if opened.runs:
        opened.end()


@pytest_asyncio.fixture(loop_scope="session")
async def at(browser: Browser, demo: Program) -> AsyncIterator[AtTheDemo]:
    """Somebody at the page; afterwards, nothing went outside and nothing was complained of."""
    somebody = AtTheDemo(browser, demo)
    yield somebody
    await somebody.leave()
    assert somebody.outside == []
    assert somebody.complaints == []
