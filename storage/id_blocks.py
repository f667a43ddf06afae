"""Ids for busy tables: taken from blocks, so that new rows land at the end of their tables.

The database remembers where the next block begins. An id that was handed out and not used is
lost; none is ever handed out twice.
"""

from threading import Lock
from typing import Any

from sqlalchemy import Engine, bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from storage.tables import id_block

#: Ids in a block.
BLOCK = 1_000


def _take_block(insert: Any) -> Any:
    return (
        insert(id_block)
        .values(
            organisation=bindparam("of_organisation"), name=bindparam("of_table"), next_id=1 + BLOCK
        )
        .on_conflict_do_update(
            index_elements=["organisation", "name"],
            set_={"next_id": id_block.c.next_id + BLOCK},
        )
        .returning(id_block.c.next_id)
    )


_TAKE = {"sqlite": _take_block(sqlite.insert), "postgresql": _take_block(postgresql.insert)}


class IdBlocks:
    """The blocks at hand, by table. Given an engine, blocks are taken in transactions of their
    own, so that several threads and processes never wait for one another's commit; without one
    they are taken in the transaction at hand, and must be forgotten when it is rolled back."""

    def __init__(self, organisation: int, engine: Engine | None = None) -> None:
        self._organisation = organisation
        self._engine = engine
        self._lock = Lock()
        self._at_hand: dict[str, range] = {}

    def next_id(self, connection: Connection, table: str) -> int:
        with self._lock:
            block = self._at_hand.get(table)
            if not block:
                block = self._take(connection, table)
            self._at_hand[table] = block[1:]
            return block[0]

    def forget(self) -> None:
        """After a rollback: the blocks taken in it will be handed out again."""
        with self._lock:
            self._at_hand.clear()

    def _take(self, connection: Connection, table: str) -> range:
        parameters = {"of_organisation": self._organisation, "of_table": table}
        if self._engine is None:
            end = connection.execute(_TAKE[connection.dialect.name], parameters).scalar_one()
        else:
            with self._engine.begin() as own:
                end = own.execute(_TAKE[own.dialect.name], parameters).scalar_one()
        return range(end - BLOCK, end)
