"""What the parts of one unit of work share: the transaction, the vault, the instant, open keys."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any

from sqlalchemy import BigInteger, BindParameter, Table, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, CursorResult
from sqlalchemy.sql.base import Executable

from bot.model.ids import OrganisationId, PersonId
from bot.ports import Conflict, NotFound, RecordDamaged
from storage.driver_statements import Rows, driver_of, driver_statement
from storage.id_blocks import IdBlocks
from storage.journal_file import Happening
from storage.look_ups import MOVES, TOKENS
from storage.tables import SIZES, person
from storage.vault import PersonKey, Vault

#: Ids in one statement's list; both databases bear more.
CHUNK = 500

#: The unit of work's own organisation in a statement's conditions, filled in by `Context.run`.
ORGANISATION: BindParameter[int] = bindparam("of_organisation", type_=BigInteger)

_DATA_KEYS = select(person.c.id, person.c.data_key).where(
    person.c.organisation == ORGANISATION,
    person.c.id.in_(bindparam("ids", expanding=True)),
)


@dataclass(frozen=True, slots=True)
class PassingOver:
    """Around the reading of one of several: a damaged record is named in the log and left out."""

    log: logging.Logger
    what: str
    row: int

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if not isinstance(error, RecordDamaged):
            return False
        self.log.error("%s %d cannot be read: %s", self.what, self.row, error)
        return True


#: What a statement came to: on SQLite by the driver alone, else by SQLAlchemy.
Found = Rows | CursorResult[*tuple[Any, ...]]


class Context:
    """One transaction (or savepoint) in one organisation. Lives as long as its unit of work."""

    __slots__ = (
        "_keys",
        "blocks",
        "connection",
        "driver",
        "erased",
        "happened",
        "now",
        "organisation",
        "vault",
    )

    def __init__(
        self, connection: Connection, vault: Vault, now: datetime, blocks: IdBlocks
    ) -> None:
        self.connection = connection
        self.driver = driver_of(connection)
        self.vault = vault
        self.organisation = OrganisationId(vault.organisation)
        self.now = now
        self.blocks = blocks
        self.erased = False  #: something was: the write-ahead log is to be emptied after it
        self.happened: list[Happening] = []  #: for the journal, with the commit
        self._keys: dict[int, PersonKey] = {}

    # Statements

    def run(self, statement: Executable, **parameters: object) -> Found:
        """A SELECT, UPDATE or DELETE, with this organisation filled in."""
        parameters["of_organisation"] = self.organisation
        if self.driver is not None:
            return driver_statement(statement).run(self.driver, parameters)
        return self.connection.execute(statement, parameters)

    def run_many(self, statement: Executable, rows: Sequence[Mapping[str, object]]) -> int:
        """One UPDATE over many rows; how many it changed."""
        if not rows:
            return 0
        own = {"of_organisation": self.organisation}
        filled = [{**own, **row} for row in rows]
        if self.driver is not None:
            return driver_statement(statement).run_many(self.driver, filled)
        return self.connection.execute(statement, filled).rowcount

    def insert(self, table: Executable, *rows: Mapping[str, object]) -> int:
        """New rows of this organisation; how many. Raises IntegrityError where a key is taken."""
        if not rows:
            return 0
        own = {"organisation": self.organisation, "of_organisation": self.organisation}
        filled = [{**own, **row} for row in rows]
        if self.driver is not None:
            return driver_statement(table, tuple(filled[0])).run_many(self.driver, filled)
        result = self.connection.execute(
            table,
            filled if len(filled) > 1 else filled[0],
            execution_options={"preserve_rowcount": True},
        )
        return result.rowcount

    def change_one(self, statement: Executable, **parameters: object) -> None:
        """Compare-and-set: raises Conflict unless exactly one row was as it was thought to be."""
        if self.run(statement, **parameters).rowcount != 1:
            raise Conflict("the row was changed in between")

    # Looking up

    def lookup(self, kind: str, *parts: str) -> bytes:
        """The keyed hash that stands for it in the kind's column (`storage.look_ups.PLACES`), after
        a row that has it of an earlier key was given it."""
        if self.vault.looks_back:
            self.take_along(kind, [parts])
        return self.vault.lookup(kind, *parts)

    def lookups(self, kind: str, many: Iterable[str]) -> dict[bytes, str]:
        """As `lookup` of each, by their hashes."""
        asked = list(many)
        if self.vault.looks_back:
            self.take_along(kind, [(each,) for each in asked])
        return {self.vault.lookup(kind, each): each for each in asked}

    def take_along(self, kind: str, many: Sequence[tuple[str, ...]]) -> None:
        """Rows that were hashed under an earlier key get the hash of now."""
        vault, moves = self.vault, []
        earlier = vault.trusted_earlier_lookups if kind in TOKENS else vault.earlier_lookups
        for parts in many:
            hashed = vault.lookup(kind, *parts)
            moves += [{"earlier": old, "now_hashed": hashed} for old in earlier(kind, *parts)]
        self.run_many(MOVES[kind], moves)

    # Sealing

    def seal(self, key: PersonKey, table: str, column: str, row: int, plain: bytes) -> bytes:
        """Under a person's own key, at the column's size."""
        size = SIZES[f"{table}.{column}"]
        return self.vault.seal(
            key, table=table, column=column, row=row, person=key.person, plain=plain, size=size
        )

    def open(self, key: PersonKey, table: str, column: str, row: int, sealed: bytes) -> bytes:
        return self.vault.open(
            key, table=table, column=column, row=row, person=key.person, sealed=sealed
        )

    def seal_own(self, table: str, column: str, row: int, plain: bytes) -> bytes:
        """Under the organisation's record key, at the column's size."""
        size = SIZES[f"{table}.{column}"]
        return self.vault.seal_for_organisation(table, column, row, plain, size)

    def open_own(self, table: str, column: str, row: int, sealed: bytes) -> bytes:
        return self.vault.open_for_organisation(table, column, row, sealed)

    # People's keys

    def key_of(self, person_id: PersonId) -> PersonKey:
        """Raises NotFound where the person, and with them the key, is gone."""
        keys = self.keys_of([person_id])
        if person_id not in keys:
            raise NotFound(f"person {person_id}")
        return keys[person_id]

    def keys_of(self, people: Iterable[PersonId]) -> dict[PersonId, PersonKey]:
        """Of those that exist; kept for the unit of work."""
        wanted = set(people)
        missing = [each for each in wanted if each not in self._keys]
        for start in range(0, len(missing), CHUNK):
            for id_, wrapped in self.run(_DATA_KEYS, ids=missing[start : start + CHUNK]):
                self.keep_key(self.vault.open_person_key(id_, wrapped))
        return {each: self._keys[each] for each in wanted if each in self._keys}

    def keep_key(self, key: PersonKey) -> PersonKey:
        self._keys[key.person] = key
        return key

    def kept_key(self, person_id: int) -> PersonKey | None:
        return self._keys.get(person_id)

    def drop_key(self, person_id: PersonId) -> None:
        self._keys.pop(person_id, None)


class InsertIfNew:
    """An INSERT that does nothing where one of the table's keys is taken, for both databases."""

    __slots__ = ("_by_dialect",)

    def __init__(self, table: Table, **computed: Any) -> None:
        """`computed` are columns whose value is in the statement; the others are given to run."""
        self._by_dialect: dict[str, Executable] = {
            "sqlite": sqlite.insert(table).values(computed).on_conflict_do_nothing(),
            "postgresql": postgresql.insert(table).values(computed).on_conflict_do_nothing(),
        }

    def run(self, context: Context, **parameters: object) -> bool:
        """Whether the row is new."""
        return self.run_many(context, [parameters]) == 1

    def run_many(self, context: Context, rows: Sequence[Mapping[str, object]]) -> int:
        """How many of the rows are new."""
        return context.insert(self._by_dialect[context.connection.dialect.name], *rows)
