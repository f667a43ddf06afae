"""Whose choice of supporters a file would narrow: a chain of command, or evaluators, set so that
hardly anybody is left whom somebody could be put in touch with."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from bot.model.people import Role
from bot.roster.columns import RosterRow

LEAST_CHOICE = 3
"""Supporters whom everybody should be left; fewer take a second coordinator's word."""


@dataclass(frozen=True, slots=True)
class Ties:
    """Of one person, by number: who is above, and who is excluded beside the chain (evaluators,
    and whoever was either within the last year)."""

    supervisor: str = ""
    excluded: frozenset[str] = frozenset()


def narrowed(
    rows: Sequence[RosterRow], before: Mapping[str, Ties], approved: Set[str]
) -> tuple[tuple[str, int], ...]:
    """By station, sorted, how many of its people would be left fewer than three supporters, and
    fewer than their ties of `before` leave them. New people have none of those. Of the file's
    supporters those count who are approved: whom it names beside them, nobody is sent to."""
    supporters = frozenset(row.number for row in rows if _can_be_asked(row)) & approved
    after = {row.number: _ties_after(row, before.get(row.number, Ties())) for row in rows}
    out_after, out_before = _Excluded(after, supporters), _Excluded(before, supporters)
    found: Counter[str] = Counter()
    for row in rows:
        left = len(supporters) - out_after.number_of(row.number)
        if left < LEAST_CHOICE and left < len(supporters) - out_before.number_of(row.number):
            found[row.station] += 1
    return tuple(sorted(found.items()))


def _can_be_asked(row: RosterRow) -> bool:
    """Coordinators are asked only where somebody names them."""
    return Role.SUPPORTER in row.roles and Role.COORDINATOR not in row.roles


def _ties_after(row: RosterRow, before: Ties) -> Ties:
    """Who was above, or evaluated, stays excluded for a year."""
    was = {before.supervisor} - {""}
    return Ties(row.supervisor, frozenset({*row.evaluators, *before.excluded, *was}))


class _Excluded:
    """Whom nobody of a roster is put in touch with, of these supporters."""

    def __init__(self, ties: Mapping[str, Ties], supporters: frozenset[str]) -> None:
        self._ties = ties
        self._supporters = supporters
        self._below: defaultdict[str, set[str]] = defaultdict(set)
        for supporter in supporters:
            excluded = ties.get(supporter, Ties()).excluded
            for above in (*self._above(supporter), *excluded):
                self._below[above].add(supporter)

    def number_of(self, person: str) -> int:
        mine = self._ties.get(person, Ties()).excluded
        out = self._supporters.intersection((person, *self._above(person), *mine))
        return len(out | self._below[person]) if person in self._below else len(out)

    def _above(self, person: str) -> Iterable[str]:
        """Up to the top; a stored chain may have a circle where two imports met."""
        seen = {person}
        above = self._ties.get(person, Ties()).supervisor
        while above and above not in seen:
            seen.add(above)
            yield above
            above = self._ties.get(above, Ties()).supervisor
