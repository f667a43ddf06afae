"""Two processes on one PostgreSQL database: the other has the new keys before they are used, writes
under them from then on, and nothing of either is lost."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from time import sleep

import pytest

from bot.control.rotating import OthersLag, rotate
from bot.model.ids import Account
from bot.ports import Work
from storage.key_file import KeyFile
from storage.ledger import QueuedLedger
from storage.opening import open_ledger
from tests.playing import setting_of
from tests.postgres import SHARED, PostgresDatabases
from tests.rotating import Rotating, ring_of, rotating
from tests.storage_filling import MEMBER, fill
from tests.storage_fixtures import person_of

SETTING = setting_of()
THEIRS = Account("local", "canary", f"canary-{MEMBER}")


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
    done, numbers = threading.Event(), iter(range(5_000, 10_000))
    written: list[int] = []

    def write() -> None:
        while not done.wait(0.02):
            number = next(numbers)
            new = person_of(number)
            other.submit(lambda work, new=new: work.people.add(new)).result()  # type: ignore[misc]  # bound here
            assert other.submit(_known).result() == MEMBER
            written.append(number)

    at.new_epoch()
    at.keys.put_in_place_of(KeyFile.load(others_file), others_file)
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        try:
            new = at.newest(renew=renew)
            rotate(at.office(SETTING), new, told=lambda _: None, pause=sleep)
        finally:
            done.set()
        writing.result()
    assert len(written) > 3
    at.everything_opens()
    numbers_of = [f"{number:04}" for number in written]
    assert len(at.ready.run(lambda work: work.people.by_numbers(numbers_of))) == len(written)
