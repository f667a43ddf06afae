"""The outbox: said once, in order, never lost, and wiped when it is said."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.model.content import (
    Content,
    ContentKind,
    Lane,
    Operation,
    OutboxRow,
    OutboxState,
    Outgoing,
)
from bot.model.ids import OutboxId, PersonId
from bot.ports import Conflict, NotFound, Work
from storage.engine import open_engine
from storage.instants import to_day
from storage.tables import outbox
from tests.storage_fixtures import NOON, ReadyLedger, person_of

ANN, BO = person_of(1), person_of(2)
FINAL = [
    OutboxState.SENT,
    OutboxState.UNREACHABLE,
    OutboxState.CANCELLED,
    OutboxState.RESOLVED,
]


@pytest.fixture(autouse=True)
def people(ready: ReadyLedger) -> None:
    ready.add(ANN, BO)


def message(
    key: str,
    *,
    to: PersonId | None = ANN.id,
    lane: Lane = Lane.ROUTINE,
    due_at: datetime = NOON,
    operation: Operation = Operation.POST,
    edits: str = "",
    about: PersonId = ANN.id,
) -> Outgoing:
    content = Content(ContentKind.CHECK_IN, {"n": 17, "t": "check-in-3"})
    return Outgoing(key, to, about, content, due_at, lane, operation, edits)


def put(ready: ReadyLedger, *messages: Outgoing) -> None:
    def flow(work: Work) -> None:
        for each in messages:
            assert work.outbox.put(each)

    ready.run(flow)


def due(ready: ReadyLedger, *, limit: int = 50, not_to: Sequence[str] = ()) -> list[OutboxRow]:
    return ready.run(lambda work: list(work.outbox.due(limit, lanes=list(Lane), not_to=not_to)))


def keys(rows: Sequence[OutboxRow]) -> list[str]:
    return [row.out.key for row in rows]


def send(ready: ReadyLedger, key: str, *, workspace: str = "local:demo") -> OutboxId:
    """Marks the due row of this key as being sent, for a minute."""
    (row,) = [each for each in due(ready) if each.out.key == key]
    sending = [(row.id, workspace)]
    ready.run(
        lambda work: work.outbox.mark_many(
            sending, holder="one", until=work.now + timedelta(minutes=1)
        )
    )
    return row.id


def settle(
    ready: ReadyLedger, row: OutboxId, state: OutboxState, retry_at: datetime | None = None
) -> None:
    ready.run(lambda work: work.outbox.settle(row, state, retry_at=retry_at))


def stored(ready: ReadyLedger, row: OutboxId) -> dict[str, Any]:
    with open_engine(ready.where).connect() as connection:
        found = connection.execute(select(outbox).where(outbox.c.id == row)).mappings().one()
        return dict(found)


def test_what_is_put_reads_back_whole(ready: ReadyLedger) -> None:
    said = message("offer:9:3", lane=Lane.REQUEST, operation=Operation.EDIT, edits="offer:9:2")
    wake = message("wake:9", to=None, lane=Lane.REQUEST, operation=Operation.WAKE)
    put(ready, said, wake)
    assert [row.out for row in due(ready)] == [said, wake]
    assert {row.attempts for row in due(ready)} == {0}


def test_the_same_key_is_said_once(ready: ReadyLedger) -> None:
    put(ready, message("check-in:1"))
    assert ready.run(lambda work: work.outbox.put(message("check-in:1", to=BO.id))) is False
    row = send(ready, "check-in:1")
    settle(ready, row, OutboxState.SENT)
    assert ready.run(lambda work: work.outbox.put(message("check-in:1"))) is False


def test_only_what_is_due_comes_urgent_lanes_first_then_the_longest_due(
    ready: ReadyLedger,
) -> None:
    put(
        ready,
        message("routine-1", to=ANN.id, due_at=NOON - timedelta(hours=5)),
        message("later", to=BO.id, due_at=NOON + timedelta(seconds=1)),
        message("offer-2", to=BO.id, lane=Lane.REQUEST, due_at=NOON - timedelta(minutes=1)),
        message("offer-1", to=ANN.id, lane=Lane.REQUEST, due_at=NOON - timedelta(minutes=2)),
        message("answer", to=ANN.id, lane=Lane.ANSWER),
    )
    assert keys(due(ready)) == ["answer", "offer-1", "offer-2", "routine-1"]
    assert keys(due(ready, limit=2)) == ["answer", "offer-1"]
    only_routine = ready.run(lambda work: work.outbox.due(9, lanes=[Lane.ROUTINE]))
    assert keys(only_routine) == ["routine-1"]
    assert ready.run(lambda work: work.outbox.next_due()) == NOON - timedelta(hours=5)
    ready.clock.move(timedelta(seconds=1))
    assert "later" in keys(due(ready))


def test_the_next_due_of_an_empty_outbox_is_never(ready: ReadyLedger) -> None:
    assert ready.run(lambda work: work.outbox.next_due()) is None


def test_a_conversation_keeps_its_order(ready: ReadyLedger) -> None:
    """The second waits until the first is settled, whatever becomes of the first."""
    put(ready, message("first"), message("second"), message("third"), message("to-bo", to=BO.id))
    assert keys(due(ready)) == ["first", "to-bo"]
    first = send(ready, "first")
    assert keys(due(ready)) == ["to-bo"]
    settle(ready, first, OutboxState.FAILED, NOON + timedelta(minutes=5))
    assert keys(due(ready)) == ["to-bo"]
    ready.clock.move(timedelta(minutes=5))
    first = send(ready, "first")
    settle(ready, first, OutboxState.UNKNOWN)
    assert keys(due(ready)) == ["to-bo"]
    settle(ready, first, OutboxState.RESOLVED)
    assert keys(due(ready)) == ["second", "to-bo"]


def test_an_earlier_row_that_is_not_due_yet_holds_nothing_up(ready: ReadyLedger) -> None:
    """Tomorrow's check-in does not hold up what is said today."""
    put(ready, message("tomorrow", due_at=NOON + timedelta(days=1)), message("today"))
    assert keys(due(ready)) == ["today"]


