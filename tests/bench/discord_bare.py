"""What the program is compared with at Discord: a bare discord.py bot, which redraws the card that
was pressed, answers a command, and knows nobody; in a process of its own."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import discord
from discord import app_commands, ui

from tests.bench.told import Json, serve
from tests.fakes.discord.pointing import point

#: Messages under way at once.
TOGETHER = 20
_WORDS = ("Doing fine", "Some strain", "A lot on me", "I would like to talk")
_TEXT = "How has it been since the last time? Whatever you answer stays with the bot."


class Press(ui.DynamicItem[ui.Button[Any]], template=r"bare:(?P<number>\d)"):
    """A button that outlives a restart, as discord.py has it."""

    def __init__(self, number: int) -> None:
        super().__init__(ui.Button(label=_WORDS[number], custom_id=f"bare:{number}"))
        self.number = number

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: Any
    ) -> "Press":
        return cls(int(match["number"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.edit_message(view=_card())


class Bot(discord.Client):
    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True, dm_messages=True), max_messages=None)
        self.tree = app_commands.CommandTree(self)
        self.add_dynamic_items(Press)


@dataclass(slots=True)
class Bare:
    _bot: Bot = field(init=False)
    _running: "asyncio.Task[None] | None" = None

    async def start(self, api: str, gateway: str, token: str) -> Json:
        point(api, gateway)
        bot = self._bot = Bot()

        @bot.tree.command(name="peer", description="Talk to somebody")
        async def peer(interaction: discord.Interaction[Any]) -> None:
            await interaction.response.send_message(view=_card(), ephemeral=True)

        await bot.login(token)
        await bot.tree.sync()
        self._running = asyncio.create_task(bot.connect())
        await bot.wait_until_ready()
        return {}

    async def post(self, users: Sequence[str]) -> Json:
        """A card of four answers to each."""
        room = asyncio.Semaphore(TOGETHER)

        async def post(user: str) -> None:
            async with room:
                chat = await self._bot.create_dm(discord.Object(int(user)))
                await chat.send(view=_card())

        await asyncio.gather(*(post(user) for user in users))
        return {}

    async def stop(self) -> Json:
        await self._bot.close()
        if self._running is not None:
            await self._running
        return {}


def _card() -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay(_TEXT))
    view.add_item(ui.ActionRow(*(Press(number) for number in range(len(_WORDS)))))
    view.add_item(ui.TextDisplay(f"-# {_TEXT}"))
    return view


async def main() -> None:
    bare = Bare()
    await serve({"start": bare.start, "post": bare.post, "stop": bare.stop})


if __name__ == "__main__":
    asyncio.run(main())
