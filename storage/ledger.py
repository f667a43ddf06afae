"""Where flows are brought: one queue, served by SQLite's one writer or PostgreSQL's pool."""

import logging
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from threading import Thread
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Engine
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.flows.restoring import replay
from bot.ports import Clock, LedgerBusy, Priority, Work
from storage.flow_queue import FlowQueue, QueueClosed, QueuedFlow
from storage.id_blocks import IdBlocks
from storage.instants import to_day
from storage.journal import Entry
from storage.journal_file import Happening, JournalFile, JournalUnfit
from storage.key_errors import KeyFileError
from storage.key_state import HoldsKeys, KeyState, read_state
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")

_log = logging.getLogger(__name__)

#: How often a flow is run again after it lost a race.
TRIES_AFTER_CONFLICT = 3

NOT_TAKEN_BACK = "the change was not kept, but stands in the journal and is made after all"


class QueuedLedger(ABC):
    """Runs flows in threads of its own; `close` finishes what is in the queue."""

    def __init__(
        self, engine: Engine, keys: HoldsKeys, clock: Clock, journal: JournalFile, *, threads: int
    ) -> None:
        self._engine = engine
        self._keys = keys
        self._clock = clock
        self._journal = journal
        self._queue = FlowQueue()
        self._threads = [
            Thread(target=self._serve, name=f"ledger-{number}", daemon=True)
            for number in range(threads)
        ]

    def submit(self, flow: Callable[[Work], T], priority: Priority = Priority.PRESS) -> "Future[T]":
        """See `bot.ports.Ledger`."""
        try:
            return self._queue.put(flow, priority)
        except QueueClosed:
            refused: Future[T] = Future()
            refused.set_exception(LedgerBusy("the ledger is closed"))
            return refused

    def close(self) -> None:
        """Takes nothing in any more, finishes what is queued, and lets the database go."""
        self._queue.close()
        for thread in self._threads:
            thread.join()
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _start(self) -> None:
        for thread in self._threads:
            thread.start()

    def _take_back(self, entry: Entry) -> bool:
        """What was about to be committed was not. False where even this cannot be written: then it
        stands in the journal, and is done before anything else is written there."""
        try:
            entry.take_back(to_day(self._clock.now()))
        except (OSError, JournalUnfit, KeyFileError) as error:
            _log.error("entries of the journal were not taken back: %s", type(error).__name__)
            return False
        return True

    def _begin(self, connection: Connection, blocks: IdBlocks) -> UnitOfWork:
        """A unit of work under the keys that are in force now. Raises WrongKey where they are not
        at hand."""
        state = read_state(connection, self._keys.organisation) or KeyState()
        vault, now = self._keys.vault_at(state), self._clock.now()
        return UnitOfWork(
            connection, vault, now, blocks, self._journal, state=state, keys=self._keys
        )

    @abstractmethod
    def _serve(self) -> None:
        """The life of a thread: until the queue is closed and empty."""


def catching_up() -> QueuedFlow:
    """What the journal knows and the database does not, done before it is written to again."""
    return QueuedFlow(Priority.PRESS, 0, replay, Future())


class Outcome:
    """What a flow came to; told to whoever waits only when it is committed."""

    __slots__ = ("error", "happened", "queued", "result")

    def __init__(self, queued: QueuedFlow) -> None:
        self.queued = queued
        self.result: Any = None
        self.error: BaseException | None = None
        self.happened: Sequence[Happening] = ()  #: for the journal

    def tell(self) -> None:
        if self.error is None:
            self.queued.future.set_result(self.result)
        else:
            self.queued.future.set_exception(self.error)

    def lose(self, error: BaseException) -> None:
        """Nothing of it was done. A flow that had failed by itself keeps its own error."""
        self.queued.future.set_exception(self.error or error)


def is_busy(error: BaseException) -> bool:
    """The database could not take the change, as opposed to a mistake in a statement."""
    if not isinstance(error, OperationalError):
        return isinstance(error, DBAPIError) and error.connection_invalidated
    return getattr(error.orig, "sqlite_errorname", "") != "SQLITE_ERROR"


def as_busy(error: BaseException) -> LedgerBusy:
    """In words that can be logged: the database's own name of what went wrong, no more."""
    original = getattr(error, "orig", error)
    if isinstance(original, sqlite3.Error):
        name = getattr(original, "sqlite_errorname", "")
        return LedgerBusy(_SAID.get(name, f"the database could not take the change ({name})"))
    name = getattr(original, "sqlstate", None) or type(original).__name__
    return LedgerBusy(f"the database could not take the change ({name})")


_SAID = {
    "SQLITE_BUSY": "the database stays locked by another program",
    "SQLITE_LOCKED": "the database stays locked by another program",
    "SQLITE_FULL": "the disk, or the space the database may take, is full",
    "SQLITE_READONLY": "the database file may not be written",
}
