"""A damaged record of one supporter keeps nobody from being asked but them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.flows.listing import listed
from tests.bot.flows.request_town import Town, id_of, open_ranked_town
from tests.playing import texts_of


def damage(town: Town, table: str, column: str) -> None:
    """Of supporter 10, whom the member would have first."""
    town.ready.ledger.close()
    with closing(sqlite3.connect(Path(town.ready.where))) as raw, raw:
        changed = raw.execute(
            f"UPDATE {table} SET {column} = zeroblob(length({column})) WHERE person = ?",
            (id_of(10),),
        )
        assert changed.rowcount == 1
    town.ready.reopen()


@pytest.mark.parametrize(
    ("table", "column"), [("supporter", "record"), ("person_record", "preferences")]
)
def test_others_are_asked_and_listed(tmp_path: Path, table: str, column: str) -> None:
    with open_ranked_town(tmp_path) as town:
        town.prefers(10, 11, avoided=(id_of(14),))
        damage(town, table, column)
        told = town.asks()
        assert "Person 10" not in texts_of(told)
        assert town.asked() == {11}
        shown = town.run(lambda work: listed(work, town.play.setting))
        assert [each.id for each in shown] == [id_of(n) for n in (11, 12, 13, 14)]
