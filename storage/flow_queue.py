"""The queue of flows that wait for their unit of work: by priority, then in the order they came."""

import heapq
import itertools
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Condition
from typing import Any

from bot.ports import Priority, Work


@dataclass(order=True, slots=True)
class QueuedFlow:
    """A flow, and who waits for it. Compared by priority and number alone."""

    priority: Priority
    number: int
    flow: Callable[[Work], Any] = field(compare=False)
    future: "Future[Any]" = field(compare=False)


class QueueClosed(Exception):
    """Nothing is taken in any more."""


class FlowQueue:
    """Flows by urgency, and of one urgency in the order in which they came. Any thread may put
    and take."""

    def __init__(self) -> None:
        self._heap: list[QueuedFlow] = []
        self._changed = Condition()
        self._numbers = itertools.count()
        self._closed = False

    def put(self, flow: Callable[[Work], Any], priority: Priority) -> "Future[Any]":
        """Raises QueueClosed."""
        future: Future[Any] = Future()
        with self._changed:
            if self._closed:
                raise QueueClosed
            queued = QueuedFlow(priority, next(self._numbers), flow, future)
            heapq.heappush(self._heap, queued)
            self._changed.notify()
        return future

    def take(self, timeout: float | None = None) -> QueuedFlow | None:
        """The most urgent; waits for one. None after `timeout` seconds, or when all is done."""
        with self._changed:
            self._changed.wait_for(lambda: self._heap or self._closed, timeout)
            return heapq.heappop(self._heap) if self._heap else None

    def take_up_to(self, priority: Priority) -> QueuedFlow | None:
        """The most urgent, if it is at least as urgent as this; does not wait."""
        with self._changed:
            if self._heap and self._heap[0].priority <= priority:
                return heapq.heappop(self._heap)
            return None

    def take_all_waiting(self) -> list[QueuedFlow]:
        with self._changed:
            waiting, self._heap = sorted(self._heap), []
            return waiting

    @property
    def finished(self) -> bool:
        """Closed, and nothing left in it."""
        with self._changed:
            return self._closed and not self._heap

    def close(self) -> None:
        """What is in it is still given out."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
