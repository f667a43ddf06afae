"""Reading the audit chain beside a running program: its head, and whether it holds."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy.engine import Connection

from bot.model.ids import PersonId
from storage.audit import StoredAudit
from storage.audit_chain import MAC_LENGTH, Head, Link, Verdict, verify
from storage.context import Context
from storage.creation import DatabaseNotReady, require_fitting
from storage.engine import file_of, is_sqlite, open_engine
from storage.id_blocks import IdBlocks
from storage.key_disk import read_private, write_new
from storage.key_errors import KeyFileDamaged
from storage.key_state import HoldsKeys, KeyState, look_at_state
from storage.people import StoredPeople
from storage.records import AuditEntry

_AT_ONCE = 500
_FIRST_KEY = re.compile(r"tailboard-audit-first-key 1 ([0-9]{1,19}) ([0-9a-f]{64})\s*")


class AuditReader:
    """Raises SchemaMismatch, DatabaseNotReady, WrongKey where the database is another's."""

    def __init__(self, where: str | Path, keys: HoldsKeys) -> None:
        self._engine = open_engine(where, reads_only=True)
        self._keys = keys
        if is_sqlite(self._engine) and not file_of(self._engine).exists():
            raise DatabaseNotReady(f"There is no database at {where}. Run tailboard migrate first.")
        require_fitting(self._engine, keys)

    def head(self) -> Head:
        """The chain's end, one line to be copied off the host."""
        with self._engine.connect() as connection:
            return self._audit(connection).head()

    def verify(self, first_key: bytes, heads: Sequence[Head]) -> Verdict:
        """Follows the whole chain from its first key."""
        with self._engine.connect() as connection:
            links = self._links(self._audit(connection))
            return verify(first_key, links, organisation=self._keys.organisation, heads=heads)

    def entries(self, since: date) -> Iterator[AuditEntry]:
        """Everything from that day (UTC) on, oldest first."""
        with self._engine.connect() as connection:
            audit, after = self._audit(connection), 0
            while page := audit.entries(after, _AT_ONCE):
                yield from (entry for entry, _ in page if entry.at.date() >= since)
                after = page[-1][1].sequence

    def numbers(self, people: Iterable[int]) -> dict[int, str]:
        """The organisation's own numbers of supporters and coordinators, whom entries have by id;
        who was erased since has none."""
        with self._engine.connect() as connection:
            found = StoredPeople(self._context(connection)).readable(map(PersonId, people))
            return {id_: person.roster.number for id_, person in found.items()}

    def close(self) -> None:
        self._engine.dispose()

    def _audit(self, connection: Connection) -> StoredAudit:
        return StoredAudit(self._context(connection))

    def _context(self, connection: Connection) -> Context:
        own = self._keys.organisation
        vault = self._keys.vault_at(look_at_state(connection, own) or KeyState())
        return Context(connection, vault, datetime.now(UTC), IdBlocks(own))

    def _links(self, audit: StoredAudit) -> Iterator[Link]:
        after = 0
        while page := audit.entries(after, _AT_ONCE):
            yield from (link for _, link in page)
            after = page[-1][1].sequence


def write_first_key(path: Path, organisation: int, key: bytes) -> None:
    """To a new file, for its owner alone; known to be on the disk before anybody forgets it.
    Raises the `KeyFileError` family."""
    write_new(path, f"tailboard-audit-first-key 1 {organisation} {key.hex()}\n")
    if read_first_key(path, organisation) != key:
        raise KeyFileDamaged(f"{path} does not read back as written; the disk is not sound.")


def read_first_key(path: Path, organisation: int) -> bytes:
    """Raises the `KeyFileError` family, quoting nothing of the file."""
    found = _FIRST_KEY.fullmatch(read_private(path))
    if found is None or int(found[1]) != organisation:
        raise KeyFileDamaged(f"{path} is not the first key of this organisation's audit chain.")
    key = bytes.fromhex(found[2])
    assert len(key) == MAC_LENGTH
    return key
