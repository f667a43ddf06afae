"""The page's web server, inside the program's own event loop."""

import asyncio
import contextlib
import logging
import socket
from collections.abc import Iterator

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware

from adapters.local import acting, directing, showing
from adapters.local.doorway import Doorway
from adapters.local.plain import TextRefused
from adapters.local.reading import Refusal
from adapters.local.room import Room
from bot.ports import CannotStart

log = logging.getLogger(__name__)

#: real seconds that requests in flight have to finish when the program stops
_PATIENCE = 5


class PageUnreachable(CannotStart):
    """The page cannot be served there; the text says what a person can do."""


class PageServer:
    """Serves one room. `address` is where the page is, once it has started."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.address = ""

    async def start(self) -> None:
        """Returns when the page can be opened. Raises PageUnreachable."""
        config = self._room.config
        listening = _listen(config.host, config.port)
        port = listening.getsockname()[1]
        name = f"[{config.host}]" if ":" in config.host else config.host
        self.address = f"http://{name}:{port}/"
        self._server = _EmbeddedServer(
            uvicorn.Config(
                _app(self._room),
                http="h11",
                ws="websockets-sansio",
                ws_max_size=65_536,
                lifespan="off",
                log_config=None,
                # Below it, it prints every frame of the page's socket, whatever the level is.
                log_level=logging.WARNING,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=_PATIENCE,
            )
        )
        self._serving = asyncio.create_task(self._server.serve(sockets=[listening]))
        while not self._server.started:
            if self._serving.done():
                await self._serving
            await asyncio.sleep(0.005)
        self._telling = asyncio.create_task(directing.tell_time(self._room))

    async def stop(self) -> None:
        """Lets the windows go (1012: they come back), finishes requests in flight, and returns."""
        self._telling.cancel()
        self._server.should_exit = True
        await self._serving
        with contextlib.suppress(asyncio.CancelledError):
            await self._telling


class _EmbeddedServer(uvicorn.Server):
    """Leaves the signals to the program it runs in."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _app(room: Room) -> Starlette:
    app = Starlette(
        routes=[*showing.routes(), *acting.ROUTES, *directing.ROUTES],
        middleware=[Middleware(Doorway, names=room.config.names)],
        exception_handlers={Refusal: acting.refused, TextRefused: acting.refused},
    )
    app.state.room = room
    app.state.playing = asyncio.Lock()
    return app


def _listen(host: str, port: int) -> socket.socket:
    """A socket of our own, so that the port is known (0: any free one) before it is served."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
    except OSError:
        raise PageUnreachable(f"{host} is no address of this machine") from None
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(place)
    except OSError:
        listening.close()
        raise PageUnreachable(
            f"port {port} of {host} is taken or not allowed: choose another (0: any free one)"
        ) from None
    return listening
