"""What is stored of a person, as much of it as the comparison with a file needs.

Nothing here says whether somebody joined, asked or answered, so that no difference can.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.model.ids import PersonId
from bot.model.people import FormerTie, PersonState, RosterFacts
from bot.roster.columns import RosterRow

#: Who left longer ago is about to be erased: the same number is a new person then.
COMES_BACK_WITHIN = timedelta(days=30)


class Change(StrEnum):
    """What an import changes of a person; the value is part of the id of its text."""

    NAME = "name"
    STATION = "station"
    SHIFT = "shift"  #: shift or crew
    RANK = "rank"
    ROLE = "role"
    CHAIN = "chain"  #: the supervisor
    EVALUATORS = "evaluators"
    ROTATION = "rotation"
    ZONE = "zone"
    LANGUAGE = "language"
    ACCOUNT = "account"  #: became known, or one of several was taken away
    FOLLOWS = "follows"  #: somebody referred to is a new member under the same number; not shown


class Fate(StrEnum):
    """What becomes of a stored person under a new file."""

    STAYS = "stays"
    LEAVES = "leaves"
    RETURNS = "returns"
    RENEWED = "renewed"  #: another account: a new member, nothing carried over
    GONE = "gone"  #: left before, and still not in the file


@dataclass(frozen=True, slots=True)
class Stored:
    """Somebody on the roster, or who left it."""

    id: PersonId
    state: PersonState
    facts: RosterFacts


@dataclass(frozen=True, slots=True)
class Seen:
    """A stored person beside their row. `changes` leaves out the ties to others, which are
    compared once everybody was seen."""

    id: PersonId
    number: str
    state: PersonState
    fate: Fate
    changes: frozenset[Change]
    supervisor: PersonId | None
    evaluators: tuple[PersonId, ...]
    former_ties: tuple[FormerTie, ...]
    awaits: bool  #: an account of theirs is not linked yet


def seen(stored: Stored, row: RosterRow | None, today: date) -> Seen:
    """A stored person beside the file's row of the same number."""
    facts = stored.facts
    fate = _fate(stored.state, facts, row, today)
    return Seen(
        id=stored.id,
        number=facts.number,
        state=stored.state,
        fate=fate,
        changes=_changes(facts, row) if row else frozenset(),
        supervisor=facts.supervisor,
        evaluators=facts.evaluators,
        former_ties=facts.former_ties,
        awaits=bool(facts.awaited),
    )


def _fate(state: PersonState, facts: RosterFacts, row: RosterRow | None, today: date) -> Fate:
    left = state is PersonState.LEFT
    if row is None:
        return Fate.GONE if left else Fate.LEAVES
    long_ago = facts.left_on is not None and today - facts.left_on > COMES_BACK_WITHIN
    if is_another_account(facts, row) or (left and long_ago):
        return Fate.RENEWED
    return Fate.RETURNS if left else Fate.STAYS


def is_another_account(facts: RosterFacts, row: RosterRow) -> bool:
    """Whether the row points at an account that would open what belongs to somebody else.

    The first account of somebody who had none opens nothing, and taking away one of several
    neither. Everything else does: another account in place of this one, one more beside it, and
    none at all, after which any other would be "the first".
    """
    had = {*facts.accounts, *facts.awaited}
    if not had:
        return False
    return not row.accounts or not had.issuperset(row.accounts)


def _changes(facts: RosterFacts, row: RosterRow) -> frozenset[Change]:
    found = [
        change
        for change, before, after in (
            (Change.NAME, facts.name, row.name),
            (Change.STATION, facts.station, row.station),
            (Change.SHIFT, (facts.shift, facts.crew), (row.shift, row.crew)),
            (Change.RANK, facts.rank, row.rank),
            (Change.ROLE, facts.roles, row.roles),
            (Change.ROTATION, facts.rotation, row.rotation),
            (Change.ZONE, facts.zone, row.zone),
            (Change.LANGUAGE, facts.language, row.language),
            (Change.ACCOUNT, {*facts.accounts, *facts.awaited}, set(row.accounts)),
        )
        if before != after
    ]
    return _shared(found)


_SETS: dict[tuple[Change, ...], frozenset[Change]] = {}


def _shared(found: Sequence[Change]) -> frozenset[Change]:
    """The same set for the same changes: a file of 100,000 rows has few kinds of difference."""
    return _SETS.setdefault(tuple(found), frozenset(found))
