"""The journal beside the keys: on the disk before the commit, and never far from the database."""

import resource
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy.event import listen
from sqlalchemy.exc import IntegrityError

from bot.flows.restoring import replay
from bot.model.ids import PersonId
from bot.model.people import MembershipState, Person
from bot.model.quarters import Quarter
from bot.ports import CommitUnknown, LedgerBusy, Work
from bot.ports.journal import Consented, Erased, Last
from storage.context import Context
from storage.engine import open_engine
from storage.id_blocks import IdBlocks
from storage.instants import to_day
from storage.journal import Entry, begin_anew
from storage.journal_file import BEGUN, Happened, JournalFile, JournalUnfit, Published
from storage.key_errors import KeyFileUnsafe
from storage.opening import open_ledger
from storage.retention import sweep_journal
from storage.unit_of_work import as_stored
from tests.postgres import SHARED, PostgresDatabases
from tests.storage_fixtures import NOON, ORGANISATION, ReadyLedger, person_of, ready_ledger

ANN, BO = person_of(1), person_of(2)
SUNDAY = date(2026, 3, 8)


@pytest.fixture
def on_postgres(postgres_databases: PostgresDatabases) -> Iterator[ReadyLedger]:
    postgres_databases.empty(SHARED)
    with ready_ledger(postgres_databases.url_of(SHARED)) as opened:
        yield opened


def save(ready: ReadyLedger, person: Person, **membership: Any) -> None:
    def flow(work: Work) -> None:
        known = work.people.get(person.id)
        work.people.save(replace(known, membership=replace(known.membership, **membership)))

    ready.run(flow)


def since(ready: ReadyLedger, position: int = 0) -> dict[PersonId, Last]:
    return dict(ready.journal.since(position, ORGANISATION).people)


def lines(ready: ReadyLedger) -> list[str]:
    return ready.journal.path.read_text().splitlines()


def test_what_a_restored_backup_may_not_undo_is_kept(ready: ReadyLedger) -> None:
    """Without any flow's doing: a join, a pause, a goodbye and an erasure, of each the last."""
    ready.add(ANN, BO)
    save(ready, ANN, state=MembershipState.JOINED)
    save(ready, ANN, paused_until=SUNDAY)
    save(ready, BO, state=MembershipState.LEFT)
    assert since(ready) == {
        ANN.id: Consented(MembershipState.JOINED, SUNDAY),
        BO.id: Consented(MembershipState.LEFT, None),
    }
    ready.run(lambda work: work.people.erase(BO.id))
    assert since(ready)[BO.id] == Erased()


def test_nothing_else_is_kept(ready: ReadyLedger) -> None:
    """Neither a name nor a wish, nor that somebody changed how often they are asked."""
    ready.add(ANN)
    before = lines(ready)
    save(ready, ANN, cadence_days=14, contact_peers=(BO.id,))
    ready.run(
        lambda work: work.people.save(
            replace(known := work.people.get(ANN.id), roster=replace(known.roster, name="N."))
        )
    )
    assert lines(ready) == before
    save(ready, ANN, state=MembershipState.JOINED)
    (added,) = lines(ready)[len(before) :]
    day = to_day(NOON)
    assert added == (
        f'{{"n":2,"day":{day},"organisation":1,"person":{ANN.id},"is":"joined","until":""}}'
    )


def test_a_flow_that_fails_leaves_nothing_in_it(ready: ReadyLedger) -> None:
    ready.add(ANN)

    def fails(work: Work) -> None:
        work.people.erase(ANN.id)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ready.run(fails)
    assert since(ready) == {}


def test_what_cannot_be_kept_in_it_is_not_done(on_sqlite: ReadyLedger) -> None:
    """The journal comes first: without it, the change is refused and nothing is lost."""
    on_sqlite.add(ANN)
    path = on_sqlite.journal.path
    away = path.with_name("away")
    path.rename(away)
    with pytest.raises(JournalUnfit, match="There is no journal"):
        save(on_sqlite, ANN, state=MembershipState.LEFT)
    away.rename(path)
    assert on_sqlite.person(ANN.id) == ANN
    save(on_sqlite, ANN, state=MembershipState.LEFT)
    assert since(on_sqlite) == {ANN.id: Consented(MembershipState.LEFT, None)}


