"""An answer for which there is no other way: somebody waits, and no outbox says it again."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.ports import PlatformError, SlowDown

T = TypeVar("T")

#: seconds that an answer may come later by (choice): then nobody looks there any more
LATER = 30.0
#: seconds before it is made once more where it was lost on its way (choice)
PAUSES = (0.0, 1.0, 4.0)


async def insisted(
    call: Callable[[], Awaitable[T]],
    later: float = LATER,
    lost: tuple[type[PlatformError], ...] = (),
) -> T:
    """Made again when the platform takes it, where it said to slow down and nothing was sent;
    `later` by so many seconds at most. `lost`: what else it is made again after, a few times: of a
    call that does no harm where it was done. Raises PlatformError."""
    left, pauses = later, iter(PAUSES)
    while True:
        try:
            return await call()
        except SlowDown as told:
            pause = told.seconds
            if pause > left:
                raise
        except lost:
            pause = next(pauses, left)
            if pause >= left:
                raise
        left -= pause
        await asyncio.sleep(pause)
