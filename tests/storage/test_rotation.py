"""Keys rotate while everything goes on: at every step everything opens with the keys that are held,
nothing is found twice or not at all, and the database refuses what is sealed under the old."""

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from bot.control.office import LedgerOffice
from bot.control.rotating import count, release, rotate
from bot.events import Event
from bot.flows.refusing import CommandRefused
from bot.messages import Action
from bot.model.content import Content, ContentKind, Lane, OutboxState, Outgoing
from bot.model.ids import Account, PersonId
from bot.ports import Conflict, Needing, Place, Station, Work
from storage.engine import open_engine
from storage.key_state import KeyState, look_at_state
from storage.migrations import upgrade
from storage.tables import metadata
from storage.unit_of_work import as_stored
from storage.vault import epoch_of_data_key, epoch_of_sealed
from storage.walks import WALKS
from tests.playing import setting_of
from tests.rotating import Between, Rotating, rotating
from tests.storage_filling import MEMBER, SUPPORTER, fill
from tests.storage_fixtures import NOON, person_of
from tests.storage_opening import PLAIN, open_what_is_sealed

A = TypeVar("A")
R = TypeVar("R")

SETTING = setting_of()
CANARY = "canary"
THEIRS = Account("local", CANARY, f"{CANARY}-{MEMBER}")
#: Entries that a rotation leaves in the record of what was done.
ENTRIES = 3
#: What is hashed and nothing else, and goes in its time.
PASSING = {"card", "form_draft", "event", "reservation", "budget", "outbox"}


@pytest.fixture
def at(where: str, tmp_path: Path) -> Iterator[Rotating]:
    with rotating(where, tmp_path / "keys") as opened:
        fill(opened.ready, CANARY)
        yield opened


@pytest.fixture
def on_sqlite_file(tmp_path: Path) -> Iterator[Rotating]:
    with rotating(tmp_path / "tailboard.db", tmp_path / "keys") as opened:
        fill(opened.ready, CANARY)
        yield opened


def rotated_between(at: Rotating, do: Callable[[str], None], *, renew: bool) -> Between:
    between = Between(at.office(SETTING), do)
    new = at.newest(renew=renew) if len(at.keys.epochs) > 1 else at.new_epoch(renew=renew)
    rotate(between, new, told=lambda _: None, pause=lambda _: None)
    do("the end")
    return between


# A database from before


def test_a_database_from_before_is_of_the_first_epoch(bare: str) -> None:
    engine = open_engine(bare)
    upgrade(engine, "0009")
    row = {"organisation": 1, "key_check": bytes(16), "audit_state": bytes(200)}
    with engine.begin() as connection:
        connection.execute(metadata.tables["organisation"].insert(), row)
    upgrade(engine)
    with engine.connect() as connection:
        assert look_at_state(connection, 1) == KeyState()
    engine.dispose()


# What it comes to


def test_everything_opens_before_and_after_and_without_the_key_before(at: Rotating) -> None:
    before = at.everything_opens()
    left = at.rotate(SETTING)
    assert at.everything_opens() == before + ENTRIES
    assert {each.waits for each in left} == {True}
    assert {each.table for each in left} <= PASSING
    assert open_what_is_sealed(at.ready.where, at.keys.since(2)) == before + ENTRIES


def test_a_renewal_leaves_nothing_under_the_data_keys_before(at: Rotating) -> None:
    before = at.everything_opens()
    keys_before = _data_keys(at)
    left = at.rotate(SETTING, renew=True)
    assert {each.waits for each in left} == {True}
    assert "card" not in {each.table for each in left}
    assert at.everything_opens() == before + ENTRIES
    keys_after = _data_keys(at)
    assert keys_after.keys() == keys_before.keys()
    assert {epoch_of_data_key(each) for each in keys_after.values()} == {2}
    assert {len(each) for each in keys_after.values()} == {len(next(iter(keys_before.values())))}
    for table in metadata.sorted_tables:
        for column in WALKS[table.name].personal if table.name in WALKS else ():
            for (value,) in _rows(at, select(column)):
                assert value is None or epoch_of_sealed(value) == 2, column


def test_every_column_is_walked(at: Rotating) -> None:
    """Whoever adds a sealed or hashed column says how it is sealed anew."""
    walked = {
        f"{walk.name}.{column.name}"
        for walk in WALKS.values()
        for column in (*walk.hashes, *walk.own, *walk.wrapped, *walk.personal)
    }
    plain = PLAIN - {"person.data_key"}
    binary = {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if column.type.python_type is bytes
    }
    assert walked == binary - plain


