"""Half-filled forms in memory, for adapters that are tested without a database."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from bot.model.ids import Account
from bot.ports import FormDrafts, LedgerBusy

T = TypeVar("T")


@dataclass
class DraftsInMemory:
    """Implements `bot.ports.FormDrafts`, and `WithFormDrafts` when it is called; `busy`: it fails
    as a locked database does. Nothing in it grows old by itself: `held` may be emptied."""

    held: dict[str, tuple[Account, bytes]] = field(default_factory=dict)
    busy: bool = False

    async def __call__(self, flow: Callable[[FormDrafts], T]) -> T:
        if self.busy:
            raise LedgerBusy("the database stays locked by another program")
        return flow(self)

    def keep(self, name: str, account: Account, content: bytes) -> None:
        self.held[name] = account, content

    def find(self, name: str, account: Account) -> bytes | None:
        whose, content = self.held.get(name, (None, None))
        return content if whose == account else None

    def drop(self, name: str) -> None:
        self.held.pop(name, None)