def test_a_commit_that_fails_is_taken_back(on_sqlite: ReadyLedger) -> None:
    """A deferred constraint is only looked at by the COMMIT."""
    on_sqlite.add(ANN)

    def broken(work: Work) -> None:
        work.people.erase(ANN.id)
        connection = work.people._context.connection  # type: ignore[attr-defined]  # to break it
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.exec_driver_sql("INSERT INTO coordinator (organisation, person) VALUES (1, 404)")

    with pytest.raises(Exception, match="FOREIGN KEY"):
        on_sqlite.run(broken)
    assert "taken back" in lines(on_sqlite)[-1]
    assert since(on_sqlite) == {}
    assert on_sqlite.person(ANN.id) == ANN


def test_a_line_that_was_cut_off_was_never_committed(ready: ReadyLedger) -> None:
    ready.add(ANN, BO)
    save(ready, ANN, state=MembershipState.JOINED)
    with ready.journal.path.open("ab") as file:
        file.write(b'{"n":3,"day":20514,"organi')
    assert since(ready) == {ANN.id: Consented(MembershipState.JOINED, None)}
    save(ready, BO, state=MembershipState.LEFT)
    assert since(ready)[BO.id] == Consented(MembershipState.LEFT, None)
    assert len(lines(ready)) == 4


@pytest.mark.parametrize("room", [0, 17, 85, 130])
def test_a_full_disk_leaves_no_part_of_what_was_not_kept(tmp_path: Path, room: int) -> None:
    """Of several entries the first may still find room: nobody may be erased by it at the next
    start who was told that it could not be done."""
    journal = JournalFile(tmp_path / "a.journal")
    journal.begin(bytes(16), 1)
    before = journal.path.read_bytes()
    with (
        no_more_room_in(journal.path, room),
        journal.held() as held,
        pytest.raises(OSError, match="too large"),
    ):
        held.append(ORGANISATION, 1, [Happened(each.id, Erased()) for each in (ANN, BO)])
    assert journal.path.read_bytes() == before


@contextmanager
def no_more_room_in(path: Path, room: int = 0) -> Iterator[None]:
    """No file of this process may be longer than this one is (and `room`), as on a full disk."""
    usual = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + room, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        signal.signal(signal.SIGXFSZ, usual)


def test_without_room_for_it_nothing_is_done_and_it_is_said(ready: ReadyLedger) -> None:
    """As where the database has none: the answer is that nothing was changed."""
    ready.add(ANN)
    ready.run(as_long_as_this)
    with no_more_room_in(ready.journal.path), pytest.raises(LedgerBusy, match="EFBIG"):
        ready.run(lambda work: work.people.erase(ANN.id))
    assert since(ready) == {}
    assert ready.person(ANN.id) == ANN
    ready.run(lambda work: work.people.erase(ANN.id))
    assert since(ready) == {ANN.id: Erased()}


def as_long_as_this(work: Work) -> None:
    """An entry that is longer than the database's own files."""
    as_stored(work).context.happened.append(Published(Quarter(2025, 4), 1, "{}", bytes(10**7)))


# An entry of which nobody knows what became


def left_behind(ready: ReadyLedger, *happened: Happened) -> None:
    """As by a process that died before its commit."""
    with ready.journal.held() as held:
        held.append(ORGANISATION, to_day(NOON), happened)


def is_there(ready: ReadyLedger, person: Person) -> bool:
    return bool(ready.run(lambda work: work.people.get_many([person.id])))


def test_what_a_dead_process_left_behind_is_done_before_the_next_entry(
    on_postgres: ReadyLedger,
) -> None:
    """The other process goes on. Its next entry would else say that the database knows both."""
    ready = on_postgres
    ready.add(ANN, BO)
    left_behind(ready, Happened(ANN.id, Erased()))
    assert is_there(ready, ANN), "nothing that is not written to the journal looks at it"
    save(ready, BO, state=MembershipState.LEFT)
    assert not is_there(ready, ANN)
    assert ready.person(BO.id).membership.state is MembershipState.LEFT
    assert ready.run(lambda work: dict(work.journal.missed())) == {}


