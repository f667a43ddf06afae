"""A roster that is filled in before it is imported: accounts, which a platform knows and nobody
should have to type. What is kept of the list is what stands in the file that comes out.

A name says less than an id, so it counts only where it can mean nobody else: one row bears it, and
one member of the platform.
"""

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.roster.cells import several

NUMBER, NAME, ACCOUNT, EMAIL = "number", "name", "account", "email"

#: how many of how many were looked up
Progress = Callable[[int, int], None]
Row = dict[str, str]


class ListUnfit(Exception):
    """The file cannot be worked with; the message says why."""


class LookUpFailed(Exception):
    """The platform did not say; the message says what to do. `looked_up` are the rows before, `of`
    so many: what was found in them was handed on; of none, nothing was."""

    def __init__(self, what: str, looked_up: int = 0, of: int = 0) -> None:
        super().__init__(what)
        self.looked_up = looked_up
        self.of = of


def rows_of(text: str, *needed: str) -> tuple[Sequence[str], list[Row]]:
    """The columns and the rows of a roster. Raises ListUnfit."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        columns = list(reader.fieldnames or ())
        for column in needed:
            if column not in columns:
                raise ListUnfit(f"The file has no column {column}.")
        return columns, [{column: row[column] or "" for column in columns} for row in reader]
    except csv.Error:
        raise ListUnfit(
            f"The file is no CSV that can be read, at line {reader.line_num}."
        ) from None


def with_somebody(rows: Iterable[Row]) -> list[Row]:
    """Those that have anything in them."""
    return [row for row in rows if any(cell.strip() for cell in row.values())]


def without_addresses(columns: Iterable[str], rows: Iterable[Row]) -> str:
    return written([column for column in columns if column != EMAIL], rows)


def with_accounts_of(text: str, earlier: str) -> str:
    """The roster, with the accounts that an earlier run found for it, by number. Raises
    ListUnfit."""
    columns, rows = rows_of(text, NUMBER, ACCOUNT)
    known = {row[NUMBER]: row[ACCOUNT] for row in rows_of(earlier, NUMBER, ACCOUNT)[1]}
    for row in rows:
        row[ACCOUNT] = row[ACCOUNT].strip() or known.get(row[NUMBER], "")
    return written(columns, rows)


def written(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """As a roster's file has them."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody at a platform, as a roster may call them; `names` are `folded`."""

    account: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Named:
    """By number: `shared`, whose name fits more than one, here or there, and `missing`, whose name
    nobody there bears. `over` are the members that are on no row."""

    filled: int
    shared: tuple[str, ...]
    missing: tuple[str, ...]
    over: tuple[Member, ...]


def fill_in_by_name(rows: Sequence[Row], members: Sequence[Member]) -> Named:
    """The accounts of the rows that have none, into the rows."""
    fitting = _fitting(rows, members)
    claims = Counter(member.account for found in fitting for member in found)
    filled, shared, missing = 0, [], []
    for row, found in zip(rows, fitting, strict=True):
        if row[ACCOUNT].strip():
            continue
        if not found:
            missing.append(row[NUMBER])
        elif len(found) > 1 or claims[found[0].account] > 1:
            shared.append(row[NUMBER])
        else:
            row[ACCOUNT] = found[0].account
            filled += 1
    known = {account for row in rows for account in several(row[ACCOUNT])}
    over = tuple(member for member in members if member.account not in known)
    return Named(filled, tuple(shared), tuple(missing), over)


def _fitting(rows: Sequence[Row], members: Sequence[Member]) -> list[Sequence[Member]]:
    """For each row the members who bear its name, or have its account already."""
    by_word: dict[str, list[Member]] = {}
    for member in members:
        for word in (member.account, *member.names):
            by_word.setdefault(word, []).append(member)
    found: list[Sequence[Member]] = []
    for row in rows:
        words = (folded(row[NAME]), *several(row[ACCOUNT]))
        fits = (member for word in words for member in by_word.get(word, ()))
        found.append(tuple(dict.fromkeys(fits)))
    return found


def folded(name: str) -> str:
    """In the one form in which equal names are equal, however they are spaced and capitalised."""
    return unicodedata.normalize("NFC", " ".join(name.split()).casefold())
