"""Where the attackers play: the small town of the tests of requests, at three in the morning."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.flows.request_town import Town, open_town


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with open_town(tmp_path) as opened:
        opened.member()
        opened.supporter(10)
        opened.supporter(11)
        opened.coordinator()
        yield opened