def test_look_ups_in_storage_go_by_the_context() -> None:
    """What goes by the vault does not find what was hashed before."""
    folder = Path(as_stored.__code__.co_filename).parent
    by_the_vault = {
        file.name for file in folder.glob("*.py") if "vault.lookup(" in file.read_text()
    }
    assert by_the_vault == {"context.py", "outbox.py"}  # the outbox: a workspace's


def test_rotating_again_and_again(at: Rotating) -> None:
    before = at.everything_opens()
    at.rotate(SETTING)
    at.rotate(SETTING, renew=True)
    at.rotate(SETTING)
    assert at.everything_opens() == before + 3 * ENTRIES
    at.reopen()
    assert at.ready.person(MEMBER).roster.accounts == (THEIRS,)
    assert at.ready.run(lambda work: work.people.by_account(THEIRS)) is not None


def test_the_record_of_what_was_done_tells_of_it(at: Rotating) -> None:
    at.rotate(SETTING, renew=True)

    def told(work: Work) -> list[tuple[str, int | str]]:
        entries = as_stored(work).audit.entries(0, 100)
        return [(e.kind, e.detail["epoch"]) for e, _ in entries if "epoch" in e.detail]

    assert at.ready.run(told) == [
        ("key rotation begun", 2),
        ("keys in force", 2),
        ("key rotation done", 2),
    ]


# What goes on meanwhile


def _everything_is_found_once(work: Work) -> None:
    """Whatever is looked up by a keyed hash is there, and is there already."""
    person = work.people.by_account(THEIRS)
    assert person is not None
    assert person.id == MEMBER
    assert work.people.by_numbers([f"{CANARY}-{MEMBER}"]) == {f"{CANARY}-{MEMBER}": MEMBER}
    request = work.requests.open_of(MEMBER)
    assert request is not None
    assert [each.id for each in work.requests.of_supporter(SUPPORTER)] == [request.id]
    assert work.requests.caseloads([SUPPORTER])[SUPPORTER].open == 1
    assert work.requests.live_now_offers([SUPPORTER]) == {SUPPORTER: 1}
    assert not work.events.first_time(Event(CANARY, Account("local", CANARY, CANARY)))
    assert work.reservations.taken([(CANARY,)]) == {(CANARY,)}
    assert work.reservations.spend_some(CANARY, day=NOON.date(), most=1, wanted=1) == 0
    assert work.stations.get(CANARY) is not None
    place = Place("local", CANARY, CANARY, CANARY)
    assert work.installations.find(place) is not None
    assert work.installations.of_workspace(place)
    assert work.cards.handle_of(CANARY) is not None
    assert work.outbox.state_of(f"{CANARY}-1") is OutboxState.DUE
    assert work.direct_chats.find(THEIRS) is not None
    content = Content(ContentKind.CHECK_IN, {})
    again = Outgoing(f"{CANARY}-0", MEMBER, MEMBER, content, work.now, Lane.ROUTINE)
    assert not work.outbox.put(again)


def _nobody_is_added_twice(work: Work) -> None:
    new = person_of(77)
    double = replace(new, roster=replace(new.roster, accounts=(THEIRS,)))
    with pytest.raises(Conflict):
        work.people.add(double)
    raise _Enough


class _Enough(Exception):
    """What was tried is taken back."""


#: Flows write at every so many steps; none of them is a multiple of the two of each table.
WRITTEN_EVERY = 5


@pytest.mark.parametrize("renew", [False, True])
def test_at_every_step_everything_opens_and_is_found_once(at: Rotating, renew: bool) -> None:
    """Whatever is written between the steps, too."""
    steps = iter(range(1, 1_000))

    def look(_: str) -> None:
        number = next(steps)
        if number % WRITTEN_EVERY == 0:
            at.ready.run(lambda work: _writes(work, number))
        at.everything_opens()
        at.ready.run(_everything_is_found_once)
        with pytest.raises(_Enough):
            at.ready.run(_nobody_is_added_twice)

    assert rotated_between(at, look, renew=renew).asked > 20
    assert not [each for each in count(at.office(SETTING)) if not each.waits]


def test_what_nobody_looks_up_meanwhile_is_there_in_the_end(at: Rotating) -> None:
    steps = iter(range(1, 1_000))

    def write(_: str) -> None:
        number = next(steps)
        if number % WRITTEN_EVERY == 0:
            at.ready.run(lambda work: _writes(work, number))

    rotated_between(at, write, renew=True)
    at.everything_opens()
    at.ready.run(_everything_is_found_once)
    assert not [each for each in count(at.office(SETTING)) if not each.waits]


