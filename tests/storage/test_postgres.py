"""What only PostgreSQL has: several processes on one database, connections that are cut."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count
from threading import Barrier, Event

import pytest
from sqlalchemy import select, text

from bot.model.content import Content, ContentKind, Lane, OutboxRow, Outgoing
from bot.model.ids import OutboxId
from bot.model.people import Person, Role
from bot.ports import CommitUnknown, LedgerBusy, Work
from storage.engine import open_engine
from storage.opening import open_ledger
from storage.tables import outbox, person
from storage.unit_of_work import as_stored
from tests.fakes.cutting_proxy import Cut, cutting_proxy
from tests.postgres import SHARED, PostgresDatabases
from tests.storage_fixtures import NOON, ReadyLedger, person_of, ready_ledger

ANN, BO = person_of(1), person_of(2)


@pytest.fixture
def ready(postgres_databases: PostgresDatabases) -> Iterator[ReadyLedger]:
    postgres_databases.empty(SHARED)
    with ready_ledger(postgres_databases.url_of(SHARED)) as opened:
        opened.add(ANN, BO)
        yield opened


@pytest.fixture
def other(ready: ReadyLedger) -> Iterator[ReadyLedger]:
    """As a second process would have the same database."""
    ledger = open_ledger(ready.where, ready.vault, ready.clock, ready.journal)
    with ledger:
        yield ReadyLedger(ledger, ready.where, ready.clock, ready.keys, ready.vault, ready.journal)


def put(ready: ReadyLedger, key: str, *, to: Person = ANN) -> None:
    content = Content(ContentKind.NOTE)
    out = Outgoing(key, to.id, ANN.id, content, NOON, Lane.REQUEST)
    assert ready.run(lambda work: work.outbox.put(out))


def stored_id(ready: ReadyLedger, key: str) -> int:
    hash_ = ready.vault.lookup("outbox.key", key)
    with open_engine(ready.where).connect() as connection:
        found = connection.execute(select(outbox.c.id).where(outbox.c.key_hash == hash_))
        return int(found.scalar_one())


def claim(work: Work) -> tuple[OutboxRow, ...]:
    rows = work.outbox.due(1, lanes=list(Lane))
    for row in rows:
        until = work.now + timedelta(minutes=1)
        work.outbox.mark_many([(row.id, "local:demo")], holder="x", until=until)
    return rows


def test_two_processes_never_claim_the_same_row(ready: ReadyLedger, other: ReadyLedger) -> None:
    """The second skips what the first has locked and not yet committed, and does not wait."""
    put(ready, "to-ann")
    put(ready, "to-bo", to=BO)
    claimed, go = Event(), Event()

    def slowly(work: Work) -> tuple[OutboxRow, ...]:
        rows = claim(work)
        claimed.set()
        assert go.wait(60)
        return rows

    first = ready.ledger.submit(slowly)
    assert claimed.wait(60)
    second = other.run(claim)
    go.set()
    keys = [row.out.key for row in (*first.result(60), *second)]
    assert keys == ["to-ann", "to-bo"]


def test_two_processes_take_their_ids_from_different_blocks(
    ready: ReadyLedger, other: ReadyLedger
) -> None:
    def take(work: Work) -> OutboxId:
        context = as_stored(work).context
        return OutboxId(context.blocks.next_id(context.connection, "outbox"))

    taken = [each.run(take) for each in (ready, other) * 5]
    assert len(set(taken)) == len(taken)


def test_the_order_of_a_conversation_holds_across_processes(
    ready: ReadyLedger, other: ReadyLedger
) -> None:
    """Ids from another's block do not tell the order; the conversation's own count does."""
    put(ready, "sent before", to=BO)
    put(other, "first")
    put(ready, "second")
    rows = ready.run(lambda work: work.outbox.due(9, lanes=list(Lane)))
    assert [row.out.key for row in rows] == ["sent before", "first"]
    second = stored_id(ready, "second")
    assert second < rows[1].id


def test_what_another_process_is_sending_is_not_unknown(
    ready: ReadyLedger, other: ReadyLedger
) -> None:
    put(ready, "to-ann")
    ready.run(claim)
    third = open_ledger(ready.where, ready.vault, ready.clock, ready.journal)
    with third:
        assert third.submit(lambda work: work.outbox.in_flight()).result(60) == ()


def test_many_who_record_at_once_all_find_their_place_in_the_chain(
    ready: ReadyLedger, other: ReadyLedger
) -> None:
    waiting = [
        each.ledger.submit(lambda work: work.audit.add("supporter approved", {}))
        for each in (ready, other) * 20
    ]
    for recording in waiting:
        recording.result(60)
    entries = ready.run(lambda work: as_stored(work).audit.entries(0, 100))
    assert [link.sequence for _, link in entries] == list(range(1, 41))


def test_two_who_wait_for_each_other_both_get_through(
    ready: ReadyLedger, other: ReadyLedger
) -> None:
    """One of them is told so by the database, and comes again."""
    meeting = Barrier(2)

    def changing(first: Person, second: Person) -> Callable[[Work], None]:
        tries = count()

        def change(work: Work) -> None:
            work.people.save(_renamed(work.people.get(first.id), "first"))
            if next(tries) == 0:
                meeting.wait(60)
            work.people.save(_renamed(work.people.get(second.id), "second"))

        return change

    one = ready.ledger.submit(changing(ANN, BO))
    two = other.ledger.submit(changing(BO, ANN))
    one.result(60)
    two.result(60)
    names = {ready.person(each.id).roster.name for each in (ANN, BO)}
    assert names == {"first", "second"}, "one after the other, each whole"


def test_who_finds_a_key_taken_since_they_looked_comes_again(
    ready: ReadyLedger, other: ReadyLedger
) -> None:
    """As two imports that both make somebody a coordinator."""
    meeting = Barrier(2)

    def appointing() -> Callable[[Work], None]:
        tries = count()

        def appoint(work: Work) -> None:
            known = work.people.get(ANN.id)
            if next(tries) == 0:
                meeting.wait(60)
            roles = frozenset({Role.MEMBER, Role.COORDINATOR})
            work.people.save(replace(known, roster=replace(known.roster, roles=roles)))

        return appoint

    for waiting in [each.ledger.submit(appointing()) for each in (ready, other)]:
        waiting.result(60)
    assert ready.run(lambda work: work.people.coordinators()) == (ANN.id,)


def _renamed(person: Person, name: str) -> Person:
    return replace(person, roster=replace(person.roster, name=name))


def test_a_row_that_stays_locked_is_a_busy_ledger(ready: ReadyLedger) -> None:
    """After some seconds, and nobody waits for ever."""
    with open_engine(ready.where).begin() as somebody:
        somebody.execute(select(person).with_for_update())
        waiting = ready.ledger.submit(lambda work: work.people.set_looks([(ANN.id, NOON)]))
        assert isinstance(waiting.exception(60), LedgerBusy)
    ready.run(lambda work: work.people.set_looks([(ANN.id, NOON)]))


def test_a_connection_that_is_cut_is_a_busy_ledger_and_the_next_flow_has_another(
    ready: ReadyLedger,
) -> None:
    def cut(work: Work) -> None:
        connection = as_stored(work).context.connection
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with pytest.raises(LedgerBusy):
        ready.run(cut)
    for _ in range(8):
        assert ready.person(ANN.id) == ANN


# A connection that is cut at the commit


@pytest.mark.parametrize("cut", list(Cut))
def test_of_a_commit_whose_word_is_lost_nobody_knows_what_became(
    ready: ReadyLedger, cut: Cut
) -> None:
    """The one was done and the other not, and from here they look alike; what the flow came to
    comes with it. The next flow has another connection."""

    def rename(work: Work) -> str:
        work.people.save(_renamed(work.people.get(ANN.id), "anew"))
        return "what it came to"

    with (
        cutting_proxy(str(ready.where)) as proxy,
        open_ledger(proxy.url, ready.vault, ready.clock, ready.journal) as ledger,
    ):
        proxy.cuts.append(cut)
        error = ledger.submit(rename).exception(60)
        assert isinstance(error, CommitUnknown)
        assert error.result == "what it came to"
        found = ledger.submit(lambda work: work.people.get(ANN.id)).result(60)
        assert found.roster.name == ("anew" if cut is Cut.AFTER else ANN.roster.name)
    assert proxy.done == 1


def test_a_commit_that_the_server_refuses_was_not_done(ready: ReadyLedger) -> None:
    """It says so, and that is known."""

    def refused(work: Work) -> None:
        connection = as_stored(work).context.connection
        connection.execute(text("CREATE TEMPORARY TABLE once (n int UNIQUE DEFERRABLE)"))
        connection.execute(text("SET CONSTRAINTS ALL DEFERRED"))
        connection.execute(text("INSERT INTO once VALUES (1), (1)"))

    error = ready.ledger.submit(refused).exception(60)
    assert error is not None
    assert not isinstance(error, CommitUnknown)
