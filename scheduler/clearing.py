"""Empties chats of what was written to people who were erased, a piece at a time."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TypeVar

from bot.flows.clearing import again, chats_to_clear, cleared, stays
from bot.model.clearings import Clearing
from bot.ports import Ledger, Platform, Priority, Work
from scheduler.outcomes import again_in
from scheduler.running import run

T = TypeVar("T")

log = logging.getLogger(__name__)

#: A piece is some tens of deletions, which a platform may stretch.
CALL_SECONDS = 120.0
#: Until the next piece of the same chat.
PAUSE = timedelta(seconds=30)


@dataclass(slots=True)
class ClearingChats:
    """`holds` says whether this process holds a platform's connection."""

    ledger: Ledger
    platforms: Mapping[str, Platform]
    holds: Callable[[str], bool]

    async def run(self) -> int:
        """A piece of each chat, one after the other; how many are done. Raises LedgerBusy."""
        done = 0
        for clearing in await self._run(chats_to_clear):
            name = clearing.account.platform
            if name in self.platforms and self.holds(name):
                done += await self._clear(clearing)
        return done

    async def _clear(self, clearing: Clearing) -> bool:
        try:
            async with asyncio.timeout(CALL_SECONDS):
                more = await self.platforms[clearing.account.platform].clear(
                    clearing.account, clearing.before
                )
        except Exception as error:
            log.warning("chat %d was not cleared: %s", clearing.id, type(error).__name__)
            wait = again_in(error)
            await self._run(
                partial(stays, clearing=clearing)
                if wait is None
                else partial(again, clearing=clearing, wait=wait)
            )
            return False
        if more:
            await self._run(partial(again, clearing=clearing, wait=PAUSE))
        else:
            await self._run(partial(cleared, clearing=clearing))
        return not more

    async def _run(self, flow: Callable[[Work], T]) -> T:
        return await run(self.ledger, flow, Priority.BULK)
