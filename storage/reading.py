"""The watch's own eyes: a read connection of its own, from another thread or another process.

It needs no keys, no queue and no lock, so that it sees an overdue request whatever else failed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import bindparam, func, select

from storage.engine import open_engine
from storage.instants import to_instant, to_number
from storage.tables import request

_OVERDUE = select(func.count(), func.min(request.c.due_at)).where(
    request.c.organisation == bindparam("organisation"), request.c.due_at < bindparam("latest")
)


@dataclass(frozen=True, slots=True)
class Overdue:
    """Open requests whose next step is late, and when the oldest of them fell due."""

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
        parameters = {"organisation": self._organisation, "latest": to_number(now - grace)}
        with self._engine.connect() as connection:
            count, oldest = connection.execute(_OVERDUE, parameters).one()
        return Overdue(count, None if oldest is None else to_instant(oldest))

    def close(self) -> None:
        self._engine.dispose()
