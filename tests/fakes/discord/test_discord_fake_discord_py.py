"""The real discord.py, with nothing patched but its two addresses."""

import asyncio
import io
from typing import Any, TypeAlias

import discord as discord_py
from discord import ui

from tests.fakes.discord.conftest import Bot, Connect
from tests.fakes.discord.people.person import FakeUser
from tests.fakes.discord.server import FakeDiscord

Interaction: TypeAlias = discord_py.Interaction[Any]


async def test_it_logs_in_registers_and_is_ready(
    discord: FakeDiscord, bot: Bot, connect: Connect
) -> None:
    @bot.tree.command(description="Ask for somebody")
    async def peer(interaction: Interaction) -> None:
        raise AssertionError

    await connect(bot)
    assert bot.user is not None
    assert str(bot.user.id) == discord.bot.id
    assert [guild.name for guild in bot.guilds] == ["Cedar Falls Fire"]
    assert [one["name"] for one in discord.app.commands.values()] == ["peer"]
    (connection,) = discord.gateway.connections
    assert connection.request.query["compress"] == "zlib-stream"


async def test_a_command_is_answered_for_its_user_alone(
    discord: FakeDiscord, bot: Bot, connect: Connect, ana: FakeUser, theo: FakeUser
) -> None:
    @bot.tree.command(description="Ask for somebody")
    async def peer(interaction: Interaction, note: str = "") -> None:
        await interaction.response.send_message(f"You said {note}", ephemeral=True)

    await connect(bot)
    room = next(iter(discord.guild.channels.values()))
    reply = await ana.command("/peer", room, note="hello")
    assert reply.ok
    assert (await reply.ephemeral()).text == "You said hello"
    assert reply.answered_in is not None
    assert reply.answered_in < 1.0
    assert ana.seen_in(room) == theo.seen_in(room) == theo.asides == []
    direct = await ana.command("/peer", note="here")
    assert (await direct.ephemeral()).text == "You said here"


async def test_deferred_then_edited(
    discord: FakeDiscord, bot: Bot, connect: Connect, ana: FakeUser
) -> None:
    go_on = asyncio.Event()

    @bot.tree.command(description="Ask for somebody")
    async def peer(interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True)
        await go_on.wait()
        await interaction.edit_original_response(content="Done")
        await interaction.followup.send("And more", ephemeral=True)

    await connect(bot)
    reply = await ana.command("/peer")
    assert [one.thinking for one in ana.asides] == [True]
    go_on.set()
    assert (await reply.ephemeral()).text == "Done"
    await discord.quiet()
    assert [one.text for one in ana.asides] == ["Done", "And more"]


class Yes(ui.Button["Card"]):
    async def callback(self, interaction: Interaction) -> None:
        done = ui.LayoutView(timeout=None)
        done.add_item(ui.TextDisplay("Thank you"))
        await interaction.response.edit_message(view=done)
        await interaction.followup.send("Noted", ephemeral=True)


class Card(ui.LayoutView):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        row: ui.ActionRow[Card] = ui.ActionRow(Yes(label="Yes", custom_id="yes"))
        box: ui.Container[Card] = ui.Container(ui.TextDisplay("How are you?"), row)
        self.add_item(box)


async def test_a_card_in_direct_messages_is_pressed_and_redrawn(
    discord: FakeDiscord, bot: Bot, connect: Connect, ana: FakeUser
) -> None:
    await connect(bot)
    user = await bot.fetch_user(int(ana.id))
    await user.send(view=Card())
    (card,) = ana.from_app
    assert (card.text, card.labels, card.v2) == ("How are you?", ("Yes",), True)
    reply = await ana.press("Yes")
    assert reply.ok
    assert (await reply.redrawn()).text == "Thank you"
    assert (await reply.ephemeral()).text == "Noted"
    assert [one.text for one in ana.from_app] == ["Thank you"]


class Form(ui.Modal, title="A request"):
    def __init__(self) -> None:
        super().__init__()
        self.name: ui.TextInput[Form] = ui.TextInput()
        self.zone: ui.Select[Form] = ui.Select(options=[discord_py.SelectOption(label="Here")])
        self.again: ui.RadioGroup[Form] = ui.RadioGroup()
        self.again.add_option(label="Yes")
        self.again.add_option(label="No")
        self.add_item(ui.Label(text="Your name", component=self.name))
        self.add_item(ui.Label(text="Where", component=self.zone))
        self.add_item(ui.Label(text="Again", component=self.again))

    async def on_submit(self, interaction: Interaction) -> None:
        said = f"{self.name.value}, {self.zone.values}, {self.again.value}"
        await interaction.response.send_message(said, ephemeral=True)


