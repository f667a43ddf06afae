"""Half-filled forms in memory, for adapters that are tested without a database."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from bot.model.ids import Account
from bot.ports import DRAFT_KEPT_FOR, Clock, FormDrafts, LedgerBusy

T = TypeVar("T")


@dataclass(frozen=True)
class Held:
    account: Account
    content: bytes
    begun_at: datetime


@dataclass
class DraftsInMemory:
    """Implements `bot.ports.FormDrafts`, and `WithFormDrafts` when it is called; `busy`: it fails
    as a locked database does. `slow`: seconds until it answers."""

    clock: Clock
    held: dict[str, Held] = field(default_factory=dict)
    busy: bool = False
    slow: float = 0.0

    async def __call__(self, flow: Callable[[FormDrafts], T]) -> T:
        if self.busy:
            raise LedgerBusy("the database stays locked by another program")
        if self.slow:
            await asyncio.sleep(self.slow)
        return flow(self)

    def keep(self, name: str, account: Account, content: bytes) -> None:
        before = self.held.get(name)
        begun = before.begun_at if before is not None else self.clock.now()
        self.held[name] = Held(account, content, begun)

    def find(self, name: str, account: Account) -> bytes | None:
        found = self.held.get(name)
        if found is None or found.account != account:
            return None
        over = found.begun_at <= self.clock.now() - DRAFT_KEPT_FOR
        return None if over else found.content

    def drop(self, name: str) -> None:
        self.held.pop(name, None)
