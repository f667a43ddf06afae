"""SQLite's one writer: groups that share a commit, bulk work that nobody waits for, and a database
that cannot take the change."""

import resource
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event, Timer

import pytest

from bot.messages import Action
from bot.model.people import PersonState, Rhythm
from bot.ports import LedgerBusy, Priority, Work
from storage.engine import SQLITE_BUSY_MILLISECONDS
from storage.unit_of_work import as_stored
from storage.writer import GROUP_FLOWS, GROUP_SECONDS
from tests.storage_fixtures import ReadyLedger, person_of

ANN = person_of(1)
BUSY_SECONDS = SQLITE_BUSY_MILLISECONDS / 1000


@pytest.fixture
def ready(on_sqlite: ReadyLedger) -> ReadyLedger:
    on_sqlite.add(ANN)
    return on_sqlite


@contextmanager
def held(ready: ReadyLedger) -> Iterator[None]:
    """The writer is busy meanwhile with a flow that is no part of what comes after it."""
    begun, go = Event(), Event()

    def wait(work: Work) -> None:
        begun.set()
        assert go.wait(60)
        time.sleep(GROUP_SECONDS)

    future = ready.ledger.submit(wait)
    assert begun.wait(60)
    yield
    go.set()
    future.result(60)


def change(ready: ReadyLedger, unanswered: int) -> Callable[[Work], None]:
    def flow(work: Work) -> None:
        known = work.people.get(ANN.id)
        work.people.save(replace(known, rhythm=Rhythm(unanswered=unanswered)))

    return flow


def unanswered(ready: ReadyLedger) -> int:
    return ready.person(ANN.id).rhythm.unanswered


# Groups


def test_flows_that_wait_together_are_committed_together(ready: ReadyLedger) -> None:
    with held(ready):
        first = ready.ledger.submit(change(ready, 1))
        second = ready.ledger.submit(lambda _: first.done(), Priority.DELIVERY)
    assert second.result(60) is False
    assert first.result(60) is None


def test_a_group_has_its_end(ready: ReadyLedger) -> None:
    with held(ready):
        flows = [ready.ledger.submit(lambda _: None) for _ in range(GROUP_FLOWS)]
        after = ready.ledger.submit(lambda _: all(flow.done() for flow in flows))
    assert after.result(60) is True


def test_a_slow_flow_ends_its_group(ready: ReadyLedger) -> None:
    with held(ready):
        slow = ready.ledger.submit(lambda _: time.sleep(2 * GROUP_SECONDS))
        after = ready.ledger.submit(lambda _: slow.done())
    assert after.result(60) is True


@pytest.mark.parametrize("priority", [Priority.LOOK, Priority.BULK])
def test_whoever_waits_for_an_answer_has_it_before_lesser_work_begins(
    ready: ReadyLedger, priority: Priority
) -> None:
    with held(ready):
        presses: list[Future[None]] = []
        lesser = ready.ledger.submit(lambda _: all(p.done() for p in presses), priority)
        presses += [ready.ledger.submit(change(ready, n)) for n in range(3)]
    assert lesser.result(60) is True


def test_a_press_comes_between_two_pieces_of_bulk_work(ready: ReadyLedger) -> None:
    order: list[str] = []

    def bulk(work: Work) -> None:
        order.append("bulk")
        if len(order) == 1:
            ready.ledger.submit(lambda _: order.append("press"))

    pieces = [ready.ledger.submit(bulk, Priority.BULK) for _ in range(3)]
    for piece in pieces:
        piece.result(60)
    assert order == ["bulk", "press", "bulk", "bulk"]


def test_looks_share_a_commit_among_themselves(ready: ReadyLedger) -> None:
    with held(ready):
        first = ready.ledger.submit(change(ready, 1), Priority.LOOK)
        second = ready.ledger.submit(lambda _: first.done(), Priority.LOOK)
    assert second.result(60) is False


# A database that cannot take the change


