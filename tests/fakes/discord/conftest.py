"""A fake Discord, its HTTP API by hand, and a bare discord.py bot that tests give commands to."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import discord as discord_py
import pytest
from discord import app_commands

from tests.fakes.discord.people.person import FakeUser
from tests.fakes.discord.pointing import pointed_at
from tests.fakes.discord.saying import Api
from tests.fakes.discord.server import FakeDiscord


class Bot(discord_py.Client):
    """discord.py as it comes, with a command tree and a note of what is written to it."""

    def __init__(self) -> None:
        intents = discord_py.Intents(guilds=True, dm_messages=True)
        super().__init__(
            intents=intents,
            max_messages=None,
            member_cache_flags=discord_py.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            guild_ready_timeout=0.02,  # as long as it waits for more servers; 2 s by default
        )
        self.tree = app_commands.CommandTree(
            self,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        )
        self.written: list[discord_py.Message] = []
        self.heard = asyncio.Event()  #: something was written
        self.running: asyncio.Task[None]

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Five seconds of waiting before every further identify, left out."""

    async def on_message(self, message: discord_py.Message) -> None:
        self.written.append(message)
        self.heard.set()


Connect = Callable[[Bot], Awaitable[Bot]]


@pytest.fixture
async def discord() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as started:
        with pointed_at(started):
            yield started


@pytest.fixture
async def api(discord: FakeDiscord) -> AsyncIterator[Api]:
    async with aiohttp.ClientSession() as session:
        yield Api(discord, session)


@pytest.fixture
def ana(discord: FakeDiscord) -> FakeUser:
    return discord.person("Ana Quiñones")


@pytest.fixture
def theo(discord: FakeDiscord) -> FakeUser:
    return discord.person("Theo Brandt")


@pytest.fixture
def bot() -> Bot:
    return Bot()


@pytest.fixture
async def connect(discord: FakeDiscord) -> AsyncIterator[Connect]:
    """Logs a bot in, registers its commands, connects it, and ends it after the test."""
    running: list[Bot] = []

    async def connected(bot: Bot) -> Bot:
        await bot.login(discord.token)
        await bot.tree.sync()
        bot.running = asyncio.create_task(bot.connect())
        running.append(bot)
        await discord.gateway.ready(sum(not one.is_closed() for one in running))
        await bot.wait_until_ready()
        return bot

    yield connected
    for bot in running:
        await bot.close()
        await asyncio.gather(bot.running, return_exceptions=True)
