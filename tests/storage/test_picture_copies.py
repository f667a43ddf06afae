"""Copies of pictures at platforms: kept from before they are made until they are gone, whatever
became of the picture."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.model.pictures import CopyState, PictureCopy
from storage import tables
from storage.engine import open_engine
from tests.storage_fixtures import NOON, ReadyLedger, person_of

HOUR = timedelta(hours=1)
ANN = person_of(1)


def begin(ready: ReadyLedger, picture: int = 1, handle: str = "F1", place: str = "slack:T1") -> int:
    return ready.run(
        lambda work: work.picture_copies.begin(picture, place, handle, until=NOON + HOUR)
    )


def all_of(ready: ReadyLedger) -> list[PictureCopy]:
    return list(ready.run(lambda work: work.picture_copies.all()))


def stands(ready: ReadyLedger, copy: int) -> tuple[CopyState, datetime]:
    (found,) = (each for each in all_of(ready) if each.id == copy)
    return found.state, found.due_at


@pytest.mark.both_databases
def test_it_is_kept_through_all_its_states(ready: ReadyLedger) -> None:
    first, second = begin(ready), begin(ready, 2, "F2")
    assert stands(ready, first) == (CopyState.BEGUN, NOON + HOUR)
    ready.clock.move(HOUR)
    ready.run(lambda work: work.picture_copies.shown(first))
    assert stands(ready, first) == (CopyState.SHOWN, NOON + HOUR)
    ready.run(lambda work: work.picture_copies.put_off(first, NOON + 5 * HOUR))
    assert stands(ready, first) == (CopyState.SHOWN, NOON + 5 * HOUR)
    ready.run(lambda work: work.picture_copies.over("F1", "slack:T1"))
    assert stands(ready, first) == (CopyState.OVER, NOON + HOUR)
    assert stands(ready, second)[0] is CopyState.BEGUN
    ready.run(lambda work: work.picture_copies.forget(first))
    assert [each.id for each in all_of(ready)] == [second]


@pytest.mark.both_databases
def test_what_was_given_up_is_not_shown_again_and_what_is_gone_stays_gone(
    ready: ReadyLedger,
) -> None:
    copy = begin(ready)
    ready.run(lambda work: work.picture_copies.over("F1", "slack:T2"))
    assert stands(ready, copy)[0] is CopyState.BEGUN, "the same name in another workspace"
    ready.run(lambda work: work.picture_copies.over("F1", "slack:T1"))
    ready.run(lambda work: work.picture_copies.shown(copy))
    assert stands(ready, copy)[0] is CopyState.OVER
    ready.run(lambda work: work.picture_copies.forget(copy))
    ready.run(lambda work: work.picture_copies.shown(copy))
    ready.run(lambda work: work.picture_copies.put_off(copy, NOON))
    ready.run(lambda work: work.picture_copies.forget(copy))
    assert all_of(ready) == []


@pytest.mark.both_databases
def test_it_outlives_the_picture_and_whose_it_is(ready: ReadyLedger) -> None:
    ready.add(ANN)
    picture = ready.run(lambda work: work.pictures.add(ANN.id, b"png"))
    begin(ready, picture)
    assert ready.run(lambda work: work.pictures.kept([picture, 404])) == {picture}
    ready.run(lambda work: work.people.erase(ANN.id))
    assert ready.run(lambda work: work.pictures.kept([picture, 404])) == frozenset()
    ready.reopen()
    (copy,) = all_of(ready)
    assert (copy.picture, copy.place, copy.handle) == (picture, "slack:T1", "F1")


def test_one_that_is_damaged_or_in_anothers_row_holds_up_no_other(
    ready: ReadyLedger, caplog: pytest.LogCaptureFixture
) -> None:
    first, second, third = (begin(ready, n, f"F{n}") for n in (1, 2, 3))
    table = tables.picture_copy
    with open_engine(ready.where).begin() as connection:
        record = connection.execute(select(table.c.record).where(table.c.id == second)).scalar_one()
        connection.execute(update(table).where(table.c.id == first).values(record=record))
    assert sorted(each.id for each in all_of(ready)) == sorted((second, third))
    assert f"picture copy {first} cannot be read" in caplog.text