def test_of_two_processes_that_start_at_once_one_does_what_was_missed(
    on_postgres: ReadyLedger,
) -> None:
    ready = on_postgres
    ready.add(ANN, BO)
    left_behind(ready, Happened(ANN.id, Erased()), Happened(BO.id, Erased()))
    with open_ledger(ready.where, ready.vault, ready.clock, ready.journal) as second:
        both = [ledger.submit(replay) for ledger in (ready.ledger, second)]
        assert sorted(each.result(60) for each in both) == [0, 2]
    assert not is_there(ready, ANN)
    assert audited(ready) == ["journal caught up"]


def test_what_is_done_again_by_whoever_did_not_hear_is_done_once(on_postgres: ReadyLedger) -> None:
    """A press whose commit was cut off comes again under its own id."""
    ready = on_postgres
    ready.add(ANN)
    left_behind(ready, Happened(ANN.id, Consented(MembershipState.LEFT, None)))
    save(ready, ANN, state=MembershipState.LEFT)
    assert ready.person(ANN.id).membership.state is MembershipState.LEFT
    assert ready.run(lambda work: dict(work.journal.missed())) == {}
    assert audited(ready) == []


def test_nobody_takes_for_left_behind_what_is_about_to_be_taken_back(ready: ReadyLedger) -> None:
    """The lock is held until then, though the database's own is let go with the failing commit."""
    ready.add(ANN, BO)
    failed, go = Event(), Event()

    def fails() -> None:
        with Entry(ready.journal) as entry:
            with suppress(ZeroDivisionError), open_engine(ready.where).begin() as connection:
                context = Context(connection, ready.vault, NOON, IdBlocks(ORGANISATION))
                entry.write(context, [Happened(ANN.id, Erased())])
                raise ZeroDivisionError
            failed.set()
            assert go.wait(60)
            entry.take_back(to_day(NOON))

    other = Thread(target=fails)
    other.start()
    assert failed.wait(60)
    waiting = ready.ledger.submit(lambda work: work.people.erase(BO.id))
    with pytest.raises(TimeoutError):
        waiting.result(timeout=0.1)
    go.set()
    waiting.result(60)
    other.join()
    assert is_there(ready, ANN)
    assert since(ready) == {BO.id: Erased()}


def test_what_cannot_even_be_taken_back_is_done(on_sqlite: ReadyLedger) -> None:
    """It stands in the journal: so it is true, and whoever waits hears that nobody knows."""
    on_sqlite.add(ANN, BO)
    path = on_sqlite.journal.path

    def broken(work: Work) -> None:
        work.people.erase(ANN.id)
        connection = as_stored(work).context.connection
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.exec_driver_sql("INSERT INTO coordinator (organisation, person) VALUES (1, 404)")
        listen(connection, "commit", lambda _: path.chmod(0o644), once=True)  # others may read it

    with pytest.raises(CommitUnknown):
        on_sqlite.run(broken)
    path.chmod(0o600)
    assert not is_there(on_sqlite, ANN)
    save(on_sqlite, BO, state=MembershipState.LEFT)
    assert since(on_sqlite) == {ANN.id: Erased(), BO.id: Consented(MembershipState.LEFT, None)}
    assert audited(on_sqlite) == ["journal caught up"]


def test_with_no_room_to_take_it_back_it_is_cut_off_again(on_sqlite: ReadyLedger) -> None:
    """The disk that is too full for the commit may be too full for saying so."""
    on_sqlite.add(ANN)
    on_sqlite.run(as_long_as_this)
    before = on_sqlite.journal.path.read_bytes()
    with on_sqlite.journal.held() as held:
        held.append(ORGANISATION, to_day(NOON), [Happened(ANN.id, Erased())])
    room = on_sqlite.journal.path.stat().st_size - len(before)
    on_sqlite.journal.path.write_bytes(before)

    def broken(work: Work) -> None:
        work.people.erase(ANN.id)
        connection = as_stored(work).context.connection
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.exec_driver_sql("INSERT INTO coordinator (organisation, person) VALUES (1, 404)")

    with (
        no_more_room_in(on_sqlite.journal.path, room),
        pytest.raises(IntegrityError, match="FOREIGN KEY"),
    ):
        on_sqlite.run(broken)
    assert on_sqlite.journal.path.read_bytes() == before
    assert is_there(on_sqlite, ANN)


