"""A small department whose chat is Slack: the real program, by the real slack-bolt, and people at
their Slack clients."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from adapters.local.clock import DemoClock
from tests.fakes.slack.people.person import FakeUser
from tests.fakes.slack.people.replies import Reply
from tests.fakes.slack.people.screen import Seen
from tests.fakes.slack.server import FakeSlack
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
  slack:
    bot_token: {{file: {folder}/bot.token}}
    app_token: {{file: {folder}/app.token}}
    api_url: {api}
    messages_per_second: 20
"""


@dataclass
class SlackTown(Town[FakeUser]):
    slack: FakeSlack

    def account(self, number: str) -> str:
        return f"slack:{self.slack.workspace.id}:{self.people[number].id}"

    async def connected(self) -> None:
        await self.slack.connected()

    async def quiet(self) -> None:
        await self.slack.quiet()

    def set_up(self, more: str) -> None:
        for number, name, *_ in PEOPLE:
            self.people[number] = self.slack.person(name)
        (self.folder / "bot.token").write_text(self.slack.bot_token)
        (self.folder / "app.token").write_text(self.slack.app_token)
        text = CONFIG.format(folder=self.folder, api=self.slack.base_url)
        self.config.write_text(text + more)
        self.slack.use_manifest(json.loads(self.tailboard("slack", "manifest")))
        self.slack.reinstall()
        self.bring_in()

    async def press(self, person: FakeUser, label: str, on: Seen | None = None) -> Reply:
        reply = await person.press(label, on)
        assert reply.ok, reply.error
        await self.quiet()
        return reply


@asynccontextmanager
async def open_town(folder: Path, *, more: str = "") -> AsyncIterator[SlackTown]:
    """Set up and running; nobody was invited yet. `more` goes to the end of Slack's part of the
    configuration; the app is made of the manifest that the program prints for it."""
    async with FakeSlack() as slack:
        town = SlackTown(folder, DemoClock(datetime.now(UTC)), slack)
        town.set_up(more)
        await town.run()
        try:
            yield town
        finally:
            await town.stop()
