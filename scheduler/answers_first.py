"""While many wait for an answer, routine messages give way: what they take of the loop and of the
database's thread would be waited for by everybody who has just pressed something."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

MANY = 8
"""Answers awaited at once from which on nothing routine is called. Fewer take some ten
milliseconds, and the fan-out beside them is not felt."""
AFTER_SECONDS = 0.1
"""How long it stays so after they were committed: the last of them are on their way still."""
LONGEST_SECONDS = 1.0
"""How long routine messages give way at a time. Where so many wait for longer, nobody is helped by
a fan-out that stands still as well."""


@dataclass(slots=True)
class AnswersFirst:
    """Counts who waits. `monotonic` gives real seconds."""

    monotonic: Callable[[], float]
    _waiting: int = 0
    _since: float = math.inf  #: when there were many, after a while in which there were not
    _last: float = -math.inf  #: when there were many

    @contextmanager
    def awaited(self) -> Iterator[None]:
        """Somebody has done something, and waits for what comes of it."""
        self._waiting += 1
        self._look()
        try:
            yield
        finally:
            self._look()
            self._waiting -= 1

    def routine_waits(self) -> bool:
        now = self.monotonic()
        return now - self._last < AFTER_SECONDS and now - self._since < LONGEST_SECONDS

    def _look(self) -> None:
        if self._waiting < MANY:
            return
        now = self.monotonic()
        if now - self._last >= AFTER_SECONDS:
            self._since = now
        self._last = now
