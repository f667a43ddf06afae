"""People who are played by hand: what is typed is done, and what comes of it is shown."""

from pathlib import Path
from typing import Any, TypeAlias

import discord as discord_py
import pytest
from discord import ui

from tests.fakes.discord.conftest import Bot, Connect
from tests.fakes.discord.console import DiscordConsole
from tests.fakes.discord.people.person import FakeUser
from tests.fakes.discord.server import FakeDiscord

Interaction: TypeAlias = discord_py.Interaction[Any]


class Screen:
    def __init__(self, discord: FakeDiscord) -> None:
        self._said: list[str] = []
        self._console = DiscordConsole(discord, self._said.append)

    async def types(self, line: str) -> str:
        """What is said then."""
        self._said.clear()
        await self._console.line(line)
        return "\n".join(self._said)


@pytest.fixture
def screen(discord: FakeDiscord) -> Screen:
    return Screen(discord)


class Join(ui.Button[ui.View]):
    async def callback(self, interaction: Interaction) -> None:
        await interaction.response.send_modal(Asking())


class Asking(ui.Modal, title="Who are you"):
    name: Any = ui.TextInput(label="Your name")

    async def on_submit(self, interaction: Interaction) -> None:
        await interaction.response.send_message(f"Thanks, {self.name.value}", ephemeral=True)


async def test_somebody_types_a_command_fills_in_a_form_and_presses(
    screen: Screen, bot: Bot, connect: Connect, ana: FakeUser
) -> None:
    @bot.tree.command(description="Talk to somebody")
    async def peer(interaction: Interaction) -> None:
        view = ui.View(timeout=None)
        view.add_item(Join(label="Join", custom_id="join"))
        await interaction.response.send_message("Hello", view=view, ephemeral=True)

    await connect(bot)
    shown = await screen.types("ana /peer")
    assert shown == "Ana Quiñones: only they see in #general\n  Hello\n  [Join]"
    assert "= Who are you =" in await screen.types("ana press Join")
    assert "Your name: this is required" in await screen.types("ana submit")
    assert "Thanks, Ana" in await screen.types("ana submit Your name = Ana")
    assert "[Join]" in await screen.types("ana")
    assert "only they see\n" in await screen.types("ana dm /peer")


async def test_who_or_what_is_not_there_is_told(screen: Screen, ana: FakeUser) -> None:
    assert "nobody is called bo" in await screen.types("bo /peer")
    assert "no button 'Join'; there are, the newest first: none" in await screen.types(
        "ana press Join"
    )
    assert "`help`" in await screen.types("ana juggles")
    assert "ana press Join" in await screen.types("help")
    assert "/peer is not offered here" in await screen.types("ana /peer")
    assert "? person NAME" in await screen.types("person")


async def test_people_and_roles_are_made_and_named_by_their_ids(
    screen: Screen, discord: FakeDiscord, ana: FakeUser
) -> None:
    said = await screen.types("person Rosa Delgado")
    rosa = discord.people[said.rpartition(":")[2]]
    assert said == f"Rosa Delgado: {discord.guild.id}:{rosa.id}"
    assert said in await screen.types("people")
    role = (await screen.types("role Captains = rosa, ana")).partition(": ")[2]
    assert all(role in discord.guild.members[each.id].roles for each in (rosa, ana))
    await screen.types("leaves rosa")
    assert rosa.id not in discord.guild.members


async def test_words_and_files_are_written_to_the_bot(
    screen: Screen, bot: Bot, connect: Connect, ana: FakeUser, tmp_path: Path
) -> None:
    await connect(bot)
    (tmp_path / "roster.csv").write_text("number,name\n")
    await screen.types("ana say good morning")
    await screen.types(f"ana send {tmp_path / 'roster.csv'}")
    await bot.heard.wait()
    assert ana.messages[0].text == "good morning"
    assert ana.messages[-1].files == ("roster.csv",)
