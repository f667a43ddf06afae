"""A small department and the real program beside its chat, whatever the platform."""

import asyncio
import os
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from click.testing import CliRunner

from adapters.local.clock import DemoClock
from bot.app import assemble
from bot.cli.main import main
from bot.cli.process import Process
from bot.cli.reaching import load_configuration
from scheduler.jobs import next_event

HEADER = (
    "number,name,account,station,shift,crew,rank,role,supervisor,evaluators,rotation,zone,language"
)

#: number, name, station, rank, role, supervisor
PEOPLE = (
    ("001", "Maren Okafor", "Headquarters", "Fire Chief", "", ""),
    ("003", "Cleo Hart", "Headquarters", "Captain", "coordinator", "001"),
    ("010", "Rosa Delgado", "Station 1", "Firefighter", "supporter", "001"),
    ("022", "Owen Pike", "Station 3", "Firefighter", "supporter", "001"),
    ("033", "Ana Quiñones", "Station 2", "Firefighter", "", "001"),
)


class Person(Protocol):
    """At a client; `from_app` is what the bot wrote to them."""

    @property
    def id(self) -> str: ...

    @property
    def from_app(self) -> Sequence[Any]: ...


P = TypeVar("P", bound=Person)


@dataclass
class Town(ABC, Generic[P]):
    """`people` at their clients by their number on the roster."""

    folder: Path
    clock: DemoClock
    people: dict[str, P] = field(default_factory=dict, kw_only=True)
    process: Process | None = field(default=None, kw_only=True)

    @abstractmethod
    def account(self, number: str) -> str:
        """As a roster has it."""

    @abstractmethod
    async def connected(self) -> None:
        """Until the platform has the program's connection."""

    @abstractmethod
    async def quiet(self) -> None:
        """Until nothing more is said."""

    @property
    def config(self) -> Path:
        return self.folder / "config.yaml"

    def roster(self, *leaving_out: str) -> bytes:
        rows = [HEADER]
        for number, name, station, rank, role, above in PEOPLE:
            if number not in leaving_out:
                account = self.account(number)
                rows.append(f"{number},{name},{account},{station},,,{rank},{role},{above},,,,")
        return "\n".join(rows).encode()

    def tailboard(self, *arguments: str) -> str:
        """A command as the operator types it; it has to go well."""
        result = CliRunner().invoke(main, [*arguments, "--config", str(self.config)])
        assert result.exit_code == 0, result.output
        return result.output

    async def meanwhile(self, *arguments: str) -> str:
        """The same while the program runs: it goes to it over its socket."""
        return await asyncio.to_thread(self.tailboard, *arguments)

    def bring_in(self) -> None:
        """The roster, and two supporters; the configuration is written already."""
        (self.folder / "roster.csv").write_bytes(self.roster())
        self.tailboard("check")
        self.tailboard("keys", "init")
        self.tailboard("migrate")
        self.tailboard("import", "--confirm", str(self.folder / "roster.csv"))
        for number in ("010", "022"):
            self.tailboard("supporters", "training", "--until", "2027-12-31", number)
            self.tailboard("supporters", "approve", number)

    async def run(self) -> None:
        parts = assemble(load_configuration(self.config), os.environ, self.clock)
        self.process = Process(parts)
        await self.process.start()
        await self.connected()

    async def stop(self) -> None:
        if self.process is not None:
            await self.process.stop()
            self.process = None

    async def settle(self) -> None:
        """Everything that is due by the clock is done, and has been shown."""
        assert self.process is not None
        await self.process.jobs.settle_everything()
        await self.quiet()

    async def pass_time(self, by: timedelta, *, until: P | None = None) -> None:
        """The clock goes on, in steps in which looks come; till that person gets a message."""
        end, had = self.clock.now() + by, len(until.from_app) if until else 0
        while (now := self.clock.now()) < end:
            due, stride = await self._next_event(), min(now + timedelta(hours=3), end)
            self.clock.jump_to(min(max(due or stride, now + timedelta(seconds=1)), stride))
            await self.settle()
            if until is not None and len(until.from_app) > had:
                return

    async def _next_event(self) -> datetime | None:
        assert self.process is not None
        return await asyncio.wrap_future(self.process.parts.ledger.submit(next_event))
