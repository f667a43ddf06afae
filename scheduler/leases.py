"""Leases on connections: where several processes share a database, each connection to a platform
is held by one of them, until another takes over."""

import logging
import time
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol, TypeVar

from bot.ports import Clock, Ledger, Priority, Work
from scheduler.running import run

T = TypeVar("T")

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
        """At the end: closes what is held, and another process need not wait for it."""
        for connection in tuple(self._until):
            await self._let_go(connection)
            await self._run(partial(self._release, connection))

    async def _renew(self, connection: str) -> None:
        if connection in self._until and not self.holds(connection):
            await self._let_go(connection)
        asked = self.real()
        if not await self._run(partial(self._take, connection)):
            if connection in self._until:
                await self._let_go(connection)
            return
        if connection not in self._until:
            await self._open(connection)
        self._until[connection] = asked + HELD_FOR.total_seconds() - EARLIER

    async def _open(self, connection: str) -> None:
        """Where it cannot be opened here, another process may try."""
        try:
            await self.gained(connection)
        except BaseException:
            await self._run(partial(self._release, connection))
            raise
        log.info("the connection %s is held by this process", connection)

    async def _let_go(self, connection: str) -> None:
        del self._until[connection]
        log.warning("the connection %s is not held by this process any more", connection)
        await self.lost(connection)

    async def _run(self, flow: Callable[[Work], T]) -> T:
        return await run(self.ledger, flow, Priority.DELIVERY)

    def _take(self, connection: str, work: Work) -> bool:
        until = work.now + HELD_FOR
        return self.take(work, connection, holder=self.holder, until=until)

    def _release(self, connection: str, work: Work) -> None:
        self.release(work, connection, holder=self.holder)
