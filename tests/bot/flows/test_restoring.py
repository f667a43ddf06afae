"""A backup that is put back brings nobody back who was erased, left or paused."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.flows.restoring import replay
from bot.model.people import Membership, MembershipState, Person, PersonState
from bot.ports import Work
from storage.unit_of_work import as_stored
from tests.storage_fixtures import NOON, ReadyLedger, person_of, ready_ledger

JOINED = Membership(MembershipState.JOINED, joined_at=NOON)
ANN, BO, CY, DI, EL = (person_of(n, membership=JOINED) for n in range(1, 6))
FAY = person_of(6, state=PersonState.LEFT)
SUNDAY = date(2026, 3, 8)


@pytest.fixture
def ready(tmp_path: Path) -> Iterator[ReadyLedger]:
    with ready_ledger(tmp_path) as opened:
        opened.add(ANN, BO, CY, DI, EL, FAY)
        yield opened


def backup(ready: ReadyLedger) -> Path:
    ready.ledger.close()
    kept = Path(ready.where).with_name("backup.db")
    shutil.copy(ready.where, kept)
    ready.reopen()
    return kept


def put_back(ready: ReadyLedger, kept: Path) -> int:
    ready.ledger.close()
    shutil.copy(kept, ready.where)
    ready.reopen()
    return ready.run(replay)


def change(ready: ReadyLedger, person: Person, **membership: Any) -> None:
    def flow(work: Work) -> None:
        known = work.people.get(person.id)
        work.people.save(replace(known, membership=replace(known.membership, **membership)))

    ready.run(flow)


def behind(ready: ReadyLedger, person: Person) -> Person | None:
    (linked,) = person.roster.accounts
    return ready.run(lambda work: work.people.by_account(linked))


def audited(ready: ReadyLedger) -> list[str]:
    return ready.run(
        lambda work: [entry.kind for entry, _ in as_stored(work).audit.entries(0, 100)]
    )


def test_erasures_goodbyes_and_pauses_hold(ready: ReadyLedger) -> None:
    kept = backup(ready)
    ready.run(lambda work: work.people.erase(ANN.id))
    ready.run(
        lambda work: work.people.save(work.people.get(BO.id).no_longer_member(MembershipState.LEFT))
    )
    change(ready, CY, paused_until=SUNDAY)
    ready.run(lambda work: work.people.erase(FAY.id))
    assert put_back(ready, kept) == 4
    ann = behind(ready, ANN)
    assert ann is not None
    assert (ann.id, ann.membership.state) != (ANN.id, MembershipState.JOINED)
    assert not ann.joined
    assert ready.person(BO.id).membership.state is MembershipState.LEFT
    assert ready.person(CY.id).membership.paused_until == SUNDAY
    assert behind(ready, FAY) is None
    assert ready.person(DI.id) == DI
    assert audited(ready) == ["journal caught up"]


def test_the_last_word_counts(ready: ReadyLedger) -> None:
    """Who left and joined again is a member still; who paused and went on is not paused."""
    kept = backup(ready)
    change(ready, ANN, paused_until=SUNDAY)
    change(ready, ANN, paused_until=None)
    ready.run(
        lambda work: work.people.save(work.people.get(BO.id).no_longer_member(MembershipState.LEFT))
    )
    change(ready, BO, state=MembershipState.JOINED, joined_at=NOON)
    put_back(ready, kept)
    assert ready.person(ANN.id) == ANN
    assert ready.person(BO.id) == BO


def test_it_is_done_once_and_stays_done(ready: ReadyLedger) -> None:
    kept = backup(ready)
    ready.run(lambda work: work.people.erase(ANN.id))
    put_back(ready, kept)
    after = behind(ready, ANN)
    assert ready.run(replay) == 0
    ready.reopen()
    assert ready.run(replay) == 0
    assert behind(ready, ANN) == after
    # And a second time, from the same backup, with what was done again in the journal twice.
    put_back(ready, kept)
    anew = behind(ready, ANN)
    assert anew is not None
    assert anew.id not in (ANN.id, after.id if after else 0)


def test_nobody_becomes_a_member_by_it(ready: ReadyLedger) -> None:
    """A yes that the backup does not know is lost: what was agreed to is not known any more."""
    change(ready, EL, state=MembershipState.NONE, joined_at=None)
    kept = backup(ready)
    change(ready, EL, state=MembershipState.JOINED, joined_at=NOON)
    put_back(ready, kept)
    assert not ready.person(EL.id).joined


def test_a_database_that_misses_nothing_is_left_alone(ready: ReadyLedger) -> None:
    change(ready, ANN, paused_until=SUNDAY)
    ready.clock.move(timedelta(days=1))
    ready.reopen()
    assert ready.run(replay) == 0
    assert audited(ready) == []
