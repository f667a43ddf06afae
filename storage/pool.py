"""PostgreSQL's ledger: a pool of threads, a transaction for each flow."""

import logging
import time
from threading import Lock

from sqlalchemy import Engine
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from bot.ports import Clock, CommitUnknown, Conflict, Work
from storage.flow_queue import QueuedFlow
from storage.id_blocks import IdBlocks
from storage.journal import Entry, JournalBehind
from storage.journal_file import JournalFile
from storage.key_holders import forget_holder, note_holder
from storage.key_ring import KeyRing
from storage.key_state import HoldsKeys
from storage.ledger import (
    NOT_TAKEN_BACK,
    TRIES_AFTER_CONFLICT,
    Outcome,
    QueuedLedger,
    as_busy,
    catching_up,
    is_busy,
)
from storage.unit_of_work import UnitOfWork, as_stored

#: Flows that run at once.
THREADS = 4
#: What PostgreSQL says to the loser of a race: could not serialize; deadlock found; somebody else
#: put a row under this key since it was looked for.
_LOST_A_RACE = frozenset({"40001", "40P01", "23505"})

#: How often others are told that this process is there, and how often it looks for the keys of an
#: epoch that is announced.
NOTE_SECONDS = 20.0
LEARN_SECONDS = 0.5

UNKNOWN = "the connection to the database was lost as the change was being kept"

_log = logging.getLogger(__name__)


class PostgresLedger(QueuedLedger):
    """Flows run beside one another; the loser of a race is run again."""

    def __init__(self, engine: Engine, keys: HoldsKeys, clock: Clock, journal: JournalFile) -> None:
        super().__init__(engine, keys, clock, journal, threads=THREADS)
        self._blocks = IdBlocks(keys.organisation, engine)
        self._ring = keys if isinstance(keys, KeyRing) else None
        self._noting = Lock()
        self._noted_at: float | None = None
        self._noted = 0
        self._start()

    def close(self) -> None:
        if self._ring is not None:
            self.submit(self._go).exception()  # whether or not it can be said any more
        super().close()

    def _go(self, work: Work) -> None:
        assert self._ring is not None
        forget_holder(as_stored(work).context, self._ring.holder)

    def _begin(self, connection: Connection, blocks: IdBlocks) -> UnitOfWork:
        """Others learn which keys this process has: at once where a new epoch is announced, else
        now and then."""
        work = super()._begin(connection, blocks)
        ring = self._ring
        if ring is not None and self._is_time(work.keys.epochs.announced):
            ring.learn(work.keys.epochs.announced)
            note_holder(work.context, ring.holder, ring.newest)
            self._noted = ring.newest
        return work

    def _is_time(self, announced: int) -> bool:
        """One thread at a time says it, and none again for a while."""
        with self._noting:
            wait = LEARN_SECONDS if announced > self._noted else NOTE_SECONDS
            now = time.monotonic()
            if self._noted_at is not None and now - self._noted_at < wait:
                return False
            self._noted_at = now
            return True

    def _serve(self) -> None:
        while (queued := self._queue.take()) is not None:
            if queued.future.set_running_or_notify_cancel():
                self._run_flow(queued)

    def _run_flow(self, queued: QueuedFlow) -> None:
        """In a transaction of its own, again where it lost a race; told after the commit. What a
        process has left behind in the journal that died before its commit comes first."""
        outcome = Outcome(queued)
        for _ in range(1 + TRIES_AFTER_CONFLICT):
            error = self._attempt(outcome)
            if isinstance(error, JournalBehind):
                self._attempt(Outcome(catching_up()))
            elif not (isinstance(error, Conflict) or _lost_a_race(error)):
                break
        outcome.error = as_busy(error) if error is not None and is_busy(error) else error
        if outcome.error is not None and not isinstance(outcome.error, Conflict):
            _log.info("a flow was not committed: %s", type(outcome.error).__name__)
        outcome.tell()

    def _attempt(self, outcome: Outcome) -> BaseException | None:
        """What went wrong, if anything did."""
        committing = False
        with Entry(self._journal) as entry:
            try:
                with self._engine.begin() as connection:
                    work = self._begin(connection, self._blocks)
                    outcome.result = outcome.queued.flow(work)
                    entry.write(work.context, work.context.happened)
                    committing = True
            except BaseException as error:
                if committing and _is_cut(error):  # nobody knows: it may be there
                    return CommitUnknown(UNKNOWN, outcome.result)
                if not self._take_back(entry):
                    return CommitUnknown(NOT_TAKEN_BACK, outcome.result)
                return error
        return None


def _is_cut(error: BaseException) -> bool:
    """Nobody is there any more who would say what became of the COMMIT; a server that refuses it
    says so, and has rolled back."""
    return isinstance(error, DBAPIError) and error.connection_invalidated


def _lost_a_race(error: BaseException | None) -> bool:
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in _LOST_A_RACE
