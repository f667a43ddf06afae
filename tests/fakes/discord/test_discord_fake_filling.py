"""Options, selects and forms that people fill in, with the real discord.py at the other end."""

from typing import Any, TypeAlias

import discord as discord_py
import pytest
from discord import app_commands, ui

from tests.fakes.discord.conftest import Bot, Connect
from tests.fakes.discord.people.filling import Attached, takes
from tests.fakes.discord.people.person import FakeUser
from tests.fakes.discord.people.screen import NotThere
from tests.fakes.discord.server import FakeDiscord

Interaction: TypeAlias = discord_py.Interaction[Any]


async def test_autocompletion_and_options(
    discord: FakeDiscord, bot: Bot, connect: Connect, ana: FakeUser, theo: FakeUser
) -> None:
    group = app_commands.Group(name="peer", description="Talk to somebody")

    @group.command(name="request", description="Ask for somebody")
    async def request(
        interaction: Interaction, who: str, other: discord_py.User, urgent: bool = False
    ) -> None:
        said = f"{who} {other.name} {urgent}"
        await interaction.response.send_message(said, ephemeral=True)

    @request.autocomplete("who")
    async def complete(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        names = ("Ana", "Theo", "Thea")
        return [
            app_commands.Choice(name=name, value=name.lower())
            for name in names
            if name.startswith(current)
        ]

    bot.tree.add_command(group)
    await connect(bot)
    reply = await ana.autocomplete("/peer request", "who", "Th", urgent=True)
    assert reply.choices == [("Theo", "theo"), ("Thea", "thea")]
    reply = await ana.command("/peer request", who="theo", other=theo, urgent=True)
    assert (await reply.ephemeral()).text == "theo theobrandt True"


async def test_selects(
    discord: FakeDiscord, bot: Bot, connect: Connect, ana: FakeUser, theo: FakeUser
) -> None:
    got: list[Any] = []

    class Zone(ui.Select[ui.View]):
        async def callback(self, interaction: Interaction) -> None:
            got.append(self.values)
            await interaction.response.defer()

    class Person(ui.UserSelect[ui.View]):
        async def callback(self, interaction: Interaction) -> None:
            got.append([one.name for one in self.values])
            await interaction.response.send_message("Noted", ephemeral=True)

    @bot.tree.command(description="Ask for somebody")
    async def peer(interaction: Interaction) -> None:
        view = ui.View(timeout=None)
        options = [discord_py.SelectOption(label=one) for one in ("Green", "Yellow")]
        view.add_item(Zone(custom_id="zone", placeholder="How are you", options=options))
        view.add_item(Person(custom_id="who"))
        await interaction.response.send_message("Choose", view=view, ephemeral=True)

    await connect(bot)
    general = next(iter(discord.guild.channels.values()))
    aside = await (await ana.command("/peer", general)).ephemeral()
    assert [(one.label, one.options) for one in aside.selects] == [
        ("How are you", ("Green", "Yellow")),
        ("", ()),
    ]
    assert (await ana.choose("How are you", "Yellow")).ok
    reply = await ana.choose("who", theo)
    assert (await reply.ephemeral()).text == "Noted"
    assert got == [["Yellow"], ["theobrandt"]]
    with pytest.raises(NotThere, match="no option"):
        await ana.choose("zone", "Red")
    with pytest.raises(NotThere, match="at most 1"):
        await ana.choose("zone", ["Green", "Yellow"])


async def test_a_form_may_be_closed_and_opened_again(
    discord: FakeDiscord, bot: Bot, connect: Connect, ana: FakeUser
) -> None:
    class Form(ui.Modal, title="A request"):
        def __init__(self) -> None:
            super().__init__()
            self.name: ui.TextInput[Form] = ui.TextInput(min_length=2, max_length=4)
            self.topics: ui.CheckboxGroup[Form] = ui.CheckboxGroup(max_values=1, required=False)
            self.topics.add_option(label="Sleep")
            self.topics.add_option(label="Work")
            self.sure: ui.Checkbox[Form] = ui.Checkbox()
            self.add_item(ui.Label(text="Name", component=self.name))
            self.add_item(ui.Label(text="Topics", component=self.topics))
            self.add_item(ui.Label(text="Sure", component=self.sure))

        async def on_submit(self, interaction: Interaction) -> None:
            said = f"{self.name.value} {self.topics.values} {self.sure.value}"
            await interaction.response.send_message(said, ephemeral=True)

    @bot.tree.command(description="Ask for somebody")
    async def peer(interaction: Interaction) -> None:
        await interaction.response.send_modal(Form())

    await connect(bot)
    await ana.command("/peer")
    ana.close()
    with pytest.raises(NotThere, match="no modal"):
        await ana.submit()
    await ana.command("/peer")
    wrong = await ana.submit({"Name": "A", "Topics": ["Sleep", "Work"]})
    assert wrong.errors == {"Name": "at least 2 characters", "Topics": "choose at most 1"}
    assert (await ana.submit({"Name": "Anita"})).errors["Name"] == "at most 4 characters"
    reply = await ana.submit({"Name": "Ana", "Topics": ["Work"], "Sure": True})
    assert (await reply.ephemeral()).text == "Ana ['Work'] True"
    await ana.command("/peer")
    with pytest.raises(NotThere, match="no field"):
        ana.fill("Other", "x")


async def test_files_for_an_option_and_a_form(
    discord: FakeDiscord, bot: Bot, connect: Connect, ana: FakeUser
) -> None:
    got: list[tuple[str, bytes]] = []

    class Form(ui.Modal, title="The roster"):
        def __init__(self) -> None:
            super().__init__()
            self.file: ui.FileUpload[Form] = ui.FileUpload(max_values=2)
            self.add_item(ui.Label(text="File", component=self.file))

        async def on_submit(self, interaction: Interaction) -> None:
            got.extend([(one.filename, await one.read()) for one in self.file.values])
            await interaction.response.send_message("Read", ephemeral=True)

    @bot.tree.command(description="Take a roster")
    async def roster(interaction: Interaction, file: discord_py.Attachment) -> None:
        got.append((file.filename, await file.read()))
        await interaction.response.send_modal(Form())

    await connect(bot)
    reply = await ana.command("/roster", file=Attached("the roster.csv", b"a,b"))
    await reply.modal()
    assert (await ana.submit()).errors == {"File": "choose at least 1"}
    reply = await ana.submit({"File": [Attached("c.csv", b"c"), Attached("d.csv", b"d")]})
    assert (await reply.ephemeral()).text == "Read"
    assert got == [("the_roster.csv", b"a,b"), ("c.csv", b"c"), ("d.csv", b"d")]


def test_types_of_files() -> None:
    assert takes({}, "a.csv")
    assert takes({"file_types": [".CSV"]}, "A.csv")
    assert takes({"file_types": ["image"]}, "a.png")
    assert not takes({"file_types": ["image", ".pdf"]}, "a.csv")
