"""The telephones of the fictional agency: on call is woken by one that rings on the page.

A ring is no message: it is kept nowhere, and says nothing but that somebody is asked to look.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ring:
    """A telephone that rings, until somebody answers or silences it. `user` is whose it is."""

    id: str
    user: str
    title: str
    text: str


class Telephones:
    """Those that ring now, at most one call a person. A call rings once, however often it is
    put through."""

    def __init__(self) -> None:
        self._ringing: dict[str, Ring] = {}  # by user
        self._known: set[str] = set()

    def ring(self, ring: Ring) -> bool:
        """Whether it begins to ring: False where that call was put through before."""
        if ring.id in self._known:
            return False
        self._known.add(ring.id)
        self._ringing[ring.user] = ring
        return True

    def stop(self, id_: str) -> Ring | None:
        """The call that was ended; None where it had ended before."""
        for user, ring in self._ringing.items():
            if ring.id == id_:
                return self._ringing.pop(user)
        return None

    def ringing(self) -> tuple[Ring, ...]:
        return tuple(self._ringing.values())
