"""A small department whose chat is Discord: the real program, by the real discord.py, and people at
their Discord clients."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from adapters.local.clock import DemoClock
from tests.fakes.discord.people.person import FakeUser
from tests.fakes.discord.people.replies import Reply
from tests.fakes.discord.people.screen import SeenMessage
from tests.fakes.discord.pointing import pointed_at
from tests.fakes.discord.server import FakeDiscord
from tests.story.town import PEOPLE, Town

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
class DiscordTown(Town[FakeUser]):
    discord: FakeDiscord

    def account(self, number: str) -> str:
        return f"discord:{self.discord.guild.id}:{self.people[number].id}"

    async def connected(self) -> None:
        await self.discord.gateway.ready()

    async def quiet(self) -> None:
        await self.discord.quiet()

    def set_up(self) -> None:
        for number, name, *_ in PEOPLE:
            self.people[number] = self.discord.person(name)
        (self.folder / "bot.token").write_text(self.discord.token)
        self.config.write_text(CONFIG.format(folder=self.folder, server=self.discord.guild.id))
        self.bring_in()

    async def restart(self) -> None:
        await self.stop()
        await self.discord.gateway.gone()
        self.discord.gateway.forget()
        await self.run()

    async def press(self, person: FakeUser, label: str, on: SeenMessage | None = None) -> Reply:
        reply = await person.press(label, on)
        assert reply.ok, reply.error
        await self.quiet()
        return reply

    async def command(self, person: FakeUser, line: str, words: str = "") -> Reply:
        """In a channel of the server."""
        room = next(iter(self.discord.guild.channels.values()))
        reply = await person.command(line, room, **({"words": words} if words else {}))
        assert reply.ok, reply.error
        await self.quiet()
        return reply


@asynccontextmanager
async def open_town(folder: Path) -> AsyncIterator[DiscordTown]:
    """Set up and running; nobody was invited yet."""
    async with FakeDiscord() as discord:
        with pointed_at(discord):
            town = DiscordTown(folder, DemoClock(datetime.now(UTC)), discord)
            town.set_up()
            await town.run()
            try:
                yield town
            finally:
                await town.stop()
