"""The whole program with a platform's adapter, in a process of its own: what `tailboard run`
starts, but for its clock, on which it is always noon of one day or of another four weeks later."""

import asyncio
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import assemble
from bot.cli.process import Process
from bot.cli.reaching import load_configuration
from bot.model.ids import PersonId
from bot.ports import Priority
from scheduler.running import run
from tests.bench.check_ins import NEXT_TIME, put_check_ins
from tests.bench.resident import megabytes, peak_megabytes
from tests.bench.told import Deed, Json, serve


class MovedClock:
    """Implements `bot.ports.Clock`. Not the demo's: a program that is not the demo has no part of
    the local workspace in its memory."""

    def __init__(self, start: datetime) -> None:
        self._start, self._since = start, time.monotonic()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=time.monotonic() - self._since)

    def monotonic(self) -> float:
        return time.monotonic()

    def jump(self, by: timedelta) -> None:
        self._start += by


@dataclass(slots=True)
class Program:
    clock: MovedClock = field(init=False)
    _process: Process | None = None

    @property
    def process(self) -> Process:
        assert self._process is not None
        return self._process

    async def begin(self, now: str) -> Json:
        self.clock = MovedClock(datetime.fromisoformat(now))
        return {}

    async def start(self, configuration: str) -> Json:
        parts = assemble(load_configuration(Path(configuration)), os.environ, self.clock)
        self._process = Process(parts)
        await self._process.start()
        return {}

    async def put(self, people: Sequence[int]) -> Json:
        """A check-in for each, due now; and what the processor had done until then."""
        self.clock.jump(NEXT_TIME)
        ids, setting = [PersonId(each) for each in people], self.process.parts.setting
        await run(
            self.process.parts.ledger,
            lambda work: put_check_ins(work, ids, setting),
            Priority.LOOK,
        )
        self.process.jobs.nudge()
        return {"core": time.process_time()}

    async def used(self) -> Json:
        """Seconds of a core since it began; the memory now, and the most of it."""
        now, most = megabytes(), peak_megabytes()
        return {"core": time.process_time(), "megabytes": now, "most": most}

    async def stop(self) -> Json:
        process, self._process = self.process, None
        await process.stop()
        return {}


async def serve_program(more: Mapping[str, Deed] | None = None) -> None:
    """`more`: what a platform needs before it is started."""
    program = Program()
    await serve(
        {
            "begin": program.begin,
            "start": program.start,
            "put": program.put,
            "used": program.used,
            "stop": program.stop,
            **(more or {}),
        }
    )


if __name__ == "__main__":
    asyncio.run(serve_program())
