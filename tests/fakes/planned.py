"""What is planned to go wrong: where, how often, and for which call."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

F = TypeVar("F")
#: Whether a call, by its arguments, is meant.
When: TypeAlias = Callable[[dict[str, Any]], bool]


def _always(arguments: dict[str, Any]) -> bool:
    return True


@dataclass(slots=True)
class _Planned(Generic[F]):
    fault: F
    left: int | None  #: None: for ever
    when: When
    after: int  #: calls that go well first


class Planned(Generic[F]):
    """Faults by place; "*" is every place."""

    def __init__(self) -> None:
        self._plans: dict[str, list[_Planned[F]]] = {}

    def plan(
        self,
        place: str,
        fault: F,
        *,
        times: int | None = 1,
        after: int = 0,
        when: When = _always,
    ) -> None:
        """Let the next `times` calls (None: all) fail, once `after` matching ones went well."""
        self._plans.setdefault(place, []).append(_Planned(fault, times, when, after))

    def clear(self, place: str | None = None) -> None:
        if place is None:
            self._plans.clear()
        else:
            self._plans.pop(place, None)

    def next(self, place: str, arguments: dict[str, Any]) -> F | None:
        """Takes it from the plan."""
        if not self._plans:
            return None
        for name in (place, "*"):
            for planned in self._plans.get(name, ()):
                if planned.left == 0 or not planned.when(arguments):
                    continue
                if planned.after:
                    planned.after -= 1
                    continue
                if planned.left is not None:
                    planned.left -= 1
                return planned.fault
        return None
