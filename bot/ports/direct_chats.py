"""Where people are written to directly, so that no chat is opened twice, and who lets nobody in."""

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from bot.model.direct_chats import DirectChat
from bot.model.ids import Account, PersonId

T = TypeVar("T")


class DirectChats(Protocol):
    """Direct chats of people's accounts, sealed; each goes with its person. Of an account that is
    nobody's, nothing is kept."""

    def of_many(self, accounts: Mapping[PersonId, Account]) -> dict[PersonId, DirectChat]:
        """Of one account each; those of whose nothing is known, or damaged, are left out."""

    def find(self, account: Account) -> DirectChat | None:
        """None where nothing is known of it."""

    def keep(self, account: Account, address: str) -> bool:
        """The platform has named the chat. False where the account is nobody's. Raises Conflict."""

    def forget(self, account: Account, address: str) -> None:
        """The platform knows no chat of that name any more. Raises Conflict."""

    def mark(self, account: Account, *, closed: bool) -> None:
        """Whether what is written gets through. Raises Conflict."""


class WithDirectChats(Protocol):
    """How an adapter, which has no unit of work, comes to them."""

    async def __call__(self, flow: Callable[[DirectChats], T]) -> T:
        """The flow's result, after the commit of a unit of work of its own. Raises LedgerBusy."""
