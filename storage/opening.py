"""Opening a ledger: the one place that chooses between the databases."""

from pathlib import Path

from bot.ports import Clock
from storage.creation import require_fitting
from storage.engine import file_of, is_sqlite, open_engine
from storage.ledger import QueuedLedger
from storage.pool import THREADS, PostgresLedger
from storage.run_lock import RunLock
from storage.vault import Vault
from storage.writer import SqliteLedger


def open_ledger(where: str | Path, vault: Vault, clock: Clock) -> QueuedLedger:
    """The ledger of the vault's organisation, on a database that `storage.creation.prepare` made
    ready. Close it when done.

    Raises SchemaMismatch, DatabaseNotReady, WrongKey, and on SQLite AlreadyRunning where another
    process (or ledger) has the file.
    """
    engine = open_engine(where, connections=THREADS + 1)
    try:
        if not is_sqlite(engine):
            require_fitting(engine, vault)
            return PostgresLedger(engine, vault, clock)
        run_lock = RunLock.take(file_of(engine))
        try:
            require_fitting(engine, vault)
            return SqliteLedger(engine, vault, clock, run_lock)
        except BaseException:
            run_lock.release()
            raise
    except BaseException:
        engine.dispose()
        raise
