"""The last word stands. What somebody did last is what they see answered, though an answer to
something earlier took longer: platforms draw whatever comes, in the order in which it comes.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

#: places that are remembered: what somebody looked at before so many others is looked at no more
MOST = 1_000


@dataclass(slots=True)
class _Drawn:
    """`number` of the answer that stands there, or is being drawn."""

    number: int = 0
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class Order:
    """Numbers what people do as it comes, and draws in that order, place by place (a view, a
    message, somebody's Home tab)."""

    def __init__(self) -> None:
        self._came = 0
        self._places: OrderedDict[str, _Drawn] = OrderedDict()

    def next(self) -> int:
        """Of what has just come."""
        self._came += 1
        return self._came

    def drawn(self, place: str, number: int) -> None:
        """It is drawn by other means (an acknowledgement)."""
        known = self._at(place)
        known.number = max(known.number, number)

    @asynccontextmanager
    async def turn(self, place: str, number: int) -> AsyncIterator[bool]:
        """One at a time draws there; False: something later stands there, and nothing is to be
        drawn over it."""
        known = self._at(place)
        async with known.turn:
            latest = number >= known.number
            known.number = max(known.number, number)
            yield latest

    def _at(self, place: str) -> _Drawn:
        known = self._places.setdefault(place, _Drawn())
        self._places.move_to_end(place)
        while len(self._places) > MOST:
            self._places.popitem(last=False)
        return known
