"""Two processes on one PostgreSQL database: the other has the new keys before they are used, writes
under them from then on, and nothing of either is lost."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep

import pytest

from bot.control.office import LedgerOffice, Turn
from bot.control.rotating import OthersLag, count, rotate
from bot.model.ids import Account
from bot.ports import Work
from storage.journal_file import JournalFile
from storage.key_file import KeyFile
from storage.ledger import QueuedLedger
from storage.opening import open_ledger
from tests.playing import setting_of
from tests.postgres import SHARED, PostgresDatabases
from tests.rotating import Between, Rotating, newest, ring_of, rotating
from tests.storage_filling import MEMBER, fill
from tests.storage_fixtures import SetClock, person_of

SETTING = setting_of()
THEIRS = Account("local", "canary", f"canary-{MEMBER}")


@dataclass(frozen=True, slots=True)
class Rotator:
    """A process of its own that rotates in a further one, which is killed before a step: the first
    of its n-th kind."""

    asks: int
    answers: int

    def is_killed_before(self, kind: int) -> bool:
        """False where it came to its end."""
        os.write(self.asks, bytes((kind,)))
        (answer,) = os.read(self.answers, 1)
        assert answer in (ord("k"), ord("e"))
        return answer == ord("k")


@pytest.fixture
def rotator(postgres_databases: PostgresDatabases, tmp_path: Path) -> Iterator[Rotator]:
    """Forked before anything is opened, so that nothing of the other's is open in it."""
    where, file = postgres_databases.url_of(SHARED), tmp_path / "keys"
    its_asks, asks = os.pipe()
    answers, its_answers = os.pipe()
    child = os.fork()
    if not child:
        os.close(asks)
        while asked := os.read(its_asks, 1):
            os.write(its_answers, _rotated_and_killed(lambda: _rotate_there(where, file, *asked)))
        os._exit(0)
    os.close(its_asks)
    os.close(its_answers)
    try:
        yield Rotator(asks, answers)
    finally:
        os.close(asks)
        os.close(answers)
        os.waitpid(child, 0)


def _rotated_and_killed(rotate_there: Callable[[], None]) -> bytes:
    """`k` for killed, `e` for ended."""
    child = os.fork()
    if not child:
        try:
            rotate_there()
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return b"k"
    return b"e" if os.WEXITSTATUS(status) == 0 else b"?"


def _rotate_there(where: str, file: Path, kill_before: int) -> None:
    kinds: set[str] = set()

    def die(command: str) -> None:
        kinds.add(command)
        if len(kinds) > kill_before:
            os.kill(os.getpid(), signal.SIGKILL)

    new = newest(file, renew=True)
    journal = JournalFile(file.with_suffix(".journal"))
    with open_ledger(where, ring_of(file), SetClock(), journal) as ledger:
        office = Between(LedgerOffice(ledger, SETTING, Turn()), die)
        rotate(office, new, told=lambda _: None, pause=sleep)


@pytest.fixture
def at(postgres_databases: PostgresDatabases, tmp_path: Path) -> Iterator[Rotating]:
    postgres_databases.empty(SHARED)
    with rotating(postgres_databases.url_of(SHARED), tmp_path / "keys") as opened:
        fill(opened.ready, "canary")
        yield opened


@pytest.fixture
def others_file(at: Rotating, tmp_path: Path) -> Path:
    """Another machine's copy of the keys."""
    path = tmp_path / "other.keys"
    at.keys.write_to(path)
    return path


@pytest.fixture
def other(at: Rotating, others_file: Path) -> Iterator[QueuedLedger]:
    ready = at.ready
    ring = ring_of(others_file)
    with ExitStack() as stack:
        opened = open_ledger(ready.where, ring, ready.clock, ready.journal)
        stack.enter_context(opened)
        opened.submit(_known).result()  # it is heard of
        yield opened


def _known(work: Work) -> int:
    person = work.people.by_account(THEIRS)
    assert person is not None
    return person.id


@contextmanager
def at_work(other: QueuedLedger) -> Iterator[list[str]]:
    """It writes and finds all the while; gives the numbers of the people that it has added."""
    done, numbers = threading.Event(), iter(range(5_000, 10_000))
    written: list[str] = []

    def write() -> None:
        while not done.wait(0.05):
            new = person_of(next(numbers))
            other.submit(lambda work, new=new: work.people.add(new)).result()  # type: ignore[misc]  # bound here
            assert other.submit(_known).result() == MEMBER
            written.append(new.roster.number)

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        try:
            yield written
        finally:
            done.set()
        writing.result()


def test_nothing_comes_into_force_while_another_process_lacks_the_keys(
    at: Rotating, other: QueuedLedger, others_file: Path
) -> None:
    new = at.new_epoch()
    with pytest.raises(OthersLag) as lagging:
        rotate(at.office(SETTING), new, told=lambda _: None, pause=lambda _: None)
    assert lagging.value.processes == 1
    assert at.ready.run(lambda work: work.keys.epochs).current == 1
    assert other.submit(_known).result() == MEMBER

    def copied(_: float) -> None:
        """While it is waited for: the operator copies the file, and the other does what it does."""
        before = KeyFile.load(others_file)
        if before != at.keys:
            at.keys.put_in_place_of(before, others_file)
        other.submit(_known).result()
        threading.Event().wait(0.1)

    rotate(at.office(SETTING), new, told=lambda _: None, pause=copied)
    assert other.submit(_known).result() == MEMBER
    assert other.submit(lambda work: work.keys.epochs.current).result() == 2
    at.everything_opens()


def test_one_that_went_is_not_waited_for(at: Rotating, other: QueuedLedger) -> None:
    other.close()
    at.rotate(SETTING)
    assert at.ready.run(lambda work: work.keys.epochs).current == 2


@pytest.mark.parametrize("renew", [False, True])
def test_what_the_other_writes_all_the_while_opens(
    at: Rotating, other: QueuedLedger, others_file: Path, renew: bool
) -> None:
    at.new_epoch()
    at.keys.put_in_place_of(KeyFile.load(others_file), others_file)
    with at_work(other) as written:
        rotate(at.office(SETTING), at.newest(renew=renew), told=lambda _: None, pause=sleep)
    assert len(written) > 3
    at.everything_opens()
    assert len(at.ready.run(lambda work: work.people.by_numbers(written))) == len(written)


def test_killed_again_and_again_it_comes_to_its_end_beside_the_other(
    rotator: Rotator, at: Rotating, other: QueuedLedger, others_file: Path
) -> None:
    """Whichever step it is killed before, the other goes on and finds everything, and what it
    writes meanwhile is there in the end."""
    at.ready.ledger.close()
    at.new_epoch()
    at.keys.put_in_place_of(KeyFile.load(others_file), others_file)
    kinds = 0
    with at_work(other) as written:
        while rotator.is_killed_before(kinds):
            at.everything_opens()
            kinds += 1
    assert kinds > 8
    assert len(other.submit(lambda work: work.people.by_numbers(written)).result()) == len(written)
    at.reopen()
    epochs = at.ready.run(lambda work: work.keys.epochs)
    assert (epochs.current, epochs.rotating) == (2, False)
    assert not [each for each in count(at.office(SETTING)) if not each.waits]
    at.everything_opens()