async def test_a_modal(discord: FakeDiscord, bot: Bot, connect: Connect, ana: FakeUser) -> None:
    @bot.tree.command(description="Ask for somebody")
    async def peer(interaction: Interaction) -> None:
        await interaction.response.send_modal(Form())

    await connect(bot)
    reply = await ana.command("/peer")
    form = await reply.modal()
    assert form.title == "A request"
    assert [field.label for field in form.fields] == ["Your name", "Where", "Again"]
    refused = await ana.submit({"Your name": "Ana"})
    assert refused.errors == {"Where": "choose at least 1", "Again": "this is required"}
    reply = await ana.submit({"Where": "Here", "Again": "No"})
    assert (await reply.ephemeral()).text == "Ana, ['Here'], No"
    assert ana.modal is None


async def test_what_is_fetched_and_done_by_id(
    discord: FakeDiscord, bot: Bot, connect: Connect, ana: FakeUser
) -> None:
    crew = discord.role("Crew", ana)
    await connect(bot)
    guild = await bot.fetch_guild(int(discord.guild.id))
    assert guild.name == "Cedar Falls Fire"
    member = await guild.fetch_member(int(ana.id))
    assert [role.name for role in member.roles] == ["@everyone", "Crew"]
    assert str(crew.id) in [str(role.id) for role in await guild.fetch_roles()]
    (general,) = await guild.fetch_channels()
    assert general.name == "general"
    channel = await bot.fetch_channel(int(ana.room.id))
    assert isinstance(channel, discord_py.DMChannel)
    async with channel.typing():
        sent = await channel.send("Hello", silent=True)
    assert (await channel.fetch_message(sent.id)).content == "Hello"
    assert [one.content async for one in channel.history(limit=5)] == ["Hello"]
    partial = bot.get_partial_messageable(channel.id).get_partial_message(sent.id)
    await partial.edit(content="Hello again")
    await sent.reply("And this")
    assert [one.text for one in ana.from_app] == ["Hello again", "And this"]
    await partial.delete()
    assert [one.text for one in ana.from_app] == ["And this"]


async def test_an_answer_and_what_follows_it_are_changed_and_taken_back(
    discord: FakeDiscord, bot: Bot, connect: Connect, ana: FakeUser
) -> None:
    @bot.tree.command(description="Ask for somebody")
    async def peer(interaction: Interaction) -> None:
        answer = await interaction.response.send_message("A", ephemeral=True)
        assert answer.message_id is not None
        await interaction.edit_original_response(content="B")
        assert (await interaction.original_response()).content == "B"
        more = await interaction.followup.send("C", ephemeral=True, wait=True)
        await more.edit(content="D")
        await interaction.followup.send("E")
        await more.delete()
        await interaction.delete_original_response()

    await connect(bot)
    await ana.command("/peer")
    await discord.quiet()
    assert ana.asides == []
    assert [one.text for one in ana.from_app] == ["E"]
    shown = [(kind, seen.text) for kind, seen in ana.log]
    assert shown == [
        ("ephemeral", "A"),
        ("redrawn", "B"),
        ("ephemeral", "C"),
        ("redrawn", "D"),
        ("message", "E"),
        ("removed", "D"),
        ("removed", "B"),
    ]


async def test_a_rich_card_is_edited_with_its_picture_kept(
    discord: FakeDiscord, bot: Bot, connect: Connect, ana: FakeUser
) -> None:
    await connect(bot)

    def card(words: str) -> ui.LayoutView:
        view = ui.LayoutView(timeout=None)
        picture: ui.Thumbnail[ui.LayoutView] = ui.Thumbnail("attachment://a.png", description="P")
        section: ui.Section[ui.LayoutView] = ui.Section(words, accessory=picture)
        view.add_item(ui.Container(section, ui.Separator(), ui.TextDisplay("Below")))
        return view

    file = discord_py.File(io.BytesIO(b"\x89PNG"), filename="a.png")
    place = bot.get_partial_messageable(int(ana.room.id))
    sent = await place.send(view=card("Above"), file=file)
    assert ana.from_app[0].text == "Above\nBelow"
    await sent.edit(view=card("Changed"))
    (seen,) = ana.from_app
    assert (seen.text, seen.pictures, seen.files) == ("Changed\nBelow", ("P",), ())
