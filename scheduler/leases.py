"""Leases on connections: where several processes share a database, each connection to a platform
is held by one of them, until another takes over."""

import logging
import time
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from bot.ports import Clock, Ledger, Priority, Work
from scheduler.running import run

log = logging.getLogger(__name__)

HELD_FOR = timedelta(seconds=30)
"""A process that dies is followed by another after so long; a lease is renewed at a third."""
EARLIER = 5.0
"""Seconds before its end by the database at which a process lets go of what it could not renew."""


class TakeLease(Protocol):
    """`storage.leases.take_lease`: takes or renews; False while somebody else holds it."""

    def __call__(self, work: Work, connection: str, *, holder: str, until: datetime) -> bool: ...


class ReleaseLease(Protocol):
    """`storage.leases.release_lease`."""

    def __call__(self, work: Work, connection: str, *, holder: str) -> None: ...


Change = Callable[[str], Awaitable[None]]


@dataclass(slots=True)
class Leases:
    """`gained` opens a connection and `lost` closes it; `real` gives real monotonic seconds."""

    ledger: Ledger
    clock: Clock
    holder: str
    connections: Collection[str]
    take: TakeLease
    release: ReleaseLease
    gained: Change
    lost: Change
    real: Callable[[], float] = time.monotonic
    _until: dict[str, float] = field(default_factory=dict)

    def holds(self, connection: str) -> bool:
        return self.real() < self._until.get(connection, float("-inf"))

    async def renew(self) -> None:
        """Takes what is free, renews what is held, lets go of what was lost. Raises LedgerBusy."""
        for connection in self.connections:
            await self._renew(connection)

    async def give_back(self) -> None:
        """At the end: another process need not wait."""
        for connection in tuple(self._until):
            del self._until[connection]
            flow = partial(self._release, connection)
            await run(self.ledger, flow, Priority.DELIVERY)

    async def _renew(self, connection: str) -> None:
        if connection in self._until and not self.holds(connection):
            await self._let_go(connection)
        asked = self.real()
        taken = await run(self.ledger, partial(self._take, connection), Priority.DELIVERY)
        if not taken:
            if connection in self._until:
                await self._let_go(connection)
            return
        is_new = connection not in self._until
        self._until[connection] = asked + HELD_FOR.total_seconds() - EARLIER
        if is_new:
            log.info("the connection %s is held by this process", connection)
            await self.gained(connection)

    async def _let_go(self, connection: str) -> None:
        del self._until[connection]
        log.warning("the connection %s is not held by this process any more", connection)
        await self.lost(connection)

    def _take(self, connection: str, work: Work) -> bool:
        until = work.now + HELD_FOR
        return self.take(work, connection, holder=self.holder, until=until)

    def _release(self, connection: str, work: Work) -> None:
        self.release(work, connection, holder=self.holder)
