"""What happens at certain times of the organisation's day: once each, whatever the clock does."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

Slot = tuple[date, int]


@dataclass(slots=True)
class Timetable:
    """`times` of the local day, in order. What was missed is done once, not caught up: after three
    days of sleep there is one slot to do, the last one. A clock that is set back repeats none.
    """

    zone: str
    times: tuple[time, ...]
    _done: Slot | None = field(default=None)

    def due(self, now: datetime) -> Slot | None:
        """The slot to do now, or None."""
        local = now.astimezone(ZoneInfo(self.zone))
        passed = sum(local.time() >= at for at in self.times)
        if not passed:
            return None  # a slot of yesterday that was missed has today's to follow
        slot = (local.date(), passed)
        return slot if self._done is None or slot > self._done else None

    def done(self, slot: Slot) -> None:
        """It was done without an error; else it is due again at the next tick."""
        self._done = slot
