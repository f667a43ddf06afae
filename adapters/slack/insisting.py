"""An answer for which there is no other way: somebody waits, and no outbox says it again."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.ports import SlowDown

T = TypeVar("T")

#: seconds that an answer may come later by (choice): then nobody looks there any more
LATER = 30.0
#: the same where a view is to open: its trigger is good for three seconds after the press
OPENED_LATER = 1.5


async def insisted(call: Callable[[], Awaitable[T]], later: float = LATER) -> T:
    """Made again when Slack takes it, where it said to slow down and nothing was sent; `later` by
    so many seconds at most. Raises PlatformError."""
    left = later
    while True:
        try:
            return await call()
        except SlowDown as told:
            left -= told.seconds
            if left < 0:
                raise
            await asyncio.sleep(told.seconds)
