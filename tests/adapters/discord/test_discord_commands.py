"""What an operator types: the invitation, and whether all is well at Discord."""

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.adapters.discord.operator import Operator
from tests.fakes.discord.faults import refused
from tests.fakes.discord.pointing import pointed_at
from tests.fakes.discord.server import FakeDiscord


class Inviting(Operator):
    """With a role that is to coordinate."""

    def __init__(self, discord: FakeDiscord, folder: Path) -> None:
        super().__init__(discord, folder)
        self.coordinated_by(discord.role("Coordinators").id)

    def coordinated_by(self, role: str) -> None:
        self.configure(f'{{id: "{self.discord.guild.id}", coordinators: ["{role}"]}}')


@pytest.fixture
async def operator(tmp_path: Path) -> AsyncIterator[Inviting]:
    async with FakeDiscord() as discord:
        with pointed_at(discord):
            yield Inviting(discord, tmp_path)


async def test_the_invitation_asks_for_no_permission(operator: Inviting) -> None:
    code, said = await operator.types("discord", "invite")
    assert code == 0, said
    asked = parse_qs(urlsplit(said.strip()).query)
    assert asked["client_id"] == [operator.discord.app.id]
    assert asked["permissions"] == ["0"]
    assert sorted(asked["scope"][0].split()) == ["applications.commands", "bot"]


async def test_all_is_well(operator: Inviting) -> None:
    code, said = await operator.types("check", "--online")
    assert code == 0, said
    assert not operator.discord.gateway.opened, "nothing is connected to"


async def test_a_token_that_is_not_known_is_told(operator: Inviting) -> None:
    operator.discord.reset_token()
    code, said = await operator.types("check", "--online")
    assert code == 2
    assert "Discord does not know it" in " ".join(said.split())
    code, said = await operator.types("discord", "invite")
    assert code == 1
    assert "does not know the token" in said


async def test_a_server_that_the_bot_is_not_in_is_told(operator: Inviting) -> None:
    operator.discord.remove_app(operator.discord.guild)
    code, said = await operator.types("check", "--online")
    assert code == 2
    assert f"not in the server {operator.discord.guild.id}" in " ".join(said.split())


async def test_a_role_that_is_not_there_is_told(operator: Inviting) -> None:
    operator.coordinated_by("123456789012345678")
    code, said = await operator.types("check", "--online")
    assert code == 2
    assert "has no role 123456789012345678" in " ".join(said.split())


async def test_discord_out_of_reach_is_told(operator: Inviting) -> None:
    await operator.discord.away()
    code, said = await operator.types("check", "--online")
    await operator.discord.back()
    assert code == 2
    assert "Discord cannot be reached." in said


async def test_a_discord_that_fails_is_not_a_server_without_the_bot(operator: Inviting) -> None:
    operator.discord.faults.plan("GET /guilds/{guild.id}", refused(50013), times=None)
    code, said = await operator.types("check", "--online")
    assert code == 2
    assert "Discord cannot be reached." in said
    assert "not in the server" not in said


async def test_presses_that_go_elsewhere_are_told(operator: Inviting) -> None:
    """To an address: nothing would come to the program, and nobody be answered."""
    operator.discord.app.endpoint = "https://example.org/interactions"
    code, said = await operator.types("check", "--online")
    assert code == 2
    assert "Interactions Endpoint URL" in " ".join(said.split())


async def test_an_invitation_that_lets_nobody_in_is_told(operator: Inviting) -> None:
    operator.discord.app.code_grant = True
    code, said = await operator.types("check", "--online")
    assert code == 2
    assert "Requires OAuth2 Code Grant" in " ".join(said.split())
