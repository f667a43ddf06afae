"""Direct chats in memory, for adapters that are tested without a database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from bot.model.direct_chats import DirectChat
from bot.model.ids import Account, PersonId
from bot.ports import DirectChats, LedgerBusy

T = TypeVar("T")


@dataclass
class ChatsInMemory:
    """Implements `bot.ports.DirectChats`, and `WithDirectChats` when it is called; `busy` is how
    often it still fails as a locked database does. Every account is somebody's."""

    held: dict[Account, DirectChat] = field(default_factory=dict)
    busy: int = 0

    async def __call__(self, flow: Callable[[DirectChats], T]) -> T:
        if self.busy:
            self.busy -= 1
            raise LedgerBusy("the database stays locked by another program")
        return flow(self)

    def of_many(self, accounts: Mapping[PersonId, Account]) -> dict[PersonId, DirectChat]:
        return {id_: self.held[each] for id_, each in accounts.items() if each in self.held}

    def find(self, account: Account) -> DirectChat | None:
        return self.held.get(account)

    def keep(self, account: Account, address: str) -> bool:
        self.held[account] = replace(self._known(account), address=address)
        return True

    def forget(self, account: Account, address: str) -> None:
        if self._known(account).address == address:
            self.held[account] = replace(self._known(account), address="")

    def mark(self, account: Account, *, closed: bool) -> None:
        self.held[account] = replace(self._known(account), closed=closed)

    def _known(self, account: Account) -> DirectChat:
        return self.held.get(account, DirectChat(account))
