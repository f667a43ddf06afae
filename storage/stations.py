"""Stations (or units): a sealed record each, found by the keyed hash of the name."""

from sqlalchemy import bindparam, select, update

from bot.ports import Conflict, Station
from storage.context import ORGANISATION, Context, InsertIfNew
from storage.records import STATION, StationRecord
from storage.tables import station

_OURS = station.c.organisation == ORGANISATION
_ALL = select(station.c.id, station.c.name_hash, station.c.record).where(_OURS)
_ONE = _ALL.where(station.c.name_hash == bindparam("hash_"))
_ADD = InsertIfNew(station)
_SAVE = (
    update(station)
    .where(_OURS, station.c.id == bindparam("station_id"), station.c.record == bindparam("old"))
    .values(record=bindparam("new"))
)


class StoredStations:
    """Implements `bot.ports.Stations`."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._sealed: dict[str, tuple[int, bytes]] = {}

    def all(self) -> tuple[Station, ...]:
        """By name."""
        stations = [self._open(id_, sealed) for id_, _, sealed in self._context.run(_ALL)]
        return tuple(sorted(stations, key=lambda each: each.name))

    def get(self, name: str) -> Station | None:
        row = self._context.run(_ONE, hash_=self._hash(name)).one_or_none()
        return None if row is None else self._open(row.id, row.record)

    def save(self, station: Station) -> None:
        """Adds, or compare-and-sets on what this unit of work has read last."""
        if station.name not in self._sealed:
            self.get(station.name)
        record = STATION.encode(StationRecord(station.name, station.size, station.invited_at))
        if station.name in self._sealed:
            id_, old = self._sealed[station.name]
            new = self._context.seal_own("station", "record", id_, record)
            self._context.change_one(_SAVE, station_id=id_, old=old, new=new)
        else:
            id_ = self._context.vault.new_id()
            new = self._context.seal_own("station", "record", id_, record)
            if not _ADD.run(self._context, id=id_, name_hash=self._hash(station.name), record=new):
                raise Conflict("the station was added in between")
        self._sealed[station.name] = (id_, new)

    def _open(self, id_: int, sealed: bytes) -> Station:
        record = STATION.decode(self._context.open_own("station", "record", id_, sealed))
        self._sealed[record.name] = (id_, sealed)
        return Station(record.name, record.size, record.invited_at)

    def _hash(self, name: str) -> bytes:
        return self._context.lookup("station.name", name)
