"""A difference as steps, each whole in itself, in an order that leaves nobody half done."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.model.ids import PersonId
from bot.roster.columns import RosterRow
from bot.roster.difference import Difference


@dataclass(frozen=True, slots=True)
class Add:
    """Somebody new. `people` has the ids of the numbers that the row refers to."""

    id: PersonId
    row: RosterRow
    people: Mapping[str, PersonId]


@dataclass(frozen=True, slots=True)
class Renew:
    """A new member under the number of an old one, who leaves in the same unit of work."""

    id: PersonId
    old: PersonId
    row: RosterRow
    people: Mapping[str, PersonId]


@dataclass(frozen=True, slots=True)
class Update:
    """Somebody who stays, or comes back. `tell`: they hear that something about them changed."""

    id: PersonId
    row: RosterRow
    people: Mapping[str, PersonId]
    tell: bool = False


@dataclass(frozen=True, slots=True)
class Leave:
    """Somebody who is not in the file any more."""

    id: PersonId


@dataclass(frozen=True, slots=True)
class Resize:
    """A station's size."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Link:
    """Links those of somebody's awaited accounts that have become free."""

    id: PersonId


Step = Add | Renew | Update | Leave | Resize | Link


@dataclass(frozen=True, slots=True)
class Piece:
    """Steps for one unit of work, those of a kind together, to be done in this order."""

    renew: tuple[Renew, ...] = ()
    add: tuple[Add, ...] = ()
    update: tuple[Update, ...] = ()
    leave: tuple[Leave, ...] = ()
    resize: tuple[Resize, ...] = ()
    link: tuple[Link, ...] = ()

    @classmethod
    def of(cls, found: Iterable[Step]) -> "Piece":
        """A piece of some steps; their order within a kind is kept."""
        steps = tuple(found)
        return cls(
            renew=tuple(step for step in steps if isinstance(step, Renew)),
            add=tuple(step for step in steps if isinstance(step, Add)),
            update=tuple(step for step in steps if isinstance(step, Update)),
            leave=tuple(step for step in steps if isinstance(step, Leave)),
            resize=tuple(step for step in steps if isinstance(step, Resize)),
            link=tuple(step for step in steps if isinstance(step, Link)),
        )

    def __len__(self) -> int:
        kinds = (self.renew, self.add, self.update, self.leave, self.resize, self.link)
        return sum(map(len, kinds))


#: An import that changes this many people or fewer may be about one of them: each is told.
FEW = 4


def steps(found: Difference, new_id: Callable[[], int]) -> Iterator[Step]:
    """Whoever is referred to comes before those who refer to them wherever a chain of command
    allows it, so that an import that breaks off leaves chains that are whole. Who leaves comes
    after everybody who may have had them above.

    Whoever is equally far down comes in the order of their ids, which are the database's keys:
    rows that are neighbours there are written together, in a third less to the disk.
    """
    fresh = {row.number: PersonId(new_id()) for row in _new_rows(found)}
    old = {each.row.number: each.old for each in found.renewed}
    people = {**found.people, **fresh}
    below = _steps_below_the_top(tuple(_new_rows(found)))
    for row in sorted(_new_rows(found), key=lambda row: (below[row.number], fresh[row.number])):
        refers = _referred(row, people)
        if row.number in old:
            yield Renew(fresh[row.number], old[row.number], row, refers)
        else:
            yield Add(fresh[row.number], row, refers)
    few = len(found.changed) + len(found.returned) <= FEW
    for kept in sorted((*found.returned, *found.changed), key=lambda kept: kept.person):
        yield Update(kept.person, kept.row, _referred(kept.row, people), tell=few)
    for person in found.left:
        yield Leave(person.id)
    for name, size in found.stations.items():
        yield Resize(name, size)
    for id_ in found.awaiting:
        yield Link(id_)


def _new_rows(found: Difference) -> Iterator[RosterRow]:
    yield from (each.row for each in found.renewed)
    yield from found.added


def _referred(row: RosterRow, people: Mapping[str, PersonId]) -> dict[str, PersonId]:
    numbers = (*((row.supervisor,) if row.supervisor else ()), *row.evaluators)
    return {number: people[number] for number in numbers}


def _steps_below_the_top(rows: Sequence[RosterRow]) -> dict[str, int]:
    """By number, how many of those rows are above it, one above the other; a good file has no
    circles."""
    by_number = {row.number: row for row in rows}
    below: dict[str, int] = {}
    for row in rows:
        way: list[RosterRow] = []
        above: RosterRow | None = row
        while above is not None and above.number not in below:
            way.append(above)
            above = by_number.get(above.supervisor)
        start = 0 if above is None else 1 + below[above.number]
        for steps_down, each in enumerate(reversed(way), start):
            below[each.number] = steps_down
    return below


def pieces(whole: Iterator[Step], size: int) -> Iterator[Piece]:
    """The steps in their order, at most `size` at once."""
    while found := tuple(islice(whole, size)):
        yield Piece.of(found)
