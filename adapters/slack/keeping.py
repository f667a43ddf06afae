"""What somebody typed or sent is acknowledged once it is kept, however long that takes: what a
crash takes before then, Slack sends again, and its id makes it one.

Slack waits three seconds, and sends it again at once, after one minute and after five. Where an
app takes fewer than 5 in 100 deliveries of the past hour, Slack may switch its events off
(docs.slack.dev, "app_rate_limited event"); apps of few events, under 1,000 an hour as far as is
known, are left alone. So only so many are late in an hour; any others are acknowledged before they
are kept.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from typing import Any

#: acknowledgements in an hour that may be late: half of 95 in 100 of 1,000 events
MOST = 475
HOUR = 3_600.0


class Keeping:
    """What is under way, by the event's id. `now` in seconds, monotonic."""

    def __init__(self, most: int = MOST, now: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._now = now
        self._late: deque[float] = deque()
        self._under_way: dict[str, asyncio.Task[Any]] = {}

    def begun(self, event: str, handling: asyncio.Task[Any]) -> None:
        self._under_way[event] = handling
        handling.add_done_callback(lambda _: self._under_way.pop(event, None))

    def is_under_way(self, event: str) -> bool:
        """Slack has sent it again, for it takes its time."""
        return event in self._under_way

    async def kept(self, event: str) -> None:
        """Returns when it may be acknowledged."""
        handling = self._under_way.get(event)
        if handling is not None and self._may_be_late():
            await asyncio.wait({handling})

    def _may_be_late(self) -> bool:
        now = self._now()
        while self._late and self._late[0] <= now - HOUR:
            self._late.popleft()
        if len(self._late) >= self._most:
            return False
        self._late.append(now)
        return True
