"""Whether everything in a database opens with the keys of a file, and with these alone: read past
the program's own ways, row by row."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection, Engine

from storage.engine import open_engine
from storage.key_file import KeyFile
from storage.key_state import KeyState, look_at_state
from storage.tables import metadata
from storage.vault import (
    PersonKey,
    Vault,
    WrappedKey,
    epoch_of_lookup,
)
from tests.storage_fixtures import ORGANISATION

#: The id within a sealed value's place, by table: the row's own where none is named.
ROW_IS_PERSON = {"person_record", "account", "supporter"}
#: Sealed under the organisation's key.
OWN = {
    "organisation.audit_state",
    "request.member",
    "outbox.parties",
    "card.owner",
    "card.handle",
    "audit.entry",
    "station.record",
    "picture.owner",
    "picture_copy.record",
    "pending_roster.sender",
    "report_quarter.record",
    "clearing.record",
    "form_draft.owner",
    "pending_roster.content",
    "installation.record",
}
PLAIN = {
    "instance.key_fingerprint",
    "organisation.key_check",
    "person.data_key",
    "audit.mac",
    "report_release.picture",  # published
}


class Opener:
    """Opens with every key of the file; raises where something does not open."""

    def __init__(self, connection: Connection, keys: KeyFile) -> None:
        state = look_at_state(connection, ORGANISATION)
        assert state is not None
        ours = keys.for_organisation(ORGANISATION)
        self.state: KeyState = state
        self.epochs = set(ours.epochs)
        self.vault = Vault(ORGANISATION, ours.at(state.current), trusted_from=state.trusted_from)
        #: All that there is, read once.
        self._rows = {
            table.name: connection.execute(select(table)).mappings().all()
            for table in metadata.sorted_tables
        }
        self.people: Mapping[int, PersonKey] = {
            row["id"]: self.vault.open_person_key(row["id"], WrappedKey(row["data_key"]))
            for row in self._rows["person"]
        }

    def open_all(self) -> int:
        """How many values were opened."""
        return sum(self._open_table(table.name) for table in metadata.sorted_tables)

    def hashed_under(self) -> set[int]:
        """The epochs of all keyed hashes."""
        found = set()
        for table in metadata.sorted_tables:
            columns = [each.name for each in table.columns if each.name.endswith("_hash")]
            for row in self._rows[table.name] if columns else ():
                values = (row[column] for column in columns)
                found |= {epoch_of_lookup(value) for value in values if value is not None}
        return found

    def _open_table(self, name: str) -> int:
        opened = 0
        for row in self._rows[name]:
            for column, value in row.items():
                place = f"{name}.{column}"
                known = place in PLAIN or column.endswith("_hash")
                if isinstance(value, bytes) and not known:
                    self._open(name, column, row, value)
                    opened += 1
        return opened

    def _open(self, table: str, column: str, row: Mapping[Any, Any], sealed: bytes) -> None:
        if f"{table}.{column}" in OWN:
            self.vault.open_for_organisation(table, column, _id_of(table, row), sealed)
            return
        candidates = list(self._whose(table, row))
        if candidates == [None]:
            self.vault.open_for_organisation(table, column, _id_of(table, row), sealed)
            return
        for person in candidates:
            key = self.people.get(person or 0)
            if key is None:
                return  # erased: nobody is to open it any more
            self.vault.open(
                key,
                table=table,
                column=column,
                row=person if table in ROW_IS_PERSON and person else _id_of(table, row),
                person=key.person,
                sealed=sealed,
            )

    def _whose(self, table: str, row: Mapping[Any, Any]) -> Iterable[int | None]:
        """Under whose key it is; None for nobody's."""
        if table in ROW_IS_PERSON:
            return [row["person"]]
        if table == "request":
            return [self._own(table, "member", row["id"], row["member"])]
        if table == "offer":
            (member,) = (r["member"] for r in self._rows["request"] if r["id"] == row["request"])
            return [self._own("request", "member", row["request"], member)]
        if table == "outbox":
            plain = self.vault.open_for_organisation(table, "parties", row["id"], row["parties"])
            return [int.from_bytes(plain[8:])]
        if table == "direct_chat":
            hashes = {
                hashed: person
                for person in self.people
                for hashed in self._all_lookups("direct_chat.owner", str(person))
            }
            return [hashes[row["owner_hash"]]]
        return [self._own(table, "owner", row["id"], row["owner"]) or None]

    def _all_lookups(self, *parts: str) -> tuple[bytes, ...]:
        return (self.vault.lookup(*parts), *self.vault.earlier_lookups(*parts))

    def _own(self, table: str, column: str, row: int, sealed: bytes) -> int:
        return int.from_bytes(self.vault.open_for_organisation(table, column, row, sealed))


def _id_of(table: str, row: Mapping[Any, Any]) -> int:
    if table == "organisation":
        return int(row["organisation"])
    return int(row["sequence"] if table == "audit" else row["id"])


def open_everything(where: str | Path, keys: KeyFile) -> int:
    """How many values open with the keys of this file. Raises where one does not, or where
    something is hashed under a key that is not held."""
    with opening(where) as engine:
        return everything_opens(engine, keys)


def everything_opens(engine: Engine, keys: KeyFile) -> int:
    """As `open_everything`."""
    with engine.connect() as connection:
        opener = Opener(connection, keys)
    held = set(range(opener.state.held_from, opener.state.current + 1))
    assert opener.hashed_under() <= held & opener.epochs
    return opener.open_all()


def open_what_is_sealed(where: str | Path, keys: KeyFile) -> int:
    """As `open_everything`, whatever the hashes are."""
    with opening(where) as engine, engine.connect() as connection:
        return Opener(connection, keys).open_all()


@contextmanager
def opening(where: str | Path) -> Iterator[Engine]:
    engine = open_engine(where)
    try:
        yield engine
    finally:
        engine.dispose()