def audited(ready: ReadyLedger) -> list[str]:
    return ready.run(
        lambda work: [entry.kind for entry, _ in as_stored(work).audit.entries(0, 100)]
    )


def test_the_last_line_is_found_however_long_it_is(ready: ReadyLedger) -> None:
    ready.run(as_long_as_this)
    assert ready.journal.last() == BEGUN + 1
    ready.run(as_long_as_this)
    assert ready.journal.last() == BEGUN + 2


# Beside a database that is not the one it was


def copied(ready: ReadyLedger, tmp_path: Path) -> Path:
    """A backup, as SQLite makes it."""
    ready.ledger.close()
    tmp_path.mkdir(exist_ok=True)
    kept = tmp_path / "backup.db"
    shutil.copy(ready.where, kept)
    ready.reopen()
    return kept


def put_back(ready: ReadyLedger, kept: Path) -> None:
    ready.ledger.close()
    shutil.copy(kept, ready.where)


def test_a_restored_backup_knows_what_it_missed(on_sqlite: ReadyLedger, tmp_path: Path) -> None:
    on_sqlite.add(ANN, BO)
    save(on_sqlite, BO, state=MembershipState.JOINED)
    kept = copied(on_sqlite, tmp_path)
    on_sqlite.run(lambda work: work.people.erase(ANN.id))
    put_back(on_sqlite, kept)
    on_sqlite.reopen()
    assert on_sqlite.run(lambda work: dict(work.journal.missed())) == {ANN.id: Erased()}
    on_sqlite.run(lambda work: work.journal.catch_up())
    assert on_sqlite.run(lambda work: dict(work.journal.missed())) == {}


def test_a_database_older_than_the_journal_reaches_is_refused(
    on_sqlite: ReadyLedger, tmp_path: Path
) -> None:
    on_sqlite.add(ANN, BO)
    kept = copied(on_sqlite, tmp_path)
    on_sqlite.run(lambda work: work.people.erase(ANN.id))
    on_sqlite.clock.move(timedelta(days=31))
    save(on_sqlite, BO, state=MembershipState.LEFT)
    assert on_sqlite.run(lambda work: sweep_journal(work, 30)) == 1
    on_sqlite.reopen()  # the database itself is not too old, however long nothing happened
    put_back(on_sqlite, kept)
    with pytest.raises(JournalUnfit, match="Put back a younger backup"):
        on_sqlite.reopen()


def test_what_was_never_done_makes_no_database_too_old(on_sqlite: ReadyLedger) -> None:
    """Taken back, and nothing was written since: the database's own position lies before it."""
    on_sqlite.add(ANN)
    with on_sqlite.journal.held() as held:
        written = held.append(ORGANISATION, to_day(NOON), [Happened(ANN.id, Erased())])
        held.take_back(to_day(NOON), written)
    on_sqlite.clock.move(timedelta(days=31))
    assert on_sqlite.run(lambda work: sweep_journal(work, 30)) == 1
    on_sqlite.reopen()
    assert on_sqlite.run(replay) == 0
    assert is_there(on_sqlite, ANN)


def test_what_was_left_behind_is_not_forgotten_before_it_is_done(on_postgres: ReadyLedger) -> None:
    """The other process may run for months without an entry of its own."""
    ready = on_postgres
    ready.add(ANN)
    left_behind(ready, Happened(ANN.id, Erased()))
    ready.clock.move(timedelta(days=31))
    assert ready.run(lambda work: sweep_journal(work, 30)) == 0
    ready.reopen()
    assert ready.run(replay) == 1
    assert not is_there(ready, ANN)


