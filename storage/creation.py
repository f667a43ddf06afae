"""Making a database ready: its tables, what kind it is, and which keys fit it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Engine, insert, select
from sqlalchemy.engine import Connection

from storage.audit_chain import begin
from storage.instants import to_day
from storage.key_file import KeyFile
from storage.key_state import HoldsKeys, add_state, look_at_state
from storage.migrations import SchemaState, require_current, schema_state, upgrade
from storage.records import CHAIN_STATE
from storage.tables import SIZES, instance, organisation
from storage.vault import Vault

_FIRST = 1


class DatabaseNotReady(Exception):
    """The database cannot be used as it is; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Instance:
    """What the database says of itself. Only in a fictional one may anyone be anyone."""

    fictional: bool
    key_fingerprint: bytes
    created_on: date


def prepare(engine: Engine, keys: KeyFile, *, fictional: bool, now: datetime) -> None:
    """Make an empty database ready for the organisations of this key file; may be repeated.

    A database that is there already must be of this program's schema, belong to this key file and
    be of the same kind; organisations that are new in the key file are added. Raises
    SchemaMismatch, WrongKey, DatabaseNotReady.
    """
    if schema_state(engine) is SchemaState.EMPTY:
        upgrade(engine)
    require_current(engine)
    with engine.begin() as connection:
        found = _read_instance(connection)
        if found is None:
            found = _write_instance(connection, keys, fictional=fictional, now=now)
        keys.require_database(found.key_fingerprint)
        if found.fictional is not fictional:
            raise DatabaseNotReady(_WRONG_KIND[fictional])
        known = set(connection.execute(select(organisation.c.organisation)).scalars())
        for id_ in keys.organisations:
            if id_ not in known:
                _write_organisation(connection, keys, id_)


def instance_of(engine: Engine) -> Instance:
    """Raises SchemaMismatch, DatabaseNotReady or DatabaseUnusable."""
    require_current(engine)
    with engine.connect() as connection:
        found = _read_instance(connection)
    if found is None:
        raise DatabaseNotReady(_NOT_MADE)
    return found


def require_fitting(engine: Engine, keys: HoldsKeys) -> Instance:
    """What the database is, if it is of this schema and its records open with these keys.

    Raises SchemaMismatch, DatabaseNotReady, WrongKey.
    """
    found = instance_of(engine)
    with engine.connect() as connection:
        stored = connection.execute(
            select(organisation.c.key_check).where(organisation.c.organisation == keys.organisation)
        ).scalar_one_or_none()
        state = look_at_state(connection, keys.organisation)
    if stored is None or state is None:
        raise DatabaseNotReady(_NOT_MADE)
    keys.vault_at(state).require_key_check(stored)
    return found


_NOT_MADE = "The database was not made ready for this organisation: run `tailboard migrate`."
_WRONG_KIND = {
    True: "This database holds a real organisation. The local workspace opens only databases that"
    " were created fictional, since there anyone may be anyone. Name another file.",
    False: "This database was created fictional and stays so. Name another file for the real"
    " organisation.",
}


def _read_instance(connection: Connection) -> Instance | None:
    row = connection.execute(select(instance)).one_or_none()
    if row is None:
        return None
    created_on = date(1970, 1, 1) + timedelta(days=row.created_day)
    return Instance(row.fictional, row.key_fingerprint, created_on)


def _write_instance(
    connection: Connection, keys: KeyFile, *, fictional: bool, now: datetime
) -> Instance:
    connection.execute(
        insert(instance),
        {
            "id": _FIRST,
            "fictional": fictional,
            "key_fingerprint": keys.fingerprint,
            "created_day": to_day(now),
        },
    )
    return Instance(fictional, keys.fingerprint, now.date())


def _write_organisation(connection: Connection, keys: KeyFile, id_: int) -> None:
    """The audit chain begins here, with the first key that somebody else shall hold."""
    own = keys.for_organisation(id_)
    if own.audit_first_key is None:
        raise DatabaseNotReady(
            "The key file no longer holds the audit chain's first key, so it was made for another"
            " database. Make a new key file for a new database."
        )
    vault = Vault(id_, own)
    state = CHAIN_STATE.encode(begin(id_, own.audit_first_key))
    sealed = vault.seal_for_organisation(
        "organisation", "audit_state", id_, state, SIZES["organisation.audit_state"]
    )
    connection.execute(
        insert(organisation),
        {"organisation": id_, "key_check": vault.key_check, "audit_state": sealed},
    )
    add_state(connection, id_, own.epoch)
