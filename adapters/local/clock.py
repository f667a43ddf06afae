"""The demo's clock: wall and monotonic time that can be paused, sped up and moved ahead.

Everything in the program reads time from the clock it is given, so moving this one moves looks,
deliveries, deadlines and the watch together. It only goes ahead: a chat whose messages lie in the
future of its clock would tell no story.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from threading import Lock
from zoneinfo import ZoneInfo

#: demo seconds a real second
SPEEDS = (1, 60, 600)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the clock shows, and how it goes on from there."""

    now: datetime
    speed: int  #: the speed it runs at, or will run at when it goes on
    paused: bool


class DemoClock:
    """Implements `bot.ports.Clock`; any thread may read and move it.

    `real` gives real monotonic seconds; the clock's own are as many as the demo has lived through,
    jumps included.
    """

    def __init__(self, start: datetime, *, real: Callable[[], float] = time.monotonic) -> None:
        if start.tzinfo is None:
            raise ValueError("the start must be aware")
        self._real = real
        self._lock = Lock()
        self._start = start.astimezone(UTC)
        self._lived = 0.0  # demo seconds since the start, at the real instant `_since`
        self._since = real()
        self._speed = SPEEDS[0]
        self._paused = False

    def now(self) -> datetime:
        with self._lock:
            return self._wall()

    def monotonic(self) -> float:
        with self._lock:
            return self._seconds()

    def reading(self) -> Reading:
        with self._lock:
            return Reading(self._wall(), self._speed, self._paused)

    def pause(self) -> None:
        with self._lock:
            self._settle()
            self._paused = True

    def go_on(self) -> None:
        with self._lock:
            self._settle()
            self._paused = False

    def run_at(self, speed: int) -> None:
        """One of SPEEDS; ValueError for any other. A paused clock stays paused."""
        if speed not in SPEEDS:
            raise ValueError("no such speed")
        with self._lock:
            self._settle()
            self._speed = speed

    def jump_to(self, instant: datetime) -> None:
        """Moves ahead to an aware instant; where that has passed already, does nothing."""
        with self._lock:
            self._settle()
            self._lived = max(self._lived, (instant - self._start).total_seconds())

    def _seconds(self) -> float:
        if self._paused:
            return self._lived
        return self._lived + (self._real() - self._since) * self._speed

    def _wall(self) -> datetime:
        return self._start + timedelta(seconds=self._seconds())

    def _settle(self) -> None:
        """Make the present the point from which the clock goes on."""
        self._lived = self._seconds()
        self._since = self._real()


def next_at(now: datetime, at: time_of_day, zone: str) -> datetime:
    """The next instant after `now` at which clocks in that zone show `at`, in UTC. On a day when
    the clocks leave that time out, as long after the change as it would have been."""
    place = ZoneInfo(zone)
    local = now.astimezone(place)
    day = local.date()
    while True:
        instant = datetime.combine(day, at, tzinfo=place).astimezone(UTC)
        if instant > now:
            return instant
        day += timedelta(days=1)
