"""Cards, events, the audit chain, reservations, stations, pictures, rosters sent, leases."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import func, select, update

from bot.events import ButtonPressed, Event
from bot.messages import Action
from bot.model.ids import Account
from bot.model.pictures import Picture
from bot.model.supporters import DirectoryEntry, Supporter
from bot.ports import OpenedCard, Station, Work
from storage import tables
from storage.audit_chain import Break, verify
from storage.engine import open_engine
from storage.leases import release_lease, take_lease
from storage.unit_of_work import as_stored
from storage.vault import SealBroken
from tests.storage_fixtures import NOON, ORGANISATION, ReadyLedger, person_of

ANN, BO = person_of(1), person_of(2)
ACCOUNT = ANN.roster.accounts[0]
STRANGER = Account("slack", "T1", "U404")
ACTIONS = (Action("ans", {"zone": "red", "n": 17}), Action("menu"))


@pytest.fixture(autouse=True)
def people(ready: ReadyLedger) -> None:
    ready.add(ANN, BO)


def issue(ready: ReadyLedger, *actions: Action, key: str = "") -> str:
    return ready.run(lambda work: work.cards.issue(ACCOUNT, actions, person=ANN.id, key=key))


def opened(ready: ReadyLedger, token: str) -> OpenedCard | None:
    return ready.run(lambda work: work.cards.open(token))


# Cards


def test_a_card_opens_by_its_token(ready: ReadyLedger) -> None:
    token = issue(ready, *ACTIONS, key="check-in:17")
    assert len(bytes.fromhex(token)) == 16
    assert opened(ready, token) == OpenedCard(ACCOUNT, ANN.id, ACTIONS, "check-in:17", False)
    assert opened(ready, "0" * 32) is None
    assert opened(ready, "no token \ud800".encode("utf-8", "replace").decode()) is None


def test_somebody_unknown_has_cards_too(ready: ReadyLedger) -> None:
    token = ready.run(lambda work: work.cards.issue(STRANGER, ACTIONS, person=None))
    assert opened(ready, token) == OpenedCard(STRANGER, None, ACTIONS, "", False)


def test_a_card_sent_again_keeps_its_token_and_handle_and_has_its_new_actions(
    ready: ReadyLedger,
) -> None:
    """The platform may show the first sending, and its buttons have to work."""
    old = issue(ready, *ACTIONS, key="check-in:17")
    ready.run(lambda work: work.cards.set_handles({"check-in:17": "1700000000.000100"}))
    ready.clock.move(timedelta(days=89))
    new = issue(ready, Action("chg", {"n": 17}), key="check-in:17")
    ready.clock.move(timedelta(days=89))
    assert new == old
    changed = (Action("chg", {"n": 17}),)
    assert opened(ready, new) == OpenedCard(ACCOUNT, ANN.id, changed, "check-in:17", False)
    handle = ready.run(lambda work: work.cards.handle_of("check-in:17"))
    assert handle == (ACCOUNT, "1700000000.000100")
    assert issue(ready, *ACTIONS, key="check-in:18") != new


def test_cards_without_a_key_stand_side_by_side(ready: ReadyLedger) -> None:
    first, second = issue(ready, *ACTIONS), issue(ready, *ACTIONS)
    assert opened(ready, first) is not None
    assert opened(ready, second) is not None


def test_a_handle_needs_a_card(ready: ReadyLedger) -> None:
    ready.run(lambda work: work.cards.set_handles({"nothing": "1"}))
    assert ready.run(lambda work: work.cards.handle_of("nothing")) is None
    issue(ready, *ACTIONS, key="not sent yet")
    assert ready.run(lambda work: work.cards.handle_of("not sent yet")) is None


def test_a_card_says_when_its_ninety_days_are_over(ready: ReadyLedger) -> None:
    token = issue(ready, *ACTIONS)
    ready.clock.move(timedelta(days=89))
    card = opened(ready, token)
    assert card is not None
    assert not card.expired
    ready.clock.move(timedelta(days=1))
    assert opened(ready, token) == replace(card, expired=True)


def test_a_card_of_somebody_erased_does_not_open(ready: ReadyLedger) -> None:
    token = issue(ready, *ACTIONS, key="check-in:17")
    ready.run(lambda work: work.cards.set_handles({"check-in:17": "1"}))
    ready.run(lambda work: work.people.erase(ANN.id))
    assert opened(ready, token) is None
    assert ready.run(lambda work: work.cards.handle_of("check-in:17")) is None


def test_cards_are_of_one_length(ready: ReadyLedger) -> None:
    """Whatever the buttons, and whether the roster knows the person or not."""
    issue(ready)
    issue(ready, *[Action("acc", {"r": 2**62, "o": 2**62, "when": "within_the_hour"})] * 9, key="k")
    ready.run(lambda work: work.cards.issue(STRANGER, ACTIONS, person=None))
    with open_engine(ready.where).connect() as connection:
        rows = connection.execute(select(tables.card.c.owner, tables.card.c.record)).all()
    assert len({(len(row.owner), len(row.record)) for row in rows}) == 1


# Events


def test_an_event_is_handled_once_a_platform(ready: ReadyLedger) -> None:
    pressed = ButtonPressed("e1", ACCOUNT, token="t", number=1)
    same_id_elsewhere = Event("e1", STRANGER)

    def first_time(event: Event) -> bool:
        return ready.run(lambda work: work.events.first_time(event))

    assert first_time(pressed)
    assert not first_time(pressed)
    assert not first_time(Event("e1", BO.roster.accounts[0]))
    assert first_time(same_id_elsewhere)


def test_an_event_whose_flow_failed_was_not_handled(ready: ReadyLedger) -> None:
    event = Event("e1", ACCOUNT)

    def fails(work: Work) -> None:
        assert work.events.first_time(event)
        raise RuntimeError("after the event was noted")

    with pytest.raises(RuntimeError):
        ready.run(fails)
    assert ready.run(lambda work: work.events.first_time(event))


# The audit chain


def _record(ready: ReadyLedger, count: int) -> None:
    """Each in a unit of work of its own."""

    def add(work: Work, number: int) -> None:
        work.audit.add("roster", {"added": number, "by": "file"})

    for number in range(count):
        ready.run(partial(add, number=number))


def test_the_chain_holds_from_its_first_key(ready: ReadyLedger) -> None:
    _record(ready, 5)
    first_key = ready.keys.for_organisation(ORGANISATION).audit_first_key
    assert first_key is not None
    entries = ready.run(lambda work: as_stored(work).audit.entries(0, 100))
    head = ready.run(lambda work: as_stored(work).audit.head())
    assert [(entry.kind, entry.detail["added"]) for entry, _ in entries] == [
        ("roster", number) for number in range(5)
    ]
    links = [link for _, link in entries]
    assert verify(first_key, links, organisation=ORGANISATION, heads=(head,)).holds
    cut = verify(first_key, links[:-1], organisation=ORGANISATION, heads=(head,))
    assert cut.why is Break.CUT


def test_an_entry_is_read_in_pieces(ready: ReadyLedger) -> None:
    _record(ready, 3)
    piece = ready.run(lambda work: as_stored(work).audit.entries(1, 1))
    assert [link.sequence for _, link in piece] == [2]


def test_an_audit_entry_of_a_flow_that_fails_is_not_there(ready: ReadyLedger) -> None:
    def fails(work: Work) -> None:
        work.audit.add("roster", {})
        raise RuntimeError

    with pytest.raises(RuntimeError):
        ready.run(fails)
    _record(ready, 1)
    entries = ready.run(lambda work: as_stored(work).audit.entries(0, 9))
    assert [link.sequence for _, link in entries] == [1]


def test_an_entry_put_in_anothers_place_does_not_open(ready: ReadyLedger) -> None:
    _record(ready, 2)
    with open_engine(ready.where).begin() as connection:
        first = connection.scalar(select(tables.audit.c.entry).where(tables.audit.c.sequence == 1))
        connection.execute(
            update(tables.audit).where(tables.audit.c.sequence == 2).values(entry=first)
        )
    with pytest.raises(SealBroken):
        ready.run(lambda work: as_stored(work).audit.entries(0, 9))


# Reservations and budgets


def test_a_reservation_is_taken_once(ready: ReadyLedger) -> None:
    def take(*parts: str) -> bool:
        return ready.run(lambda work: work.reservations.take_all([parts], until=NOON))

    assert take("crew 5", "2026-03-02T14")
    assert not take("crew 5", "2026-03-02T14")
    assert take("crew 5", "2026-03-02T15")
    assert take("crew 5 2026-03-02T14")


def test_several_are_taken_all_or_none(ready: ReadyLedger) -> None:
    def take(*each: tuple[str, ...]) -> bool:
        return ready.run(lambda work: work.reservations.take_all(each, until=NOON))

    assert take(("5", "14"), ("5", "15"), ("5", "14"))
    assert not take(("5", "15"), ("5", "16"))
    assert take(("5", "16"), ("5", "17"))
    assert take()


def test_of_many_who_reserve_at_once_each_hour_is_ones(ready: ReadyLedger) -> None:
    """Each wants two hours that neighbours want too; whoever loses a race looks again."""

    def take(hour: int) -> bool:
        pair = [("5", str(hour)), ("5", str(hour + 1))]
        return ready.run(lambda work: work.reservations.take_all(pair, until=NOON))

    with ThreadPoolExecutor(8) as pool:
        taken = [hour for hour, got in enumerate(pool.map(take, range(8))) if got]
    hours = [each for hour in taken for each in (hour, hour + 1)]
    assert len(set(hours)) == len(hours) > 0


def test_a_budget_is_spent_to_the_last_and_no_further(ready: ReadyLedger) -> None:
    def spend(day: date, most: int) -> int:
        return ready.run(
            lambda work: work.reservations.spend_some("local:demo", day=day, most=most, wanted=1)
        )

    today = NOON.date()
    assert [spend(today, 3) for _ in range(5)] == [1, 1, 1, 0, 0]
    assert spend(today, 4) == 1
    assert spend(today + timedelta(days=1), 3) == 1
    assert spend(today + timedelta(days=2), 0) == 0


# Stations


def test_stations_are_added_changed_and_listed_by_name(ready: ReadyLedger) -> None:
    invited = Station("Station 2", 12, NOON)

    def save(work: Work) -> None:
        work.stations.save(Station("Station 2", 11, None))
        work.stations.save(Station("Station 1", 9, None))
        work.stations.save(invited)

    ready.run(save)
    assert ready.run(lambda work: work.stations.all()) == (Station("Station 1", 9, None), invited)
    assert ready.run(lambda work: work.stations.get("Station 2")) == invited
    assert ready.run(lambda work: work.stations.get("Station 3")) is None


def test_a_station_changed_underneath_makes_the_flow_run_again(ready: ReadyLedger) -> None:
    ready.run(lambda work: work.stations.save(Station("Station 1", 9, None)))
    tries: list[int] = []

    def flow(work: Work) -> None:
        tries.append(1)
        work.stations.get("Station 1")
        if len(tries) == 1:
            connection = as_stored(work).context.connection
            connection.execute(update(tables.station).values(record=b"other"))
        work.stations.save(Station("Station 1", 10, NOON))

    ready.run(flow)
    assert len(tries) == 2


# Pictures and rosters sent in chat


def test_a_picture_reads_back_and_goes_with_the_entry_that_showed_it(ready: ReadyLedger) -> None:
    def show(work: Work) -> int:
        photo = work.pictures.add(ANN.id, b"\x89PNG one")
        work.supporters.save(Supporter(ANN.id, proposed=DirectoryEntry(photo=photo)))
        return photo

    first = ready.run(show)
    assert ready.run(lambda work: work.pictures.get(first)) == Picture(first, b"\x89PNG one")
    second = ready.run(show)
    assert ready.run(lambda work: work.pictures.get(first)) is None
    assert ready.run(lambda work: work.pictures.get(second)) == Picture(second, b"\x89PNG one")


def test_a_roster_waits_for_an_hour(ready: ReadyLedger) -> None:
    content = b"number,name\n" + b"1,Ann\n" * 20_000
    pending = ready.run(lambda work: work.pending_rosters.add(ANN.id, content))
    found = ready.run(lambda work: work.pending_rosters.get(pending))
    assert found is not None
    assert (found.by, found.content) == (ANN.id, content)
    ready.clock.move(timedelta(hours=1))
    assert ready.run(lambda work: work.pending_rosters.get(pending)) is None


def test_a_roster_that_is_dropped_is_gone(ready: ReadyLedger) -> None:
    pending = ready.run(lambda work: work.pending_rosters.add(ANN.id, b"x"))
    ready.run(lambda work: work.pending_rosters.drop(pending))
    assert ready.run(lambda work: work.pending_rosters.get(pending)) is None
    with open_engine(ready.where).connect() as connection:
        count = connection.scalar(select(func.count()).select_from(tables.pending_roster))
    assert count == 0


# Leases


def test_a_lease_is_one_holders_until_it_runs_out(ready: ReadyLedger) -> None:
    def take(holder: str) -> bool:
        return ready.run(
            lambda work: take_lease(
                work, "slack:T1", holder=holder, until=work.now + timedelta(seconds=30)
            )
        )

    assert take("one")
    assert take("one")
    assert not take("two")
    ready.clock.move(timedelta(seconds=29))
    assert not take("two")
    ready.clock.move(timedelta(seconds=1))
    assert take("two")
    ready.run(lambda work: release_lease(work, "slack:T1", holder="one"))
    assert not take("one")
    ready.run(lambda work: release_lease(work, "slack:T1", holder="two"))
    assert take("one")


# Chance


def test_ids_are_random_and_draws_are_kept(ready: ReadyLedger) -> None:
    ids = ready.run(lambda work: {work.new_id() for _ in range(100)})
    assert len(ids) == 100
    assert all(0 < id_ < 2**63 for id_ in ids)
    draws = [ready.run(lambda work: work.draw("look", "1", "2026-03-02")) for _ in range(2)]
    assert draws[0] == draws[1]
    assert 0 <= draws[0] < 1
    assert ready.run(lambda work: work.draw("look", "2", "2026-03-02")) != draws[0]
