"""Taking the steps of requests whose time has come, each in a unit of work of its own."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from bot.faults import kind
from bot.model.ids import RequestId
from bot.ports import Ledger, LedgerBusy, Priority, Work
from bot.setting import Setting
from scheduler.running import run

T = TypeVar("T")

log = logging.getLogger(__name__)

AT_ONCE = 100
FAILED_SECONDS = 10.0
"""After so long a request whose step failed is tried again. The watch reports it meanwhile."""

Escalate = Callable[[RequestId, Work, Setting], None]


@dataclass(slots=True)
class Steps:
    """`monotonic` gives real seconds."""

    ledger: Ledger
    setting: Setting
    escalate: Escalate
    monotonic: Callable[[], float]
    _failed: dict[RequestId, float] = field(default_factory=dict)

    async def take_due(self) -> int:
        """How many steps were taken. A step that fails holds up nobody else's. Raises
        LedgerBusy."""
        due = await self._run(lambda work: work.requests.due(AT_ONCE + len(self._failed)))
        now = self.monotonic()
        self._failed = {each: at for each, at in self._failed.items() if at > now}
        waiting = [each for each in due if each not in self._failed]
        # Together, so that they share a commit.
        ended = await asyncio.gather(
            *(self._run(partial(self._take, each)) for each in waiting), return_exceptions=True
        )
        taken = 0
        for request, error in zip(waiting, ended, strict=True):
            if isinstance(error, LedgerBusy):
                raise error
            if isinstance(error, Exception):
                self._failed[request] = now + FAILED_SECONDS
                log.error("request %d: its step failed: %s", request, kind(error))
            else:
                taken += 1
        return taken

    def _take(self, request: RequestId, work: Work) -> None:
        self.escalate(request, work, self.setting)

    async def _run(self, flow: Callable[[Work], T]) -> T:
        return await run(self.ledger, flow, Priority.DELIVERY)
