"""A database is made ready once, and opened only by the program, the keys and the kind it fits."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

import storage.migrations
from storage.creation import DatabaseNotReady, instance_of, prepare
from storage.engine import DatabaseUnknown, open_engine, to_url
from storage.journal_file import JournalFile
from storage.key_errors import WrongKey
from storage.key_file import KeyFile
from storage.keys import OrganisationKeys
from storage.migrations import (
    SchemaMismatch,
    SchemaState,
    require_current,
    revisions,
    schema_state,
    upgrade,
)
from storage.opening import open_ledger
from storage.reading import Watching
from storage.run_lock import AlreadyRunning
from storage.tables import metadata
from storage.vault import Vault
from tests.storage_fixtures import NOON, ORGANISATION, SetClock


def vault_of(keys: KeyFile) -> Vault:
    return Vault(ORGANISATION, keys.for_organisation(ORGANISATION))


def make_ready(where: str, keys: KeyFile, *, fictional: bool = False) -> None:
    engine = open_engine(where)
    prepare(engine, keys, fictional=fictional, now=NOON)
    engine.dispose()


def set_revision(where: str, revision: str) -> None:
    with open_engine(where).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :r"), {"r": revision})


# Migrations


def test_the_migrations_make_what_the_program_knows(bare: str) -> None:
    engine = open_engine(bare)
    assert schema_state(engine) is SchemaState.EMPTY
    upgrade(engine)
    assert schema_state(engine) is SchemaState.CURRENT
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    upgrade(engine)
    require_current(engine)
    engine.dispose()


def test_a_database_without_tables_says_what_to_do(bare: str) -> None:
    engine = open_engine(bare)
    with pytest.raises(SchemaMismatch, match="tailboard migrate"):
        require_current(engine)
    engine.dispose()


def test_revisions_are_known_without_alembic() -> None:
    scripts = ScriptDirectory(str(Path(storage.migrations.__file__).parent))
    theirs = [script.revision for script in scripts.walk_revisions()]
    assert list(revisions()) == theirs[::-1]


def test_a_database_between_two_releases_is_an_earlier_one(bare: str) -> None:
    engine = open_engine(bare)
    upgrade(engine, revisions()[0])
    with pytest.raises(SchemaMismatch, match="earlier release"):
        require_current(engine)
    engine.dispose()


def test_a_later_database_is_left_alone(where: str, journal: JournalFile) -> None:
    newest = revisions()[-1]
    set_revision(where, "9999")
    engine = open_engine(where)
    try:
        with pytest.raises(SchemaMismatch, match="later release"):
            require_current(engine)
        with pytest.raises(SchemaMismatch, match="later release"):
            upgrade(engine)
        with pytest.raises(SchemaMismatch, match="later release"):
            open_ledger(where, vault_of(KeyFile.fresh([ORGANISATION])), SetClock(), journal)
    finally:
        set_revision(where, newest)
        engine.dispose()


# Keys and kinds


def test_preparing_again_changes_nothing(bare: str) -> None:
    keys = KeyFile.fresh([ORGANISATION])
    for _ in range(2):
        make_ready(bare, keys, fictional=True)
    instance = instance_of(open_engine(bare))
    assert instance.fictional
    assert instance.created_on == NOON.date()
    assert instance.key_fingerprint == keys.fingerprint


def test_another_key_file_is_refused(where: str, journal: JournalFile) -> None:
    make_ready(where, KeyFile.fresh([ORGANISATION]))
    other = KeyFile.fresh([ORGANISATION])
    with pytest.raises(WrongKey):
        make_ready(where, other)
    with pytest.raises(WrongKey):
        open_ledger(where, vault_of(other), SetClock(), journal)


def test_an_organisation_that_was_not_made_ready_is_refused(
    where: str, journal: JournalFile
) -> None:
    keys = KeyFile.fresh([ORGANISATION, 2])
    make_ready(where, KeyFile(keys.fingerprint, {1: keys.for_organisation(1)}))
    with pytest.raises(DatabaseNotReady, match="tailboard migrate"):
        open_ledger(where, Vault(2, keys.for_organisation(2)), SetClock(), journal)
    make_ready(where, keys)
    open_ledger(where, Vault(2, keys.for_organisation(2)), SetClock(), journal).close()


def test_tables_alone_are_not_ready(where: str, journal: JournalFile) -> None:
    with pytest.raises(DatabaseNotReady, match="tailboard migrate"):
        open_ledger(where, vault_of(KeyFile.fresh([ORGANISATION])), SetClock(), journal)


@pytest.mark.parametrize("fictional", [True, False])
def test_a_fictional_database_stays_fictional_and_a_real_one_real(
    where: str, fictional: bool
) -> None:
    keys = KeyFile.fresh([ORGANISATION])
    make_ready(where, keys, fictional=fictional)
    with pytest.raises(DatabaseNotReady, match="another file"):
        make_ready(where, keys, fictional=not fictional)


def test_the_audit_chain_needs_its_first_key_to_begin(where: str) -> None:
    keys = KeyFile.fresh([ORGANISATION])
    own = keys.for_organisation(ORGANISATION)
    used = OrganisationKeys(own.key_encryption, own.lookup, own.record, audit_first_key=None)
    with pytest.raises(DatabaseNotReady, match="new key file"):
        make_ready(where, KeyFile(keys.fingerprint, {ORGANISATION: used}))


# One process a file


@pytest.fixture
def journal(tmp_path: Path) -> JournalFile:
    return JournalFile(tmp_path / "tailboard.journal")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "tailboard.db"


def test_a_second_ledger_on_the_same_file_is_refused(file: Path, journal: JournalFile) -> None:
    keys = KeyFile.fresh([ORGANISATION])
    make_ready(str(file), keys)
    ledger = open_ledger(file, vault_of(keys), SetClock(), journal)
    with pytest.raises(AlreadyRunning, match=r"tailboard\.db is in use"):
        open_ledger(file, vault_of(keys), SetClock(), journal)
    ledger.close()
    open_ledger(f"sqlite:///{file}", vault_of(keys), SetClock(), journal).close()


def test_a_failed_opening_lets_the_file_go(file: Path, journal: JournalFile) -> None:
    keys = KeyFile.fresh([ORGANISATION])
    make_ready(str(file), keys)
    with pytest.raises(WrongKey):
        open_ledger(file, vault_of(KeyFile.fresh([ORGANISATION])), SetClock(), journal)
    open_ledger(file, vault_of(keys), SetClock(), journal).close()


_OTHER_PROCESS = """
import sys, time
from pathlib import Path
from storage.run_lock import RunLock
held = RunLock.take(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


def test_the_lock_of_another_process_ends_when_it_is_killed(
    file: Path, journal: JournalFile
) -> None:
    keys = KeyFile.fresh([ORGANISATION])
    make_ready(str(file), keys)
    other = subprocess.Popen(
        [sys.executable, "-c", _OTHER_PROCESS, str(file)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(AlreadyRunning):
            open_ledger(file, vault_of(keys), SetClock(), journal)
    finally:
        other.send_signal(signal.SIGKILL)
        other.wait(60)
    deadline = time.monotonic() + 30
    while True:
        try:
            open_ledger(file, vault_of(keys), SetClock(), journal).close()
            break
        except AlreadyRunning:
            assert time.monotonic() < deadline


# Addresses


@pytest.mark.parametrize(
    ("where", "url"),
    [
        ("tailboard.db", "sqlite:///tailboard.db"),
        ("sqlite:////var/lib/tailboard.db", "sqlite:////var/lib/tailboard.db"),
        ("postgresql://u@db/t", "postgresql+psycopg://u@db/t"),
        ("postgresql+psycopg2://u@db/t", "postgresql+psycopg://u@db/t"),
    ],
)
def test_addresses(where: str, url: str) -> None:
    assert str(to_url(where)) == url


@pytest.mark.parametrize("where", ["mysql://u@db/t", "sqlite://"])
def test_other_databases_are_not_known(where: str) -> None:
    with pytest.raises(DatabaseUnknown):
        to_url(where)


def test_a_running_ledger_is_not_migrated_under_its_feet(file: Path, journal: JournalFile) -> None:
    keys = KeyFile.fresh([ORGANISATION])
    make_ready(str(file), keys)
    with open_ledger(file, vault_of(keys), SetClock(), journal):
        engine = open_engine(file)
        with pytest.raises(AlreadyRunning):
            upgrade(engine)
        engine.dispose()


def test_two_processes_may_migrate_at_once(bare: str) -> None:
    """One does, and the other finds it done (or, on SQLite, is told that somebody is at it)."""
    barrier = Barrier(4)

    def migrate(_: int) -> bool:
        engine = open_engine(bare)
        barrier.wait(60)
        try:
            upgrade(engine)
        except AlreadyRunning:
            return False
        finally:
            engine.dispose()
        return True

    with ThreadPoolExecutor(4) as pool:
        assert any(pool.map(migrate, range(4)))
    require_current(open_engine(bare))


def test_the_files_are_their_owners_alone(file: Path, journal: JournalFile) -> None:
    keys = KeyFile.fresh([ORGANISATION])
    make_ready(str(file), keys)
    with open_ledger(file, vault_of(keys), SetClock(), journal) as ledger:
        ledger.submit(lambda work: work.audit.add("start", {})).result(60)
        modes = {each.name: each.stat().st_mode & 0o777 for each in file.parent.iterdir()}
    database = {f"tailboard.db{end}" for end in ("", "-wal", "-shm", ".lock")}
    assert set(modes) == {*database, "tailboard.journal"}
    assert set(modes.values()) == {0o600}


@pytest.mark.parametrize("name", ["with space.db", "per%20cent.db", "a?mode=ro#b.db", "ö.db"])
def test_any_name_of_a_file_will_do(tmp_path: Path, name: str, journal: JournalFile) -> None:
    keys = KeyFile.fresh([ORGANISATION])
    make_ready(str(tmp_path / name), keys)
    open_ledger(tmp_path / name, vault_of(keys), SetClock(), journal).close()
    assert (tmp_path / name).is_file()
    assert Watching(tmp_path / name, ORGANISATION).look(NOON, timedelta()).count == 0


def test_who_only_reads_makes_no_file(file: Path) -> None:
    with pytest.raises(OperationalError):
        Watching(file, ORGANISATION).look(NOON, timedelta())
    assert not file.exists()


def test_every_connection_to_sqlite_is_durable_and_forgets(file: Path) -> None:
    with open_engine(file).connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1}
