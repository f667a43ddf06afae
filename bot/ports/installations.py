"""What a platform gave for a workspace: the secrets that a connection speaks to it with, where
they change while the program runs and so cannot lie in its environment."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """What an installation is for; the platform's own ids, "" where it has none.

    A connection is named as in the configuration, and may carry many workspaces. Without a
    workspace an installation is for all of those that belong to `above`; with a `user` it is that
    person's own, without one the bot's.
    """

    connection: str
    workspace: str = ""
    above: str = ""
    user: str = ""


@dataclass(frozen=True, slots=True)
class Installation:
    """`secret` is the adapter's to read: at most 4,000 bytes."""

    place: Place
    secret: bytes = field(repr=False)


class Installations(Protocol):
    """Installations, sealed; erased is gone from the files within seconds."""

    def find(self, place: Place) -> Installation | None: ...

    def of_connection(self, connection: str) -> tuple[Installation, ...]:
        """In no order."""

    def of_workspace(self, place: Place) -> tuple[Installation, ...]:
        """The bot's and everybody's own, whatever the place's `user` says; in no order."""

    def save(self, new: Installation, *, instead_of: Installation | None) -> bool:
        """Compare-and-set: False, and nothing is kept, where what is kept at the place is not
        `instead_of` (None: nothing)."""

    def remove(self, place: Place) -> bool:
        """Whether there was one."""


class WithInstallations(Protocol):
    """How an adapter, which has no unit of work, comes to them."""

    async def __call__(self, flow: Callable[[Installations], T]) -> T:
        """The flow's result, after the commit of a unit of work of its own. Raises LedgerBusy."""
