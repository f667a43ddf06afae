"""Keeping the jobs going when the wall clock is set.

APScheduler reckons by the wall clock: set back an hour, a job of every second would not run for an
hour. A thread compares wall and monotonic time, and when the two have drifted apart, has all jobs
run now and reckon from there. It is a thread of its own, since nothing that waits for APScheduler
could do it.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.faults import kind

log = logging.getLogger(__name__)

DRIFT_SECONDS = 2.0
"""So much difference is no slewing of the clock any more."""
EVERY_SECONDS = 1.0


@dataclass(slots=True)
class Rearming:
    """`wall` and `monotonic` give real seconds, `rearm` is called from this thread."""

    rearm: Callable[[], None]
    wall: Callable[[], float] = time.time
    monotonic: Callable[[], float] = time.monotonic
    every: float = EVERY_SECONDS
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="rearming", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        apart = self.wall() - self.monotonic()
        while not self._stop.wait(self.every):
            now_apart = self.wall() - self.monotonic()
            if abs(now_apart - apart) > DRIFT_SECONDS:
                log.warning("the wall clock moved by %+.0f s; the jobs go on", now_apart - apart)
                try:
                    self.rearm()
                except Exception as error:
                    log.error("the jobs could not be armed again: %s", kind(error))
                    continue  # and is tried again
                apart = now_apart
