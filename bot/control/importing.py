"""An import as a row of commands: everybody who is stored is read page by page and compared with
the file; then the difference is applied in pieces that make nobody's press wait."""

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from bot.control.commands import (
    APPLY_PIECE,
    ROSTER_AUDIT,
    ROSTER_FACTS,
    ROSTER_STATE,
    Apply,
    Counts,
    Nothing,
    Which,
)
from bot.control.office import Office
from bot.flows.importing import Linking
from bot.model.ids import PersonId
from bot.ports import Conflict
from bot.roster.columns import RosterRow
from bot.roster.difference import Difference, difference
from bot.roster.mistakes import Mistakes
from bot.roster.steps import Link, Piece, Step, pieces, steps
from bot.roster.stored import seen

T = TypeVar("T")

#: People in one unit of work: some 5 ms of the writer's time, for which a press has to wait. Fewer
#: would be more commits: at 4 ms each, 5,000 of them are 20 s of an import of 100,000.
READ_AT_ONCE = 50
APPLIED_AT_ONCE = 20

#: Told of progress: how many of how many are done.
Told = Callable[[int, int], None]


def compare(rows: Sequence[RosterRow], office: Office, told: Told) -> Difference | Mistakes:
    """Reads everybody and compares. Changes nothing."""
    state = office.ask(ROSTER_STATE, Nothing())
    by_number = {row.number: row for row in rows}
    found = []
    for page in _batches(state.people, READ_AT_ONCE):
        for stored in office.ask(ROSTER_FACTS, Which(page)).people:
            found.append(seen(stored, by_number.get(stored.facts.number), state.today))
        told(len(found), len(state.people))
    return difference(rows, found, state.stations, state.today, frozenset(state.approved))


def apply(
    found: Difference,
    office: Office,
    told: Told,
    *,
    by: PersonId | None = None,
    agreed_by: str | None = None,
) -> None:
    """Applies a difference; `by` is the coordinator who said so, None on the command line, where
    `agreed_by` is the number of a second one if it took one.

    What breaks off leaves every piece before it done and the rest not, and the same file brings
    the rest in: nothing is done twice.

    Whose account is still somebody else's shows nowhere, neither in what is told nor in the
    audit: a guest is somebody who asked for help.
    """
    counts: dict[str, str | int] = {**found.counts}
    if by:
        counts["by"] = by
    if agreed_by:
        counts["agreed by"] = agreed_by
    whole = list(steps(found, _new_id))
    shown = sum(not isinstance(step, Link) for step in whole)
    office.ask(ROSTER_AUDIT, Counts("roster import begun", counts))
    awaiting: set[PersonId] = set()
    done = 0
    for piece in pieces(iter(whole), APPLIED_AT_ONCE):
        awaiting.update(_apply(piece, office))
        if len(piece) > len(piece.link):
            done += len(piece) - len(piece.link)
            told(done, shown)
    # Accounts that other steps have set free meanwhile.
    late: Iterable[Step] = (Link(person) for person in sorted(awaiting))
    for piece in pieces(iter(late), APPLIED_AT_ONCE):
        _apply(piece, office)
    office.ask(ROSTER_AUDIT, Counts("roster import done", counts))


def _apply(piece: Piece, office: Office) -> Sequence[PersonId]:
    """New accounts are taken to be nobody's; where one is not, each is looked up."""
    try:
        return office.ask(APPLY_PIECE, Apply(piece, Linking(careful=False))).people
    except Conflict:
        return office.ask(APPLY_PIECE, Apply(piece, Linking(careful=True))).people


def _new_id() -> int:
    """Random, 63 bits: a sequence would follow the file's order."""
    return secrets.randbits(63) or 1


def _batches(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    left = iter(items)
    while batch := tuple(islice(left, size)):
        yield batch
