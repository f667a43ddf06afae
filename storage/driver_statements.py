"""Statements on SQLite, handed to its driver as SQLAlchemy has written them.

SQLAlchemy's own way to a cursor and back takes some 50 µs a statement, SQLite itself 3 to 10 for
the rows of one person, and a press has a dozen statements. So each statement is written out once,
and from then on goes to the driver with its parameters by name. Errors come as SQLAlchemy's, so
that nobody else needs to know; and on PostgreSQL, where the server is what is waited for,
SQLAlchemy executes as ever.
"""

import re
import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, MultipleResultsFound, NoResultFound
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.compiler import SQLCompiler

#: Statements that the driver keeps prepared: all of ours, those with lists in several lengths.
PREPARED = 512

#: Where a list of parameters stands in a statement that SQLAlchemy has written.
_LIST = re.compile(r"__\[POSTCOMPILE_(\w+)\]")
_DIALECT = sqlite.dialect(paramstyle="named")

Parameters = Mapping[str, object]


class Rows:
    """What a statement came to: all its rows, read; or how many rows it changed."""

    __slots__ = ("_rows", "rowcount")

    def __init__(self, rows: Sequence[Any], rowcount: int) -> None:
        self._rows = rows
        self.rowcount = rowcount

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows)

    def all(self) -> Sequence[Any]:
        return self._rows

    def one_or_none(self) -> Any:
        if len(self._rows) > 1:
            raise MultipleResultsFound("one row was expected")
        return self._rows[0] if self._rows else None

    def one(self) -> Any:
        if (row := self.one_or_none()) is None:
            raise NoResultFound("a row was expected")
        return row

    def scalar_one(self) -> Any:
        return self.one()[0]

    def scalar_one_or_none(self) -> Any:
        row = self.one_or_none()
        return None if row is None else row[0]


class DriverStatement:
    """A statement as the driver takes it: its words, the lists that are still to be spelled out in
    them, the values that stand in the statement itself, and what its rows are."""

    __slots__ = ("_by_lengths", "_constants", "_lists", "_row", "_words")

    def __init__(self, statement: Executable, columns: Sequence[str] | None) -> None:
        """`columns` are those of a new row; None for anything but an INSERT."""
        compiled = statement.compile(dialect=_DIALECT, column_keys=columns)  # type: ignore[attr-defined]  # every Executable of ours has it
        assert isinstance(compiled, SQLCompiler)
        constants = {
            name: bind.effective_value for name, bind in compiled.binds.items() if not bind.required
        }
        self._words = compiled.string
        named = [name for name in _LIST.findall(self._words) if name in constants]
        for name in dict.fromkeys(named):
            self._words, constants = _spelled_out(self._words, constants, name)
        self._constants: dict[str, object] = constants
        self._lists = tuple(dict.fromkeys(_LIST.findall(self._words)))
        self._by_lengths: dict[tuple[int, ...], str] = {}
        self._row = _row_of(compiled)

    def run(self, raw: sqlite3.Connection, parameters: Parameters) -> Rows:
        words, given = self._words, {**self._constants, **parameters}
        if self._lists:
            words = self._with_lists(given)
        try:
            cursor = raw.execute(words, given)
            found = cursor.fetchall()
        except sqlite3.Error as error:
            raise _told(words, error) from error
        return Rows(list(map(self._row, found)), cursor.rowcount)

    def run_many(self, raw: sqlite3.Connection, rows: Iterable[Parameters]) -> int:
        """How many rows were changed, over all."""
        if self._constants:
            rows = ({**self._constants, **row} for row in rows)
        try:
            return raw.executemany(self._words, rows).rowcount
        except sqlite3.Error as error:
            raise _told(self._words, error) from error

    def _with_lists(self, given: dict[str, Any]) -> str:
        """The words for lists of these lengths; the items become parameters of their own."""
        lengths = []
        for name in self._lists:
            items = _padded(list(given.pop(name)))
            lengths.append(len(items))
            given.update((f"{name}_{place}", item) for place, item in enumerate(items))
        words = self._by_lengths.get(tuple(lengths))
        if words is None:
            words = self._words
            for name, length in zip(self._lists, lengths, strict=True):
                words = _with_list(words, name, length)
            self._by_lengths[tuple(lengths)] = words
        return words


_statements: dict[tuple[Executable, tuple[str, ...] | None], DriverStatement] = {}


def driver_statement(
    statement: Executable, columns: tuple[str, ...] | None = None
) -> DriverStatement:
    """The same object for the same statement, which is to be a constant of a module: it is kept as
    long as the program runs."""
    known = _statements.get((statement, columns))
    if known is None:
        known = _statements[statement, columns] = DriverStatement(statement, columns)
    return known


def driver_of(connection: Connection) -> sqlite3.Connection | None:
    """The driver's own connection; None where the database is not SQLite."""
    if connection.dialect.name != "sqlite":
        return None
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


def _row_of(compiled: SQLCompiler) -> Callable[[Iterable[Any]], Any]:
    names = [column.keyname for column in compiled._result_columns or ()]
    row: Any = namedtuple("Row", names, rename=True)  # type: ignore[misc]  # known here, not before
    make: Callable[[Iterable[Any]], Any] = row._make
    return make


def _spelled_out(words: str, constants: dict[str, Any], name: str) -> tuple[str, dict[str, object]]:
    """With a list that stands in the statement itself."""
    items = list(constants.pop(name))
    single = {f"{name}_{place}": item for place, item in enumerate(items)}
    return _with_list(words, name, len(items)), {**constants, **single}


def _with_list(words: str, name: str, length: int) -> str:
    places = ", ".join(f":{name}_{place}" for place in range(length))
    return words.replace(f"__[POSTCOMPILE_{name}]", places)


def _padded(items: list[Any]) -> list[Any]:
    """To a power of two, by saying the last again: a statement is prepared for few lengths."""
    missing = (1 << (len(items) - 1).bit_length()) - len(items) if items else 0
    return items + items[-1:] * missing


def _told(words: str, error: sqlite3.Error) -> Exception:
    """As SQLAlchemy raises it: with the statement, and without the parameters, which are what is
    kept sealed."""
    told: Exception = DBAPIError.instance(
        words, None, error, sqlite3.Error, hide_parameters=True, dialect=_DIALECT
    )
    return told
