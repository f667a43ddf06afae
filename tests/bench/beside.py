"""Presses at a steady rate while a command of the operator's is at work: in a process of its own,
that goes to the running one, this, over the socket beside the database."""

import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path

from bot.control.office import Turn
from bot.control.server import ControlServer
from bot.control.socket_path import socket_path
from tests.bench.configuring import ROOT
from tests.bench.presses import Pressing, steadily
from tests.bench.sizes import Sizes
from tests.bench.timing import percentile
from tests.storage_fixtures import ReadyLedger


@dataclass(frozen=True, slots=True)
class Beside:
    """Seconds of each press without the command, of each with it, and of the command."""

    alone: list[float]
    during: list[float]
    seconds: float

    @property
    def p99_alone(self) -> float:
        """In milliseconds."""
        return 1000 * percentile(self.alone, 0.99)

    @property
    def p99_during(self) -> float:
        """In milliseconds."""
        return 1000 * percentile(self.during, 0.99)


def press_beside(
    ready: ReadyLedger, pressing: Pressing, command: list[str], sizes: Sizes
) -> Beside:
    """First alone and then during the whole command, on one database; `command` is what follows
    `tailboard`. Raises RuntimeError where it fails."""
    return asyncio.run(_press_beside(ready, pressing, command, sizes))


async def _press_beside(
    ready: ReadyLedger, pressing: Pressing, command: list[str], sizes: Sizes
) -> Beside:
    loop, rate = asyncio.get_running_loop(), sizes.press_rate
    server = ControlServer(socket_path(Path(ready.where)), ready.ledger, pressing.setting, Turn())
    await server.start()
    try:
        alone = await steadily(
            ready.ledger, pressing, rate, lambda passed: passed >= sizes.press_seconds
        )
        began = loop.time()
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.cli.main", *command),
            cwd=ROOT,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        ended = asyncio.ensure_future(process.communicate())
        during = await steadily(ready.ledger, pressing, rate, lambda _: ended.done())
        seconds = loop.time() - began
        _, said = await ended
    finally:
        await server.stop()
    if process.returncode != 0:
        raise RuntimeError(f"tailboard {command[0]} failed: {said.decode()[-2000:]}")
    return Beside(alone, during, seconds)