def test_a_journal_that_was_lost_or_is_an_old_copy_is_refused(on_sqlite: ReadyLedger) -> None:
    on_sqlite.add(ANN)
    path = on_sqlite.journal.path
    old = path.read_text()
    save(on_sqlite, ANN, state=MembershipState.LEFT)
    on_sqlite.ledger.close()
    new = path.read_text()
    path.write_text(old)
    with pytest.raises(JournalUnfit, match="is older than the database"):
        on_sqlite.reopen()
    path.unlink()
    with pytest.raises(JournalUnfit, match="There is no journal at"):
        on_sqlite.reopen()
    path.write_text(new)
    path.chmod(0o644)
    with pytest.raises(KeyFileUnsafe, match="open to others"):
        on_sqlite.reopen()
    path.chmod(0o600)
    on_sqlite.reopen()


def test_a_backup_from_before_a_new_journal_is_refused_however_long_that_is(
    on_sqlite: ReadyLedger, tmp_path: Path
) -> None:
    """Its numbers are not those of the lost one, so it would miss what happened in between."""
    on_sqlite.add(ANN, BO)
    save(on_sqlite, BO, state=MembershipState.JOINED)
    save(on_sqlite, BO, state=MembershipState.LEFT)
    kept = copied(on_sqlite, tmp_path)
    on_sqlite.ledger.close()
    on_sqlite.journal.path.unlink()
    engine = open_engine(on_sqlite.where)
    begin_anew(engine, on_sqlite.keys.fingerprint, on_sqlite.journal, NOON)
    engine.dispose()
    on_sqlite.reopen()
    on_sqlite.run(lambda work: work.people.erase(ANN.id))
    for state in (MembershipState.JOINED, MembershipState.LEFT):
        save(on_sqlite, BO, state=state)
    after = copied(on_sqlite, tmp_path / "after")
    on_sqlite.run(lambda work: work.people.erase(BO.id))
    put_back(on_sqlite, kept)
    with pytest.raises(JournalUnfit, match="Put back a younger backup"):
        on_sqlite.reopen()
    put_back(on_sqlite, after)
    on_sqlite.reopen()
    assert on_sqlite.run(lambda work: dict(work.journal.missed())) == {BO.id: Erased()}


@pytest.mark.parametrize("content", ["", "no journal\n", '{"tailboard_journal":2}\n', "[1]\n"])
def test_a_damaged_one_is_refused(on_sqlite: ReadyLedger, content: str) -> None:
    on_sqlite.ledger.close()
    on_sqlite.journal.path.write_text(content)
    with pytest.raises(JournalUnfit, match="damaged"):
        on_sqlite.reopen()
    on_sqlite.journal.path.unlink()
    on_sqlite.journal.begin(bytes(16), 1)
    with pytest.raises(JournalUnfit, match="another database"):
        on_sqlite.reopen()


def test_every_database_has_had_one_from_its_first_opening(on_sqlite: ReadyLedger) -> None:
    assert on_sqlite.journal.last() == BEGUN
    assert on_sqlite.journal.path.stat().st_mode & 0o777 == 0o600
    on_sqlite.ledger.close()
    on_sqlite.journal.path.unlink()
    with pytest.raises(JournalUnfit):
        on_sqlite.reopen()


def test_two_processes_write_one_after_the_other(ready: ReadyLedger) -> None:
    """Where they share a database, they share the journal; nobody's entry is lost."""
    ready.add(ANN, BO)
    if not str(ready.where).startswith(
        "postgresql"
    ):  # one process a file: the journal alone is shared here
        other = JournalFile(ready.journal.path)
        save(ready, ANN, state=MembershipState.LEFT)
        assert other.last() == ready.journal.last()
        return
    with open_ledger(ready.where, ready.vault, ready.clock, ready.journal) as second:
        there = replace(ready, ledger=second)
        for number in range(6):
            until = SUNDAY + timedelta(days=number)
            save(there if number % 2 else ready, ANN if number % 3 else BO, paused_until=until)
    assert ready.journal.last() == BEGUN + 6
    assert {each.paused_until for each in since(ready).values() if isinstance(each, Consented)} == {
        SUNDAY + timedelta(days=3),
        SUNDAY + timedelta(days=5),
    }
