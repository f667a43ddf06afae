"""Where flows run, and how a unit of work can fail."""

from collections.abc import Callable
from concurrent.futures import Future
from enum import IntEnum
from typing import Protocol, TypeVar

from bot.ports.work import Work

T = TypeVar("T")


class Conflict(Exception):
    """Somebody changed the row in between. The ledger runs the flow again with fresh state."""


class NotFound(LookupError):
    """No such row in this organisation (ids and table only in the message)."""


class RecordDamaged(Exception):
    """A sealed record does not open: changed, swapped or broken on the disk. Names the table, the
    column and the row."""


class LedgerBusy(Exception):
    """The database could not take the change; nothing of it was done."""


class CommitUnknown(LedgerBusy):
    """The connection was lost as the change was being committed: it was done whole or not at all,
    and nobody knows which. `result` is what the flow came to, true if it was done."""

    def __init__(self, words: str, result: object) -> None:
        super().__init__(words)
        self.result = result


class Priority(IntEnum):
    """Order in the writer's queue."""

    PRESS = 0  #: somebody waits for the answer
    DELIVERY = 1
    LOOK = 2
    BULK = 3  #: imports, erasing, retention: small pieces


class Ledger(Protocol):
    """Runs flows, each in a unit of work of its own; on SQLite as savepoints of one writer's
    shared transaction. The future is done after the commit, never before."""

    def submit(self, flow: Callable[[Work], T], priority: Priority = Priority.PRESS) -> "Future[T]":
        """A flow that raises rolls back its own work and nobody else's. Conflict is tried again
        (three times). Raises `LedgerBusy` in the future where the database stays locked, is full
        or is closed, and `CommitUnknown` where the connection to it was lost at the commit."""
