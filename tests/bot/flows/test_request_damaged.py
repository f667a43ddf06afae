"""A damaged record of one person, or one request, holds up nobody else's."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.flows.listing import listed
from bot.flows.vetting import supporter_lines
from bot.model.supporters import SupporterState
from tests.bot.flows.request_town import Town, account, id_of, open_ranked_town
from tests.playing import texts_of


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with open_ranked_town(tmp_path) as opened:
        yield opened


def damage(town: Town, table: str, column: str, person: int = 10) -> None:
    """Of somebody; of the first request where the table is that of requests."""
    key, value = {
        "person": ("id", id_of(person)),
        "request": ("id", _first_request(town) if table == "request" else 0),
    }.get(table, ("person", id_of(person)))
    town.ready.ledger.close()
    with closing(sqlite3.connect(Path(town.ready.where))) as raw, raw:
        changed = raw.execute(
            f"UPDATE {table} SET {column} = zeroblob(length({column})) WHERE {key} = ?", (value,)
        )
        assert changed.rowcount == 1
    town.ready.reopen()


def _first_request(town: Town) -> int:
    request = town.request()
    assert request is not None
    return request.id


@pytest.mark.parametrize(
    ("table", "column"),
    [("supporter", "record"), ("person_record", "preferences"), ("person", "data_key")],
)
def test_others_are_asked_and_listed(town: Town, table: str, column: str) -> None:
    """Of supporter 10, whom the member would have first."""
    town.prefers(10, 11, avoided=(id_of(14),))
    damage(town, table, column)
    told = town.asks()
    assert "Person 10" not in texts_of(told)
    assert town.asked() == {11}
    shown = town.run(lambda work: listed(work, town.play.setting))
    assert [each.id for each in shown] == [id_of(n) for n in (11, 12, 13, 14)]
    lines = town.run(lambda work: supporter_lines(work, town.play.setting))
    assert [line.number for line in lines] == ["0011", "0012", "0013", "0014"]


def test_somebody_above_whose_record_is_damaged_is_kept_from_them_all_the_same(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    """By the member's own record; and nobody is kept from asking by it."""
    town.member(2, supervisor=id_of(10))
    damage(town, "person_record", "roster")
    town.asks(who=account(2))
    assert town.request(account(2)) is not None
    assert f"person {id_of(10)} cannot be read: person_record.roster" in caplog.text


def test_a_damaged_request_keeps_nobody_else_from_asking(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    town.person_now()
    damage(town, "request", "record")
    town.member(2)
    town.asks(who=account(2))
    other = town.request(account(2))
    assert other is not None
    assert other.offers
    assert "cannot be read: request.record" in caplog.text


def test_who_cannot_be_read_does_not_serve_and_the_member_chooses(town: Town) -> None:
    """They cannot be written to either; the day's work for the others goes on."""
    town.asks(anyone="yes")
    town.presses(10, "I can, now")
    town.member(2)
    town.prefers(11, number=2)
    town.asks(who=account(2), anyone="yes")
    town.presses(11, "I can, now")
    town.change_supporter(11, state=SupporterState.SUSPENDED)
    damage(town, "person_record", "roster")
    assert town.daily() == 2
    assert "your supporter is no longer one of our supporters" in texts_of(town.chat(1).last)
    assert "Person 11 is no longer one of our supporters" in texts_of(town.chat(2).last)
