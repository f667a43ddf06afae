"""discord.py's client, as little of it as is needed: no member list, no message kept, no content of
servers heard, and its log never below INFO, since DEBUG prints what is sent."""

import asyncio
import logging
from contextlib import suppress
from typing import Any

import discord
from discord import app_commands

from adapters.discord.listening import Listening

#: What is below them inherits it, whatever the program's own level is.
HELD_AT_INFO = ("discord", "aiohttp")
for _name in HELD_AT_INFO:
    logging.getLogger(_name).setLevel(logging.INFO)

#: seconds that discord.py sleeps at most where Discord says to wait; beyond, the call fails and is
#: made again later by whoever paces them
MOST_SLEEP = 30.0
#: seconds for answers that are under way when a connection ends
LAST_ANSWERS = 3.0

#: the library warns of what it would need to speak; nothing is spoken, and the warning without its
#: words would only frighten whoever starts the program
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False

INTENTS = discord.Intents(guilds=True, dm_messages=True)


class Tree(app_commands.CommandTree["Client"]):
    async def interaction_check(self, interaction: discord.Interaction["Client"], /) -> bool:
        """What is being typed is answered like everything else, by `Client.on_interaction`: the
        library's own way logs whatever fails with a traceback, and tells nobody."""
        return interaction.type is not discord.InteractionType.autocomplete


class Client(discord.AutoShardedClient):
    """`listening` is given before it is connected. `connected` is set from the first READY on."""

    listening: Listening

    def __init__(self, shards: int | None) -> None:
        super().__init__(
            intents=INTENTS,
            shard_count=shards,
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
            max_ratelimit_timeout=MOST_SLEEP,
        )
        self.connected = asyncio.Event()
        self.tree: app_commands.CommandTree[Client] = Tree(
            self,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        )

    async def close(self) -> None:
        """The library closes itself where it cannot go on; what was done just now is answered
        still, as far as that takes no long time."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LAST_ANSWERS):
                await self.listening.finish()
        await super().close()

    async def on_connect(self) -> None:
        self.connected.set()

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Of commands the tree tells, once they are given."""
        if interaction.type is discord.InteractionType.autocomplete:
            self.listening.typing(interaction)
        elif interaction.type in (
            discord.InteractionType.component,
            discord.InteractionType.modal_submit,
        ):
            self.listening.acted(interaction)

    async def on_message(self, message: discord.Message) -> None:
        if message.guild is None and not message.author.bot:
            self.listening.said(message)
