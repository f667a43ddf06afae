"""`tailboard check --online`: whether Discord takes the token, and whether the bot is where it is
to be."""

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import aiohttp
import discord
from pydantic import BaseModel

from adapters.discord.calls import EVERYTHING
from adapters.discord.client import INTENTS
from adapters.discord.config import DiscordConfig, Server
from adapters.discord.errors import code_of, told
from bot.config.secret import reveal
from bot.ports import PlatformError

_NO_TOKEN = (
    "platforms.discord.token: Discord does not know it. Reset it on the app's page, under Bot, and"
    " give the program the new one."
)
_OUT_OF_REACH = "Discord cannot be reached."
_ELSEWHERE = (
    "Discord sends what people press and type to an address, and not to the bot: take the"
    " Interactions Endpoint URL away on the app's page, under General Information."
)
_GRANT = (
    "The invitation lets nobody bring the bot into a server: switch Requires OAuth2 Code Grant off"
    " on the app's page, under Bot."
)
#: what Discord says of a server that the bot is not in
_NOT_IN_IT = (10004, 50001)


@asynccontextmanager
async def logged_in(token: str) -> AsyncIterator[discord.Client]:
    """By HTTP alone; nothing is connected to. Raises LoginFailure, and what else may go wrong."""
    async with discord.Client(intents=INTENTS) as client:
        await client.login(token)
        yield client


async def inspect(config: BaseModel) -> Sequence[str]:
    """What is amiss, a sentence each, with what to do. Nothing is sent. Raises SecretMissing."""
    assert isinstance(config, DiscordConfig)
    token = reveal(config.token, os.environ)
    try:
        async with logged_in(token) as client:
            found = await _app(client)
            for server in config.servers:
                found += await _server(client, server)
            return found
    except discord.LoginFailure:
        return [_NO_TOKEN]
    except (PlatformError, discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError):
        return [_OUT_OF_REACH]


async def _app(client: discord.Client) -> list[str]:
    """What its pages may have been set to, and the program would never notice."""
    app = await client.application_info()
    wrong = ((_ELSEWHERE, app.interactions_endpoint_url), (_GRANT, app.bot_require_code_grant))
    return [said for said, is_so in wrong if is_so]


async def _server(client: discord.Client, server: Server) -> list[str]:
    try:
        with told(EVERYTHING):
            guild = await client.fetch_guild(int(server.id), with_counts=False)
            roles = {str(role.id) for role in guild.roles}
    except PlatformError as error:
        if code_of(error.__cause__) not in _NOT_IN_IT:
            raise
        return [
            f"The bot is not in the server {server.id}. `tailboard discord invite` prints the"
            " invitation: somebody who manages the server opens it."
        ]
    return [
        f"platforms.discord.servers: the server {server.id} has no role {role}."
        for role in (*server.coordinators, *server.roles)
        if role not in roles
    ]
