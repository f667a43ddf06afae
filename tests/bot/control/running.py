"""A control server in a loop of its own, as the running process has it."""

import asyncio
import threading
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, Self

from bot.control.server import ControlServer
from tests.bot.control.conftest import Imports


class Running:
    """`options` go to the server."""

    def __init__(self, imports: Imports, path: Path, **options: Any) -> None:
        self.path = path
        self.server = ControlServer(
            path, imports.ready.ledger, imports.setting, imports.turn, **options
        )
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        self._run(self.server.start())

    def _run(self, doing: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(doing, self._loop).result(10)

    def stop(self) -> None:
        self._run(self.server.stop())

    def close(self) -> None:
        self.stop()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
