"""A small department whose chat is Discord: the real program, by the real discord.py, and people at
their Discord clients."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from click.testing import CliRunner

from adapters.local.clock import DemoClock
from bot.app import assemble
from bot.cli.main import main
from bot.cli.process import Process
from bot.cli.reaching import load_configuration
from scheduler.jobs import next_event
from tests.fakes.discord.people.person import FakeUser
from tests.fakes.discord.people.replies import Reply
from tests.fakes.discord.people.screen import SeenMessage
from tests.fakes.discord.pointing import pointed_at
from tests.fakes.discord.server import FakeDiscord
from tests.story.slack_town import HEADER, PEOPLE

CONFIG = """\
organisation:
  name: Harlow Ridge Fire Department
  bot_name: Harlow Ridge Peers
  zone: America/Chicago
lines:
  - {{name: Emergency, kind: emergency, phone: 911}}
  - {{name: 988 Lifeline, kind: crisis, phone: 988, hours: day and night}}
limits_of_confidentiality: {{en: What you say stays between you. The law sets limits.}}
database: {{path: {folder}/tailboard.db}}
keys: {{file: {folder}/tailboard.keys}}
health: {{port: 0}}
rotations:
  office:
    cycle: D D D D D O O
    anchors: {{Days: 2026-01-05}}
    starts: {{day: "08:00"}}
    hours: {{day: 9}}
platforms:
  discord:
    token: {{file: {folder}/bot.token}}
    servers:
      - {{id: "{server}"}}
    messages_per_second: 40
    new_conversations_per_second: 20
"""


@dataclass
class DiscordTown:
    """`people` at their clients by their number on the roster."""

    discord: FakeDiscord
    folder: Path
    clock: DemoClock
    people: dict[str, FakeUser] = field(default_factory=dict)
    process: Process | None = None

    @property
    def config(self) -> Path:
        return self.folder / "config.yaml"

    def roster(self, *leaving_out: str) -> bytes:
        rows = [HEADER]
        for number, name, station, rank, role, above in PEOPLE:
            if number not in leaving_out:
                account = f"discord:{self.discord.guild.id}:{self.people[number].id}"
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

    def set_up(self) -> None:
        for number, name, *_ in PEOPLE:
            self.people[number] = self.discord.person(name)
        (self.folder / "bot.token").write_text(self.discord.token)
        self.config.write_text(CONFIG.format(folder=self.folder, server=self.discord.guild.id))
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
        await self.discord.gateway.ready()

    async def stop(self) -> None:
        if self.process is not None:
            await self.process.stop()
            self.process = None

    async def restart(self) -> None:
        await self.stop()
        await self.discord.gateway.gone()
        self.discord.gateway.forget()
        await self.run()

    async def settle(self) -> None:
        """Everything that is due by the clock is done, and has been shown."""
        assert self.process is not None
        await self.process.jobs.settle_everything()
        await self.discord.quiet()

    async def pass_time(self, by: timedelta, *, until: FakeUser | None = None) -> None:
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

    async def press(self, person: FakeUser, label: str, on: SeenMessage | None = None) -> Reply:
        reply = await person.press(label, on)
        assert reply.ok, reply.error
        await self.discord.quiet()
        return reply

    async def command(self, person: FakeUser, line: str, words: str = "") -> Reply:
        """In a channel of the server."""
        room = next(iter(self.discord.guild.channels.values()))
        reply = await person.command(line, room, **({"words": words} if words else {}))
        assert reply.ok, reply.error
        await self.discord.quiet()
        return reply


@asynccontextmanager
async def open_town(folder: Path) -> AsyncIterator[DiscordTown]:
    """Set up and running; nobody was invited yet."""
    async with FakeDiscord() as discord:
        with pointed_at(discord):
            town = DiscordTown(discord, folder, DemoClock(datetime.now(UTC)))
            town.set_up()
            await town.run()
            try:
                yield town
            finally:
                await town.stop()
