"""The database refuses what is sealed or hashed under a retired key, whoever writes it: triggers on
each table, made by its migration. A migration that makes a table anew makes them anew.

They read the first bytes of a value (`storage.vault` has the forms) and the organisation's row of
`key_state`. Only what changes is judged: an old value may stay beside a new one until it is
sealed anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from alembic import op

#: PostgreSQL's lock that units of work share (`storage.key_state.IN_FORCE_LOCK`).
IN_FORCE_LOCK = 7_310_002
#: What a program meets that has not heard of the new epoch yet: to be tried again.
SERIALIZATION_FAILURE = "40001"
#: The first byte of everything that is sealed (`storage.vault`); anything else is not for here.
_FORM = 1
_SAID = "sealed or hashed under a retired key"


@dataclass(frozen=True, slots=True)
class Guarded:
    """The columns of a table by what tells their epoch: keyed hashes; what is sealed under the
    organisation's record key or, `wrapped`, its key-encryption key; and what is sealed under a
    person's own key (or either)."""

    table: str
    hashes: Sequence[str] = ()
    own: Sequence[str] = ()
    wrapped: Sequence[str] = ()
    personal: Sequence[str] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.hashes, *self.own, *self.wrapped, *self.personal)


def refuse_retired(guarded: Guarded) -> None:
    """Makes the triggers of a table, within a migration."""
    if op.get_bind().dialect.name == "sqlite":
        for statement in _on_sqlite(guarded):
            op.get_bind().exec_driver_sql(statement)
    else:
        for statement in _on_postgresql(guarded):
            op.get_bind().exec_driver_sql(statement)


# SQLite: epochs as four hexadecimal digits


def _on_sqlite(guarded: Guarded) -> Sequence[str]:
    table = guarded.table
    new = f" BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
    inserted = _judged_on_sqlite(guarded, changed=False)
    updated = _judged_on_sqlite(guarded, changed=True)
    columns = ", ".join(guarded.columns)
    return (
        f"CREATE TRIGGER refuse_new_{table} BEFORE INSERT ON {table} WHEN {inserted}{new}",
        f"CREATE TRIGGER refuse_changed_{table} BEFORE UPDATE OF {columns} ON {table}"
        f" WHEN {updated}{new}",
    )


def _judged_on_sqlite(guarded: Guarded, *, changed: bool) -> str:
    current = [_hash_on_sqlite(each) for each in guarded.hashes]
    current += [_bytes_on_sqlite(each, 2) for each in (*guarded.own, *guarded.wrapped)]
    data = [_bytes_on_sqlite(each, 8) for each in guarded.wrapped]
    data += [_bytes_on_sqlite(each, 2) for each in guarded.personal]
    of_current = (*guarded.hashes, *guarded.own, *guarded.wrapped)
    of_data = (*guarded.wrapped, *guarded.personal)
    judged = []
    for epochs, columns, limit in ((current, of_current, "current"), (data, of_data, "data_from")):
        if epochs:
            each = [
                _if_changed_on_sqlite(column, epoch) if changed else epoch
                for column, epoch in zip(columns, epochs, strict=True)
            ]
            judged.append(f"{_least_on_sqlite(each)} < {_limit_on_sqlite(limit)}")
    return " OR ".join(judged)


def _least_on_sqlite(epochs: Sequence[str]) -> str:
    return f"min('FFFF', {', '.join(epochs)})"


def _limit_on_sqlite(limit: str) -> str:
    digits = f"printf('%04X', {limit})"
    return f"(SELECT {digits} FROM key_state WHERE organisation = NEW.organisation)"


def _hash_on_sqlite(column: str) -> str:
    return (
        f"CASE WHEN length(NEW.{column}) > 16 THEN hex(substr(NEW.{column}, 1, 2))"
        f" WHEN NEW.{column} IS NULL THEN 'FFFF' ELSE '0001' END"
    )


def _bytes_on_sqlite(column: str, place: int) -> str:
    head = f"hex(substr(NEW.{column}, {place}, 2))"
    sealed = f"length(NEW.{column}) > {place} AND substr(NEW.{column}, 1, 1) = x'{_FORM:02X}'"
    return f"CASE WHEN {sealed} THEN {head} ELSE 'FFFF' END"


def _if_changed_on_sqlite(column: str, epoch: str) -> str:
    return f"CASE WHEN NEW.{column} IS OLD.{column} THEN 'FFFF' ELSE {epoch} END"


# PostgreSQL: epochs as numbers


def _on_postgresql(guarded: Guarded) -> Sequence[str]:
    table, name = guarded.table, f"refuse_retired_{guarded.table}"
    judged = [
        _judged_on_postgresql(each, f"key_epoch_of_hash(NEW.{each})", "current")
        for each in guarded.hashes
    ]
    for column in (*guarded.own, *guarded.wrapped):
        judged.append(_judged_on_postgresql(column, f"key_epoch_at(NEW.{column}, 1)", "current"))
    for column in guarded.wrapped:
        judged.append(_judged_on_postgresql(column, f"key_epoch_at(NEW.{column}, 7)", "data_from"))
    for column in guarded.personal:
        judged.append(_judged_on_postgresql(column, f"key_epoch_at(NEW.{column}, 1)", "data_from"))
    function = (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$"
        " DECLARE in_force record;"
        " BEGIN"
        f" PERFORM pg_advisory_xact_lock_shared({IN_FORCE_LOCK});"
        " SELECT * INTO in_force FROM key_state WHERE organisation = NEW.organisation;"
        f" IF {' OR '.join(judged)} THEN"
        f" RAISE EXCEPTION '{_SAID}' USING ERRCODE = '{SERIALIZATION_FAILURE}';"
        " END IF;"
        " RETURN NEW;"
        " END $$"
    )
    columns = ", ".join(guarded.columns)
    trigger = (
        f"CREATE TRIGGER {name} BEFORE INSERT OR UPDATE OF {columns} ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
    return function, trigger


def _judged_on_postgresql(column: str, epoch: str, limit: str) -> str:
    changed = f"(TG_OP = 'INSERT' OR NEW.{column} IS DISTINCT FROM OLD.{column})"
    return f"({changed} AND {epoch} < in_force.{limit})"


#: What the triggers and each unit of work call on PostgreSQL.
POSTGRESQL_FUNCTIONS = (
    "CREATE FUNCTION key_epoch_of_hash(hashed bytea) RETURNS integer LANGUAGE sql IMMUTABLE AS"
    " $$ SELECT CASE WHEN hashed IS NULL THEN NULL WHEN length(hashed) > 16"
    " THEN get_byte(hashed, 0) * 256 + get_byte(hashed, 1) ELSE 1 END $$",
    "CREATE FUNCTION key_epoch_at(sealed bytea, place integer) RETURNS integer LANGUAGE sql"
    " IMMUTABLE AS $$ SELECT CASE WHEN length(sealed) > place + 1"
    f" AND get_byte(sealed, 0) = {_FORM}"
    " THEN get_byte(sealed, place) * 256 + get_byte(sealed, place + 1) END $$",
    # First the lock, then the row: each statement of such a function sees what is committed by
    # then, and until the end of the transaction nobody can change it.
    "CREATE FUNCTION keys_in_force(of_organisation bigint) RETURNS SETOF key_state"
    " LANGUAGE plpgsql VOLATILE AS $$ BEGIN"
    f" PERFORM pg_advisory_xact_lock_shared({IN_FORCE_LOCK});"
    " RETURN QUERY SELECT * FROM key_state WHERE organisation = of_organisation;"
    " END $$",
)
