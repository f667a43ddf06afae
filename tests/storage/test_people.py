"""People in the database: loaded, saved by compare-and-set, found by account and number, erased."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, func, select, update

from bot.model.ids import Account, PersonId
from bot.model.people import (
    MOST_OVERRIDES,
    LastAnswer,
    Membership,
    MembershipState,
    Person,
    PersonState,
    Preferences,
    Rhythm,
    Role,
    RosterFacts,
    Zone,
)
from bot.ports import Conflict, NotFound, RecordDamaged, Work
from bot.rota.rotation import DayKind, Override
from storage import tables
from storage.engine import open_engine
from storage.unit_of_work import as_stored
from tests.storage_fixtures import NOON, ReadyLedger, person_of

ANN, BO, CY = person_of(1), person_of(2), person_of(3)


def test_a_person_reads_back_as_they_were_added(ready: ReadyLedger) -> None:
    person = Person(
        PersonId(2**62 + 11),
        PersonState.ROSTER,
        RosterFacts(
            number="0017",
            name="Ann Örnsköld",
            roles=frozenset({Role.MEMBER, Role.SUPPORTER}),
            supervisor=PersonId(2**62 + 12),
            accounts=(Account("local", "demo", "u1"), Account("slack", "T1", "U9")),
            left_on=date(2026, 1, 2),
        ),
        Membership(MembershipState.JOINED, joined_at=NOON, contact_peers=(PersonId(5),)),
        Rhythm(answer=LastAnswer(Zone.ORANGE, NOON + timedelta(microseconds=1), 3)),
        Preferences(preferred=(PersonId(7),), avoided=(PersonId(8), PersonId(9))),
    )
    ready.add(person)
    assert ready.person(person.id) == person


def test_everyone_has_all_four_records_of_fixed_sizes(ready: ReadyLedger) -> None:
    """Neither presence nor length tells who joined, prefers, answered."""
    full = replace(
        BO,
        roster=RosterFacts(name="N" * 200, number="9" * 40),
        membership=Membership(MembershipState.JOINED, joined_at=NOON),
        preferences=Preferences(
            avoided=tuple(PersonId(2**62 + n) for n in range(20)),
            overrides=tuple(
                Override(date(2026, 1, 1 + n), DayKind.NIGHT) for n in range(MOST_OVERRIDES)
            ),
        ),
    )
    ready.add(ANN, full)
    first, second = _records(ready, ANN.id), _records(ready, full.id)
    assert {name: len(sealed) for name, sealed in first.items()} == {
        name: len(sealed) for name, sealed in second.items()
    }


def test_somebody_unknown_is_not_found(ready: ReadyLedger) -> None:
    with pytest.raises(NotFound):
        ready.person(ANN.id)
    assert ready.run(lambda work: work.people.get_many([ANN.id])) == {}
    assert ready.run(lambda work: work.people.by_account(Account("local", "demo", "x"))) is None


@pytest.mark.parametrize("column", ["data_key", "roster", "preferences"])
def test_of_several_who_cannot_be_read_is_named_and_left_out(
    ready: ReadyLedger, caplog: pytest.LogCaptureFixture, column: str
) -> None:
    ready.add(ANN, BO, CY)
    everybody = [ANN.id, BO.id, CY.id]
    _damage(ready, BO.id, column)

    def twice(work: Work) -> list[PersonId]:
        return [*work.people.readable(everybody), *work.people.readable(everybody)]

    assert ready.run(twice) == [ANN.id, CY.id] * 2
    table = "person.key" if column == "data_key" else f"person_record.{column}"
    assert f"person {BO.id} cannot be read: {table} of row {BO.id}" in caplog.text
    assert caplog.text.count("cannot be read") == 1, "once in a unit of work"
    with pytest.raises(RecordDamaged):
        ready.run(lambda work: work.people.get_many(everybody))
    with pytest.raises(RecordDamaged):
        ready.person(BO.id)


def _damage(ready: ReadyLedger, person: PersonId, column: str) -> None:
    of_person = column == "data_key"
    table = tables.person if of_person else tables.person_record
    theirs = (tables.person.c.id if of_person else tables.person_record.c.person) == person

    def overwrite(work: Work) -> None:
        connection = as_stored(work).context.connection
        whole = connection.execute(select(table.c[column]).where(theirs)).scalar_one()
        zeros = {table.c[column]: bytes(len(whole))}
        connection.execute(update(table).where(theirs).values(zeros))

    ready.run(overwrite)


def test_saving_writes_only_the_records_that_changed(ready: ReadyLedger) -> None:
    ready.add(ANN)
    before = _records(ready, ANN.id)
    ready.run(lambda work: _answer(work, 4))
    after = _records(ready, ANN.id)
    assert ready.person(ANN.id).rhythm.unanswered == 4
    assert [name for name in before if before[name] != after[name]] == ["rhythm"]


def test_a_save_that_changes_nothing_writes_nothing(ready: ReadyLedger) -> None:
    ready.add(ANN)
    before = _records(ready, ANN.id)
    ready.run(lambda work: work.people.save(work.people.get(ANN.id)))
    assert _records(ready, ANN.id) == before


def test_saving_twice_in_one_unit_of_work_is_no_conflict(ready: ReadyLedger) -> None:
    ready.add(ANN)

    def twice(work: Work) -> None:
        _answer(work, 1)
        _answer(work, 2)
        assert work.people.get(ANN.id).rhythm.unanswered == 2

    ready.run(twice)
    assert ready.person(ANN.id).rhythm.unanswered == 2


def test_a_person_from_an_earlier_unit_of_work_is_not_saved(ready: ReadyLedger) -> None:
    ready.add(ANN)
    stale = ready.person(ANN.id)
    with pytest.raises(ValueError, match="not loaded"):
        ready.run(lambda work: work.people.save(replace(stale, rhythm=Rhythm(unanswered=9))))


@pytest.mark.parametrize("column", ["roster", "membership", "rhythm", "preferences"])
def test_a_record_changed_underneath_makes_the_flow_run_again(
    ready: ReadyLedger, column: str
) -> None:
    ready.add(ANN)
    changed = replace(
        ANN,
        roster=replace(ANN.roster, rank="Captain"),
        membership=Membership(cadence_days=14),
        rhythm=Rhythm(unanswered=1),
        preferences=Preferences(no_officers=True),
    )
    tries: list[int] = []

    def flow(work: Work) -> None:
        tries.append(1)
        work.people.get(ANN.id)
        if len(tries) == 1:
            _change_underneath(work, column)
        work.people.save(replace(ANN, **{column: getattr(changed, column)}))

    ready.run(flow)
    assert len(tries) == 2
    assert getattr(ready.person(ANN.id), column) == getattr(changed, column)


def test_a_flow_that_loses_every_time_changes_nothing(ready: ReadyLedger) -> None:
    ready.add(ANN, BO)
    tries: list[int] = []

    def flow(work: Work) -> None:
        tries.append(1)
        other = work.people.get(BO.id)
        work.people.save(replace(other, rhythm=Rhythm(unanswered=5)))
        work.people.get(ANN.id)
        _change_underneath(work, "rhythm")
        _answer(work, 9)

    with pytest.raises(Conflict):
        ready.run(flow)
    assert len(tries) == 4
    assert ready.person(BO.id).rhythm.unanswered == 0


def test_many_are_saved_at_once_and_one_loser_fails_them_all(ready: ReadyLedger) -> None:
    ready.add(ANN, BO, CY)

    def flow(work: Work, *, underneath: bool) -> None:
        people = work.people.get_many([ANN.id, BO.id, CY.id]).values()
        if underneath:
            _change_underneath(work, "rhythm")
        work.people.save_many(
            [replace(p, rhythm=Rhythm(unanswered=p.rhythm.unanswered + 6)) for p in people]
        )

    ready.run(lambda work: flow(work, underneath=False))
    assert [ready.person(each.id).rhythm.unanswered for each in (ANN, BO, CY)] == [6, 6, 6]
    with pytest.raises(Conflict):
        ready.run(lambda work: flow(work, underneath=True))
    assert ready.person(BO.id).rhythm.unanswered == 6


# Accounts and numbers


def test_an_account_finds_its_person(ready: ReadyLedger) -> None:
    ready.add(ANN, BO)
    assert ready.run(lambda work: work.people.by_account(BO.roster.accounts[0])) == BO


def test_accounts_and_number_follow_the_roster_facts(ready: ReadyLedger) -> None:
    ready.add(ANN)
    new = Account("slack", "T1", "U1")

    def move(work: Work) -> None:
        known = work.people.get(ANN.id)
        facts = replace(known.roster, number="0900", accounts=(new,))
        work.people.save(replace(known, roster=facts))

    ready.run(move)
    assert ready.run(lambda work: work.people.by_account(new)) is not None
    assert ready.run(lambda work: work.people.by_account(ANN.roster.accounts[0])) is None
    assert ready.run(lambda work: work.people.by_numbers(["0001", "0900"])) == {"0900": ANN.id}


@pytest.mark.parametrize(
    "taken",
    [
        replace(BO, roster=replace(BO.roster, number=ANN.roster.number)),
        replace(BO, roster=replace(BO.roster, accounts=ANN.roster.accounts)),
    ],
)
def test_a_number_and_an_account_are_one_persons(ready: ReadyLedger, taken: Person) -> None:
    ready.add(ANN)
    with pytest.raises(Conflict):
        ready.add(taken)
    assert ready.run(lambda work: work.people.ids(PersonState.ROSTER)) == (ANN.id,)


def test_an_account_row_pointed_at_somebody_else_is_refused_and_audited(
    ready: ReadyLedger,
) -> None:
    """Whoever edits the database cannot make Bo's account open Ann's records."""
    ready.add(ANN, BO)
    with open_engine(ready.where).begin() as connection:
        connection.execute(
            update(tables.account).where(tables.account.c.person == BO.id).values(person=ANN.id)
        )
    assert ready.run(lambda work: work.people.by_account(BO.roster.accounts[0])) is None
    assert _audit_kinds(ready) == ["account refused"]


def test_two_swapped_account_hashes_are_refused_and_audited(ready: ReadyLedger) -> None:
    """Every seal holds, and yet the account asked for is not the one in the row."""
    ready.add(ANN, BO)
    account = tables.account
    with open_engine(ready.where).begin() as connection:
        rows = {row.person: row for row in connection.execute(select(account))}
        connection.execute(delete(account))
        for mine, others in ((ANN, BO), (BO, ANN)):
            row = dict(rows[mine.id]._mapping)
            row["account_hash"] = rows[others.id].account_hash
            connection.execute(account.insert(), row)
    assert ready.run(lambda work: work.people.by_account(BO.roster.accounts[0])) is None
    assert _audit_kinds(ready) == ["account refused"]


def test_coordinators_are_found_without_opening_anybody(ready: ReadyLedger) -> None:
    def with_roles(person: Person, *roles: Role) -> Person:
        return replace(person, roster=replace(person.roster, roles=frozenset(roles)))

    ready.add(with_roles(ANN, Role.COORDINATOR), BO, with_roles(CY, Role.COORDINATOR))
    assert ready.run(lambda work: work.people.coordinators()) == (ANN.id, CY.id)

    def swap(work: Work) -> None:
        people = work.people.get_many([ANN.id, BO.id])
        work.people.save(with_roles(people[ANN.id], Role.MEMBER))
        work.people.save(with_roles(people[BO.id], Role.MEMBER, Role.COORDINATOR))
        work.people.set_state(CY.id, PersonState.LEFT)

    ready.run(swap)
    assert ready.run(lambda work: work.people.coordinators()) == (BO.id,)


# Looks, leaving, erasing


def test_looks_come_the_longest_due_first(ready: ReadyLedger) -> None:
    def add(work: Work) -> None:
        for person, hours in ((ANN, 2), (BO, 3), (CY, -1)):
            work.people.add(person, look_at=NOON - timedelta(hours=hours))

    ready.run(add)
    assert ready.run(lambda work: work.people.due_for_look(9)) == (BO.id, ANN.id)
    assert ready.run(lambda work: work.people.due_for_look(1)) == (BO.id,)
    ready.run(lambda work: work.people.set_looks([(BO.id, NOON + timedelta(days=1))]))
    assert ready.run(lambda work: work.people.due_for_look(9)) == (ANN.id,)


def test_who_leaves_is_looked_at_no_more_until_they_come_back(ready: ReadyLedger) -> None:
    ready.run(lambda work: work.people.add(ANN, look_at=NOON))
    ready.run(lambda work: work.people.set_state(ANN.id, PersonState.LEFT))
    ready.clock.move(timedelta(days=2))
    assert ready.run(lambda work: work.people.due_for_look(9)) == ()
    assert ready.run(lambda work: work.people.by_numbers(["0001"])) == {"0001": ANN.id}

    def back(work: Work) -> None:
        work.people.save(replace(work.people.get(ANN.id), state=PersonState.ROSTER))

    ready.run(back)
    assert ready.run(lambda work: work.people.due_for_look(9)) == (ANN.id,)


def test_states_are_counted(ready: ReadyLedger) -> None:
    ready.add(ANN, BO, CY)
    ready.run(lambda work: work.people.set_state(BO.id, PersonState.LEFT))
    assert ready.run(lambda work: work.people.ids(PersonState.ROSTER)) == (ANN.id, CY.id)
    assert ready.run(lambda work: work.people.count(PersonState.LEFT)) == 1
    assert ready.run(lambda work: work.people.count(PersonState.GUEST)) == 0


def test_leavers_are_found_when_their_grace_is_over(ready: ReadyLedger) -> None:
    ready.add(ANN, BO)
    ready.run(lambda work: work.people.set_state(ANN.id, PersonState.LEFT))

    def over(work: Work) -> tuple[PersonId, ...]:
        return work.people.left_before(work.now - timedelta(days=30), 10)

    ready.clock.move(timedelta(days=30))
    assert ready.run(over) == ()
    ready.clock.move(timedelta(days=1))
    assert ready.run(over) == (ANN.id,)


def test_erasing_takes_every_row_and_the_key(ready: ReadyLedger) -> None:
    ready.add(ANN, BO)
    ready.run(lambda work: work.people.erase(ANN.id))
    with pytest.raises(NotFound):
        ready.person(ANN.id)
    assert ready.run(lambda work: work.people.by_account(ANN.roster.accounts[0])) is None
    assert ready.run(lambda work: work.people.by_numbers(["0001"])) == {}
    with open_engine(ready.where).connect() as connection:
        for table in (tables.person, tables.person_record, tables.account):
            assert connection.scalar(select(func.count()).select_from(table)) == 1
    assert ready.person(BO.id) == BO


def _answer(work: Work, unanswered: int) -> None:
    known = work.people.get(ANN.id)
    work.people.save(replace(known, rhythm=replace(known.rhythm, unanswered=unanswered)))


def _change_underneath(work: Work, column: str) -> None:
    """As somebody else would who was quicker: same transaction, unknown to the loaded person."""
    record = tables.person_record
    as_stored(work).context.connection.execute(
        update(record).where(record.c.person == ANN.id).values({column: b"somebody else's"})
    )


def _records(ready: ReadyLedger, person: PersonId) -> dict[str, bytes]:
    record = tables.person_record
    with open_engine(ready.where).connect() as connection:
        row = connection.execute(select(record).where(record.c.person == person)).one()
    names = ("roster", "membership", "rhythm", "preferences")
    return {name: getattr(row, name) for name in names}


def _audit_kinds(ready: ReadyLedger) -> list[str]:
    def kinds(work: Work) -> list[str]:
        return [entry.kind for entry, _ in as_stored(work).audit.entries(0, 100)]

    return ready.run(kinds)