def test_an_urgent_row_never_waits_for_a_routine_one(ready: ReadyLedger) -> None:
    put(ready, message("routine"), message("step", lane=Lane.REQUEST), message("routine-2"))
    assert keys(due(ready)) == ["step", "routine"]
    send(ready, "routine")
    assert keys(due(ready)) == ["step"]
    send(ready, "step")
    assert keys(due(ready)) == []


def test_waking_is_a_conversation_of_its_own(ready: ReadyLedger) -> None:
    put(
        ready,
        message("offer", lane=Lane.REQUEST),
        message("wake", lane=Lane.REQUEST, operation=Operation.WAKE),
    )
    assert keys(due(ready)) == ["offer", "wake"]


def test_an_edit_waits_for_the_message_it_is_about(ready: ReadyLedger) -> None:
    put(
        ready,
        message("offer", lane=Lane.REQUEST),
        message("closed", lane=Lane.ANSWER, operation=Operation.EDIT, edits="offer"),
    )
    assert keys(due(ready)) == ["offer"]
    row = send(ready, "offer")
    assert keys(due(ready)) == []
    settle(ready, row, OutboxState.SENT)
    assert keys(due(ready)) == ["closed"]


def test_an_edit_of_something_that_is_long_gone_waits_for_nothing(ready: ReadyLedger) -> None:
    put(ready, message("closed", operation=Operation.EDIT, edits="swept long ago"))
    assert keys(due(ready)) == ["closed"]


def test_marking_is_for_one(ready: ReadyLedger) -> None:
    put(ready, message("first"))
    row = send(ready, "first")

    def again(work: Work) -> None:
        work.outbox.mark_many([(row, "local:demo")], holder="two", until=work.now)

    with pytest.raises(Conflict):
        ready.run(again)
    assert stored(ready, row)["holder"] == "one"


