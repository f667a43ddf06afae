"""A ready ledger for the tests of flows: real tables, real keys, a clock to be set.

    with ready_ledger(tmp_path, now=...) as ready:
        ready.run(lambda work: ...)

A conftest.py makes it a fixture in two lines:

    @pytest.fixture
    def ready(tmp_path: Path) -> Iterator[ReadyLedger]:
        with ready_ledger(tmp_path) as opened:
            yield opened
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from bot.model.ids import Account, PersonId, RequestId
from bot.model.people import Person, PersonState, RosterFacts
from bot.model.requests import Request
from bot.ports import Priority, Work
from storage.creation import prepare
from storage.engine import open_engine
from storage.journal_file import JournalFile
from storage.key_file import KeyFile
from storage.keys import KeyVersions
from storage.ledger import QueuedLedger
from storage.migrations import upgrade
from storage.opening import open_ledger
from storage.vault import Vault

T = TypeVar("T")

ORGANISATION = 1
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@dataclass
class SetClock:
    """Stands still until it is moved."""

    instant: datetime = NOON
    seconds: float = 1_000.0

    def now(self) -> datetime:
        return self.instant

    def monotonic(self) -> float:
        return self.seconds

    def move(self, by: timedelta) -> None:
        self.instant += by
        self.seconds += max(0.0, by.total_seconds())


@dataclass
class ReadyLedger:
    """An open ledger with what belongs to it."""

    ledger: QueuedLedger
    where: str | Path
    clock: SetClock
    keys: KeyFile
    vault: Vault = field(repr=False)
    journal: JournalFile

    def run(self, flow: Callable[[Work], T], priority: Priority = Priority.PRESS) -> T:
        """The flow's result, after the commit; raises what the flow raises."""
        return self.ledger.submit(flow, priority).result(timeout=60)

    def add(self, *people: Person) -> None:
        self.run(lambda work: work.people.add_many([(person, None) for person in people]))

    def person(self, id_: PersonId) -> Person:
        return self.run(lambda work: work.people.get(id_))

    def reopen(self) -> None:
        """As after a restart of the process."""
        self.ledger.close()
        self.ledger = open_ledger(self.where, self.vault, self.clock, self.journal)


def keys_that_draw_alike() -> KeyFile:
    """Random but for the look-up key, by which everything is drawn (looks, minutes, texts, the
    order between equals): a test that passes does so every time."""
    keys = KeyFile.fresh([ORGANISATION])
    lookup = KeyVersions(current=1, by_version={1: b"drawn alike in every test at all"})
    ours = replace(keys.for_organisation(ORGANISATION), lookup=lookup)
    return replace(keys, organisations={ORGANISATION: ours})


@contextmanager
def ready_ledger(
    where: str | Path, *, now: datetime = NOON, fictional: bool = False
) -> Iterator[ReadyLedger]:
    """A fresh database in this folder (or at this PostgreSQL address), and a ledger on it. The
    journal lies beside the file, or in a folder of its own."""
    if isinstance(where, Path) and where.is_dir():
        where = where / "tailboard.db"
    if isinstance(where, Path):
        keys = _prepared_file(where, now.astimezone(UTC).date(), fictional=fictional)
        yield from _ready(where, keys, journal_of(where), now)
        return
    keys = keys_that_draw_alike()
    engine = open_engine(where)
    prepare(engine, keys, fictional=fictional, now=now)
    engine.dispose()
    with TemporaryDirectory() as folder:
        yield from _ready(where, keys, JournalFile(Path(folder) / "tailboard.journal"), now)


def journal_of(where: Path) -> JournalFile:
    """Beside the database's file."""
    return JournalFile(where.with_suffix(".journal"))


def migrated_file(where: Path) -> None:
    """Makes a SQLite file with the tables of this program and nothing in them."""
    _lay_down(where, _migrated())


@cache
def _migrated() -> bytes:
    """The file after every migration. They are run once in a process, for every test after the
    first begins where they end; what they do themselves is in tests/storage/test_creation.py."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "tailboard.db"
        engine = open_engine(file)
        upgrade(engine)
        engine.dispose()
        return file.read_bytes()


def _prepared_file(where: Path, day: date, *, fictional: bool) -> KeyFile:
    """Makes a SQLite file that is ready, as `prepare` left the first of its kind; its keys."""
    file, keys = _prepared(day, fictional)
    _lay_down(where, file)
    return keys


@cache
def _prepared(day: date, fictional: bool) -> tuple[bytes, KeyFile]:
    keys = keys_that_draw_alike()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "tailboard.db"
        migrated_file(file)
        engine = open_engine(file)
        prepare(engine, keys, fictional=fictional, now=datetime.combine(day, time(12), UTC))
        engine.dispose()
        return file.read_bytes(), keys


def _lay_down(where: Path, file: bytes) -> None:
    """Its owner's alone, as the program makes it."""
    where.touch(mode=0o600, exist_ok=False)
    where.write_bytes(file)


def _ready(
    where: str | Path, keys: KeyFile, journal: JournalFile, now: datetime
) -> Iterator[ReadyLedger]:
    clock = SetClock(now)
    vault = Vault(ORGANISATION, keys.for_organisation(ORGANISATION))
    ledger = open_ledger(where, vault, clock, journal)
    ready = ReadyLedger(ledger, where, clock, keys, vault, journal)
    try:
        yield ready
    finally:
        ready.ledger.close()


def open_request(work: Work, id_: RequestId) -> Request:
    """An open request, which must be there."""
    request = work.requests.find(id_)
    assert request is not None, f"request {id_} is not open"
    return request


def person_of(number: int, **changes: Any) -> Person:
    """A made-up person on the roster with one account, `local:demo:u<number>`."""
    roster = RosterFacts(
        number=f"{number:04}",
        name=f"Person {number}",
        station="Station 1",
        accounts=(Account("local", "demo", f"u{number}"),),
    )
    person = Person(PersonId(2**61 + number), PersonState.ROSTER, roster)
    return replace(person, **changes)
