"""What the scheduler does to many rows at once does to each what one at a time would, on SQLite
and on PostgreSQL."""

from datetime import timedelta

import pytest

from bot.messages import Action
from bot.model.content import Content, ContentKind, Lane, OutboxState, Outgoing
from bot.model.ids import OutboxId
from bot.ports import Conflict, NewCard, Work
from tests.storage_fixtures import NOON, ReadyLedger, person_of

PEOPLE = [person_of(number) for number in range(1, 6)]
TODAY = NOON.date()


def put(ready: ReadyLedger, *, again: int = 0) -> None:
    """One message for each of the people; the first `again` were put before."""
    ready.add(*PEOPLE)
    outs = [
        Outgoing(f"m:{p.id}", p.id, p.id, Content(ContentKind.FAREWELL), NOON, Lane.ROUTINE)
        for p in PEOPLE
    ]
    assert ready.run(lambda work: work.outbox.put_many(outs[:again])) == again
    assert ready.run(lambda work: work.outbox.put_many(outs)) == len(outs) - again


def rows(work: Work) -> list[OutboxId]:
    return [row.id for row in work.outbox.due(100, lanes=(Lane.ROUTINE,))]


@pytest.mark.parametrize("again", [0, 2, 5])
def test_many_are_put_and_what_was_put_before_is_not(ready: ReadyLedger, again: int) -> None:
    put(ready, again=again)
    found = ready.run(lambda work: work.outbox.due(100, lanes=(Lane.ROUTINE,)))
    assert [row.out.key for row in found] == [f"m:{p.id}" for p in PEOPLE]


def test_many_of_one_conversation_keep_their_order(ready: ReadyLedger) -> None:
    person = PEOPLE[0]
    ready.add(person)
    outs = [
        Outgoing(f"m:{n}", person.id, person.id, Content(ContentKind.STEP), NOON, Lane.REQUEST)
        for n in range(3)
    ]
    ready.run(lambda work: work.outbox.put_many(outs))
    said = []
    while found := ready.run(lambda work: work.outbox.due(100, lanes=(Lane.REQUEST,))):
        assert len(found) == 1, "the next waits for the one before"
        said.append(found[0].out.key)
        ready.run(lambda work: work.outbox.settle_many([found[0].id], OutboxState.SENT))
    assert said == ["m:0", "m:1", "m:2"]


def test_many_are_marked_and_settled(ready: ReadyLedger) -> None:
    put(ready)
    ids = ready.run(rows)
    marks = [(row, "local:demo") for row in ids]
    until = NOON + timedelta(minutes=5)
    ready.run(lambda work: work.outbox.mark_many(marks, holder="me", until=until))
    assert ready.run(rows) == []
    ready.clock.instant = until
    found = ready.run(lambda work: work.outbox.in_flight())
    assert [(row.id, row.state, row.attempts) for row in found] == [
        (id_, OutboxState.SENDING, 1) for id_ in ids
    ]
    assert ready.run(lambda work: work.outbox.settle_many(ids, OutboxState.SENT)) == len(ids)
    assert ready.run(lambda work: work.outbox.in_flight()) == ()
    assert ready.run(lambda work: work.outbox.settle_many(ids, OutboxState.SENT)) == 0


def test_one_that_changed_in_between_undoes_all_marks(ready: ReadyLedger) -> None:
    put(ready)
    ids = ready.run(rows)
    ready.run(lambda work: work.outbox.settle(ids[2], OutboxState.CANCELLED))
    marks = [(row, "local:demo") for row in ids]
    with pytest.raises(Conflict):
        ready.run(lambda work: work.outbox.mark_many(marks, holder="me", until=NOON))
    assert len(ready.run(rows)) == 4


def test_what_others_settled_is_left_as_it_is(ready: ReadyLedger) -> None:
    put(ready)
    ids = ready.run(rows)
    ready.run(lambda work: work.outbox.settle(ids[0], OutboxState.CANCELLED))
    assert ready.run(lambda work: work.outbox.settle_many(ids, OutboxState.SENT)) == 4


