"""People at their clients, with the real discord.py at the other end."""

import asyncio
import io
import re
from typing import Any, TypeAlias

import discord as discord_py
import pytest
from discord import ui

from tests.fakes.discord.conftest import Bot, Connect
from tests.fakes.discord.people.person import FakeUser
from tests.fakes.discord.people.screen import NotThere
from tests.fakes.discord.server import FakeDiscord

Interaction: TypeAlias = discord_py.Interaction[Any]


class Card(ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"v1:(?P<token>\w+):(?P<number>\d+)"):
    """A button that any process knows by its custom_id alone."""

    def __init__(self, token: str, number: int, label: str = "OK") -> None:
        self.token, self.number = token, number
        super().__init__(ui.Button(label=label, custom_id=f"v1:{token}:{number}"))

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> "Card":
        return cls(match["token"], int(match["number"]))

    async def callback(self, interaction: Interaction) -> None:
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.TextDisplay(f"Pressed {self.token} {self.number}"))
        await interaction.response.edit_message(view=view)


def card(token: str = "k17") -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    row.add_item(Card(token, 1, "Yes"))
    row.add_item(Card(token, 2, "No"))
    view.add_item(ui.TextDisplay("How are you?"))
    view.add_item(row)
    return view


async def test_a_button_is_known_again_after_a_restart(
    discord: FakeDiscord, bot: Bot, connect: Connect, ana: FakeUser, theo: FakeUser
) -> None:
    bot.add_dynamic_items(Card)
    await connect(bot)
    for person in (ana, theo):
        await bot.get_partial_messageable(int(person.room.id)).send(view=card())
    assert (await (await ana.press("Yes")).redrawn()).text == "Pressed k17 1"
    await bot.close()
    await discord.gateway.gone()
    discord.settings.answer_seconds = 0.02
    assert (await theo.press("No")).error == "failed"
    discord.settings.answer_seconds = 3.0
    after = Bot()
    after.add_dynamic_items(Card)
    await connect(after)
    assert (await (await theo.press("No")).redrawn()).text == "Pressed k17 2"


async def test_two_presses_at_once_both_reach_it(
    discord: FakeDiscord, bot: Bot, connect: Connect, ana: FakeUser
) -> None:
    bot.add_dynamic_items(Card)
    await connect(bot)
    await bot.get_partial_messageable(int(ana.room.id)).send(view=card())
    (seen,) = ana.from_app
    replies = await asyncio.gather(ana.press("Yes", seen), ana.press("No", seen))
    assert all(reply.ok for reply in replies)
    with pytest.raises(NotThere, match="changed since"):
        await ana.press("Yes", seen)


async def test_nobody_answers(
    discord: FakeDiscord, bot: Bot, connect: Connect, ana: FakeUser
) -> None:
    @bot.tree.command(description="Ask for somebody")
    async def peer(interaction: Interaction) -> None:
        await asyncio.sleep(0.05)
        with pytest.raises(discord_py.NotFound) as caught:
            await interaction.response.send_message("Too late")
        late.append(caught.value.code)

    late: list[int] = []
    discord.settings.answer_seconds = 0.02
    await connect(bot)
    reply = await ana.command("/peer")
    assert (reply.error, reply.answered_in, reply.answer) == ("did_not_respond", None, None)
    await discord.until_called("POST /interactions/{interaction.id}/{interaction.token}/callback")
    await discord.quiet()
    assert late == [10062]
    with pytest.raises(NotThere, match="no message within"):
        await reply.message(within=0.01)


async def test_what_somebody_sees_no_more(
    discord: FakeDiscord, bot: Bot, connect: Connect, ana: FakeUser
) -> None:
    @bot.tree.command(description="Ask for somebody")
    async def peer(interaction: Interaction) -> None:
        answered.append(interaction)
        await interaction.response.send_message("Hello", ephemeral=True)

    answered: list[Interaction] = []
    await connect(bot)
    await ana.command("/peer")
    (aside,) = ana.asides
    ana.dismiss(aside)
    assert ana.asides == []
    await ana.command("/peer")
    ana.reload()
    await answered[-1].edit_original_response(content="Hello again")
    assert ana.asides == []
    ana.online = False
    assert (await ana.command("/peer")).ok
    assert ana.asides == []


async def test_what_somebody_writes_and_takes_back(
    discord: FakeDiscord, bot: Bot, connect: Connect, ana: FakeUser
) -> None:
    await connect(bot)
    own = ana.type("Hello")
    ana.upload("a list.csv", b"a,b", "The roster")
    async with asyncio.timeout(5):
        while len(bot.written) < 2:
            bot.heard.clear()
            await bot.heard.wait()
    first, second = bot.written
    assert (first.content, first.author.id) == ("Hello", int(ana.id))
    assert isinstance(first.channel, discord_py.DMChannel)
    assert await second.attachments[0].read() == b"a,b"
    assert second.attachments[0].filename == "a_list.csv"
    ana.edit(own, "Hello again")
    assert ana.messages[0].text == "Hello again"
    ana.delete(own)
    assert [one.text for one in ana.messages] == ["The roster"]


async def test_what_a_closed_door_says_to_discord_py(
    discord: FakeDiscord, bot: Bot, connect: Connect, ana: FakeUser
) -> None:
    await connect(bot)
    user = await bot.fetch_user(int(ana.id))
    ana.close_dms()
    with pytest.raises(discord_py.Forbidden) as caught:
        await user.send("Hello")
    assert caught.value.code == 50007
    ana.open_dms()
    ana.leave()
    with pytest.raises(discord_py.Forbidden) as caught:
        await user.send("Hello")
    assert caught.value.code == 50278
    ana.join()
    await user.send("Hello")
    assert [one.text for one in ana.from_app] == ["Hello"]


async def test_a_picture_in_a_card(
    discord: FakeDiscord, bot: Bot, connect: Connect, ana: FakeUser
) -> None:
    await connect(bot)
    view = ui.LayoutView(timeout=None)
    gallery: ui.MediaGallery[ui.LayoutView] = ui.MediaGallery()
    gallery.add_item(media="attachment://card.png", description="A quiet lake")
    view.add_item(gallery)
    file = discord_py.File(io.BytesIO(b"\x89PNG"), filename="card.png")
    place = bot.get_partial_messageable(int(ana.room.id))
    sent = await place.send(view=view, file=file)
    (seen,) = ana.from_app
    assert (seen.pictures, seen.files) == (("A quiet lake",), ())
    with pytest.raises(discord_py.HTTPException) as caught:
        await place.send(view=view)
    assert caught.value.code == 50035
    await sent.delete()
    assert ana.from_app == []
