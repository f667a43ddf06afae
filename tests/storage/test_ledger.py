"""Flows are run each in a unit of work of its own, and told of only after the commit."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

import pytest
from sqlalchemy import select, text

from bot.model.ids import Account, PersonId
from bot.model.people import Rhythm
from bot.ports import Conflict, LedgerBusy, Priority, Work
from storage import tables
from storage.engine import open_engine
from storage.flow_queue import FlowQueue
from storage.pool import THREADS, PostgresLedger
from storage.unit_of_work import as_stored
from tests.storage_fixtures import ORGANISATION, ReadyLedger, person_of

ANN = person_of(1)


def add(number: int) -> Callable[[Work], PersonId]:
    def flow(work: Work) -> PersonId:
        work.people.add(person_of(number))
        return person_of(number).id

    return flow


def people_in_file(ready: ReadyLedger) -> set[int]:
    """As another connection sees them: what is committed."""
    with open_engine(ready.where, reads_only=True).connect() as connection:
        return set(connection.execute(select(tables.person.c.id)).scalars())


def threads_of(ready: ReadyLedger) -> int:
    return THREADS if isinstance(ready.ledger, PostgresLedger) else 1


class Held:
    """A flow that keeps the ledger's threads busy until it is let go."""

    def __init__(self, ready: ReadyLedger, *, threads: int = 1) -> None:
        self._go = Event()
        self._begun = threading.Barrier(threads + 1)
        self.futures = [ready.ledger.submit(self._wait) for _ in range(threads)]
        self._begun.wait(30)

    def _wait(self, work: Work) -> None:
        self._begun.wait(30)
        assert self._go.wait(60)

    def let_go(self) -> None:
        self._go.set()


# Both databases


def test_the_answer_comes_after_the_commit(ready: ReadyLedger) -> None:
    for number in range(1, 20):
        person = ready.run(add(number))
        assert person in people_in_file(ready)


def test_a_flow_that_fails_rolls_back_its_own_work_and_nobody_elses(ready: ReadyLedger) -> None:
    def fails(work: Work) -> None:
        add(2)(work)
        raise ZeroDivisionError

    held = Held(ready)
    before, failed, after = (ready.ledger.submit(flow) for flow in (add(1), fails, add(3)))
    held.let_go()
    assert before.result(30) == person_of(1).id
    with pytest.raises(ZeroDivisionError):
        failed.result(30)
    assert after.result(30) == person_of(3).id
    assert people_in_file(ready) == {person_of(1).id, person_of(3).id}


def test_nothing_is_lost_between_many_who_change_the_same_person(ready: ReadyLedger) -> None:
    """A counter that eight threads raise: every raise that was answered is in it."""
    ready.add(ANN)

    def raise_it(work: Work) -> None:
        known = work.people.get(ANN.id)
        work.people.save(replace(known, rhythm=Rhythm(unanswered=known.rhythm.unanswered + 1)))

    def raise_ten_times(_: int) -> int:
        done = 0
        for _ in range(10):
            try:
                ready.run(raise_it)
            except Conflict:
                continue
            done += 1
        return done

    with ThreadPoolExecutor(8) as pool:
        done = sum(pool.map(raise_ten_times, range(8)))
    assert ready.person(ANN.id).rhythm.unanswered == done > 0


def test_the_instant_of_a_unit_of_work_is_the_clocks(ready: ReadyLedger) -> None:
    assert ready.run(lambda work: work.now) == ready.clock.instant
    assert ready.run(lambda work: work.organisation) == ORGANISATION


def test_close_finishes_what_is_queued_and_takes_no_more(ready: ReadyLedger) -> None:
    held = Held(ready)
    queued = [ready.ledger.submit(add(number), Priority.BULK) for number in range(1, 40)]
    closing = threading.Thread(target=ready.ledger.close)
    closing.start()
    held.let_go()
    closing.join(60)
    assert all(future.done() and future.exception() is None for future in queued)
    assert len(people_in_file(ready)) == 39
    late = ready.ledger.submit(add(40))
    with pytest.raises(LedgerBusy, match="closed"):
        late.result(30)


def test_a_flow_that_was_given_up_before_it_ran_does_nothing(ready: ReadyLedger) -> None:
    held = Held(ready, threads=threads_of(ready))
    given_up = ready.ledger.submit(add(1))
    assert given_up.cancel()
    held.let_go()
    ready.run(add(2))
    assert people_in_file(ready) == {person_of(2).id}


def test_ids_from_blocks_are_never_handed_out_twice(ready: ReadyLedger) -> None:
    """Not after a flow that took some failed, nor after a restart."""

    def take(work: Work, *, fail: bool = False) -> int:
        context = as_stored(work).context
        id_ = context.blocks.next_id(context.connection, "card")
        if fail:
            raise RuntimeError
        return id_

    with pytest.raises(RuntimeError):
        ready.run(lambda work: take(work, fail=True))
    taken = [ready.run(take) for _ in range(5)]
    with pytest.raises(RuntimeError):
        ready.run(lambda work: take(work, fail=True))
    taken += [ready.run(take) for _ in range(5)]
    ready.reopen()
    taken += [ready.run(take) for _ in range(1_200)]
    assert len(set(taken)) == len(taken)


def test_everything_is_there_after_a_restart(ready: ReadyLedger) -> None:
    ready.add(ANN)
    ready.reopen()
    assert ready.person(ANN.id) == ANN
    assert ready.run(lambda work: work.people.by_account(Account("local", "demo", "u1"))) == ANN


def test_an_error_of_the_database_names_no_value(ready: ReadyLedger) -> None:
    secret = "canary-7c1e"

    def wrong(work: Work) -> None:
        as_stored(work).context.connection.execute(
            text("SELECT * FROM person WHERE nonsense = :value"), {"value": secret}
        )

    with pytest.raises(Exception, match="nonsense") as caught:
        ready.run(wrong)
    assert secret not in str(caught.value)


# The queue


def test_the_most_urgent_comes_first_then_who_came_first() -> None:
    queue = FlowQueue()

    def flow(work: Work) -> None:
        """Never run."""

    for priority in (Priority.BULK, Priority.PRESS, Priority.LOOK, Priority.PRESS):
        queue.put(flow, priority)
    taken = [queue.take() for _ in range(4)]
    assert [(each.priority, each.number) for each in taken if each] == [
        (Priority.PRESS, 1),
        (Priority.PRESS, 3),
        (Priority.LOOK, 2),
        (Priority.BULK, 0),
    ]
    assert queue.take_up_to(Priority.BULK) is None
    queue.put(flow, Priority.LOOK)
    assert queue.take_up_to(Priority.DELIVERY) is None
    assert queue.take(0) is not None
    assert queue.take(0) is None
    queue.close()
    assert queue.take() is None
    assert queue.finished