def test_attempts_are_counted_and_a_failed_row_comes_again_in_its_time(
    ready: ReadyLedger,
) -> None:
    put(ready, message("first"))
    row = send(ready, "first")
    settle(ready, row, OutboxState.FAILED, NOON + timedelta(minutes=1))
    assert due(ready) == []
    ready.clock.move(timedelta(minutes=1))
    (again,) = due(ready)
    assert (again.id, again.state, again.attempts) == (row, OutboxState.FAILED, 1)
    assert again.out.due_at == NOON + timedelta(minutes=1)
    with pytest.raises(ValueError, match="next try"):
        settle(ready, row, OutboxState.FAILED)


def test_a_due_row_may_be_put_off_or_dropped(ready: ReadyLedger) -> None:
    put(ready, message("put-off"), message("dropped", to=BO.id))
    put_off, dropped = due(ready)
    settle(ready, put_off.id, OutboxState.DUE, NOON + timedelta(hours=1))
    settle(ready, dropped.id, OutboxState.CANCELLED)
    assert due(ready) == []
    assert ready.run(lambda work: work.outbox.next_due()) == NOON + timedelta(hours=1)


@pytest.mark.parametrize("state", [*FINAL, OutboxState.ABANDONED])
def test_a_final_state_leaves_a_tombstone(ready: ReadyLedger, state: OutboxState) -> None:
    put(ready, message("first"))
    row = send(ready, "first")
    before = stored(ready, row)
    settle(ready, row, state)
    after = stored(ready, row)
    kept = {name: value for name, value in after.items() if value is not None}
    assert kept == {
        "organisation": 1,
        "id": row,
        "key_hash": before["key_hash"],
        "state": state.value,
        "attempts": 1,
        "settled_day": to_day(NOON),
    }
    with pytest.raises(Conflict):
        settle(ready, row, OutboxState.SENT)


def test_nothing_is_settled_to_sending(ready: ReadyLedger) -> None:
    put(ready, message("first"))
    row = send(ready, "first")
    with pytest.raises(ValueError, match="not settled"):
        settle(ready, row, OutboxState.SENDING)
    with pytest.raises(NotFound):
        settle(ready, OutboxId(row + 1), OutboxState.SENT)


@pytest.mark.parametrize("lane", [Lane.ANSWER, Lane.REQUEST, Lane.ACTIVATION])
def test_only_routine_rows_are_abandoned(ready: ReadyLedger, lane: Lane) -> None:
    put(ready, message("first", lane=lane))
    row = send(ready, "first")
    with pytest.raises(ValueError, match="routine"):
        settle(ready, row, OutboxState.ABANDONED)
    assert stored(ready, row)["state"] == "sending"


def test_rows_in_flight_are_those_whose_time_is_over_and_unknown_ones(
    ready: ReadyLedger,
) -> None:
    put(ready, message("slow"), message("unknown", to=BO.id))
    slow, unknown = send(ready, "slow"), send(ready, "unknown")
    settle(ready, unknown, OutboxState.UNKNOWN)

    def in_flight() -> list[OutboxId]:
        return [row.id for row in ready.run(lambda work: work.outbox.in_flight())]

    assert in_flight() == [unknown]
    ready.clock.move(timedelta(minutes=1))
    assert in_flight() == [slow, unknown]


def test_an_unknown_row_may_be_sent_again(ready: ReadyLedger) -> None:
    put(ready, message("first"))
    row = send(ready, "first")
    settle(ready, row, OutboxState.UNKNOWN)
    ready.run(
        lambda work: work.outbox.mark_many([(row, "local:demo")], holder="two", until=work.now)
    )
    settle(ready, row, OutboxState.SENT)
    assert stored(ready, row)["attempts"] == 2


