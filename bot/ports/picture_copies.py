"""What platforms hold of pictures, so that each copy is made once and taken away in the end."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar

from bot.model.pictures import PictureCopy

T = TypeVar("T")


class PictureCopies(Protocol):
    """Copies of pictures, sealed; they outlive the picture, and whose it is."""

    def all(self) -> tuple[PictureCopy, ...]:
        """In the order of their ids."""

    def begin(self, picture: int, place: str, handle: str, *, until: datetime) -> int:
        """Its id. What is still only begun at `until` never came to be, or was a file, and is to
        go then."""

    def shown(self, copy: int) -> None:
        """It was made. Does nothing where it was given up meanwhile."""

    def over(self, handle: str, place: str) -> None:
        """The platform does not show it any more: it goes at once."""

    def put_off(self, copy: int, until: datetime) -> None:
        """It could not be taken away."""

    def forget(self, copy: int) -> None:
        """The platform holds it no more. Does nothing where it is not there."""


class WithPictureCopies(Protocol):
    """How an adapter, which has no unit of work, comes to them."""

    async def __call__(self, flow: Callable[[PictureCopies], T]) -> T:
        """The flow's result, after the commit of a unit of work of its own. Raises LedgerBusy."""
