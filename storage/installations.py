"""Installations: a sealed record each, found by the keyed hash of what it is for."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from bot.ports import Installation, Place
from storage.context import ORGANISATION, Context, InsertIfNew
from storage.records import INSTALLATION
from storage.tables import installation
from storage.vault import SealBroken

_OURS = installation.c.organisation == ORGANISATION
_ALL = select(installation.c.id, installation.c.record).where(_OURS)
_ONE = _ALL.where(installation.c.place_hash == bindparam("hash_"))
_OF_WORKSPACE = _ALL.where(installation.c.workspace_hash == bindparam("hash_"))
_OF_CONNECTION = _ALL.where(installation.c.connection == bindparam("name"))
_ADD = InsertIfNew(installation)
_REPLACE = (
    update(installation)
    .where(
        _OURS, installation.c.id == bindparam("row_id"), installation.c.record == bindparam("old")
    )
    .values(record=bindparam("new"))
)
_REMOVE = delete(installation).where(_OURS, installation.c.place_hash == bindparam("hash_"))


class StoredInstallations:
    """Implements `bot.ports.Installations`."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def find(self, place: Place) -> Installation | None:
        row = self._context.run(_ONE, hash_=self._hash(place)).one_or_none()
        return None if row is None else self._open(row.id, row.record, place)

    def of_connection(self, connection: str) -> tuple[Installation, ...]:
        return self._opened(self._context.run(_OF_CONNECTION, name=connection))

    def of_workspace(self, place: Place) -> tuple[Installation, ...]:
        return self._opened(self._context.run(_OF_WORKSPACE, hash_=self._workspace_hash(place)))

    def save(self, new: Installation, *, instead_of: Installation | None) -> bool:
        """What it replaces may still be good for something, so it is erased as what is removed."""
        context, place = self._context, new.place
        row = context.run(_ONE, hash_=self._hash(place)).one_or_none()
        if row is None:
            return instead_of is None and self._add(new)
        if self._open(row.id, row.record, place) != instead_of:
            return False
        record = context.seal_own("installation", "record", row.id, INSTALLATION.encode(new))
        context.change_one(_REPLACE, row_id=row.id, old=row.record, new=record)
        context.erased = True
        return True

    def remove(self, place: Place) -> bool:
        found = self._context.run(_REMOVE, hash_=self._hash(place)).rowcount > 0
        self._context.erased |= found
        return found

    def _add(self, new: Installation) -> bool:
        """False where somebody else was the first."""
        context = self._context
        id_ = context.vault.new_id()
        return _ADD.run(
            context,
            id=id_,
            connection=new.place.connection,
            place_hash=self._hash(new.place),
            workspace_hash=self._workspace_hash(new.place),
            record=context.seal_own("installation", "record", id_, INSTALLATION.encode(new)),
        )

    def _opened(self, rows: Iterable[Any]) -> tuple[Installation, ...]:
        return tuple(self._open(id_, sealed) for id_, sealed in rows)

    def _open(self, id_: int, sealed: bytes, place: Place | None = None) -> Installation:
        """Raises SealBroken where it does not open, or is of another place than its row says."""
        context = self._context
        found = INSTALLATION.decode(context.open_own("installation", "record", id_, sealed))
        if place is not None and found.place != place:
            raise SealBroken("installation", "record", id_)
        return found

    def _hash(self, place: Place) -> bytes:
        return self._context.lookup("installation.place", *place_parts(place))

    def _workspace_hash(self, place: Place) -> bytes:
        return self._context.lookup("installation.workspace", *workspace_parts(place))


def place_parts(place: Place) -> tuple[str, ...]:
    """What the keyed hash of a place is made of."""
    return *workspace_parts(place), place.user


def workspace_parts(place: Place) -> tuple[str, ...]:
    """What the keyed hash of a place's workspace is made of."""
    return place.connection, place.above, place.workspace
