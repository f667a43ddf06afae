"""`/healthz` and `/readyz`, on a port of their own and in a thread with a loop of its own: where
the program's loop is stuck, this still answers. They say a word and nothing of
anyone: "ok", "late", "stopped".
"""

import asyncio
import logging
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.config.models import Health

WELL = "ok"


class HealthUnreachable(Exception):
    """The port cannot be had; the message says which."""


def health_app(word: Callable[[], str]) -> Starlette:
    """`/healthz`: the process runs. `/readyz`: 503, and why, while the watch is not well."""

    async def healthz(request: Request) -> PlainTextResponse:
        return PlainTextResponse("ok\n")

    async def readyz(request: Request) -> PlainTextResponse:
        said = word()
        return PlainTextResponse(f"{said}\n", status_code=200 if said == WELL else 503)

    return Starlette(routes=[Route("/healthz", healthz), Route("/readyz", readyz)])


@dataclass(slots=True)
class HealthServer:
    """`port` is the one in use, once started (0 in the configuration takes any that is free)."""

    where: Health
    word: Callable[[], str]  #: the watch's (`scheduler.watch.Watch.word`)
    port: int = 0
    _server: uvicorn.Server | None = None
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Listens from here on. Raises HealthUnreachable."""
        host, port = self.where.host, self.where.port
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            listening = socket.create_server((host, port), family=family)
        except OSError as error:
            raise HealthUnreachable(
                f"{host}:{port} cannot be listened on ({error.strerror}). Is another program there?"
                " Name another port under health:."
            ) from None
        self.port = listening.getsockname()[1]
        config = uvicorn.Config(
            health_app(self.word),
            ws="none",
            log_config=None,
            log_level=logging.WARNING,
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        self._server = server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=lambda: asyncio.run(server.serve(sockets=[listening])),
            name="health",
            daemon=True,
        )
        self._thread.start()

    def stop(self) -> None:
        if self._server is not None and self._thread is not None:
            self._server.should_exit = True
            self._thread.join()
