"""A rotation of keys as a row of commands, each a unit of work of its own.

A kill between any two of them leaves everything readable by the keys that are held, and the next
rotation goes on where this one was: whatever was done is found done.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.control.commands import (
    ACTIVATE_KEYS,
    ANNOUNCE_KEYS,
    COUNT_KEYS,
    FINISH_ROTATION,
    FORGET_FORMER,
    KEY_EPOCHS,
    KEY_TABLES,
    RELEASE_KEYS,
    REQUIRE_NEW_DATA_KEYS,
    SEAL_ANEW,
    Command,
    NewKeys,
    Nothing,
    Stretch,
)
from bot.control.office import Office
from bot.ports import Needing, Walked
from bot.ports.keys import Place

#: Rows in one unit of work: a press has to wait for some milliseconds of the writer's time.
AT_ONCE = 25
COUNTED_AT_ONCE = 500
#: Seconds to wait for other processes to load the new keys, and between two looks.
PATIENCE = 150.0
PAUSE = 1.0
#: People come first among the tables.
_PEOPLE = 0


class OthersLag(Exception):
    """Other processes do not have the new keys; nothing is sealed under them yet."""

    def __init__(self, processes: int) -> None:
        super().__init__(str(processes))
        self.processes = processes


class CannotBeOpened(Exception):
    """Records that are damaged: they still need the keys from before, and the rotation stays under
    way."""

    def __init__(self, left: tuple[Needing, ...]) -> None:
        super().__init__(str(sum(each.rows for each in left)))
        self.left = left


@dataclass(frozen=True, slots=True)
class NewEpoch:
    """What is to come into force: its number, the check of its keys, and whether people's data keys
    and card tokens are made anew as well."""

    epoch: int
    check: bytes
    renew: bool


def rotate(
    office: Office,
    new: NewEpoch,
    *,
    told: Callable[[str], None],
    pause: Callable[[float], None],
) -> tuple[Needing, ...]:
    """Brings the epoch into force (or goes on with it) and returns what waits for its time; `told`
    hears each table when it begins.

    1. Every process loads the keys. 2. They come into force, and the database refuses those before.
    3. People's data keys are wrapped anew, or made anew. 4. Everything else is sealed and hashed
    anew. 5. What still needs the keys before is counted; nothing may, but what waits. 6. Data keys
    before the renewed ones are thrown away.

    Raises OthersLag, CannotBeOpened, and what the office raises.
    """
    office.ask(ANNOUNCE_KEYS, NewKeys(new.epoch, new.check.hex(), new.renew))
    _activate(office, pause)
    tables = office.ask(KEY_TABLES, Nothing()).tables
    renewing = office.ask(KEY_EPOCHS, Nothing()).renewing
    for number, table in enumerate(tables):
        told(table)
        _walk(office, SEAL_ANEW, table, AT_ONCE)
        if number == _PEOPLE and office.ask(REQUIRE_NEW_DATA_KEYS, Nothing()).people:
            raise CannotBeOpened(_stuck(_count(office, [table])))
    left = count(office)
    if stuck := _stuck(left):
        raise CannotBeOpened(stuck)
    if renewing:
        _walk(office, FORGET_FORMER, tables[_PEOPLE], AT_ONCE)
    office.ask(FINISH_ROTATION, Nothing())
    return left


def count(office: Office) -> tuple[Needing, ...]:
    """What needs an earlier epoch, by table. Since nothing new can, the pieces add up."""
    return _count(office, office.ask(KEY_TABLES, Nothing()).tables)


def release(office: Office) -> tuple[Needing, ...]:
    """Lets earlier epochs go where nothing needs them; returns what does."""
    left = count(office)
    if not left:
        office.ask(RELEASE_KEYS, Nothing())
    return left


def _activate(office: Office, pause: Callable[[float], None]) -> None:
    waited = 0.0
    while lagging := office.ask(ACTIVATE_KEYS, Nothing()).people:
        if waited >= PATIENCE:
            raise OthersLag(lagging)
        pause(PAUSE)
        waited += PAUSE


def _count(office: Office, tables: Sequence[str]) -> tuple[Needing, ...]:
    rows: Counter[tuple[str, int, bool]] = Counter()
    for table in tables:
        for each in _walk(office, COUNT_KEYS, table, COUNTED_AT_ONCE):
            rows[each.table, each.epoch, each.waits] += each.rows
    return tuple(Needing(table, epoch, n, waits) for (table, epoch, waits), n in rows.items())


def _walk(
    office: Office, command: Command[Stretch, Walked], table: str, most: int
) -> list[Needing]:
    left: list[Needing] = []
    place: Place | None = Place(table)
    while place is not None:
        walked = office.ask(command, Stretch(place, most))
        left += walked.left
        place = walked.next
    return left


def _stuck(left: tuple[Needing, ...]) -> tuple[Needing, ...]:
    return tuple(each for each in left if not each.waits)
