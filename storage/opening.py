"""Opening a ledger: the one place that chooses between the databases."""

from pathlib import Path

from sqlalchemy import Engine

from bot.ports import Clock
from storage.creation import require_fitting
from storage.engine import file_of, is_sqlite, open_engine
from storage.journal import require_journal
from storage.journal_file import JournalFile
from storage.key_state import HoldsKeys
from storage.ledger import QueuedLedger
from storage.pool import THREADS, PostgresLedger
from storage.reports_role import require_reports_role
from storage.run_lock import RunLock
from storage.writer import SqliteLedger


def open_ledger(
    where: str | Path,
    keys: HoldsKeys,
    clock: Clock,
    journal: JournalFile,
    *,
    reports_role: str = "",
) -> QueuedLedger:
    """The ledger of these keys' organisation, on a database that `storage.creation.prepare` made
    ready. Close it when done. `reports_role`: PostgreSQL's, in which what is published is read.

    Raises SchemaMismatch, DatabaseNotReady, WrongKey, JournalUnfit, and on SQLite AlreadyRunning
    where another process (or ledger) has the file. Where the database is a restored backup, what
    was missed since is to be replayed before anything else (`bot.flows.restoring`).
    """
    engine = open_engine(where, connections=THREADS + 1, reports_role=reports_role)
    try:
        if not is_sqlite(engine):
            _require_all(engine, keys, clock, journal)
            require_reports_role(engine, reports_role)
            return PostgresLedger(engine, keys, clock, journal)
        run_lock = RunLock.take(file_of(engine))
        try:
            _require_all(engine, keys, clock, journal)
            return SqliteLedger(engine, keys, clock, journal, run_lock)
        except BaseException:
            run_lock.release()
            raise
    except BaseException:
        engine.dispose()
        raise


def _require_all(engine: Engine, keys: HoldsKeys, clock: Clock, journal: JournalFile) -> None:
    found = require_fitting(engine, keys)
    require_journal(engine, keys.organisation, found.key_fingerprint, journal, clock.now())
