"""From the bytes of a file to rows, or to one list of everything that is wrong with it."""

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from io import StringIO

from bot.model.ids import Account
from bot.model.people import Role
from bot.roster.cells import Wrong, account_of, roles_of, settled, several, unfit
from bot.roster.checking import mistakes_between
from bot.roster.columns import (
    FILLED,
    GREATEST_FILE,
    LONGEST,
    MOST_ACCOUNTS,
    MOST_BYTES,
    MOST_EVALUATORS,
    MOST_ROWS,
    OPTIONAL,
    Column,
    RosterRow,
)
from bot.roster.known import Known
from bot.roster.mistakes import (
    MOST_LISTED,
    NOTHING_NEAR,
    Mistake,
    MistakeKind,
    Mistakes,
    quoted,
)


@dataclass(slots=True)
class _Found:
    """Mistakes on the way: enough of them to list the first by row, and their number."""

    kept: list[Mistake] = field(default_factory=list)
    count: int = 0

    def add(self, row: int, column: str, wrong: Wrong) -> None:
        self.take(Mistake(row, column, *wrong))

    def take(self, mistake: Mistake) -> None:
        self.count += 1
        if len(self.kept) < 20 * MOST_LISTED:
            self.kept.append(mistake)

    def listed(self) -> Mistakes:
        first = sorted(self.kept)[:MOST_LISTED]
        return Mistakes(tuple(first), self.count - len(first))


def read_roster(content: bytes, known: Known) -> tuple[RosterRow, ...] | Mistakes:
    """Every row of the file, in its order; or its mistakes. UTF-8, with a byte-order mark or
    without, cells separated by commas. Rows without anything in them are passed over."""
    found = _Found()
    rows: list[RosterRow] = []
    try:
        lines = _cells(csv.reader(StringIO(_text(content), newline=""), strict=True))
        first = next(lines, None)
        if first is None:
            raise _Unreadable(0, MistakeKind.EMPTY)
        places = _header(*first, found)
        if found.count:
            return found.listed()
        for row, cells in lines:
            rows.append(_row(row, cells, places, known, found))
        if not rows:
            found.take(Mistake(0, "", MistakeKind.NO_PEOPLE))
        for mistake in mistakes_between(rows):
            found.take(mistake)
    except _Unreadable as unreadable:  # what follows is not known, so rows are not held together
        found.take(unreadable.mistake)
    return found.listed() if found.count else tuple(rows)


class _Unreadable(Exception):
    """Nothing can be made of the file from there on."""

    def __init__(self, row: int, kind: MistakeKind, **about: str | int) -> None:
        super().__init__(kind)
        self.mistake = Mistake(row, "", kind, about)


def _text(content: bytes) -> str:
    if len(content) > GREATEST_FILE:
        raise _Unreadable(0, MistakeKind.TOO_LARGE, most=GREATEST_FILE)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _Unreadable(0, MistakeKind.NOT_UTF8, byte=error.start + 1) from None


