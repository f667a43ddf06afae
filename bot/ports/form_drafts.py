"""Forms that are half filled in, on platforms that show a form in pieces."""

from collections.abc import Callable
from datetime import timedelta
from typing import Protocol, TypeVar

from bot.model.ids import Account

T = TypeVar("T")

#: What somebody typed and did not send in is kept no longer.
DRAFT_KEPT_FOR = timedelta(minutes=15)


class FormDrafts(Protocol):
    """Sealed, found by a name that the adapter gives them; what is in them is the adapter's own."""

    def keep(self, name: str, account: Account, content: bytes) -> None:
        """As it is by now. Its quarter of an hour began with the first time."""

    def find(self, name: str, account: Account) -> bytes | None:
        """None where its time is over, it was dropped, or it is another account's."""

    def drop(self, name: str) -> None:
        """Does nothing where it is not there."""


class WithFormDrafts(Protocol):
    """How an adapter, which has no unit of work, comes to them."""

    async def __call__(self, flow: Callable[[FormDrafts], T]) -> T:
        """The flow's result, after the commit of a unit of work of its own. Raises LedgerBusy."""