@pytest.mark.parametrize(
    "state", [OutboxState.ABANDONED, OutboxState.FAILED, OutboxState.UNKNOWN, OutboxState.DUE]
)
def test_only_what_is_final_is_settled_together(ready: ReadyLedger, state: OutboxState) -> None:
    put(ready)
    with pytest.raises(ValueError, match="together"):
        ready.run(lambda work: work.outbox.settle_many(rows(work), state))


def test_many_cards_are_issued_and_keep_their_tokens(ready: ReadyLedger) -> None:
    ready.add(*PEOPLE)

    def cards(kind: str) -> list[NewCard]:
        return [NewCard(p.roster.accounts[0], (Action(kind),), p.id, f"m:{p.id}") for p in PEOPLE]

    first = ready.run(lambda work: work.cards.issue_many(cards("menu")[:3]))
    handles = {f"m:{p.id}": f"h{p.id}" for p in PEOPLE}
    ready.run(lambda work: work.cards.set_handles(handles))
    tokens = ready.run(lambda work: work.cards.issue_many(cards("talk")))
    assert tokens[:3] == first
    assert len(set(tokens)) == len(PEOPLE)
    cards_opened = ready.run(lambda work: [work.cards.open(token) for token in tokens])
    for person, opened in zip(PEOPLE, cards_opened, strict=True):
        assert opened is not None
        assert (opened.person, opened.actions, opened.key) == (
            person.id,
            (Action("talk"),),
            f"m:{person.id}",
        )
    kept = ready.run(lambda work: [work.cards.handle_of(f"m:{p.id}") for p in PEOPLE])
    assert [each is not None for each in kept] == [True] * 3 + [False] * 2, (
        "where there was no card yet there was nothing to keep a handle for"
    )


def test_one_and_many_give_the_same_token(ready: ReadyLedger) -> None:
    ann = PEOPLE[0]
    ready.add(ann)
    account, actions = ann.roster.accounts[0], (Action("menu"),)
    one = ready.run(lambda work: work.cards.issue(account, actions, person=ann.id, key="k"))
    card = NewCard(account, actions, ann.id, "k")
    assert ready.run(lambda work: work.cards.issue_many([card])) == (one,)


def test_none_are_none(ready: ReadyLedger) -> None:
    def nothing(work: Work) -> None:
        assert work.outbox.put_many([]) == 0
        assert work.outbox.settle_many([], OutboxState.SENT) == 0
        work.outbox.mark_many([], holder="me", until=NOON)
        assert work.cards.issue_many([]) == ()
        work.cards.set_handles({})
        assert work.reservations.taken([]) == frozenset()
        assert work.reservations.take_all([], until=NOON)
        assert work.reservations.spend_some("w", day=TODAY, most=5, wanted=0) == 0

    ready.run(nothing)


def test_a_budget_is_spent_together(ready: ReadyLedger) -> None:
    def spend(wanted: int) -> int:
        return ready.run(
            lambda work: work.reservations.spend_some("w", day=TODAY, most=10, wanted=wanted)
        )

    assert [spend(4), spend(4), spend(4), spend(1)] == [4, 4, 2, 0]
    assert ready.run(lambda w: w.reservations.spend_some("w", day=TODAY, most=12, wanted=9)) == 2
    other = TODAY + timedelta(days=1)
    assert ready.run(lambda w: w.reservations.spend_some("w", day=other, most=10, wanted=3)) == 3
    assert ready.run(lambda w: w.reservations.spend_some("v", day=TODAY, most=0, wanted=3)) == 0


def test_reservations_are_all_or_none(ready: ReadyLedger) -> None:
    def take(*hours: int) -> bool:
        each = [("crew", "e1", str(hour)) for hour in hours]
        return ready.run(lambda work: work.reservations.take_all(each, until=NOON))

    assert take(1, 2)
    assert not take(2, 3)
    assert take(3), "the one that was free was not reserved in vain"
    asked = [("crew", "e1", str(hour)) for hour in range(6)]
    taken = ready.run(lambda work: work.reservations.taken(asked))
    assert sorted(hour for _, _, hour in taken) == ["1", "2", "3"]


def test_a_thousand_reservations_are_looked_up(ready: ReadyLedger) -> None:
    each = [("crew", "e1", str(hour)) for hour in range(1_200)]
    assert ready.run(lambda work: work.reservations.take_all(each, until=NOON))
    assert len(ready.run(lambda work: work.reservations.taken(each))) == 1_200
