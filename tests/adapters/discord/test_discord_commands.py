"""What an operator types: the invitation, and whether all is well at Discord."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner

from bot.cli.main import main
from tests.fakes.discord.pointing import pointed_at
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
      - id: "{server}"
        coordinators: ["{role}"]
"""


class Operator:
    def __init__(self, discord: FakeDiscord, folder: Path) -> None:
        self.discord, self.folder = discord, folder
        self.role = discord.role("Coordinators").id
        self.configure()
        (folder / "bot.token").write_text(discord.token)

    def configure(self, server: str = "", role: str = "") -> None:
        server, role = server or self.discord.guild.id, role or self.role
        text = CONFIG.format(folder=self.folder, server=server, role=role)
        (self.folder / "config.yaml").write_text(text)

    async def types(self, *arguments: str) -> tuple[int, str]:
        whole = [*arguments, "--config", str(self.folder / "config.yaml")]
        result = await asyncio.to_thread(CliRunner().invoke, main, whole)
        return result.exit_code, result.output


@pytest.fixture
async def operator(tmp_path: Path) -> AsyncIterator[Operator]:
    async with FakeDiscord() as discord:
        with pointed_at(discord):
            yield Operator(discord, tmp_path)


async def test_the_invitation_asks_for_no_permission(operator: Operator) -> None:
    code, said = await operator.types("discord", "invite")
    assert code == 0, said
    asked = parse_qs(urlsplit(said.strip()).query)
    assert asked["client_id"] == [operator.discord.app.id]
    assert asked["permissions"] == ["0"]
    assert sorted(asked["scope"][0].split()) == ["applications.commands", "bot"]


async def test_all_is_well(operator: Operator) -> None:
    code, said = await operator.types("check", "--online")
    assert code == 0, said
    assert not operator.discord.gateway.opened, "nothing is connected to"


async def test_a_token_that_is_not_known_is_told(operator: Operator) -> None:
    operator.discord.reset_token()
    code, said = await operator.types("check", "--online")
    assert code == 2
    assert "Discord does not know it" in " ".join(said.split())
    code, said = await operator.types("discord", "invite")
    assert code == 1
    assert "does not know the token" in said


async def test_a_server_that_the_bot_is_not_in_is_told(operator: Operator) -> None:
    operator.discord.remove_app(operator.discord.guild)
    code, said = await operator.types("check", "--online")
    assert code == 2
    assert f"not in the server {operator.discord.guild.id}" in " ".join(said.split())


async def test_a_role_that_is_not_there_is_told(operator: Operator) -> None:
    operator.configure(role="123456789012345678")
    code, said = await operator.types("check", "--online")
    assert code == 2
    assert "has no role 123456789012345678" in " ".join(said.split())


async def test_discord_out_of_reach_is_told(operator: Operator) -> None:
    await operator.discord.away()
    code, said = await operator.types("check", "--online")
    await operator.discord.back()
    assert code == 2
    assert "Discord cannot be reached." in said
