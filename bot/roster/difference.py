"""The difference between a file and what is stored: shown before it is applied."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from bot.config.models import Config
from bot.model.ids import PersonId
from bot.model.people import Role
from bot.roster.columns import Column, RosterRow
from bot.roster.mistakes import Mistake, MistakeKind, Mistakes
from bot.roster.narrowing import Ties, narrowed
from bot.roster.stored import Change, Fate, Seen
from bot.rules.capacity import Shortfall, shortfall

#: Former ties of one person: what the sealed record has room for. More than that within a year
#: are no reorganisation; none may be forgotten to make room.
MOST_TIES = 24
#: More people than this leave only when the coordinator says so a second time.
MOST_LEAVERS_UNASKED = 10


@dataclass(frozen=True, slots=True)
class Kept:
    """A row whose person is stored, with what changes."""

    row: RosterRow
    person: PersonId
    changes: frozenset[Change]


@dataclass(frozen=True, slots=True)
class Renewed:
    """A row whose account changed: a new member takes the number over from the old."""

    row: RosterRow
    old: PersonId


#: Changes that exclude somebody from somebody, or make a supporter or coordinator.
BENDING = (Change.ROLE, Change.CHAIN, Change.EVALUATORS)


@dataclass(frozen=True, slots=True)
class Difference:
    """`people` has the stored person of every number that stays theirs. `unchanged` counts rows;
    `stations` are the sizes that change, those that are no more with 0. `awaiting` are people of
    whom an account is still somebody else's; `narrowed`, by station, counts who would be left
    fewer than three supporters (`bot.roster.narrowing`)."""

    added: tuple[RosterRow, ...]
    renewed: tuple[Renewed, ...]
    returned: tuple[Kept, ...]
    changed: tuple[Kept, ...]
    left: tuple[Seen, ...]
    unchanged: int
    people: Mapping[str, PersonId]
    stations: Mapping[str, int]
    new_stations: tuple[str, ...]
    awaiting: tuple[PersonId, ...]
    narrowed: tuple[tuple[str, int], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing that would be shown; FOLLOWS alone, which would not, comes with a renewal."""
        return not (self.added or self.renewed or self.returned or self.changed or self.left)

    @property
    def counts(self) -> dict[str, int]:
        """What the audit keeps of an import; apart from the rest, how many rows change who may be
        routed to whom: that is how a choice could be narrowed unnoticed."""
        changes = Counter(change for kept in self.changed for change in kept.changes)
        return {
            "added": len(self.added),
            "changed": len(self.changed),
            "renewed": len(self.renewed),
            "returned": len(self.returned),
            "left": len(self.left),
            **({"narrowed": sum(count for _, count in self.narrowed)} if self.narrowed else {}),
            **{f"changed {each.value}": changes[each] for each in BENDING if changes[each]},
        }

    @property
    def needs_confirming(self) -> bool:
        return len(self.left) > MOST_LEAVERS_UNASKED


def difference(
    rows: Sequence[RosterRow],
    stored: Iterable[Seen],
    stations: Mapping[str, int],
    today: date,
    approved: Set[PersonId] = frozenset(),
) -> Difference | Mistakes:
    """Compares a good file with everybody on the roster and everybody who left it (`stored`), the
    sizes of the stations that there are, and the supporters who are approved. Mistakes where a
    chain of command changed too often.
    """
    by_number = {person.number: person for person in stored if person.number}
    numbers = {person.id: person.number for person in by_number.values()}
    added, renewed, unchanged = [], [], 0
    returned, changed, mistakes = [], [], []
    for row in rows:
        person = by_number.get(row.number)
        if person is None:
            added.append(row)
        elif person.fate is Fate.RENEWED:
            renewed.append(Renewed(row, person.id))
        else:
            kept = Kept(row, person.id, person.changes | _ties(row, person, by_number, numbers))
            if _ties_after(row, person, by_number, today) > MOST_TIES:
                about = {"most": MOST_TIES}
                kind = MistakeKind.TOO_MANY_TIES
                mistakes.append(Mistake(row.row, Column.SUPERVISOR, kind, about))
            if person.fate is Fate.RETURNS:
                returned.append(kept)
            elif kept.changes:
                changed.append(kept)
            else:
                unchanged += 1
    if mistakes:
        return Mistakes.of(mistakes)
    sizes = {**dict.fromkeys(stations, 0), **Counter(row.station for row in rows)}
    return Difference(
        added=tuple(added),
        renewed=tuple(renewed),
        returned=tuple(returned),
        changed=tuple(changed),
        left=tuple(person for person in by_number.values() if person.fate is Fate.LEAVES),
        unchanged=unchanged,
        people={
            number: person.id
            for number, person in by_number.items()
            if person.fate in (Fate.STAYS, Fate.RETURNS)
        },
        stations={name: size for name, size in sizes.items() if stations.get(name) != size},
        new_stations=tuple(sorted(sizes.keys() - stations.keys())),
        awaiting=tuple(
            person.id
            for person in by_number.values()
            if person.awaits and person.fate in (Fate.STAYS, Fate.RETURNS)
        ),
        narrowed=narrowed(
            rows,
            _ties_before(by_number, numbers, today),
            {n for n, each in by_number.items() if each.id in approved and each.fate is Fate.STAYS},
        ),
    )


