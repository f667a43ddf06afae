"""Requests: one open a person by constraint, found by keyed hash, emptied at the close."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import delete, func, select, update

from bot.model.ids import OfferId, PersonId, RequestId
from bot.model.people import PersonState
from bot.model.requests import (
    Offer,
    OfferState,
    Reach,
    Request,
    RequestState,
    Urgency,
    When,
    Wishes,
)
from bot.model.supporters import OnCall, Supporter, SupporterState, Topic
from bot.ports import Caseload, Conflict, Work
from storage.engine import open_engine
from storage.tables import offer, person
from storage.tables import request as requests
from storage.unit_of_work import as_stored
from tests.storage_fixtures import NOON, ReadyLedger, open_request, person_of

ANN, BO, CY, SAM, SUE = (person_of(number) for number in range(1, 6))
WISHES = Wishes(
    Urgency.NOW,
    Reach.PHONE,
    number="+1 202 555 0143",
    topic=Topic.SLEEP,
    named=SAM.id,
    anyone=True,
    call_me="Ann",
)


@pytest.fixture(autouse=True)
def people(ready: ReadyLedger) -> None:
    ready.add(ANN, BO, CY, SAM, SUE)

    def supporters(work: Work) -> None:
        for each in (SAM, SUE):
            work.supporters.save(Supporter(each.id, SupporterState.APPROVED))

    ready.run(supporters)


def asking(
    number: int = 9, member: PersonId = ANN.id, wishes: Wishes = WISHES, **changes: Any
) -> Request:
    request = Request(
        RequestId(2**61 + number),
        RequestState.ASKING,
        member,
        wishes,
        NOON,
        NOON + timedelta(minutes=5),
    )
    return replace(request, **changes)


def offered(number: int, supporter: PersonId, state: OfferState = OfferState.OPEN) -> Offer:
    due_at = NOON + timedelta(minutes=5)
    return Offer(OfferId(2**60 + number), supporter, state, NOON, due_at, tier=1)


def accepted(request: Request, supporter: PersonId, at: Any = NOON) -> Request:
    return replace(
        request, state=RequestState.PROPOSED, supporter=supporter, accepted_at=at, when=When.NOW
    )


def add(ready: ReadyLedger, *added: Request) -> None:
    def flow(work: Work) -> None:
        for each in added:
            work.requests.add(each)

    ready.run(flow)


def change(ready: ReadyLedger, request: RequestId, **changes: Any) -> None:
    ready.run(lambda work: work.requests.save(replace(open_request(work, request), **changes)))


def close(ready: ReadyLedger, request: RequestId) -> None:
    ready.run(lambda work: work.requests.close(open_request(work, request)))


def caseload(ready: ReadyLedger, supporter: PersonId) -> Caseload:
    return ready.run(lambda work: work.requests.caseloads([supporter]))[supporter]


# Written and read


def test_a_request_reads_back_whole(ready: ReadyLedger) -> None:
    whole = asking(
        tier=2,
        offers=(offered(1, SAM.id), offered(2, SUE.id, OfferState.PASSED)),
        declined_by_member=(CY.id,),
        waiting_told=True,
        code="copper lantern",
        asking_since=NOON - timedelta(minutes=1),
        member_told_at=NOON,
    )
    add(ready, whole)
    assert ready.run(lambda work: open_request(work, whole.id)) == whole
    assert ready.run(lambda work: work.requests.open_of(ANN.id)) == whole
    assert ready.run(lambda work: work.requests.open_of(BO.id)) is None
    assert ready.run(lambda work: work.requests.find(RequestId(1))) is None


def test_saving_changes_the_request_and_its_offers(ready: ReadyLedger) -> None:
    add(ready, asking(offers=(offered(1, SAM.id), offered(2, SUE.id))))
    changed = replace(
        accepted(asking(), SAM.id),
        due_at=NOON + timedelta(minutes=10),
        offers=(
            replace(offered(1, SAM.id), state=OfferState.ACCEPTED, when=When.NOW),
            offered(3, CY.id),
        ),
    )

    def flow(work: Work) -> None:
        open_request(work, changed.id)
        work.requests.save(changed)
        assert open_request(work, changed.id) == changed

    ready.run(flow)
    assert ready.run(lambda work: open_request(work, changed.id)) == changed


def test_offers_keep_the_order_in_which_they_were_made(ready: ReadyLedger) -> None:
    """Several of one instant too, whatever their ids, and however the database moves them."""
    made = [offered(number, SAM.id) for number in (7, 3, 9, 1)]
    add(ready, asking(offers=tuple(made)))
    made[1] = replace(made[1], state=OfferState.PASSED)
    change(ready, asking().id, offers=tuple(made))
    made = [made[0], made[1], made[3], offered(5, SUE.id), offered(2, SUE.id)]
    change(ready, asking().id, offers=tuple(made))
    with open_engine(ready.where).begin() as connection:
        rows = connection.execute(select(offer)).mappings().all()
        connection.execute(delete(offer))
        for row in reversed(rows):
            connection.execute(offer.insert(), dict(row))
    found = ready.run(lambda work: open_request(work, asking().id))
    assert found.offers == tuple(made)


def test_due_requests_come_the_longest_due_first(ready: ReadyLedger) -> None:
    add(
        ready,
        asking(1, ANN.id, due_at=NOON - timedelta(minutes=1)),
        asking(2, BO.id, due_at=NOON - timedelta(minutes=2)),
        asking(3, CY.id, due_at=NOON + timedelta(seconds=1)),
    )
    found = ready.run(lambda work: work.requests.due(10))
    assert found == (asking(2).id, asking(1).id)
    assert ready.run(lambda work: work.requests.due(1)) == (asking(2).id,)
    assert ready.run(lambda work: work.requests.next_due()) == NOON - timedelta(minutes=2)
    close(ready, asking(2).id)
    assert ready.run(lambda work: work.requests.next_due()) == NOON - timedelta(minutes=1)


def test_a_supporters_requests_are_those_offered_and_those_together(ready: ReadyLedger) -> None:
    add(
        ready,
        asking(1, ANN.id, offers=(offered(1, SAM.id),)),
        asking(2, BO.id, offers=(offered(2, SAM.id, OfferState.PASSED),)),
        asking(3, CY.id, offers=(offered(3, SAM.id, OfferState.ACCEPTED),)),
        asking(4, SUE.id, state=RequestState.TOGETHER, supporter=SAM.id),
    )
    found = ready.run(lambda work: work.requests.of_supporter(SAM.id))
    assert [each.id for each in found] == [asking(n).id for n in (1, 3, 4)]
    assert ready.run(lambda work: work.requests.of_supporter(BO.id)) == ()


# One open request, and races


def test_a_second_open_request_is_refused_by_the_database(ready: ReadyLedger) -> None:
    add(ready, asking(1))
    with pytest.raises(Conflict):
        add(ready, asking(2))
    close(ready, asking(1).id)
    add(ready, asking(3))


def test_the_refusal_leaves_the_rest_of_the_flow_whole(ready: ReadyLedger) -> None:
    """A flow may catch it, and tell the member that they have one open."""
    add(ready, asking(1))

    def flow(work: Work) -> RequestId:
        try:
            work.requests.add(asking(2))
        except Conflict:
            known = work.people.get(ANN.id)
            work.people.save(replace(known, rhythm=replace(known.rhythm, unanswered=3)))
        open_ = work.requests.open_of(ANN.id)
        assert open_ is not None
        return open_.id

    assert ready.run(flow) == asking(1).id
    assert ready.person(ANN.id).rhythm.unanswered == 3


def test_of_many_who_ask_at_once_one_gets_through(ready: ReadyLedger) -> None:
    """The same member from eight threads: each looks first, finds nothing, and adds."""
    barrier = Barrier(8)

    def ask(number: int) -> bool:
        barrier.wait()
        try:
            add(ready, asking(number))
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        got_through = list(pool.map(ask, range(8)))
    assert got_through.count(True) == 1
    with open_engine(ready.where).connect() as connection:
        assert connection.scalar(select(func.count()).select_from(requests)) == 1


def test_of_two_who_accept_at_once_one_wins_and_the_other_sees_it(ready: ReadyLedger) -> None:
    add(ready, asking(offers=(offered(1, SAM.id), offered(2, SUE.id))))
    barrier = Barrier(2)

    def accept(supporter: PersonId) -> bool:
        barrier.wait()

        def flow(work: Work) -> bool:
            request = open_request(work, asking().id)
            if request.state is not RequestState.ASKING:
                return False
            work.requests.save(accepted(request, supporter))
            return True

        return ready.run(flow)

    for _ in range(10):
        with ThreadPoolExecutor(2) as pool:
            won = list(pool.map(accept, [SAM.id, SUE.id]))
        assert sorted(won) == [False, True]
        winner = SAM.id if won[0] else SUE.id
        assert ready.run(lambda work: open_request(work, asking().id)).supporter == winner
        change(ready, asking().id, state=RequestState.ASKING, supporter=None)


@pytest.mark.parametrize("underneath", ["state", "record", "offer"])
def test_a_request_changed_underneath_makes_the_flow_run_again(
    ready: ReadyLedger, underneath: str
) -> None:
    add(ready, asking(offers=(offered(1, SAM.id),)))
    tries: list[int] = []

    def flow(work: Work) -> None:
        tries.append(1)
        request = open_request(work, asking().id)
        if len(tries) == 1:
            changes = {
                "state": update(requests).values(state=RequestState.PROPOSED.value),
                "record": update(requests).values(record=b"somebody else's"),
                "offer": update(offer).values(record=b"somebody else's"),
            }
            as_stored(work).context.connection.execute(changes[underneath])
        passed = replace(request.offers[0], state=OfferState.PASSED)
        work.requests.save(replace(request, offers=(passed,)))

    ready.run(flow)
    assert len(tries) == 2
    request = ready.run(lambda work: open_request(work, asking().id))
    assert request.offers[0].state is OfferState.PASSED


def test_a_request_from_an_earlier_unit_of_work_is_neither_saved_nor_closed(
    ready: ReadyLedger,
) -> None:
    add(ready, asking())
    with pytest.raises(ValueError, match="not loaded"):
        ready.run(lambda work: work.requests.save(asking()))
    with pytest.raises(ValueError, match="not loaded"):
        ready.run(lambda work: work.requests.close(asking()))


# The close


def test_the_close_empties_everything(ready: ReadyLedger) -> None:
    add(ready, asking(offers=(offered(1, SAM.id),)))
    change(ready, asking().id, state=RequestState.TOGETHER, supporter=SAM.id)
    close(ready, asking().id)
    with open_engine(ready.where).connect() as connection:
        row = connection.execute(select(requests)).mappings().one()
        assert connection.scalar(select(func.count()).select_from(offer)) == 0
    kept = {name for name, value in row.items() if value is not None}
    assert kept == {"organisation", "id", "state", "closed_day"}
    assert ready.run(lambda work: work.requests.find(asking().id)) is None
    assert ready.run(lambda work: work.requests.of_supporter(SAM.id)) == ()
    assert ready.run(lambda work: work.requests.due(9)) == ()


def test_closing_is_not_saving(ready: ReadyLedger) -> None:
    add(ready, asking())
    with pytest.raises(ValueError, match="close"):
        change(ready, asking().id, state=RequestState.CLOSED)


def test_a_guest_is_erased_some_time_after_their_last_close_and_never_before(
    ready: ReadyLedger,
) -> None:
    guest = replace(person_of(7), state=PersonState.GUEST)
    ready.add(guest)
    ready.clock.move(timedelta(days=40))
    add(ready, asking(member=guest.id))

    def over(work: Work) -> tuple[PersonId, ...]:
        return work.people.left_before(work.now - timedelta(days=30), 10)

    assert ready.run(over) == ()
    close(ready, asking().id)
    assert ready.run(over) == ()
    ready.clock.move(timedelta(days=31))
    assert ready.run(over) == (guest.id,)


def test_a_leaver_with_an_open_request_is_not_up_for_erasing(ready: ReadyLedger) -> None:
    ready.run(lambda work: work.people.set_state(ANN.id, PersonState.LEFT))
    ready.run(lambda work: work.people.set_state(BO.id, PersonState.LEFT))
    add(ready, asking(member=ANN.id))
    ready.clock.move(timedelta(days=31))

    def over(work: Work, limit: int) -> tuple[PersonId, ...]:
        return work.people.left_before(work.now - timedelta(days=30), limit)

    assert ready.run(lambda work: over(work, 10)) == (BO.id,)
    assert ready.run(lambda work: over(work, 1)) == (BO.id,)
    close(ready, asking().id)
    assert ready.run(lambda work: over(work, 10)) == (ANN.id, BO.id)


def test_erasing_the_member_takes_the_request_and_its_offers(ready: ReadyLedger) -> None:
    add(ready, asking(offers=(offered(1, SAM.id),)))
    ready.run(lambda work: work.people.erase(ANN.id))
    with open_engine(ready.where).connect() as connection:
        assert connection.scalar(select(func.count()).select_from(requests)) == 0
        assert connection.scalar(select(func.count()).select_from(offer)) == 0


# Caseloads


def test_an_idle_supporter_has_no_caseload(ready: ReadyLedger) -> None:
    assert caseload(ready, SAM.id) == Caseload(0, 0)
    assert ready.run(lambda work: work.requests.caseloads([])) == {}


def test_open_conversations_and_live_now_offers_are_counted(ready: ReadyLedger) -> None:
    add(
        ready,
        asking(1, ANN.id, state=RequestState.TOGETHER, supporter=SAM.id),
        accepted(asking(2, BO.id), SAM.id),
        asking(3, CY.id, offers=(offered(1, SAM.id), offered(2, SUE.id, OfferState.PASSED))),
        asking(4, SUE.id, Wishes(Urgency.WEEK), offers=(offered(3, SAM.id),)),
    )
    assert caseload(ready, SAM.id) == Caseload(2, 0)
    people = [SAM.id, SUE.id]
    assert ready.run(lambda work: dict(work.requests.live_now_offers(people))) == {SAM.id: 1}
    assert ready.run(lambda work: work.requests.live_now_offers([])) == {}
    assert caseload(ready, SUE.id) == Caseload(0, 0)
    close(ready, asking(1).id)
    assert caseload(ready, SAM.id).open == 1


def test_what_was_accepted_today_outlives_the_close(ready: ReadyLedger) -> None:
    add(ready, asking())
    ready.run(lambda work: work.requests.save(accepted(open_request(work, asking().id), SAM.id)))
    close(ready, asking().id)
    assert caseload(ready, SAM.id) == Caseload(0, 1)
    ready.clock.move(timedelta(hours=24))
    assert caseload(ready, SAM.id) == Caseload(0, 0)


def test_accepted_and_dropped_is_remembered_thirty_days(ready: ReadyLedger) -> None:
    add(ready, asking())
    for _ in range(2):
        change(ready, asking().id, state=RequestState.PROPOSED, supporter=SAM.id)
        change(ready, asking().id, state=RequestState.ASKING, supporter=None)
    close(ready, asking().id)
    assert caseload(ready, SAM.id).dropped == 2
    ready.clock.move(timedelta(days=30))
    assert caseload(ready, SAM.id).dropped == 2
    ready.clock.move(timedelta(days=1))
    assert caseload(ready, SAM.id).dropped == 0


def test_someone_else_at_the_members_wish_is_no_drop(ready: ReadyLedger) -> None:
    add(ready, asking())
    change(ready, asking().id, state=RequestState.PROPOSED, supporter=SAM.id)
    change(
        ready,
        asking().id,
        state=RequestState.ASKING,
        supporter=None,
        declined_by_member=(SAM.id,),
    )
    assert caseload(ready, SAM.id).dropped == 0


def test_a_request_that_goes_from_one_to_another_counts_for_both(ready: ReadyLedger) -> None:
    add(ready, asking())
    change(ready, asking().id, state=RequestState.TOGETHER, supporter=SAM.id)
    change(ready, asking().id, supporter=SUE.id, accepted_at=NOON)
    assert caseload(ready, SAM.id) == Caseload(0, 1, (NOON.date(),))
    assert caseload(ready, SUE.id) == Caseload(1, 1)


# Supporters


def test_supporters_read_back_and_keep_what_the_caps_need(ready: ReadyLedger) -> None:
    add(ready, asking())
    change(ready, asking().id, state=RequestState.TOGETHER, supporter=SAM.id)
    sam = Supporter(
        SAM.id,
        SupporterState.APPROVED,
        trained_until=NOON.date(),
        available=False,
        on_call=(OnCall(NOON, NOON + timedelta(hours=8)),),
        wake_url="ntfys://example.org/topic",
        caseload_cap=3,
    )
    ready.run(lambda work: work.supporters.save(sam))
    assert ready.run(lambda work: work.supporters.get(SAM.id)) == sam
    assert ready.run(lambda work: work.supporters.get(BO.id)) is None
    assert [each.person for each in ready.run(lambda work: work.supporters.all())] == [
        SAM.id,
        SUE.id,
    ]
    assert caseload(ready, SAM.id).new_today == 1


def test_a_supporter_changed_underneath_makes_the_flow_run_again(ready: ReadyLedger) -> None:
    from storage.tables import supporter

    tries: list[int] = []

    def flow(work: Work) -> None:
        tries.append(1)
        known = work.supporters.get(SAM.id)
        assert known is not None
        if len(tries) == 1:
            as_stored(work).context.connection.execute(update(supporter).values(record=b"other"))
        work.supporters.save(replace(known, available=False))

    ready.run(flow)
    assert len(tries) == 2


def test_the_tables_about_asking_name_nobody(ready: ReadyLedger) -> None:
    """No person's id, in any spelling that the database has, stands in a request or an offer."""
    add(ready, asking(offers=(offered(1, SAM.id),)))
    change(ready, asking().id, state=RequestState.TOGETHER, supporter=SAM.id)
    with open_engine(ready.where).connect() as connection:
        rows = [
            *connection.execute(select(requests)).all(),
            *connection.execute(select(offer)).all(),
        ]
        ids = set(connection.execute(select(person.c.id)).scalars())
    for row in rows:
        for value in row:
            assert value not in ids
            if isinstance(value, bytes):
                assert not any(id_.to_bytes(8) in value for id_ in ids)
