"""Clocks and middles. The machine is shared and noisy, so everything is measured several times,
in turns with what it is compared with, and medians are told."""

import math
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Wall seconds, which somebody waits, the disk included; and the result."""
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def seconds_of(work: Callable[[], object]) -> float:
    """Wall seconds alone."""
    return timed(work)[0]


def core_seconds_of(work: Callable[[], object]) -> float:
    """Processor seconds of all threads of this process: what it costs, whoever else is busy."""
    began = time.process_time()
    work()
    return time.process_time() - began


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` of all do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