def _ties_before(
    by_number: Mapping[str, Seen], numbers: Mapping[PersonId, str], today: date
) -> dict[str, Ties]:
    """Of everybody who keeps their number, in numbers. Another account under it takes no tie away
    (`bot.flows.importing`)."""
    found = {}
    for number, person in by_number.items():
        if person.fate in (Fate.STAYS, Fate.RETURNS, Fate.RENEWED):
            former = (tie.person for tie in person.former_ties if tie.holds(today))
            excluded = frozenset(numbers.get(each, "") for each in (*person.evaluators, *former))
            supervisor = numbers.get(person.supervisor, "") if person.supervisor else ""
            found[number] = Ties(supervisor, excluded - {""})
    return found


def _ties(
    row: RosterRow,
    person: Seen,
    by_number: Mapping[str, Seen],
    numbers: Mapping[PersonId, str],
) -> frozenset[Change]:
    """Whether supervisor and evaluators are the same people, and the same numbers."""
    found: set[Change] = set()
    for change, after, before in (
        (Change.CHAIN, (row.supervisor,) if row.supervisor else (), _one(person.supervisor)),
        (Change.EVALUATORS, row.evaluators, person.evaluators),
    ):
        if {numbers.get(each, "") for each in before} != set(after):
            found.add(change)
        elif {_person(number, by_number) for number in after} != set(before):
            found.add(Change.FOLLOWS)
    return frozenset(found) or _NOTHING


_NOTHING: frozenset[Change] = frozenset()


def _one(person: PersonId | None) -> tuple[PersonId, ...]:
    return () if person is None else (person,)


def _person(number: str, by_number: Mapping[str, Seen]) -> PersonId | None:
    """Whose the number is after the import; None where that is a new person."""
    person = by_number.get(number)
    return person.id if person and person.fate in (Fate.STAYS, Fate.RETURNS) else None


def _ties_after(row: RosterRow, person: Seen, by_number: Mapping[str, Seen], today: date) -> int:
    """How many former ties the person would have."""
    now = {_person(number, by_number) for number in (row.supervisor, *row.evaluators)}
    kept = {tie.person for tie in person.former_ties if tie.holds(today)}
    before = {*_one(person.supervisor), *person.evaluators}
    return len((kept | before) - now)


@dataclass(frozen=True, slots=True)
class Summary:
    """What of a difference is shown. It has the same form for every roster, whoever joined.

    `nowhere` counts the accounts of each platform that the configuration does not have.
    `unapproved` are the numbers of supporters who came, or came back: nobody is sent to them
    before a coordinator approves them. `narrowed`: as in the difference.
    """

    rows: int
    added: int
    renewed: tuple[str, ...]
    returned: tuple[str, ...]
    changed: int
    by_change: tuple[tuple[Change, int], ...]
    left: tuple[str, ...]
    unchanged: int
    new_stations: tuple[str, ...]
    empty_stations: tuple[str, ...]
    without_account: int
    coordinators: int
    needs_confirming: bool
    nowhere: tuple[tuple[str, int], ...] = ()
    shortfall: Shortfall | None = None
    unapproved: tuple[str, ...] = ()
    narrowed: tuple[tuple[str, int], ...] = ()

    @property
    def needs_second(self) -> bool:
        """A second coordinator has to agree."""
        return bool(self.narrowed)

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.renewed or self.returned or self.changed or self.left)

    @property
    def digest(self) -> str:
        """Tells whether what is applied is still what was shown."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:12]


def summary(found: Difference, rows: Sequence[RosterRow], config: Config) -> Summary:
    """`renewed`, `returned` and `left` are numbers, in the file's order or sorted."""
    accounts = Counter(account.platform for row in rows for account in row.accounts)
    counts = Counter(change for kept in found.changed for change in kept.changes)
    shown = [kept for kept in found.changed if kept.changes != {Change.FOLLOWS}]
    again = (*(each.row for each in found.renewed), *(each.row for each in found.returned))
    return Summary(
        rows=len(rows),
        added=len(found.added),
        renewed=tuple(each.row.number for each in found.renewed),
        returned=tuple(each.row.number for each in found.returned),
        changed=len(shown),
        by_change=tuple((c, counts[c]) for c in Change if counts[c] and c is not Change.FOLLOWS),
        left=tuple(sorted(person.number for person in found.left)),
        unchanged=found.unchanged + len(found.changed) - len(shown),
        new_stations=found.new_stations,
        empty_stations=tuple(sorted(name for name, size in found.stations.items() if not size)),
        without_account=sum(not row.accounts for row in rows),
        coordinators=sum(Role.COORDINATOR in row.roles for row in rows),
        needs_confirming=found.needs_confirming,
        nowhere=tuple(sorted((p, n) for p, n in accounts.items() if p not in config.platforms)),
        shortfall=shortfall(len(rows), config.rhythm),
        unapproved=tuple(
            sorted(row.number for row in (*found.added, *again) if Role.SUPPORTER in row.roles)
        ),
        narrowed=found.narrowed,
    )
