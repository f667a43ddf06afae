"""What is past its days goes, in pieces, and nothing before."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.config.models import Retention
from bot.events import Event
from bot.messages import Action
from bot.model.content import Content, ContentKind, Lane, OutboxState, Outgoing
from bot.model.ids import RequestId
from bot.model.requests import Request, RequestState, Urgency, Wishes
from bot.model.supporters import Supporter
from bot.ports import Work
from storage.engine import open_engine
from storage.retention import PIECE, Swept, sweep
from storage.tables import metadata
from storage.unit_of_work import as_stored
from tests.storage_fixtures import NOON, ReadyLedger, person_of

ANN = person_of(1)
NOTHING = Swept(0, 0, 0, 0, 0, 0, 0, 0, 0)
DAYS = Retention()


@pytest.fixture(autouse=True)
def people(ready: ReadyLedger) -> None:
    ready.add(ANN)


def rows_of(ready: ReadyLedger, table: str) -> int:
    with open_engine(ready.where).connect() as connection:
        count = select(func.count()).select_from(metadata.tables[table])
        return int(connection.execute(count).scalar_one())


def handle(work: Work) -> None:
    assert work.events.first_time(Event("e", ANN.roster.accounts[0]))


def issue(work: Work) -> None:
    work.cards.issue(ANN.roster.accounts[0], [Action("menu")], person=ANN.id)


def say(work: Work) -> None:
    content = Content(ContentKind.NOTE)
    assert work.outbox.put(Outgoing("k", ANN.id, ANN.id, content, work.now, Lane.ROUTINE))
    (row,) = work.outbox.due(1, lanes=list(Lane))
    work.outbox.settle(row.id, OutboxState.CANCELLED)


def reserve(work: Work) -> None:
    assert work.reservations.take_all([("crew",)], until=work.now)


def spend(work: Work) -> None:
    assert work.reservations.spend_some("local:demo", day=work.now.date(), most=1, wanted=1)


def close(work: Work) -> None:
    request = Request(
        RequestId(1), RequestState.ASKING, ANN.id, Wishes(Urgency.NOW), work.now, None
    )
    work.requests.add(request)
    work.requests.close(request)


def fill_in_half(work: Work) -> None:
    work.form_drafts.keep("d", ANN.roster.accounts[0], b"typed")


def send_roster(work: Work) -> None:
    work.pending_rosters.add(ANN.id, b"number,name")


@pytest.mark.parametrize(
    ("make", "table", "stays", "goes"),
    [
        (handle, "event", timedelta(days=7), timedelta(days=8)),
        (issue, "card", timedelta(days=89), timedelta(days=90)),
        (say, "outbox", timedelta(days=13), timedelta(days=14)),
        (reserve, "reservation", timedelta(hours=11), timedelta(days=1)),
        (spend, "budget", timedelta(days=1), timedelta(days=2)),
        (close, "request", timedelta(days=29), timedelta(days=30)),
        (fill_in_half, "form_draft", timedelta(minutes=14), timedelta(minutes=15, seconds=1)),
        (send_roster, "pending_roster", timedelta(hours=1), timedelta(hours=1, seconds=1)),
    ],
)
def test_each_kind_stays_its_days_and_goes_after_them(
    ready: ReadyLedger,
    make: Callable[[Work], None],
    table: str,
    stays: timedelta,
    goes: timedelta,
) -> None:
    ready.run(make)
    ready.clock.instant = NOON + stays
    assert sweep(ready.ledger, DAYS) == NOTHING
    assert rows_of(ready, table) == 1
    ready.clock.instant = NOON + goes
    assert sweep(ready.ledger, DAYS) != NOTHING
    assert rows_of(ready, table) == 0


def test_what_is_still_to_be_said_or_asked_stays_however_old(ready: ReadyLedger) -> None:
    content = Content(ContentKind.NOTE)
    out = Outgoing("k", ANN.id, ANN.id, content, NOON, Lane.REQUEST)
    ready.run(lambda work: work.outbox.put(out))
    request = Request(RequestId(1), RequestState.ASKING, ANN.id, Wishes(Urgency.NOW), NOON, NOON)
    ready.run(lambda work: work.requests.add(request))
    ready.clock.move(timedelta(days=400))
    assert sweep(ready.ledger, DAYS) == NOTHING
    assert ready.run(lambda work: work.requests.due(1)) == (request.id,)
    assert len(ready.run(lambda work: work.outbox.due(1, lanes=list(Lane)))) == 1


def test_a_shorter_time_in_the_configuration_holds(ready: ReadyLedger) -> None:
    ready.run(say)
    ready.clock.move(timedelta(days=3))
    assert sweep(ready.ledger, Retention(outbox=3)).tombstones == 1


def test_more_than_a_piece_goes_as_well(ready: ReadyLedger) -> None:
    def handle_many(work: Work) -> None:
        for number in range(PIECE + 50):
            assert work.events.first_time(Event(f"e{number}", ANN.roster.accounts[0]))

    ready.run(handle_many)
    ready.clock.move(timedelta(days=30))
    assert sweep(ready.ledger, DAYS).events == PIECE + 50
    assert rows_of(ready, "event") == 0


def test_the_supporters_records_forget_what_the_caps_no_longer_need(ready: ReadyLedger) -> None:
    def accept_and_drop(work: Work) -> None:
        work.supporters.save(Supporter(ANN.id))
        stored = as_stored(work).supporters
        stored.note_accepted(ANN.id, work.now)
        stored.note_dropped(ANN.id)

    def facts(work: Work) -> tuple[int, int]:
        record = as_stored(work).supporters.record_of(ANN.id)
        assert record is not None
        return len(record.accepted_at), len(record.dropped_on)

    ready.run(accept_and_drop)
    assert ready.run(facts) == (1, 1)
    for days, left in ((1, (0, 1)), (31, (0, 0))):
        ready.clock.instant = NOON + timedelta(days=days)
        sweep(ready.ledger, DAYS)
        assert ready.run(facts) == left
