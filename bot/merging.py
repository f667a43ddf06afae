"""Tables of flows and renderers, each module's beside its code, made one."""

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

K = TypeVar("K", bound=Enum | str)
V = TypeVar("V")


def merged(*tables: Mapping[K, V]) -> Mapping[K, V]:
    """One table of several. Raises ValueError where two of them have the same key: else the last
    would win in silence, and what the other answers or renders would never be reached."""
    whole: dict[K, V] = {}
    for table in tables:
        twice = whole.keys() & table.keys()
        if twice:
            raise ValueError(f"in two tables: {', '.join(sorted(str(key) for key in twice))}")
        whole |= table
    return whole
