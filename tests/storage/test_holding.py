"""Somebody is erased on PostgreSQL while another process begins to count on them: one waits for the
other, and whoever comes second sees what the first did."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from threading import Event

import pytest

from bot.model.requests import Offer, OfferState, Request, RequestState
from bot.ports import NotFound, Work
from storage.opening import open_ledger
from tests.postgres import SHARED, PostgresDatabases
from tests.storage.test_requests import ANN, SAM, asking, offered
from tests.storage_fixtures import ReadyLedger, open_request, ready_ledger

OPEN = offered(1, SAM.id)


@pytest.fixture
def ready(postgres_databases: PostgresDatabases) -> Iterator[ReadyLedger]:
    postgres_databases.empty(SHARED)
    with ready_ledger(postgres_databases.url_of(SHARED)) as opened:
        opened.add(ANN, SAM)
        yield opened


@pytest.fixture
def other(ready: ReadyLedger) -> Iterator[ReadyLedger]:
    """As a second process would have the same database."""
    with open_ledger(ready.where, ready.vault, ready.clock, ready.journal) as ledger:
        yield replace(ready, ledger=ledger)


def erasing(who: Callable[[Work], bool]) -> Callable[[Work], bool]:
    """As the flow does: whether they were, since nobody waits for them."""

    def flow(work: Work) -> bool:
        person = SAM.id if who is taken else ANN.id
        work.people.hold(person)
        if who(work):
            return False
        work.people.erase(person)
        return True

    return flow


def asked(work: Work) -> bool:
    return work.requests.open_of(ANN.id) is not None


def taken(work: Work) -> bool:
    return work.requests.caseloads([SAM.id])[SAM.id].open > 0


def asks(work: Work) -> None:
    work.people.get(ANN.id)
    work.requests.add(asking())


def accepts(work: Work) -> None:
    """By a supporter who presses at another of their devices."""
    work.people.get(SAM.id)
    request = open_request(work, asking().id)
    offer = replace(OPEN, state=OfferState.ACCEPTED)
    state = RequestState.PROPOSED
    work.requests.save(replace(request, state=state, supporter=SAM.id, offers=(offer,)))


def halfway(ready: ReadyLedger, flow: Callable[[Work], object]) -> tuple[Event, "Future[object]"]:
    """It has done its work and not committed yet; set the event to let it."""
    done, go = Event(), Event()

    def waiting(work: Work) -> object:
        found = flow(work)
        done.set()
        assert go.wait(60)
        return found

    future = ready.ledger.submit(waiting)
    assert done.wait(60)
    return go, future


def waits(future: "Future[object]") -> bool:
    try:
        future.result(0.2)
    except TimeoutError:
        return True
    return False


def test_who_asks_just_now_is_not_erased(ready: ReadyLedger, other: ReadyLedger) -> None:
    go, first = halfway(ready, asks)
    second: Future[object] = other.ledger.submit(erasing(asked))
    assert waits(second)
    go.set()
    first.result(60)
    assert second.result(60) is False
    assert ready.run(lambda work: work.requests.open_of(ANN.id)) is not None


def test_who_is_erased_just_now_leaves_no_request_that_nobody_can_open(
    ready: ReadyLedger, other: ReadyLedger
) -> None:
    """The watch would call it late for ever."""
    go, first = halfway(ready, erasing(asked))
    second: Future[object] = other.ledger.submit(asks)
    assert waits(second)
    go.set()
    assert first.result(60) is True
    with pytest.raises(NotFound):
        second.result(60)
    assert ready.run(lambda work: work.requests.next_due()) is None


@pytest.fixture
def offer(ready: ReadyLedger) -> Offer:
    ready.run(lambda work: work.requests.add(asking(offers=(OPEN,))))
    return OPEN


@pytest.mark.usefixtures("offer")
def test_who_accepts_just_now_is_not_erased(ready: ReadyLedger, other: ReadyLedger) -> None:
    go, first = halfway(ready, accepts)
    second: Future[object] = other.ledger.submit(erasing(taken))
    assert waits(second)
    go.set()
    first.result(60)
    assert second.result(60) is False


@pytest.mark.usefixtures("offer")
def test_who_is_erased_just_now_accepts_nothing(ready: ReadyLedger, other: ReadyLedger) -> None:
    go, first = halfway(ready, erasing(taken))
    second: Future[object] = other.ledger.submit(accepts)
    assert waits(second)
    go.set()
    assert first.result(60) is True
    with pytest.raises(NotFound):
        second.result(60)
    assert state_of(ready) is RequestState.ASKING


@pytest.mark.usefixtures("offer")
def test_nobody_is_asked_who_is_erased_just_now(ready: ReadyLedger, other: ReadyLedger) -> None:
    """The step is taken again, without them."""
    ready.run(lambda work: work.requests.save(replace(request(work), offers=())))
    go, first = halfway(ready, erasing(taken))

    def asks_whom_there_is(work: Work) -> None:
        there = work.people.get_many([SAM.id])
        work.requests.save(replace(request(work), offers=(OPEN,) if there else ()))

    second: Future[object] = other.ledger.submit(asks_whom_there_is)
    assert waits(second)
    go.set()
    assert first.result(60) is True
    second.result(60)
    assert ready.run(request).offers == ()


def request(work: Work) -> Request:
    return open_request(work, asking().id)


def state_of(ready: ReadyLedger) -> RequestState:
    return ready.run(request).state
