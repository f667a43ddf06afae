"""What is in the files: no byte of what a person wrote, nothing of who was erased, and no length
that tells one answer from another."""

import sqlite3
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.config.models import Retention
from bot.messages import Action
from bot.model.content import Content, ContentKind, Lane, OutboxState, Outgoing
from bot.model.people import CheckBack, CheckBackReason, LastAnswer, Person, Rhythm, Zone
from bot.model.quarters import Quarter
from bot.ports import NotFound, Work
from bot.reports.folding import Group, Plan
from storage.audit_heads import add_head
from storage.backup import back_up
from storage.engine import open_engine
from storage.opening import open_ledger
from storage.retention import sweep
from storage.tables import metadata
from storage.unit_of_work import as_stored
from tests.storage_filling import MEMBER, SUPPORTER, fill
from tests.storage_fixtures import NOON, ReadyLedger, person_of

CANARY = "canary-Qx7Zt9"
ANN = person_of(1)


def files_of(ready: ReadyLedger) -> dict[str, bytes]:
    """The database, what lies beside it (the journal, the heads of the audit), and a copy as
    `tailboard backup` makes it."""
    path = Path(ready.where)
    copy = back_up(path, path.with_name("copy.sqlite"), lambda done, of: None).file
    found = {each.name: each.read_bytes() for each in path.parent.iterdir() if each.is_file()}
    copy.unlink()
    return found


def hits(ready: ReadyLedger, *needles: bytes) -> list[str]:
    return [
        name for name, content in files_of(ready).items() for needle in needles if needle in content
    ]


def spellings(word: str) -> tuple[bytes, ...]:
    plain = word.encode()
    return plain, word.encode("utf-16-le"), plain.hex().encode(), plain[::-1]


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def log_is_empty(ready: ReadyLedger) -> bool:
    log = Path(f"{ready.where}-wal")
    return not log.exists() or log.stat().st_size == 0


def ciphertexts(ready: ReadyLedger, table: str, **where: object) -> list[bytes]:
    """The sealed values and wrapped keys of a table's rows, without the headers, which others
    share."""
    columns = metadata.tables[table].c
    query = select(*columns).where(*[columns[name] == value for name, value in where.items()])
    with open_engine(ready.where, reads_only=True).connect() as connection:
        rows = connection.execute(query).all()
    return [
        value[-40:] for row in rows for value in row if isinstance(value, bytes) and len(value) > 60
    ]


# No byte of it


def test_nothing_that_a_person_wrote_is_in_the_files(on_sqlite: ReadyLedger) -> None:
    on_sqlite.run(lambda work: None)
    fill(on_sqlite, CANARY)
    head = on_sqlite.run(lambda work: as_stored(work).audit.head())
    add_head(Path(on_sqlite.where).with_name("heads"), head, NOON.date())
    names = set(files_of(on_sqlite))
    assert {"tailboard.db", "tailboard.db-wal", "copy.sqlite", "heads"} <= names
    assert "tailboard.journal" in names
    assert hits(on_sqlite, *spellings(CANARY)) == []
    on_sqlite.ledger.close()
    assert hits(on_sqlite, *spellings(CANARY)) == []


def test_the_scan_would_find_it(on_sqlite: ReadyLedger) -> None:
    """What the program keeps in clear by design is found in the log and in the copy."""
    fill(on_sqlite, CANARY)
    # On a busy machine a quiet moment may have moved some of it into the file already.
    assert {"tailboard.db-wal", "copy.sqlite"} <= set(hits(on_sqlite, b"process 1"))


# Nothing of who was erased


@pytest.fixture
def erased(on_sqlite: ReadyLedger) -> tuple[ReadyLedger, list[bytes]]:
    """A member, and everything sealed that was theirs, moved from the log into the file."""
    fill(on_sqlite, CANARY)
    on_sqlite.reopen()
    on_sqlite.run(lambda work: work.audit.add("start", {}))
    until(lambda: log_is_empty(on_sqlite))
    before = [
        *ciphertexts(on_sqlite, "person", id=MEMBER),
        *ciphertexts(on_sqlite, "person_record", person=MEMBER),
        *ciphertexts(on_sqlite, "account", person=MEMBER),
        *ciphertexts(on_sqlite, "request"),
        *ciphertexts(on_sqlite, "offer"),
    ]
    assert len(before) == 8
    main = Path(on_sqlite.where).read_bytes()
    assert all(each in main for each in before)
    return on_sqlite, before