@contextmanager
def locked_by_another(path: str | Path) -> Iterator[sqlite3.Connection]:
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    yield other
    if other.in_transaction:
        other.execute("ROLLBACK")
    other.close()


def test_a_lock_that_goes_away_in_time_is_waited_for(ready: ReadyLedger) -> None:
    with locked_by_another(ready.where) as other:
        future = ready.ledger.submit(change(ready, 1))
        Timer(0.5, lambda: other.execute("ROLLBACK")).start()
        assert future.result(60) is None
    assert unanswered(ready) == 1


def test_a_lock_that_stays_fails_everybody_after_one_wait(ready: ReadyLedger) -> None:
    """Forty who wait do not wait one after another, and the writer lives on."""
    with locked_by_another(ready.where):
        began = time.monotonic()
        futures = [ready.ledger.submit(change(ready, n)) for n in range(40)]
        errors = [future.exception(60) for future in futures]
        assert time.monotonic() - began < 2 * BUSY_SECONDS
    assert {type(error) for error in errors} == {LedgerBusy}
    assert "locked" in str(errors[0])
    assert unanswered(ready) == 0
    ready.run(change(ready, 2))
    assert unanswered(ready) == 2


def cards(work: Work, *, count: int) -> None:
    for _ in range(count):
        work.cards.issue(ANN.roster.accounts[0], [Action("menu")], person=ANN.id)


def test_a_full_database_fails_the_flow_that_fills_it(ready: ReadyLedger) -> None:
    def limit(work: Work, *, pages: int) -> int:
        connection = as_stored(work).context.connection
        used = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        return int(
            connection.exec_driver_sql(f"PRAGMA max_page_count = {used + pages}").scalar_one()
        )

    ready.run(lambda work: limit(work, pages=8))
    with pytest.raises(LedgerBusy, match="full"):
        ready.run(lambda work: cards(work, count=500))
    ready.run(change(ready, 1))
    assert unanswered(ready) == 1
    ready.run(lambda work: limit(work, pages=100_000))
    ready.run(lambda work: cards(work, count=500))


@contextmanager
def files_end_at(size: int) -> Iterator[None]:
    """No file of this process grows beyond `size`, as on a disk that is full."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


def test_a_commit_that_fails_fails_the_whole_group_and_leaves_nothing(
    ready: ReadyLedger,
) -> None:
    log = Path(f"{ready.where}-wal")
    with files_end_at(log.stat().st_size + 20_000):
        with held(ready):
            futures = [
                ready.ledger.submit(change(ready, 6)),
                ready.ledger.submit(lambda work: cards(work, count=60)),
            ]
            broken = ready.ledger.submit(lambda _: 1 // 0)
        errors = [future.exception(60) for future in futures]
    assert [type(error) for error in errors] == [LedgerBusy, LedgerBusy]
    assert isinstance(broken.exception(60), ZeroDivisionError)
    assert unanswered(ready) == 0
    ready.run(lambda work: cards(work, count=60))
    ready.reopen()
    assert unanswered(ready) == 0


@pytest.mark.parametrize("notices", [True, False])
def test_a_transaction_that_is_gone_is_told_to_all_who_were_in_it(
    ready: ReadyLedger, notices: bool
) -> None:
    """SQLite may roll the whole of it back by itself, whether or not the flow then notices."""

    def loses_it(work: Work) -> None:
        raw = as_stored(work).context.connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.execute("ROLLBACK")
        if notices:
            raise RuntimeError

    with held(ready):
        before = ready.ledger.submit(change(ready, 1))
        losing = ready.ledger.submit(loses_it)
        after = ready.ledger.submit(lambda work: work.people.count(PersonState.ROSTER))
    assert isinstance(before.exception(60), LedgerBusy)
    assert isinstance(losing.exception(60), RuntimeError if notices else LedgerBusy)
    assert after.result(60) == 1
    assert unanswered(ready) == 0
