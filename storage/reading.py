"""The watch's own eyes: a read connection of its own, from another thread or another process.

It needs no keys, no queue and no lock, so that it sees an overdue request whatever else failed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Select, bindparam, func, select, text

from bot.model.content import Lane
from storage.engine import open_engine
from storage.instants import to_instant, to_number
from storage.tables import WAITING, outbox, request

_OVERDUE = select(func.count(), func.min(request.c.due_at)).where(
    request.c.organisation == bindparam("organisation"), request.c.due_at < bindparam("latest")
)

_HELD_UP = select(func.count(), func.min(outbox.c.due_at)).where(
    outbox.c.organisation == bindparam("organisation"),
    outbox.c.lane <= Lane.REQUEST,
    outbox.c.due_at < bindparam("latest"),
    text(WAITING),
)


@dataclass(frozen=True, slots=True)
class Overdue:
    """How many are late (steps of open requests, or messages), and when the oldest fell due."""

    count: int
    oldest: datetime | None


class Watching:
    """Opens, reads and closes at each look: a connection that hangs cannot blind the next."""

    def __init__(self, where: str | Path, organisation: int) -> None:
        self._engine = open_engine(where, reads_only=True)
        self._organisation = organisation

    def look(self, now: datetime, grace: timedelta) -> Overdue:
        """Open requests due more than `grace` before `now`. Raises what the database raises: a
        watch that cannot see is an alarm too."""
        return self._read(_OVERDUE, now - grace)

    def held_up(self, now: datetime, grace: timedelta) -> Overdue:
        """Messages that somebody waits for, due for more than `grace` and not out: nobody delivers,
        or their workspace takes none. Raises as `look`."""
        return self._read(_HELD_UP, now - grace)

    def _read(self, query: Select[int, int], latest: datetime) -> Overdue:
        parameters = {"organisation": self._organisation, "latest": to_number(latest)}
        with self._engine.connect() as connection:
            count, oldest = connection.execute(query, parameters).one()
        return Overdue(count, None if oldest is None else to_instant(oldest))

    def close(self) -> None:
        self._engine.dispose()