def test_who_is_erased_is_gone_from_the_files(
    erased: tuple[ReadyLedger, list[bytes]],
) -> None:
    """Key and ciphertexts, from the file, from the log, and from a copy made after it."""
    ready, before = erased
    ready.run(lambda work: work.people.erase(MEMBER))
    until(lambda: log_is_empty(ready))
    assert hits(ready, *before) == []


def test_a_supporter_who_is_erased_is_gone_with_what_was_offered_to_them(
    erased: tuple[ReadyLedger, list[bytes]],
) -> None:
    """The request stays: it is the member's."""
    ready, _ = erased
    theirs = [
        *ciphertexts(ready, "person", id=SUPPORTER),
        *ciphertexts(ready, "person_record", person=SUPPORTER),
        *ciphertexts(ready, "account", person=SUPPORTER),
        *ciphertexts(ready, "supporter", person=SUPPORTER),
        *ciphertexts(ready, "offer"),
    ]
    requests = ciphertexts(ready, "request")
    assert len(theirs) > 6
    ready.run(lambda work: work.people.erase(SUPPORTER))
    until(lambda: log_is_empty(ready))
    assert hits(ready, *theirs) == []
    assert ciphertexts(ready, "offer") == []
    assert ciphertexts(ready, "request") == requests


def test_within_the_unit_of_work_their_key_is_gone_too(ready: ReadyLedger) -> None:
    ready.add(ANN)

    def flow(work: Work) -> None:
        work.people.get(ANN.id)
        work.people.erase(ANN.id)
        with pytest.raises(NotFound):
            as_stored(work).context.key_of(ANN.id)

    ready.run(flow)


def test_what_is_past_its_days_is_gone_from_the_files(on_sqlite: ReadyLedger) -> None:
    """From the log as well, where it stands until it is emptied."""
    person = person_of(1)
    on_sqlite.add(person)
    out = Outgoing("k", person.id, person.id, Content(ContentKind.FAREWELL), NOON, Lane.ROUTINE)
    on_sqlite.run(lambda work: work.outbox.put(out))
    (row,) = on_sqlite.run(lambda work: work.outbox.due(5, lanes=tuple(Lane)))
    on_sqlite.run(lambda work: work.outbox.settle(row.id, OutboxState.CANCELLED))
    on_sqlite.reopen()
    on_sqlite.run(lambda work: work.audit.add("start", {}))
    until(lambda: log_is_empty(on_sqlite))  # which the start sees to
    columns = metadata.tables["outbox"].c
    with open_engine(on_sqlite.where, reads_only=True).connect() as connection:
        before = connection.scalar(select(columns.key_hash))
    assert isinstance(before, bytes)
    assert before in Path(on_sqlite.where).read_bytes()
    on_sqlite.clock.move(timedelta(days=40))
    sweep(on_sqlite.ledger, Retention())
    until(lambda: log_is_empty(on_sqlite))
    assert hits(on_sqlite, before) == []


def test_what_an_earlier_quarter_was_counted_by_is_gone_from_the_files(
    on_sqlite: ReadyLedger,
) -> None:
    plan, sizes = Plan(2026, 5, (Group(("Station 1",)),)), (31,)
    first = Quarter(2026, 1)
    on_sqlite.run(lambda work: work.report_quarters.begin(first, plan))
    on_sqlite.run(lambda work: work.report_quarters.open(first, sizes))
    on_sqlite.reopen()
    on_sqlite.run(lambda work: work.audit.add("start", {}))
    until(lambda: log_is_empty(on_sqlite))
    before = ciphertexts(on_sqlite, "report_quarter")
    assert len(before) == 1
    assert before[0] in Path(on_sqlite.where).read_bytes()
    on_sqlite.run(lambda work: work.report_quarters.begin(first.next, plan))
    until(lambda: log_is_empty(on_sqlite))
    assert hits(on_sqlite, *before) == []


