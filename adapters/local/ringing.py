"""The telephones of the fictional agency: on call is woken by one that rings on the page.

A ring is no message: it is kept nowhere, and says nothing but that somebody is asked to look.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

RINGS_FOR = timedelta(minutes=5)
"""By the demo's clock; by then everyone is asked."""


@dataclass(frozen=True, slots=True)
class Ring:
    """A telephone that rings from `at` on, until somebody answers or silences it, or it gives up.
    `user` is whose it is."""

    id: str
    user: str
    at: datetime
    title: str
    text: str


class Telephones:
    """Those that ring now, at most one call a person. A call rings once, however often it is
    put through."""

    def __init__(self) -> None:
        self._ringing: dict[str, Ring] = {}  # by user
        self._known: set[str] = set()

    def ring(self, ring: Ring) -> bool:
        """Whether it begins to ring: False where that call was put through before. One that rang
        there is over."""
        if ring.id in self._known:
            return False
        self._known.add(ring.id)
        self._ringing[ring.user] = ring
        return True

    def at(self, user: str) -> Ring | None:
        """The call that this person's telephone rings with."""
        return self._ringing.get(user)

    def stop(self, id_: str) -> Ring | None:
        """The call that was ended; None where it had ended before."""
        for user, ring in self._ringing.items():
            if ring.id == id_:
                return self._ringing.pop(user)
        return None

    def give_up(self, now: datetime) -> tuple[Ring, ...]:
        """Those that have rung for long enough, and do not any more."""
        over = tuple(r for r in self._ringing.values() if now - r.at >= RINGS_FOR)
        for ring in over:
            del self._ringing[ring.user]
        return over

    def ringing(self) -> tuple[Ring, ...]:
        return tuple(self._ringing.values())
