"""Which keys are in force: one row an organisation, read in each unit of work before anything is
sealed, opened or looked up.

All keys of an organisation change together, so one number, the *epoch*, names the versions of all
three. It goes up by one in each rotation:

    announced      the newest epoch: every process loads it before it is used
    current        what is sealed and hashed now; the database refuses writes under earlier ones
    held_from      the earliest epoch that something in the database may still need
    trusted_from   the earliest epoch whose data keys and card tokens count: the current one after
                   a rotation for keys that somebody else may have
    data_from      the earliest such data key under which the database takes a record

data_from <= trusted_from <= current <= announced, and held_from <= current.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import bindparam, func, insert, literal_column, select, text, update
from sqlalchemy.engine import Connection

from storage.driver_statements import driver_of, driver_statement
from storage.tables import key_state

if TYPE_CHECKING:
    from storage.vault import Vault

#: PostgreSQL's lock that every unit of work shares, and the change of the epoch has alone: no unit
#: of work spans it. `keys_in_force` of the migrations takes it.
IN_FORCE_LOCK = 7_310_002


@dataclass(frozen=True, slots=True)
class KeyState:
    """See the module."""

    current: int = 1
    announced: int = 1
    held_from: int = 1
    trusted_from: int = 1
    data_from: int = 1
    rotating: bool = False


_COLUMNS = (
    key_state.c.current,
    key_state.c.announced,
    key_state.c.held_from,
    key_state.c.trusted_from,
    key_state.c.data_from,
    key_state.c.rotating,
)
_THIS = key_state.c.organisation == bindparam("of_organisation")
_READ = select(*_COLUMNS).where(_THIS)
_names = ", ".join(column.name for column in _COLUMNS)
_READ_AND_LOCK = text(f"SELECT {_names} FROM keys_in_force(:of_organisation)")  # noqa: S608  # names of ours
_LOCK_ALONE = select(func.pg_advisory_xact_lock(literal_column(str(IN_FORCE_LOCK))))
_WRITE = (
    update(key_state)
    .where(_THIS)
    .values({column: bindparam(f"new_{column.name}") for column in _COLUMNS})
)
_ADD = insert(key_state)


class HoldsKeys(Protocol):
    """Has the keys of an organisation: a `storage.key_ring.KeyRing`, or a vault that stays as it
    is."""

    @property
    def organisation(self) -> int: ...

    def vault_at(self, state: KeyState) -> Vault:
        """What seals and opens while this state is in force. Raises WrongKey."""


def read_state(connection: Connection, organisation: int) -> KeyState | None:
    """What is in force until the end of this transaction; None before the database was made ready.
    On PostgreSQL it cannot change until then: who changes it waits for this transaction."""
    own = {"of_organisation": organisation}
    driver = driver_of(connection)
    if driver is not None:
        row = driver_statement(_READ).run(driver, own).one_or_none()
    else:
        row = connection.execute(_READ_AND_LOCK, own).one_or_none()
    return None if row is None else _of(row)


def look_at_state(connection: Connection, organisation: int) -> KeyState | None:
    """As `read_state`, without holding anything up."""
    row = connection.execute(_READ, {"of_organisation": organisation}).one_or_none()
    return None if row is None else _of(row)


def write_state(connection: Connection, organisation: int, new: KeyState) -> None:
    """On PostgreSQL waits for all units of work that run, and holds new ones up until the end."""
    if driver_of(connection) is None:
        connection.execute(_LOCK_ALONE)
    values = {f"new_{column.name}": getattr(new, column.name) for column in _COLUMNS}
    connection.execute(_WRITE, {"of_organisation": organisation, **values})


def add_state(connection: Connection, organisation: int, epoch: int) -> None:
    """Of a new organisation, whose keys are all of this epoch."""
    connection.execute(
        _ADD,
        {
            "organisation": organisation,
            "current": epoch,
            "announced": epoch,
            "held_from": epoch,
            "trusted_from": 1,
            "data_from": 1,
            "rotating": False,
        },
    )


def _of(row: Any) -> KeyState:
    current, announced, held_from, trusted_from, data_from, rotating = row
    return KeyState(current, announced, held_from, trusted_from, data_from, bool(rotating))
