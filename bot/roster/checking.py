"""What only all rows together show: numbers and accounts that come twice, people who are referred
to and not there, supervisors in a circle."""

from collections.abc import Iterator, Mapping, Sequence

from bot.model.ids import Account
from bot.roster.columns import Column, RosterRow
from bot.roster.mistakes import Mistake, MistakeKind, quoted

#: Numbers of a circle that are named.
_SHOWN_OF_A_CIRCLE = 6


def mistakes_between(rows: Sequence[RosterRow]) -> Iterator[Mistake]:
    """The mistakes of rows that may each be good."""
    by_number: dict[str, RosterRow] = {}
    by_account: dict[Account, RosterRow] = {}
    for row in rows:
        yield from _twice(row, by_number, by_account)
    for row in rows:
        yield from _unknown(row, by_number)
    yield from _circles(rows, by_number)


def _twice(
    row: RosterRow, by_number: dict[str, RosterRow], by_account: dict[Account, RosterRow]
) -> Iterator[Mistake]:
    """Fills the two look-ups on the way."""
    if row.number:
        other = by_number.setdefault(row.number, row)
        if other is not row:
            kind = MistakeKind.NUMBER_TWICE
            yield Mistake(row.row, Column.NUMBER, kind, _also(row.number, other))
    here: set[Account] = set()
    for account in row.accounts:
        owner = by_account.setdefault(account, row)
        if owner is not row or account in here:
            kind = MistakeKind.ACCOUNT_TWICE
            yield Mistake(row.row, Column.ACCOUNT, kind, _also(str(account), owner))
        here.add(account)


def _also(value: str, other: RosterRow) -> Mapping[str, str | int]:
    return {"value": quoted(value), "other": other.row}


def _unknown(row: RosterRow, by_number: Mapping[str, RosterRow]) -> Iterator[Mistake]:
    if row.supervisor and row.supervisor not in by_number:
        about = {"value": quoted(row.supervisor)}
        yield Mistake(row.row, Column.SUPERVISOR, MistakeKind.UNKNOWN_SUPERVISOR, about)
    for evaluator in row.evaluators:
        if evaluator == row.number:
            yield Mistake(row.row, Column.EVALUATORS, MistakeKind.OWN_EVALUATOR)
        elif evaluator not in by_number:
            about = {"value": quoted(evaluator)}
            yield Mistake(row.row, Column.EVALUATORS, MistakeKind.UNKNOWN_EVALUATOR, about)


def _circles(rows: Sequence[RosterRow], by_number: Mapping[str, RosterRow]) -> Iterator[Mistake]:
    """Each circle once, at the first of its rows in the file.

    Everyone is followed upwards until somebody known to be clear, nobody, or somebody who was met
    on this very way.
    """
    clear: set[str] = set()
    for row in rows:
        way: dict[str, None] = {}  # in order
        above = row.number
        while above and above in by_number and above not in clear and above not in way:
            way[above] = None
            above = by_number[above].supervisor
        if above in way:
            numbers = list(way)
            yield _circle([by_number[n] for n in numbers[numbers.index(above) :]])
        clear.update(way)


def _circle(around: Sequence[RosterRow]) -> Mistake:
    first = min(range(len(around)), key=lambda place: around[place].row)
    turned = [*around[first:], *around[:first]]
    shown = [quoted(row.number) for row in turned[:_SHOWN_OF_A_CIRCLE]]
    if len(turned) > len(shown):
        shown.append("…")
    shown.append(quoted(turned[0].number))
    about: dict[str, str | int] = {"numbers": " → ".join(shown)}
    return Mistake(turned[0].row, Column.SUPERVISOR, MistakeKind.CIRCLE, about)
