"""Installations in memory, for adapters that are tested without a database."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from bot.ports import Installation, Installations, LedgerBusy, Place

T = TypeVar("T")


@dataclass
class InstallationsInMemory:
    """Implements `bot.ports.Installations`, and `WithInstallations` when it is called; `busy` is
    how many writes still fail as in a locked database."""

    held: dict[Place, Installation] = field(default_factory=dict)
    busy: int = 0
    written: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, flow: Callable[[Installations], T]) -> T:
        return flow(self)

    def find(self, place: Place) -> Installation | None:
        return self.held.get(place)

    def of_connection(self, connection: str) -> tuple[Installation, ...]:
        return tuple(each for at, each in self.held.items() if at.connection == connection)

    def of_workspace(self, place: Place) -> tuple[Installation, ...]:
        bots = replace(place, user="")
        return tuple(each for at, each in self.held.items() if replace(at, user="") == bots)

    def save(self, new: Installation, *, instead_of: Installation | None) -> bool:
        self._may_write()
        if self.held.get(new.place) != instead_of:
            return False
        self.held[new.place] = new
        self.written.set()
        return True

    def remove(self, place: Place) -> bool:
        self._may_write()
        return self.held.pop(place, None) is not None

    def _may_write(self) -> None:
        if self.busy:
            self.busy -= 1
            raise LedgerBusy("the database stays locked by another program")
