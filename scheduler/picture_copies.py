"""Takes away what platforms hold of pictures that nobody is shown any more, and of files whose hour
is over.

Beside the outbox, not in it: a message is sealed under the key of whom it is about, and here that
key may be gone, and the supporter with it. Each copy is tried until the platform holds it no more,
or says that it never will let go of it; what was done twice, by two processes or after a crash, is
done once.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from bot.flows.picture_copies import give_up_unshown, not_yet, stays, taken_away, unwanted
from bot.model.ids import platform_at
from bot.model.pictures import PictureCopy
from bot.ports import Ledger, MessageGone, Platform, Priority, SlowDown, Work
from scheduler.outcomes import again_in
from scheduler.running import run

T = TypeVar("T")

log = logging.getLogger(__name__)

CALL_SECONDS = 30.0
AT_ONCE = 20
"""Copies a tick of a minute: fewer than any platform's limit."""

Outcome = Callable[[Work], None]


@dataclass(slots=True)
class TakingAway:
    """`holds` says whether this process holds a platform's connection."""

    ledger: Ledger
    platforms: Mapping[str, Platform]
    holds: Callable[[str], bool]
    call_seconds: float = CALL_SECONDS
    at_once: int = AT_ONCE

    async def run(self) -> int:
        """How many copies are gone. Raises LedgerBusy."""
        gone, slow = 0, set[str]()
        unwanted_here = [each for each in await self._run(unwanted) if self._may(each)]
        for copy in unwanted_here[: self.at_once]:
            if copy.place in slow:
                continue
            error = await self._take_away(copy)
            if isinstance(error, SlowDown):
                slow.add(copy.place)
            await self._run(_outcome(copy, error))
            gone += error is None or isinstance(error, MessageGone)
        return gone

    async def give_up_unshown(self) -> None:
        """Those of supporters who serve no more. Raises LedgerBusy."""
        await self._run(give_up_unshown)

    def _may(self, copy: PictureCopy) -> bool:
        name = platform_at(copy.place)
        return name in self.platforms and self.holds(name)

    async def _take_away(self, copy: PictureCopy) -> Exception | None:
        try:
            async with asyncio.timeout(self.call_seconds):
                await self.platforms[platform_at(copy.place)].take_away(copy.place, copy.handle)
        except Exception as error:
            log.warning("picture copy %d was not taken away: %s", copy.id, type(error).__name__)
            return error
        return None

    async def _run(self, flow: Callable[[Work], T]) -> T:
        return await run(self.ledger, flow, Priority.BULK)


def _outcome(copy: PictureCopy, error: Exception | None) -> Outcome:
    if error is None or isinstance(error, MessageGone):
        return partial(taken_away, copy=copy)
    wait = again_in(error)
    return partial(stays, copy=copy) if wait is None else partial(not_yet, copy=copy, wait=wait)