def _writes(work: Work, number: int) -> None:
    """A little of everything that flows write, each time anew."""
    new = person_of(number)
    work.people.add(new, look_at=work.now)
    content = Content(ContentKind.CHECK_IN, {"n": str(number)})
    for person, account in ((MEMBER, THEIRS), (new.id, new.roster.accounts[0])):
        key = f"said-{number}-{person}"
        assert work.outbox.put(Outgoing(key, person, person, content, work.now, Lane.ROUTINE))
        token = work.cards.issue(account, (Action("ans"),), person=person, key=key)
        assert work.cards.open(token) is not None
        work.direct_chats.keep(account, f"chat-{number}")
    work.cards.issue(THEIRS, (Action("ans"),), person=None)
    member = work.people.get(MEMBER)
    work.people.save(replace(member, rhythm=replace(member.rhythm, last_note_text=str(number))))
    request = work.requests.open_of(MEMBER)
    assert request is not None
    work.requests.save(replace(request, code=f"code {number}"))
    work.stations.save(Station(CANARY, 12 + number, NOON))
    supporter = work.supporters.get(SUPPORTER)
    assert supporter is not None
    work.supporters.save(replace(supporter, wake_url=f"ntfys://{number}"))
    work.pictures.add(SUPPORTER, b"picture")
    work.pending_rosters.add(MEMBER, b"roster")
    work.events.first_time(Event(f"event {number}", THEIRS))
    work.audit.add("test", {"number": number})


def test_who_is_erased_meanwhile_stays_erased_and_holds_nothing_up(at: Rotating) -> None:
    def erase(step: str) -> None:
        if step == "require new data keys":
            at.ready.run(lambda work: work.people.erase(MEMBER))
            at.everything_opens()

    rotated_between(at, erase, renew=True)
    at.everything_opens()
    assert not [each for each in count(at.office(SETTING)) if not each.waits]


def test_a_token_from_before_still_opens_and_not_after_a_renewal(at: Rotating) -> None:
    def issue(work: Work) -> tuple[str, str]:
        keyed = work.cards.issue(THEIRS, (Action("ans"),), person=MEMBER, key="card")
        return keyed, work.cards.issue(THEIRS, (Action("menu"),), person=MEMBER)

    def opened(work: Work) -> list[tuple[Action, ...] | None]:
        found = [work.cards.open(token) for token in tokens]
        return [None if card is None else card.actions for card in found]

    tokens = at.ready.run(issue)
    at.rotate(SETTING)
    assert at.ready.run(opened) == [(Action("ans"),), (Action("menu"),)]
    # A message that is sent again has the same token: the platform may show the first sending.
    again = at.ready.run(
        lambda work: work.cards.issue(THEIRS, (Action("ans"),), person=MEMBER, key="card")
    )
    assert again == tokens[0]

    def look(_: str) -> None:
        """From the instant that the new keys are in force, and not only when it is their turn."""
        if at.ready.run(lambda work: work.keys.epochs.current) == 3:
            assert at.ready.run(opened) == [None, None]

    at.new_epoch()
    rotated_between(at, look, renew=True)
    anew = at.ready.run(
        lambda work: work.cards.issue(THEIRS, (Action("ans"),), person=MEMBER, key="card")
    )
    assert anew != tokens[0]
    assert at.ready.run(lambda work: work.cards.open(anew)) is not None


def test_an_edit_waits_for_its_message_across_the_change(at: Rotating) -> None:
    content = Content(ContentKind.CHECK_IN, {})
    late = at.ready.clock.now() + timedelta(hours=1)

    def put(work: Work) -> None:
        person = person_of(5)
        work.people.add(person)
        first = Outgoing("first", person.id, person.id, content, late, Lane.ROUTINE)
        edit = replace(first, key="edit", due_at=work.now, lane=Lane.ANSWER, edits="first")
        assert work.outbox.put_many([first, edit]) == 2

    def due(work: Work) -> set[str]:
        assert work.outbox.state_of("first") is OutboxState.DUE  # it is looked up by its key
        return {row.out.key for row in work.outbox.due(100, lanes=list(Lane))} & {"first", "edit"}

    at.ready.run(put)
    seen: list[set[str]] = []
    rotated_between(at, lambda _: seen.append(at.ready.run(due)), renew=False)
    assert seen == [set()] * len(seen)
    at.ready.run(lambda work: work.outbox.cancel("first"))
    found = at.ready.run(lambda work: work.outbox.due(100, lanes=list(Lane)))
    assert "edit" in {row.out.key for row in found}


# What the database refuses


def test_the_database_refuses_every_value_under_a_retired_key(at: Rotating) -> None:
    """Each value as it was before is put back by somebody who goes past the program."""
    before = {name: _all_rows(at, name) for name in WALKS}
    at.rotate(SETTING, renew=True)
    after = {name: _all_rows(at, name) for name in WALKS}
    engine = open_engine(at.ready.where)
    tried = 0
    for name, walk in WALKS.items():
        for column in (*walk.hashes, *walk.own, *walk.wrapped, *walk.personal):
            for row in before[name]:
                value = row[column.name]
                if value is None or value in [each[column.name] for each in after[name]]:
                    continue  # what is only hashed stays as it is
                put_back = update(walk.table).values({column.name: value})
                with pytest.raises(DBAPIError, match="retired key"), engine.begin() as connection:
                    connection.execute(put_back)
                tried += 1
                break
    engine.dispose()
    assert tried >= 40


