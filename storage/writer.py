"""SQLite's ledger: one writer thread runs queued flows as savepoints of a shared transaction,
commits, and only then lets anybody know."""

import logging
import sqlite3
import time
from collections.abc import Sequence

from sqlalchemy import Engine
from sqlalchemy.engine import Connection

from bot.ports import Clock, CommitUnknown, Conflict, Priority
from storage.flow_queue import QueuedFlow
from storage.id_blocks import IdBlocks
from storage.instants import to_number
from storage.journal import Entry
from storage.journal_file import JournalFile
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
from storage.outbox_rows import ORPHAN_ALL
from storage.run_lock import RunLock

#: A shared transaction takes no more flows after so many, or after so many seconds: whoever came
#: first waits for the last, and larger groups gain little.
GROUP_FLOWS = 64
GROUP_SECONDS = 0.02
#: The log is emptied after an erasure when nobody has come for so long, or at the latest so long
#: after it; then it waits so long for readers to finish.
CHECKPOINT_QUIET_SECONDS = 0.1
CHECKPOINT_LATEST_SECONDS = 5.0
CHECKPOINT_BUSY_MILLISECONDS = 50

_log = logging.getLogger(__name__)


class TransactionLost(Exception):
    """SQLite has rolled back the whole shared transaction by itself (disk full, disk error)."""