def test_a_reader_puts_the_emptying_off_but_does_not_prevent_it(
    erased: tuple[ReadyLedger, list[bytes]],
) -> None:
    ready, before = erased
    reader = sqlite3.connect(ready.where, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM person").fetchone()
    ready.run(lambda work: work.people.erase(MEMBER))
    ready.run(lambda work: work.people.add(ANN))
    assert not log_is_empty(ready)
    reader.execute("COMMIT")
    reader.close()
    until(lambda: log_is_empty(ready))
    assert hits(ready, *before) == []
    assert ready.person(ANN.id) == ANN


def test_what_an_earlier_process_erased_is_gone_from_the_log_as_well(
    on_sqlite: ReadyLedger, tmp_path: Path
) -> None:
    """A process that is killed after the commit leaves its log behind."""
    log, kept = Path(f"{on_sqlite.where}-wal"), tmp_path / "kept"
    until(lambda: log_is_empty(on_sqlite))
    on_sqlite.add(ANN)
    kept.mkdir()
    for each in (Path(on_sqlite.where), log):
        (kept / each.name).write_bytes(each.read_bytes())
    assert (kept / log.name).stat().st_size > 0
    other = sqlite3.connect(kept / "tailboard.db")  # so that ours is not the last to close it
    other.execute("SELECT count(*) FROM person").fetchone()
    with open_ledger(
        kept / "tailboard.db", on_sqlite.vault, on_sqlite.clock, on_sqlite.journal
    ) as ledger:
        assert ledger.submit(lambda work: work.people.get(ANN.id)).result(60) == ANN
        until(lambda: (kept / log.name).stat().st_size == 0)
    other.close()


def test_the_emptying_comes_without_a_quiet_moment(erased: tuple[ReadyLedger, list[bytes]]) -> None:
    """It comes although the queue is never empty, and presses are answered meanwhile."""
    ready, before = erased
    ready.run(lambda work: work.people.erase(MEMBER))
    answered: list[int] = []

    def press(work: Work) -> None:
        answered.append(1)
        if not log_is_empty(ready):
            ready.ledger.submit(press)
            ready.ledger.submit(lambda _: None)

    ready.run(press)
    until(lambda: log_is_empty(ready))
    assert len(answered) > 10
    assert hits(ready, *before) == []


def test_what_was_said_is_gone_from_the_files(on_sqlite: ReadyLedger) -> None:
    on_sqlite.add(ANN)
    out = Outgoing("k", ANN.id, ANN.id, Content(ContentKind.NOTE), NOON, Lane.ROUTINE)
    on_sqlite.run(lambda work: work.outbox.put(out))
    on_sqlite.reopen()
    before = ciphertexts(on_sqlite, "outbox")
    assert all(each in Path(on_sqlite.where).read_bytes() for each in before)

    def send(work: Work) -> None:
        (row,) = work.outbox.due(1, lanes=list(Lane))
        work.outbox.mark_many([(row.id, "local:demo")], holder="x", until=work.now)
        work.outbox.settle(row.id, OutboxState.SENT)

    on_sqlite.run(send)
    on_sqlite.ledger.close()
    assert len(before) == 1
    assert hits(on_sqlite, *before) == []


# No length that tells


def _answered(number: int, zone: Zone | None) -> Person:
    """As the flow leaves somebody who answered so, with all that hangs on it."""
    check_backs = {
        Zone.YELLOW: CheckBack(CheckBackReason.AGREED, NOON + timedelta(days=14)),
        Zone.ORANGE: CheckBack(CheckBackReason.AGREED, NOON + timedelta(days=3)),
        Zone.RED: CheckBack(CheckBackReason.RED, NOON + timedelta(days=1)),
    }
    rhythm = Rhythm(
        answer=None if zone is None else LastAnswer(zone, NOON, 17),
        check_back=None if zone is None else check_backs.get(zone),
    )
    return replace(person_of(number), rhythm=rhythm)


def test_the_zones_cannot_be_told_apart_by_length(ready: ReadyLedger) -> None:
    """Every row that an answer leaves has the same lengths for each of the four, and for none."""
    seen = set()
    for number, zone in enumerate([*Zone, None], start=1):
        person = _answered(number, zone)
        ready.add(person)
        ready.run(partial(_say, person=person, zone=zone))
    with open_engine(ready.where).connect() as connection:
        for table in metadata.sorted_tables:
            rows = connection.execute(select(table)).all()
            lengths = {tuple(len(v) if isinstance(v, bytes) else 0 for v in row) for row in rows}
            seen.add(table.name)
            assert len(lengths) <= 1, table.name
    assert {"person", "person_record", "outbox", "card"} <= seen


def _say(work: Work, person: Person, zone: Zone | None) -> None:
    content = Content(ContentKind.OFFER, {"r": 17})
    key = f"answered:{person.id}"
    assert work.outbox.put(Outgoing(key, person.id, person.id, content, NOON, Lane.ANSWER))
    offered = [Action("now")] * (0 if zone is None else 1 + list(Zone).index(zone))
    work.cards.issue(person.roster.accounts[0], offered, person=person.id)
