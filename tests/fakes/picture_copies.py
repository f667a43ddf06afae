"""Copies of pictures in memory, for adapters that are tested without a database."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from typing import TypeVar

from bot.model.pictures import CopyState, PictureCopy
from bot.ports import Clock, LedgerBusy, PictureCopies

T = TypeVar("T")


@dataclass
class CopiesInMemory:
    """Implements `bot.ports.PictureCopies`, and `WithPictureCopies` when it is called; `busy` is
    how often it still fails as a locked database does."""

    clock: Clock
    held: dict[int, PictureCopy] = field(default_factory=dict)
    busy: int = 0
    _ids: Iterator[int] = field(default_factory=lambda: count(1))

    async def __call__(self, flow: Callable[[PictureCopies], T]) -> T:
        if self.busy:
            self.busy -= 1
            raise LedgerBusy("the database stays locked by another program")
        return flow(self)

    def all(self) -> tuple[PictureCopy, ...]:
        return tuple(self.held.values())

    def begin(self, picture: int, place: str, handle: str, *, until: datetime) -> int:
        id_ = next(self._ids)
        self.held[id_] = PictureCopy(id_, picture, place, handle, CopyState.BEGUN, until)
        return id_

    def shown(self, copy: int) -> None:
        known = self.held.get(copy)
        if known is not None and known.state is CopyState.BEGUN:
            self._keep(known, CopyState.SHOWN, self.clock.now())

    def over(self, handle: str, place: str) -> None:
        for copy in self.all():
            if (copy.handle, copy.place) == (handle, place):
                self._keep(copy, CopyState.OVER, self.clock.now())

    def put_off(self, copy: int, until: datetime) -> None:
        if copy in self.held:
            self._keep(self.held[copy], self.held[copy].state, until)

    def forget(self, copy: int) -> None:
        self.held.pop(copy, None)

    def _keep(self, copy: PictureCopy, state: CopyState, due_at: datetime) -> None:
        self.held[copy.id] = replace(copy, state=state, due_at=due_at)
