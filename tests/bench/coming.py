"""When presses come: a process of its own, that tells when each of them does.

Presses come over a socket. A timer of the loop that answers them waits for whole milliseconds, and
a thread beside it for the interpreter; both would be told as the program's time.
"""

import asyncio
import os
import struct
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random

from tests.bench.configuring import ROOT

_INSTANT = struct.Struct("d")


@asynccontextmanager
async def instants(rate: float) -> AsyncIterator[AsyncIterator[float]]:
    """When each press is due, on the loop's clock, told at that moment: `rate` a second on average,
    whether those before were answered or not (Poisson). They come until the block is left."""
    command = (sys.executable, "-m", "tests.bench.coming", str(rate))
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=DEVNULL, stdout=PIPE)
    try:
        yield _told(process.stdout)
    finally:
        process.kill()
        await process.wait()


async def _told(told: asyncio.StreamReader | None) -> AsyncIterator[float]:
    while told is not None:
        (instant,) = _INSTANT.unpack(await told.readexactly(_INSTANT.size))
        yield instant


def tell(rate: float, out: int) -> None:
    """Writes the instants, each when it has come; the clock is the same in every process."""
    rng = Random(2)
    due = time.monotonic()
    while True:
        due += rng.expovariate(rate)
        time.sleep(max(0.0, due - time.monotonic()))
        os.write(out, _INSTANT.pack(due))


if __name__ == "__main__":
    tell(float(sys.argv[1]), sys.stdout.fileno())
