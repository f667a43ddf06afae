"""The browser windows that are open: whom each follows, and what it is told as it happens."""

import asyncio
import json
from collections.abc import Collection
from typing import Any

#: what may wait for a slow window before it is let go; it then comes back and asks for everything
_MOST_WAITING = 1_000


class Window:
    """One WebSocket's side: the people on its phones, and what it is still to be sent."""

    def __init__(self) -> None:
        self.follows: frozenset[str] = frozenset()
        self._waiting: asyncio.Queue[str | None] = asyncio.Queue(_MOST_WAITING)

    def tell(self, **news: Any) -> None:
        self.tell_line(json.dumps(news, ensure_ascii=True, separators=(",", ":")))

    def tell_line(self, line: str) -> None:
        try:
            self._waiting.put_nowait(line)
        except asyncio.QueueFull:
            self.let_go()

    def let_go(self) -> None:
        """Nothing more is sent; `next_line` returns None."""
        while not self._waiting.empty():
            self._waiting.get_nowait()
        self._waiting.put_nowait(None)

    async def next_line(self) -> str | None:
        return await self._waiting.get()


class Windows:
    """All of them. Used on the event loop only."""

    def __init__(self) -> None:
        self._open: set[Window] = set()

    def open(self) -> Window:
        window = Window()
        self._open.add(window)
        return window

    def close(self, window: Window) -> None:
        self._open.discard(window)

    def __len__(self) -> int:
        return len(self._open)

    def tell_followers(self, *users: str, **news: Any) -> None:
        """Every window that has one of these people on a phone."""
        self._tell([w for w in self._open if not w.follows.isdisjoint(users)], news)

    def tell_all(self, **news: Any) -> None:
        self._tell(self._open, news)

    def _tell(self, windows: Collection[Window], news: dict[str, Any]) -> None:
        if not windows:
            return
        line = json.dumps(news, ensure_ascii=True, separators=(",", ":"))
        for window in windows:
            window.tell_line(line)
