"""Who may come in: the page itself, from the address it is opened by, and nothing else.

A page elsewhere in the same browser can send requests here, and can point a name of its own at
this machine (DNS rebinding). So the host must be an address, `localhost` or a configured name (an
address cannot be rebound), and whatever changes something, and every WebSocket, must come from
this very origin. Every answer forbids scripts, styles and connections from anywhere else.
"""

import re
from collections.abc import Collection
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_READING = frozenset({"GET", "HEAD"})
_HOST = re.compile(r"(\[(?P<address>[0-9a-f:.]+)\]|(?P<name>[a-z0-9.-]+))(:\d{1,5})?")


class Doorway:
    """ASGI middleware. `names` are host names beside `localhost`, in lower case."""

    def __init__(self, app: ASGIApp, names: Collection[str]) -> None:
        self._app = app
        self._names = frozenset(names) | {"localhost"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        reads = scope["type"] == "http" and scope["method"] in _READING
        if not self._is_ours(host):
            await _refuse(scope, receive, send, "this page is not known by that name", 421)
        elif not reads and not _same_origin(headers.get("origin", ""), host):
            await _refuse(scope, receive, send, "only this page itself may do that", 403)
        else:
            await self._app(scope, receive, _guarded(send, host))

    def _is_ours(self, host: str) -> bool:
        written = _HOST.fullmatch(host.lower())
        if written is None:
            return False
        name = written["address"] or written["name"]
        return name in self._names or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _same_origin(origin: str, host: str) -> bool:
    scheme, _, place = origin.partition("://")
    return scheme in {"http", "https"} and place != "" and place.lower() == host.lower()


async def _refuse(scope: Scope, receive: Receive, send: Send, why: str, status: int) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": why})
    else:
        await PlainTextResponse(why, status)(scope, receive, send)


def _guarded(send: Send, host: str) -> Send:
    """Every answer carries what the browser shall forbid on our behalf."""
    policy = "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            f"connect-src 'self' ws://{host} wss://{host}",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Content-Security-Policy"] = policy
            headers["Cross-Origin-Opener-Policy"] = "same-origin"
            headers["Cross-Origin-Resource-Policy"] = "same-origin"
            headers["Referrer-Policy"] = "no-referrer"
            headers["X-Content-Type-Options"] = "nosniff"
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return guarded
