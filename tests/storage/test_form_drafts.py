"""Half-filled forms: kept for a quarter of an hour, nobody else's, and gone with whose they are."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.model.ids import Account
from bot.ports import DRAFT_KEPT_FOR
from storage import tables
from storage.engine import open_engine
from tests.storage_fixtures import ReadyLedger, person_of

ANN, BO = person_of(1), person_of(2)
HERS, HIS = ANN.roster.accounts[0], BO.roster.accounts[0]
STRANGER = Account("discord", "1", "404")


@pytest.fixture(autouse=True)
def people(ready: ReadyLedger) -> None:
    ready.add(ANN, BO)


def keep(ready: ReadyLedger, name: str, account: Account, content: bytes) -> None:
    ready.run(lambda work: work.form_drafts.keep(name, account, content))


def found(ready: ReadyLedger, name: str, account: Account) -> bytes | None:
    return ready.run(lambda work: work.form_drafts.find(name, account))


def count(ready: ReadyLedger) -> int:
    engine = open_engine(ready.where)
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(tables.form_draft)).scalar_one()


@pytest.mark.parametrize("account", [HERS, STRANGER])
def test_what_was_typed_comes_back_as_it_is_by_now(ready: ReadyLedger, account: Account) -> None:
    assert found(ready, "d1", account) is None
    keep(ready, "d1", account, b"one page")
    assert found(ready, "d1", account) == b"one page"
    keep(ready, "d1", account, b"two\npages" * 10_000)
    assert found(ready, "d1", account) == b"two\npages" * 10_000
    assert found(ready, "d2", account) is None
    assert count(ready) == 1


def test_nobody_else_has_it(ready: ReadyLedger) -> None:
    keep(ready, "d1", HERS, b"hers")
    assert found(ready, "d1", HIS) is None
    assert found(ready, "d1", STRANGER) is None


def test_it_goes_when_it_is_sent_in(ready: ReadyLedger) -> None:
    keep(ready, "d1", HERS, b"hers")
    ready.run(lambda work: work.form_drafts.drop("d1"))
    ready.run(lambda work: work.form_drafts.drop("d1"))
    assert found(ready, "d1", HERS) is None
    assert count(ready) == 0


def test_a_quarter_of_an_hour_counts_from_its_beginning(ready: ReadyLedger) -> None:
    keep(ready, "d1", HERS, b"hers")
    ready.clock.move(DRAFT_KEPT_FOR - timedelta(seconds=1))
    keep(ready, "d1", HERS, b"hers, more of it")
    assert found(ready, "d1", HERS) == b"hers, more of it"
    ready.clock.move(timedelta(seconds=1))
    assert found(ready, "d1", HERS) is None


def test_what_is_over_goes_when_anybody_begins_another(ready: ReadyLedger) -> None:
    keep(ready, "d1", HERS, b"hers")
    ready.clock.move(DRAFT_KEPT_FOR)
    keep(ready, "d2", HIS, b"his")
    assert count(ready) == 1
    assert found(ready, "d2", HIS) == b"his"


def test_it_cannot_be_read_once_whose_it_is_is_erased(ready: ReadyLedger) -> None:
    """With the key, whoever has the account afterwards."""
    keep(ready, "d1", HERS, b"hers")
    ready.run(lambda work: work.people.erase(ANN.id))
    assert found(ready, "d1", HERS) is None
    ready.add(replace(person_of(3), roster=replace(person_of(3).roster, accounts=(HERS,))))
    assert found(ready, "d1", HERS) is None