def test_a_new_row_under_a_retired_key_is_refused(at: Rotating) -> None:
    before = {name: _all_rows(at, name) for name in WALKS if name not in ("organisation", "audit")}
    at.rotate(SETTING, renew=True)
    engine = open_engine(at.ready.where)
    for name, rows in before.items():
        with pytest.raises(DBAPIError, match="retired key"), engine.begin() as connection:
            connection.execute(WALKS[name].table.insert(), rows[0])
    engine.dispose()


# Ending


def test_earlier_keys_are_released_once_nothing_needs_them(at: Rotating) -> None:
    at.rotate(SETTING)
    assert release(at.office(SETTING))
    with open_engine(at.ready.where).begin() as connection:
        for name in ("event", "reservation", "budget", "form_draft"):
            connection.execute(metadata.tables[name].delete())
        connection.execute(metadata.tables["card"].delete())
    assert release(at.office(SETTING)) == ()
    assert at.ready.run(lambda work: work.keys.epochs).held_from == 2
    keys = at.keys
    keys.since(2).put_in_place_of(keys, at.file)
    at.reopen()
    at.everything_opens()
    assert at.ready.run(lambda work: work.people.by_account(THEIRS)) is not None
    assert at.ready.run(lambda work: work.outbox.state_of(f"{CANARY}-1")) is OutboxState.DUE


def test_a_damaged_record_is_named_and_keeps_the_rotation_under_way(at: Rotating) -> None:
    with open_engine(at.ready.where).begin() as connection:
        table = metadata.tables["station"]
        (sealed,) = connection.execute(select(table.c.record)).one()
        connection.execute(table.update().values(record=sealed[:-1] + b"?"))
    left: list[Needing] = []
    with pytest.raises(Exception, match="1") as stuck:
        at.rotate(SETTING)
    left += stuck.value.left  # type: ignore[attr-defined]  # CannotBeOpened
    assert [(each.table, each.epoch, each.rows) for each in left] == [("station", 1, 1)]
    assert at.ready.run(lambda work: work.keys.epochs).rotating
    with pytest.raises(CommandRefused):
        release(_without_station(at))


def _without_station(at: Rotating) -> LedgerOffice:
    with open_engine(at.ready.where).begin() as connection:
        for table in metadata.sorted_tables:
            if table.name in PASSING | {"station"}:
                connection.execute(table.delete())
    return at.office(SETTING)


# Kills


@pytest.mark.parametrize("renew", [False, True])
def test_killed_at_every_step_it_goes_on_where_it_was(
    on_sqlite_file: Rotating, renew: bool
) -> None:
    """A process does the rotation and is killed by a signal before its n-th step, for every n."""
    at = on_sqlite_file
    at.ready.ledger.close()
    at.new_epoch()
    steps = 0
    while _rotated_in_a_process(at, kill_before=steps, renew=renew):
        at.everything_opens()
        steps += 5 if renew else 4
    assert steps > 20
    at.reopen()
    at.everything_opens()
    at.ready.run(_everything_is_found_once)
    epochs = at.ready.run(lambda work: work.keys.epochs)
    assert (epochs.current, epochs.rotating) == (2, False)


def _rotated_in_a_process(at: Rotating, *, kill_before: int, renew: bool) -> bool:
    """Whether it was killed."""
    child = os.fork()
    if not child:
        try:
            at.reopen()

            def die(_: str) -> None:
                if between.asked > kill_before:
                    os.kill(os.getpid(), signal.SIGKILL)

            between = Between(at.office(SETTING), die)
            rotate(between, at.newest(renew=renew), told=lambda _: None, pause=lambda _: None)
            at.ready.ledger.close()
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


# Reading past the program


def _rows(at: Rotating, statement: object) -> list[tuple[bytes | None, ...]]:
    engine = open_engine(at.ready.where)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(statement)]  # type: ignore[call-overload]  # any SELECT
    engine.dispose()
    return found


def _all_rows(at: Rotating, table: str) -> list[dict[str, object]]:
    engine = open_engine(at.ready.where)
    with engine.connect() as connection:
        rows = connection.execute(select(metadata.tables[table])).mappings().all()
    engine.dispose()
    return [dict(row) for row in rows]


def _data_keys(at: Rotating) -> dict[PersonId, bytes]:
    return {row["id"]: row["data_key"] for row in _all_rows(at, "person")}  # type: ignore[misc]  # of these types