def test_stopped_workspaces_are_left_out(ready: ReadyLedger) -> None:
    put(ready, message("first"), message("second", to=BO.id))
    first, second = send(ready, "first", workspace="slack:T1"), send(ready, "second")
    for row in (first, second):
        settle(ready, row, OutboxState.FAILED, NOON)
    assert keys(due(ready, not_to=["slack:T1"])) == ["second"]
    assert keys(due(ready, not_to=["slack:T1", "local:demo"])) == []
    assert keys(due(ready)) == ["first", "second"]


def test_a_workspace_is_kept_of_a_row_that_stays_due(ready: ReadyLedger) -> None:
    put(ready, message("first"))
    (row,) = due(ready)
    ready.run(lambda work: work.outbox.note_workspace(row.id, "slack:T1"))
    assert keys(due(ready, not_to=["slack:T1"])) == []
    assert keys(due(ready, not_to=["slack:T2"])) == ["first"]


def test_cancelling_by_key(ready: ReadyLedger) -> None:
    put(ready, message("first"), message("second", to=BO.id))
    assert ready.run(lambda work: work.outbox.cancel("first")) is True
    assert ready.run(lambda work: work.outbox.cancel("first")) is False
    send(ready, "second")
    assert ready.run(lambda work: work.outbox.cancel("second")) is False


def test_what_waits_may_say_something_else_and_nothing_else_may(ready: ReadyLedger) -> None:
    put(ready, message("chosen:1"), message("chosen:2", due_at=NOON + timedelta(days=1)))
    more = Content(ContentKind.CHOSEN_AS_CONTACT, {"p": ",".join(["1234567890123456789"] * 15)})

    def amend(key: str, content: Content | None = more) -> bool:
        return ready.run(lambda work: work.outbox.amend(key, lambda before: content))

    assert not amend("chosen:3"), "there is none"
    assert not amend("chosen:1", None)
    assert due(ready)[0].out == message("chosen:1")
    before = stored(ready, due(ready)[0].id)
    assert amend("chosen:1")
    assert amend("chosen:2"), "its time has not come"
    (row,) = due(ready)
    assert row.out == replace(message("chosen:1"), content=more)
    after = stored(ready, row.id)
    assert {name for name in after if after[name] != before[name]} == {"record"}
    assert len(after["record"]) == len(before["record"])
    send(ready, "chosen:1")
    assert not amend("chosen:1"), "it is on its way"
    settle(ready, row.id, OutboxState.SENT)
    assert not amend("chosen:1")


def test_cancelling_what_is_routine_to_somebody(ready: ReadyLedger) -> None:
    put(
        ready,
        message("1", due_at=NOON + timedelta(hours=1)),
        message("2", due_at=NOON + timedelta(hours=2)),
        message("step", lane=Lane.REQUEST),
        message("to-bo", to=BO.id),
    )
    assert ready.run(lambda work: work.outbox.cancel_routine(ANN.id)) == 2
    assert keys(due(ready)) == ["step", "to-bo"]


def test_what_is_about_somebody_erased_is_dropped_when_its_time_comes(
    ready: ReadyLedger,
) -> None:
    put(
        ready,
        message("to-ann", about=BO.id),
        message("about-ann", to=BO.id, about=ANN.id),
        message("to-bo", to=BO.id, about=BO.id),
    )
    ready.run(lambda work: work.people.erase(ANN.id))
    assert keys(due(ready)) == []
    assert keys(due(ready)) == ["to-bo"]
    assert ready.run(lambda work: work.outbox.put(message("about-ann", about=BO.id))) is False


def test_rows_are_of_one_length_whatever_they_say(ready: ReadyLedger) -> None:
    put(
        ready,
        message("k"),
        message("a very long key: " + "9" * 90, to=None, operation=Operation.WAKE),
    )
    with open_engine(ready.where).connect() as connection:
        rows = connection.execute(select(outbox.c.record, outbox.c.parties)).all()
    assert len({(len(row.record), len(row.parties)) for row in rows}) == 1