class SqliteLedger(QueuedLedger):
    """Holds the file's run lock as long as it is open."""

    def __init__(
        self,
        engine: Engine,
        keys: HoldsKeys,
        clock: Clock,
        journal: JournalFile,
        run_lock: RunLock,
    ) -> None:
        super().__init__(engine, keys, clock, journal, threads=1)
        self._run_lock = run_lock
        self._blocks = IdBlocks(keys.organisation)
        self._connection: Connection | None = None
        #: Since when the log holds what was erased; it may from an earlier process.
        self._erased_at: float | None = time.monotonic()
        self._left_behind = False  #: something stands in the journal that was not committed
        self._start()

    def close(self) -> None:
        super().close()
        self._run_lock.release()

    def _serve(self) -> None:
        self._orphan_rows()
        while (first := self._take()) is not None:
            if self._left_behind:
                self._catch_up()
            self._run_group(first)
        self._let_go()

    def _take(self) -> QueuedFlow | None:
        """The next flow; None when the queue is closed and done. Where the log holds what was
        erased, it is emptied in the next quiet moment, or between two flows if none comes."""
        while self._erased_at is not None:
            if time.monotonic() - self._erased_at < CHECKPOINT_LATEST_SECONDS:
                found = self._queue.take(CHECKPOINT_QUIET_SECONDS)
                if found is not None:
                    return found
            self._empty_log()
            if self._queue.finished:
                return None
        return self._queue.take()

    # A group of flows

    def _run_group(self, first: QueuedFlow) -> None:
        """1. Take the write lock. 2. Run the first flow and those that may join it, each in a
        savepoint. 3. Write what a restored backup may not undo to the journal. 4. Commit. 5. Tell
        everybody. Whatever fails in 1 to 4 fails all of them."""
        try:
            connection = self._connected()
            transaction = connection.begin()
        except Exception as error:
            self._lose(self._waiting_with(first), error)
            return
        outcomes: list[Outcome] = []
        with Entry(self._journal) as entry:
            try:
                with transaction:
                    self._run_flows(connection, first, outcomes)
                    self._write_journal(connection, outcomes, entry)
            except Exception as error:
                if self._take_back(entry):
                    self._lose(outcomes, error)
                else:
                    self._left_behind = True
                    self._lose(outcomes, CommitUnknown(NOT_TAKEN_BACK, None))
                return
        for outcome in outcomes:
            outcome.tell()

    def _write_journal(
        self, connection: Connection, outcomes: Sequence[Outcome], entry: Entry
    ) -> None:
        happened = [each for outcome in outcomes for each in outcome.happened]
        if happened:
            entry.write(self._begin(connection, self._blocks).context, happened)

    def _catch_up(self) -> None:
        """What stands in the journal and was not committed; where it cannot be done now either,
        nothing else is written there until it is."""
        done = catching_up()
        self._run_group(done)
        self._left_behind = done.future.exception() is not None

    def _waiting_with(self, first: QueuedFlow) -> list[Outcome]:
        """Where the lock is not to be had: whoever came meanwhile has waited as long."""
        waiting = [first, *self._queue.take_all_waiting()]
        return [Outcome(each) for each in waiting if each.future.set_running_or_notify_cancel()]

    def _run_flows(
        self, connection: Connection, first: QueuedFlow, outcomes: list[Outcome]
    ) -> None:
        until = time.monotonic() + GROUP_SECONDS
        most_urgent = first.priority
        queued: QueuedFlow | None = first
        while queued is not None:
            most_urgent = min(most_urgent, queued.priority)
            if queued.future.set_running_or_notify_cancel():
                outcomes.append(Outcome(queued))
                self._run_flow(connection, outcomes[-1])
            if len(outcomes) >= GROUP_FLOWS or time.monotonic() >= until:
                break
            queued = self._queue.take_up_to(_may_join(most_urgent))

    def _run_flow(self, connection: Connection, outcome: Outcome) -> None:
        """In a savepoint of its own, again where it lost a race. Raises TransactionLost."""
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        for _ in range(1 + TRIES_AFTER_CONFLICT):
            raw.execute("SAVEPOINT flow")
            try:
                work = self._begin(connection, self._blocks)
                outcome.result = outcome.queued.flow(work)
            except BaseException as error:
                outcome.error = as_busy(error) if is_busy(error) else error
                self._blocks.forget()
                if not raw.in_transaction:
                    raise TransactionLost from error
                raw.execute("ROLLBACK TO flow")
                raw.execute("RELEASE flow")
                if not isinstance(error, Conflict):
                    return
            else:
                if not raw.in_transaction:  # the flow has caught what it cannot mend
                    raise TransactionLost
                outcome.error = None
                outcome.happened = work.context.happened
                raw.execute("RELEASE flow")
                if work.context.erased and self._erased_at is None:
                    self._erased_at = time.monotonic()
                return

    def _lose(self, outcomes: list[Outcome], error: Exception) -> None:
        """Nothing was done. What is in memory of the lost transaction goes with the connection."""
        lost = isinstance(error, TransactionLost)
        cause = (error.__cause__ if lost else None) or error
        told = as_busy(cause) if lost or is_busy(cause) else error
        _log.error("%d flows were not committed: %s", len(outcomes), type(cause).__name__)
        self._blocks.forget()
        self._let_go()
        for outcome in outcomes:
            outcome.lose(told)

    # The connection, and the log beside the file

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection

    def _let_go(self) -> None:
        """A connection that failed is not used again."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _orphan_rows(self) -> None:
        """What was being sent when the last process ended: nobody knows whether it went out."""
        try:
            connection = self._connected()
            with connection.begin():
                ours, now = self._keys.organisation, to_number(self._clock.now())
                connection.execute(ORPHAN_ALL, {"of_organisation": ours, "now": now})
        except Exception as error:
            _log.error("rows in flight were not marked: %s", type(error).__name__)
            self._let_go()

    def _empty_log(self) -> None:
        """Copies the log into the file and cuts it to nothing: until then it still holds what was
        erased. Readers are waited for only shortly, presses are more urgent."""
        try:
            raw = self._connected().connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            (usual,) = raw.execute("PRAGMA busy_timeout").fetchone()
            raw.execute(f"PRAGMA busy_timeout = {CHECKPOINT_BUSY_MILLISECONDS}")
            (busy, _, _) = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            raw.execute(f"PRAGMA busy_timeout = {usual}")
            self._erased_at = time.monotonic() if busy else None
        except Exception as error:
            _log.error("the log could not be emptied: %s", type(error).__name__)
            self._let_go()
            self._erased_at = time.monotonic()


def _may_join(most_urgent: Priority) -> Priority:
    """Short flows join any group; looks only one in which nobody waits for an answer; pieces of
    bulk work none, since everybody in the group would wait for them."""
    return Priority.LOOK if most_urgent is Priority.LOOK else Priority.DELIVERY
