"""A connection to Discord with all that stands on it."""

import asyncio
import logging
from dataclasses import dataclass

import aiohttp
import discord

from adapters.discord.acting import Acting
from adapters.discord.calls import EVERYTHING, Calls
from adapters.discord.chats import Chats
from adapters.discord.client import Client
from adapters.discord.completing import Completing
from adapters.discord.config import DiscordConfig
from adapters.discord.drafts import Drafts
from adapters.discord.errors import told
from adapters.discord.listening import Listening
from adapters.discord.servers import Servers
from adapters.discord.showing import Showing
from adapters.discord.slash import add_commands
from adapters.discord.standing import Members
from bot.adapter_registration import Surroundings
from bot.own_words import Words
from bot.ports import CannotStart, Intake, PlatformError

log = logging.getLogger(__name__)

#: seconds between tries while Discord cannot be reached
AGAIN = 5.0


class TokenRefused(CannotStart):
    """Discord does not take the bot's token; the message says what to do."""

    def __init__(self) -> None:
        super().__init__(
            "Discord does not take the bot's token. Reset it on the app's page, under Bot, and"
            " give the program the new one."
        )


@dataclass(frozen=True, slots=True)
class Link:
    client: Client
    calls: Calls
    chats: Chats
    members: Members
    listening: Listening


async def open_link(
    config: DiscordConfig, surroundings: Surroundings, intake: Intake, token: str
) -> Link:
    """Logged in, and its commands registered; waits for Discord as long as it cannot be reached.
    Its gateway is not connected yet. Raises TokenRefused."""
    client, words = Client(config.shards), Words(surroundings)
    calls, drafts = Calls(client), Drafts(surroundings.clock, surroundings.drafts)
    chats = Chats(
        calls, surroundings.clock, surroundings.chats, config.new_conversations_per_second
    )
    members = Members(calls, surroundings.clock, config.messages_per_second)
    servers = Servers(config, members, surroundings.clock)
    client.listening = Listening(
        acting=Acting(
            calls=calls,
            servers=servers,
            drafts=drafts,
            showing=Showing(calls, drafts, words),
            words=words,
            surroundings=surroundings,
            intake=intake,
        ),
        chats=chats,
        members=members,
        completing=Completing(servers, intake),
    )
    add_commands(client, words)
    try:
        await _logged_in(client, token)
        await _registered(client)
    except BaseException:
        await client.close()
        raise
    return Link(client, calls, chats, members, client.listening)


async def _logged_in(client: Client, token: str) -> None:
    while True:
        try:
            return await client.login(token)
        except discord.LoginFailure:
            raise TokenRefused from None
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            log.warning("Discord could not be logged in to: %s", type(error).__name__)
        await asyncio.sleep(AGAIN)


async def _registered(client: Client) -> None:
    """Discord keeps what was registered last, so a failure here stops nobody."""
    try:
        with told(EVERYTHING):
            await client.tree.sync()
    except PlatformError as error:
        log.error("the commands could not be registered: %s", type(error).__name__)