def _cells(lines: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Rows that have something in them, with their number from 1 on."""
    row = 0
    while True:
        row += 1
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            too_long = "field limit" in str(error)
            kind = MistakeKind.ROW_TOO_LONG if too_long else MistakeKind.NOT_CSV
            raise _Unreadable(row, kind) from None
        if row > MOST_ROWS:
            raise _Unreadable(row, MistakeKind.TOO_MANY_ROWS, most=MOST_ROWS)
        if any(cells) and any(cell.strip() for cell in cells):
            yield row, cells


def _header(row: int, cells: Sequence[str], found: _Found) -> Mapping[Column, int]:
    """The place of each column; mistakes in the header go to `found`."""
    names = [cell.strip() for cell in cells]
    if len(names) == 1 and any(mark in names[0] for mark in ";\t|"):
        found.take(Mistake(row, "", MistakeKind.SEPARATOR))
        return {}
    places: dict[Column, int] = {}
    for place, name in enumerate(names):
        column = _COLUMNS.get(name)
        if column is None:
            about = {"value": quoted(name), "near": _nearest(name.lower(), _COLUMNS)}
            found.take(Mistake(row, quoted(name), MistakeKind.UNKNOWN_COLUMN, about))
        elif column in places:
            found.take(Mistake(row, column, MistakeKind.COLUMN_TWICE))
        else:
            places[column] = place
    for column in Column:
        if column not in places and column not in OPTIONAL:
            found.take(Mistake(row, column, MistakeKind.MISSING_COLUMN))
    return places


_COLUMNS = {column.value: column for column in Column}


def _row(
    row: int, cells: Sequence[str], places: Mapping[Column, int], known: Known, found: _Found
) -> RosterRow:
    """What can be read of one row; its mistakes go to `found`."""
    if len(cells) != len(places):
        about = {"found": len(cells), "wanted": len(places)}
        found.take(Mistake(row, "", MistakeKind.CELLS, about))
        cells = [*cells, *[""] * len(places)]
    given: dict[Column, str] = {}
    for column, place in places.items():
        wrong = unfit(cells[place])
        cell = "" if wrong else settled(cells[place])
        if wrong:
            found.add(row, column, wrong)
        elif not cell and column in FILLED:
            found.take(Mistake(row, column, MistakeKind.MISSING))
        elif len(cell) > LONGEST.get(column, MOST_BYTES):
            about = {"most": LONGEST.get(column, MOST_BYTES)}
            found.take(Mistake(row, column, MistakeKind.TOO_LONG, about))
            cell = ""
        given[column] = cell
    if sum(map(len, given.values())) * 4 > MOST_BYTES and _kept_bytes(given) > MOST_BYTES:
        found.take(Mistake(row, "", MistakeKind.ROW_TOO_LONG))
    return _as_row(_Cells(row, given, known, found))


def _kept_bytes(given: Mapping[Column, str]) -> int:
    """Bytes of what is stored as text; numbers of others become ids."""
    others = (Column.SUPERVISOR, Column.EVALUATORS, Column.ROLE)
    return sum(len(cell.encode()) for column, cell in given.items() if column not in others)


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of one row, and where their mistakes go."""

    row: int
    given: Mapping[Column, str]
    known: Known
    found: _Found

    def __getitem__(self, column: Column) -> str:
        return self.given.get(column, "")

    def wrong(self, column: Column, kind: MistakeKind, **about: str | int) -> None:
        self.found.take(Mistake(self.row, column, kind, about))


def _as_row(cells: _Cells) -> RosterRow:
    return RosterRow(
        row=cells.row,
        number=_number(cells),
        name=cells[Column.NAME],
        station=cells[Column.STATION],
        accounts=_accounts(cells),
        shift=cells[Column.SHIFT],
        crew=cells[Column.CREW],
        rank=cells[Column.RANK],
        roles=_roles(cells),
        supervisor=_supervisor(cells),
        evaluators=_evaluators(cells),
        rotation=_rotation(cells),
        zone=_zone(cells),
        language=_language(cells),
    )


def _number(cells: _Cells) -> str:
    number = cells[Column.NUMBER]
    if ";" in number:
        cells.wrong(Column.NUMBER, MistakeKind.BAD_NUMBER, value=quoted(number))
    return number


def _accounts(cells: _Cells) -> tuple[Account, ...]:
    accounts = []
    for value in several(cells[Column.ACCOUNT]):
        account = account_of(value)
        if isinstance(account, Account):
            accounts.append(account)
        else:
            cells.found.add(cells.row, Column.ACCOUNT, account)
    if len(accounts) > MOST_ACCOUNTS:
        cells.wrong(Column.ACCOUNT, MistakeKind.TOO_MANY, most=MOST_ACCOUNTS)
    return tuple(accounts)


def _roles(cells: _Cells) -> frozenset[Role]:
    roles = roles_of(cells[Column.ROLE])
    if isinstance(roles, frozenset):
        return roles
    cells.found.add(cells.row, Column.ROLE, roles)
    return frozenset({Role.MEMBER})


def _supervisor(cells: _Cells) -> str:
    supervisor = cells[Column.SUPERVISOR]
    if ";" in supervisor:
        cells.wrong(Column.SUPERVISOR, MistakeKind.SEVERAL_SUPERVISORS)
        return ""
    return supervisor


def _evaluators(cells: _Cells) -> tuple[str, ...]:
    evaluators = tuple(dict.fromkeys(several(cells[Column.EVALUATORS])))
    if len(evaluators) > MOST_EVALUATORS:
        cells.wrong(Column.EVALUATORS, MistakeKind.TOO_MANY, most=MOST_EVALUATORS)
    return evaluators


def _rotation(cells: _Cells) -> str:
    name = cells[Column.ROTATION]
    if not name:
        return ""
    shifts = cells.known.rotations.get(name)
    if shifts is None:
        cells.wrong(
            Column.ROTATION,
            MistakeKind.UNKNOWN_ROTATION,
            **_near(cells, name, cells.known.rotations),
        )
        return ""
    shift = cells[Column.SHIFT]
    if shift not in shifts:
        kind = MistakeKind.UNKNOWN_SHIFT
        cells.wrong(Column.SHIFT, kind, value=quoted(shift), rotation=name, known=", ".join(shifts))
    return name


def _zone(cells: _Cells) -> str:
    zone = cells[Column.ZONE] or cells.known.zone
    if zone not in cells.known.zones:
        cells.wrong(Column.ZONE, MistakeKind.UNKNOWN_ZONE, **_near(cells, zone, cells.known.zones))
    return zone


def _language(cells: _Cells) -> str:
    language = cells[Column.LANGUAGE] or cells.known.language
    if language not in cells.known.languages and cells[Column.LANGUAGE]:
        known = ", ".join(sorted(cells.known.languages))
        kind = MistakeKind.UNKNOWN_LANGUAGE
        cells.wrong(Column.LANGUAGE, kind, value=quoted(language), known=known)
    return language


def _near(cells: _Cells, value: str, known: Collection[str]) -> dict[str, str]:
    """What the text says of a name that is not known: the name, and the likeliest that is. Not
    looked for (some milliseconds) where the mistake is beyond those that are listed."""
    full = cells.found.count >= MOST_LISTED
    return {"value": quoted(value), "near": NOTHING_NEAR if full else _nearest(value, known)}


def _nearest(value: str, known: Collection[str]) -> str:
    near = get_close_matches(value, known, n=1)
    return near[0] if near else NOTHING_NEAR
