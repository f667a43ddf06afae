"""Where people are written to directly: kept, forgotten, and erased with whose it is."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select, update

from bot.model.direct_chats import DirectChat
from bot.model.ids import Account
from storage import tables
from storage.engine import open_engine
from tests.storage_fixtures import ReadyLedger, person_of

ANN, BO = person_of(1), person_of(2)
AT_HOME = ANN.roster.accounts[0]
ABROAD = Account("discord", "2", "U1")
STRANGER = Account("discord", "1", "U404")


@pytest.fixture(autouse=True)
def people(ready: ReadyLedger) -> None:
    roster = replace(ANN.roster, accounts=(AT_HOME, ABROAD))
    ready.add(replace(ANN, roster=roster), BO)


def found(ready: ReadyLedger, account: Account) -> DirectChat | None:
    return ready.run(lambda work: work.direct_chats.find(account))


def keep(ready: ReadyLedger, account: Account, name: str) -> None:
    ready.run(lambda work: work.direct_chats.keep(account, name))


def count(ready: ReadyLedger) -> int:
    engine = open_engine(ready.where)
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(tables.direct_chat)).scalar_one()


def test_a_chat_is_found_by_its_account_alone(ready: ReadyLedger) -> None:
    assert found(ready, AT_HOME) is None
    keep(ready, AT_HOME, "D1")
    assert found(ready, AT_HOME) == DirectChat(AT_HOME, "D1")
    assert found(ready, ABROAD) is None
    accounts = {ANN.id: AT_HOME, BO.id: BO.roster.accounts[0]}
    many = ready.run(lambda work: work.direct_chats.of_many(accounts))
    assert many == {ANN.id: DirectChat(AT_HOME, "D1")}
    swapped = ready.run(lambda work: work.direct_chats.of_many({BO.id: AT_HOME}))
    assert swapped == {}, "an account that becomes somebody else's begins anew"


def test_nothing_is_kept_of_nobody(ready: ReadyLedger) -> None:
    keep(ready, STRANGER, "D1")
    ready.run(lambda work: work.direct_chats.mark(STRANGER, closed=True))
    assert found(ready, STRANGER) is None
    assert count(ready) == 0


def test_one_row_has_the_name_and_whether_it_is_closed(ready: ReadyLedger) -> None:
    ready.run(lambda work: work.direct_chats.mark(AT_HOME, closed=True))
    assert found(ready, AT_HOME) == DirectChat(AT_HOME, "", closed=True)
    keep(ready, AT_HOME, "D1")
    assert found(ready, AT_HOME) == DirectChat(AT_HOME, "D1", closed=True)
    ready.run(lambda work: work.direct_chats.mark(AT_HOME, closed=False))
    assert found(ready, AT_HOME) == DirectChat(AT_HOME, "D1")
    assert count(ready) == 1


def test_what_is_forgotten_is_the_name_that_was_tried(ready: ReadyLedger) -> None:
    keep(ready, AT_HOME, "D2")
    ready.run(lambda work: work.direct_chats.forget(AT_HOME, "D1"))
    assert found(ready, AT_HOME) == DirectChat(AT_HOME, "D2"), "a newer one is known by now"
    ready.run(lambda work: work.direct_chats.forget(AT_HOME, "D2"))
    assert found(ready, AT_HOME) == DirectChat(AT_HOME)
    ready.run(lambda work: work.direct_chats.forget(ABROAD, "D2"))
    assert found(ready, ABROAD) is None


def test_erasing_takes_every_chat_of_the_person(ready: ReadyLedger) -> None:
    for account in (AT_HOME, ABROAD, BO.roster.accounts[0]):
        keep(ready, account, "D1")
    ready.run(lambda work: work.people.erase(ANN.id))
    assert count(ready) == 1
    assert found(ready, BO.roster.accounts[0]) is not None


def test_a_row_whose_record_was_swapped_is_left_out(ready: ReadyLedger) -> None:
    """Nobody is written to in a chat that was put in the place of theirs."""
    for account, name in ((AT_HOME, "D1"), (ABROAD, "D2")):
        keep(ready, account, name)
    engine, table = open_engine(ready.where), tables.direct_chat
    with engine.begin() as connection:
        first, second = connection.execute(select(table.c.id, table.c.record)).all()
        connection.execute(update(table).where(table.c.id == first.id).values(record=second.record))
    left = {account: found(ready, account) for account in (AT_HOME, ABROAD)}
    assert sorted(chat is None for chat in left.values()) == [False, True]
    for account, name in ((AT_HOME, "D3"), (ABROAD, "D4")):
        keep(ready, account, name)
        assert found(ready, account) == DirectChat(account, name), "and is written anew"
