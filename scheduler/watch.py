"""The watch: finds any open request past its deadline within two minutes, whatever failed.

A thread with a read connection of its own, by the monotonic side of the clock, no job of
APScheduler's and no flow: it works with the dispatcher dead, the scheduler or the event loop stuck
and the wall clock set back. While somebody's request is late, `/readyz` says so, the log says so,
and the operator's alarm command runs; none of them says whose. So it is while messages do not get
through (`scheduler.outages`), which only the process that delivers them knows.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Protocol

from bot.config.models import Alarm
from bot.faults import kind
from bot.ports import Clock
from scheduler.alarm import sound
from scheduler.outages import Outage, Outages

log = logging.getLogger(__name__)

GRACE = timedelta(seconds=60)
"""A step that is so much late is not just slow."""
HELD_UP = timedelta(minutes=2)
"""A message that somebody waits for and that is due for so long meets with more than a queue. A
workspace that takes nothing is tried every five minutes, which makes the message due anew."""
EVERY_SECONDS = 20.0
CONFIRM_SECONDS = 5.0
"""After so long it is looked again: what moves on by then was late for a moment, as after a sleep
of the machine. A minute, one look and this are less than two minutes."""
REPEAT_SECONDS = 15 * 60.0
BLIND_SECONDS = 120.0
"""A watch that has not seen anything for so long is not ready either."""


class Late(Protocol):
    """Open requests past their deadline: how many, and when the first fell due."""

    @property
    def count(self) -> int: ...
    @property
    def oldest(self) -> datetime | None: ...


class Reader(Protocol):
    """Eyes of its own; `storage.reading.Watching`."""

    def look(self, now: datetime, grace: timedelta) -> Late:
        """Raises whatever the database raises."""

    def held_up(self, now: datetime, grace: timedelta) -> Late:
        """Messages about requests, and answers, that are due for so long. Raises the same."""


class Seen(IntEnum):
    """What one look comes to; the exit code of `tailboard watch --once`."""

    WELL = 0
    LATE = 1
    BLIND = 2  #: the database cannot be read: an alarm too
    HELD_UP = 3  #: messages do not go out; a process that runs knows more of it (`Outages`)


@dataclass(slots=True)
class Progress:
    """The instant that the wall clock would show had nobody set it back.

    Deadlines were reckoned by the clock as it was then; by a clock that was set back an hour they
    would all seem to lie ahead. So the highest instant seen goes on by the monotonic side, until
    the wall clock has caught up with it.
    """

    clock: Clock
    _highest: datetime | None = None
    _at: float = 0.0

    def now(self) -> datetime:
        wall, monotonic = self.clock.now(), self.clock.monotonic()
        if self._highest is None or wall >= self._highest:
            self._highest, self._at = wall, monotonic
            return wall
        return self._highest + timedelta(seconds=max(0.0, monotonic - self._at))


@dataclass(slots=True)
class Watch:
    """`real` gives real monotonic seconds; the clock may be the demo's. `outages` are what the
    deliveries of this process have met with."""

    reader: Reader
    clock: Clock
    alarm: Alarm = field(default_factory=Alarm)
    real: Callable[[], float] = time.monotonic
    every: float = EVERY_SECONDS
    confirm: float = CONFIRM_SECONDS
    repeat: float = REPEAT_SECONDS
    outages: Outages = field(default_factory=Outages)
    _begun: int = 0  #: of the outages, those that were looked at
    _seen: Seen = Seen.WELL
    _alarmed_at: float | None = None
    _looked_at: float = field(init=False)
    _progress: Progress = field(init=False)
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __post_init__(self) -> None:
        self._progress = Progress(self.clock)
        self._looked_at = self.real()

    @property
    def ready(self) -> bool:
        """Nobody waits past a deadline, as far as was seen lately."""
        return self._seen is Seen.WELL and self.real() - self._looked_at < BLIND_SECONDS

    @property
    def word(self) -> str:
        """For `/readyz`: "ok", "late", or which outage there is."""
        return str(self.outages.now) if self.ready else "late"

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def look(self) -> Seen:
        """Looks, and looks again before it says that somebody is late."""
        seen, first = _see(self.reader, self._progress.now())
        if seen is not Seen.WELL:
            self._stop.wait(self.confirm)
            seen, still = _see(self.reader, self._progress.now())
            if seen is Seen.LATE and _moves_on(first, still):
                seen = Seen.WELL
            _log(seen, still)
        self._seen, self._looked_at = seen, self.real()
        return seen

    def _outage_began(self) -> bool:
        """Since the last look, whether it is over by now or not."""
        before, self._begun = self._begun, self.outages.begun
        return self._begun > before

    def _run(self) -> None:
        while True:
            try:
                late, began = self.look() is not Seen.WELL, self._outage_began()
                lasts = self.outages.now is not Outage.NONE
                self._tell(amiss=late or began or lasts, anew=began)
            except Exception as error:  # whatever happens, the watch goes on
                log.error("the watch stumbled: %s", kind(error))
            if self._stop.wait(self.every):
                return

    def _tell(self, *, amiss: bool, anew: bool) -> None:
        now = self.real()
        if not amiss:
            if self._alarmed_at is not None:
                log.warning("no open request is past its deadline any more, and messages go out")
            self._alarmed_at = None
        elif anew or self._alarmed_at is None or now - self._alarmed_at >= self.repeat:
            if (outage := self.outages.now) is not Outage.NONE:
                log.error("messages do not get through: %s", outage)
            self._alarmed_at = now
            sound(self.alarm)


def once(reader: Reader, now: datetime, alarm: Alarm) -> Seen:
    """One look from outside the process, for cron or a timer; its value is the exit code."""
    seen, late = _see(reader, now)
    if seen is Seen.WELL:
        seen = _go_out(reader, now)
    if seen is not Seen.WELL:
        _log(seen, late)
        sound(alarm)
    return seen


def _go_out(reader: Reader, now: datetime) -> Seen:
    try:
        return Seen.HELD_UP if reader.held_up(now, HELD_UP).count else Seen.WELL
    except Exception as error:
        log.error("the watch cannot read the database: %s", kind(error))
        return Seen.BLIND


def _see(reader: Reader, now: datetime) -> tuple[Seen, Late | None]:
    try:
        late = reader.look(now, GRACE)
    except Exception as error:
        log.error("the watch cannot read the database: %s", kind(error))
        return Seen.BLIND, None
    return (Seen.LATE if late.count else Seen.WELL), late


def _moves_on(first: Late | None, still: Late | None) -> bool:
    """Whether what was the oldest has been done meanwhile."""
    if first is None or first.oldest is None or still is None or still.oldest is None:
        return False
    return still.oldest > first.oldest


def _log(seen: Seen, late: Late | None) -> None:
    if seen is Seen.LATE and late is not None:
        log.error("some open requests are past their deadline")  # how many is nobody's to know
