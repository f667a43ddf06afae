"""Rate limits: a bucket per route and top-level resource, the global one, new direct messages.

/developers/topics/rate-limits. The headers and the answers are Discord's; how large each bucket
is, Discord tells nobody but by the headers, so the figures here are only of the usual order. Off
until switched on; bans after too many invalid requests are always on.
"""

import hashlib
import math
from collections import deque
from dataclasses import dataclass, field

from tests.fakes.discord.wire import Json, Refused

#: How many requests in how many seconds, by route; else `USUAL`.
SIZES: dict[str, tuple[int, float]] = {
    "POST /channels/{channel.id}/messages": (5, 5.0),
    "PATCH /channels/{channel.id}/messages/{message.id}": (5, 5.0),
    "DELETE /channels/{channel.id}/messages/{message.id}": (5, 1.0),
    "POST /users/@me/channels": (10, 1.0),
    "POST /webhooks/{application.id}/{interaction.token}": (5, 2.0),
    "PATCH /webhooks/{application.id}/{interaction.token}/messages/{message.id}": (5, 2.0),
    "GET /guilds/{guild.id}/members": (10, 10.0),
}
USUAL = (50, 1.0)
#: What makes two buckets of one route.
TOP_LEVEL = ("channel.id", "guild.id", "application.id", "interaction.token")


@dataclass(slots=True)
class _Window:
    until: float = 0.0
    used: int = 0

    def open(self, now: float, seconds: float) -> None:
        if now >= self.until:
            self.until, self.used = now + seconds, 0


@dataclass(slots=True)
class Rates:
    """`discord.rates.on = True` switches them on."""

    on: bool = False
    sizes: dict[str, tuple[int, float]] = field(default_factory=lambda: dict(SIZES))
    #: Requests a second of the whole bot; interaction endpoints are not counted.
    a_second: int = 50
    #: New direct messages in `new_dm_seconds`, then 40003; None: any number. Not documented.
    new_dms: int | None = None
    new_dm_seconds: float = 600.0
    refused: int = 0  #: answers with 429, the global ones too
    refused_globally: int = 0
    _windows: dict[tuple[str, ...], _Window] = field(default_factory=dict)
    _global: _Window = field(default_factory=_Window)
    _dms: deque[float] = field(default_factory=deque)
    _invalid: deque[float] = field(default_factory=deque)

    def take(
        self, route: str, ids: Json, now: float, wall: float, *, counted_globally: bool
    ) -> dict[str, str]:
        """The headers of a request that may go on; else it is refused."""
        if not self.on:
            return {}
        size, seconds = self.sizes.get(route, USUAL)
        key = (route, *(str(ids[name]) for name in TOP_LEVEL if name in ids))
        window = self._windows.setdefault(key, _Window())
        window.open(now, seconds)
        if window.used >= size:
            self.refused += 1
            raise self._limited(route, window, now, wall, size)
        if counted_globally:
            self._global.open(now, 1.0)
            if self._global.used >= self.a_second:
                self.refused += 1
                self.refused_globally += 1
                raise _globally(self._global.until - now)
            self._global.used += 1
        window.used += 1
        return self._headers(route, window, now, wall, size)

    def _headers(
        self, route: str, window: _Window, now: float, wall: float, size: int
    ) -> dict[str, str]:
        left = max(0.0, window.until - now)
        return {
            "X-RateLimit-Limit": str(size),
            "X-RateLimit-Remaining": str(size - window.used),
            "X-RateLimit-Reset": f"{wall + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": hashlib.md5(route.encode(), usedforsecurity=False).hexdigest(),
        }

    def _limited(
        self, route: str, window: _Window, now: float, wall: float, size: int
    ) -> "Limited":
        left = max(0.001, window.until - now)
        headers = self._headers(route, window, now, wall, size)
        return Limited(left, headers | {"X-RateLimit-Scope": "user"})

    def new_dm(self, now: float) -> None:
        """One more conversation is opened; refused with 40003 where those are too many."""
        if not self.on or self.new_dms is None:
            return
        while self._dms and now - self._dms[0] >= self.new_dm_seconds:
            self._dms.popleft()
        if len(self._dms) >= self.new_dms:
            raise Refused.because(40003)
        self._dms.append(now)

    def invalid(self, now: float) -> None:
        """A request ended in 401, 403 or 429."""
        self._invalid.append(now)

    def invalid_in_ten_minutes(self, now: float) -> int:
        while self._invalid and now - self._invalid[0] >= 600:
            self._invalid.popleft()
        return len(self._invalid)


class Limited(Refused):
    """429, with its headers; `global` only where it is the whole bot's."""

    def __init__(self, seconds: float, headers: dict[str, str], *, everywhere: bool = False):
        super().__init__(429, 0, "You are being rate limited.")
        self.headers = {"Retry-After": str(math.ceil(seconds)), **headers}
        self.answer: Json = {
            "message": self.message,
            "retry_after": round(seconds, 3),
            "global": everywhere,
        }

    def body(self) -> Json:
        return self.answer


def _globally(seconds: float) -> Limited:
    headers = {"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}
    return Limited(max(0.001, seconds), headers, everywhere=True)
