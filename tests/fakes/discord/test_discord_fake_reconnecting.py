"""discord.py at a gateway that fails: op 7, op 9, drops, close codes, a frozen socket."""

import asyncio

import discord as discord_py
import pytest

from tests.fakes.discord.conftest import Bot, Connect
from tests.fakes.discord.people.person import FakeUser
from tests.fakes.discord.server import FakeDiscord


def said(bot: Bot) -> list[str]:
    return [message.content for message in bot.written if not message.author.bot]


async def until_said(bot: Bot, *words: str) -> None:
    async with asyncio.timeout(10):
        while said(bot) != list(words):
            bot.heard.clear()
            await bot.heard.wait()


async def test_op_7_is_resumed_with_nothing_lost(
    discord: FakeDiscord, bot: Bot, connect: Connect, ana: FakeUser
) -> None:
    await connect(bot)
    discord.gateway.reconnect()
    ana.type("one")
    await until_said(bot, "one")
    assert (discord.gateway.opened, discord.gateway.resumes) == (2, 1)
    (connection,) = discord.gateway.connections
    assert connection.request.path == "/gateway-again/"
    ana.type("two")
    await until_said(bot, "one", "two")


async def test_a_drop_is_resumed_with_nothing_lost(
    discord: FakeDiscord, bot: Bot, connect: Connect, ana: FakeUser
) -> None:
    await connect(bot)
    discord.gateway.drop()
    await discord.gateway.gone()
    ana.type("one")
    await until_said(bot, "one")
    assert discord.gateway.resumes == 1


async def test_op_9_loses_what_came_in_between(
    discord: FakeDiscord, bot: Bot, connect: Connect, ana: FakeUser
) -> None:
    await connect(bot)
    discord.gateway.invalidate()
    ana.type("lost")
    await discord.gateway.gone()
    await discord.gateway.ready()
    ana.type("heard")
    await until_said(bot, "heard")
    assert (discord.gateway.opened, discord.gateway.resumes) == (2, 0)


async def test_op_9_that_may_be_resumed(
    discord: FakeDiscord, bot: Bot, connect: Connect, ana: FakeUser
) -> None:
    await connect(bot)
    discord.gateway.invalidate(resumable=True)
    ana.type("one")
    await until_said(bot, "one")
    assert discord.gateway.resumes == 1


async def test_sessions_that_are_forgotten(
    discord: FakeDiscord, bot: Bot, connect: Connect, ana: FakeUser
) -> None:
    await connect(bot)
    discord.gateway.forget()
    discord.gateway.drop()
    await discord.gateway.gone()
    ana.type("lost")
    await discord.gateway.ready()
    ana.type("heard")
    await until_said(bot, "heard")
    assert discord.gateway.resumes == 0


@pytest.mark.parametrize("code", [4000, 4009])
async def test_a_close_that_it_comes_back_from(
    discord: FakeDiscord, bot: Bot, connect: Connect, code: int
) -> None:
    await connect(bot)
    discord.gateway.close(code)
    await discord.gateway.gone()
    await discord.gateway.ready()
    assert discord.gateway.resumes == (1 if code == 4000 else 0)


async def test_an_intent_that_is_not_switched_on_is_fatal(discord: FakeDiscord) -> None:
    client = discord_py.Client(intents=discord_py.Intents(guilds=True, members=True))
    with pytest.raises(discord_py.PrivilegedIntentsRequired):
        await client.start(discord.token)
    await client.close()


async def test_a_wrong_token_is_fatal(discord: FakeDiscord, bot: Bot) -> None:
    with pytest.raises(discord_py.LoginFailure):
        await bot.start("wrong")
    await bot.close()


async def test_a_token_that_is_reset_while_it_runs(
    discord: FakeDiscord, bot: Bot, connect: Connect
) -> None:
    await connect(bot)
    discord.reset_token()
    with pytest.raises(discord_py.HTTPException) as caught:
        await bot.fetch_user(1)
    assert caught.value.status == 401
    discord.gateway.close(4004)
    with pytest.raises(discord_py.ConnectionClosed):
        await asyncio.wait_for(bot.running, 5)


async def test_an_outage_of_a_server(discord: FakeDiscord, bot: Bot, connect: Connect) -> None:
    await connect(bot)
    discord.outage(discord.guild)
    unavailable = await asyncio.wait_for(bot.wait_for("guild_unavailable"), 5)
    assert str(unavailable.id) == discord.guild.id
    discord.outage(discord.guild, over=True)
    available = await asyncio.wait_for(bot.wait_for("guild_available"), 5)
    assert available.name == "Cedar Falls Fire"


async def test_a_sharded_client_is_told_where_the_gateway_is(discord: FakeDiscord) -> None:
    discord.settings.max_concurrency = 2

    class Sharded(discord_py.AutoShardedClient):
        async def before_identify_hook(self, *_: object, **__: object) -> None:
            """Without waiting."""

    client = Sharded(
        intents=discord_py.Intents(guilds=True), shard_count=2, guild_ready_timeout=0.02
    )
    discord.add_guild("Second")
    running = asyncio.create_task(client.start(discord.token))
    await discord.gateway.ready(2)
    await asyncio.wait_for(client.wait_until_ready(), 10)
    assert {guild.shard_id for guild in client.guilds} == {0, 1}
    await client.close()
    await asyncio.gather(running, return_exceptions=True)
