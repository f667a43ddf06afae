"""Somebody at the command line, and a Discord that the commands call."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from click.testing import CliRunner

from bot.cli.main import main
from tests.fakes.discord.server import FakeDiscord

CONFIG = """\
organisation:
  name: Harlow Ridge Fire
  bot_name: Harlow Ridge Peers
  zone: America/Chicago
lines:
  - {{name: Emergency, kind: emergency, phone: 911}}
  - {{name: Crisis line, kind: crisis, phone: 988}}
limits_of_confidentiality: {{en: The limits.}}
keys: {{file: {folder}/tailboard.keys}}
platforms:
  discord:
    token: {{file: {folder}/bot.token}}
    servers:
"""


class Operator:
    def __init__(self, discord: FakeDiscord, folder: Path) -> None:
        self.discord, self.folder = discord, folder
        (folder / "bot.token").write_text(discord.token)

    def configure(self, *servers: str) -> None:
        """Each as it stands in the configuration."""
        listed = "".join(f"      - {server}\n" for server in servers)
        text = CONFIG.format(folder=self.folder) + listed
        (self.folder / "config.yaml").write_text(text)

    async def types(self, *arguments: str) -> tuple[int, str]:
        whole: Sequence[str] = [*arguments, "--config", str(self.folder / "config.yaml")]
        result = await asyncio.to_thread(CliRunner().invoke, main, whole)
        return result.exit_code, result.output
