"""Of many who do something at once, all are acknowledged before anything is shown; and then what
they are shown leaves a few at a time.

To draw a view and to send it are different turns of the loop. Were everybody let on in one turn,
all views would be drawn before the first left, and Slack would have nothing to do meanwhile.
"""

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

#: seconds at most that what is shown waits while others are not yet acknowledged
COURTESY = 0.2
#: who is let on in one turn of the loop
AT_ONCE = 8


@dataclass(slots=True)
class Courtesy:
    _at_the_core: int = 0
    _waiting: "deque[asyncio.Future[None]]" = field(default_factory=deque)
    _latest: asyncio.TimerHandle | None = None
    _letting_on: bool = False

    @contextmanager
    def not_acknowledged(self) -> Iterator[None]:
        """As long as somebody's event is with the core."""
        self._at_the_core += 1
        try:
            yield
        finally:
            self._at_the_core -= 1
            if not self._at_the_core:
                self._let_on()

    async def turn(self) -> None:
        """Returns when everybody is acknowledged, or after `COURTESY`."""
        if not self._at_the_core and not self._waiting:
            return
        loop = asyncio.get_running_loop()
        mine: asyncio.Future[None] = loop.create_future()
        self._waiting.append(mine)
        if self._latest is None:
            self._latest = loop.call_later(COURTESY, self._let_on)
        await mine

    def _let_on(self) -> None:
        """Whoever waits now; who comes meanwhile waits behind them."""
        if self._latest is not None:
            self._latest.cancel()
            self._latest = None
        if self._waiting and not self._letting_on:
            self._letting_on = True
            self._let_on_some()

    def _let_on_some(self) -> None:
        for _ in range(min(AT_ONCE, len(self._waiting))):
            mine = self._waiting.popleft()
            if not mine.done():
                mine.set_result(None)
        self._letting_on = bool(self._waiting)
        if self._letting_on:
            asyncio.get_running_loop().call_soon(self._let_on_some)
