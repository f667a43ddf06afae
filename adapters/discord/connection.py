"""Discord as a platform: `bot.ports.Platform`, for one bot in the servers that it looks after."""

import asyncio
import logging
import os
from collections.abc import Sequence
from datetime import datetime, timedelta

import aiohttp
import discord

from adapters.discord.calls import EVERYTHING, OPENING, to_one
from adapters.discord.clearing import clear_chat, take_files_away
from adapters.discord.components import Drawn, TooMuch, drawn
from adapters.discord.config import DiscordConfig
from adapters.discord.errors import FATAL_CLOSES
from adapters.discord.link import AGAIN, Link, open_link
from adapters.discord.presence import present
from adapters.discord.reading import PLATFORM
from bot.adapter_registration import Surroundings
from bot.config.secret import reveal
from bot.faults import kind
from bot.messages import Message
from bot.model.content import Operation
from bot.model.ids import Account
from bot.ports import (
    Capabilities,
    Delivery,
    Intake,
    MessageGone,
    NotSent,
    Rate,
    Refused,
    WorkspaceStopped,
)

log = logging.getLogger(__name__)

CAPABILITIES = Capabilities(
    buttons=True,
    forms=True,
    asides=True,
    images=True,
    edits=True,
    # A nonce is "enforced" for "the past few minutes" (docs.discord.com, "Create Message").
    keeps_keys=timedelta(minutes=2),
    look_up=False,
    # The developer policy forbids passing on health information.
    health=False,
    direct_chats=True,
    one_limit=True,
    files=True,
)
#: seconds that a start waits for the connection before it goes on alone
PATIENCE = 10.0
#: seconds after which what is not ended yet is cancelled again
CANCELLED_AGAIN = 0.1
#: messages a second to one person, and how many at once: Discord's own limit for a channel
TO_ONE, TO_ONE_AT_ONCE = 1.0, 5
#: calls at once of the whole bot, of the 50 a second that Discord allows
AT_ONCE = 5


class DiscordConnection:
    def __init__(self, config: DiscordConfig, surroundings: Surroundings) -> None:
        self._config = config
        self._surroundings = surroundings
        self._servers = frozenset(server.id for server in config.servers)
        self._link: Link | None = None
        self._connected = asyncio.Event()
        self._running: asyncio.Task[None] | None = None
        self._calling: set[asyncio.Task[str]] = set()
        self._stopped = ""
        self.again = AGAIN  #: seconds before a connection that the library gave up is begun anew

    @property
    def name(self) -> str:
        return PLATFORM

    @property
    def capabilities(self) -> Capabilities:
        return CAPABILITIES

    async def start(self, intake: Intake) -> None:
        """Raises SecretMissing, and TokenRefused where Discord does not know the token. A Discord
        that cannot be reached stops nobody: it is tried on, and deliveries wait."""
        token = reveal(self._config.token, os.environ)
        self._stopped, self._connected = "", asyncio.Event()
        running = self._running = asyncio.create_task(self._kept_connected(token, intake))
        connected = asyncio.create_task(self._connected.wait())
        await asyncio.wait(
            {running, connected}, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED
        )
        connected.cancel()
        if running.done():
            running.result()
        elif not self._connected.is_set():
            log.warning("Discord could not be reached yet; it is tried on")
        running.add_done_callback(self._ended)

    async def stop(self) -> None:
        """Takes nothing more, then finishes what is in flight."""
        link, self._link = self._link, None
        if link is not None:
            await link.listening.finish()
        while self._calling:
            await asyncio.wait(self._calling)
        if link is not None:
            await link.client.close()
        running, self._running = self._running, None
        while running is not None and not running.done():
            running.cancel()
            # discord.py keeps a cancellation to itself while it connects anew (`Shard.reconnect`).
            await asyncio.wait({running}, timeout=CANCELLED_AGAIN)
        if link is not None:
            for shard in link.client.shards.values():
                if not shard.is_closed():  # it was being connected while the others were closed
                    await shard.disconnect()

    async def _kept_connected(self, token: str, intake: Intake) -> None:
        """discord.py resumes and reconnects by itself; where it gives up, everything is begun
        anew, but for what only the operator can mend."""
        while not self._stopped:
            link = await open_link(self._config, self._surroundings, intake, token)
            self._link = link
            telling = asyncio.create_task(self._told_when_connected(link))
            try:
                await self._connected_once(link)
            finally:
                telling.cancel()
                if self._link is link:
                    self._link = None
                    await link.client.close()
            if not self._stopped:
                await asyncio.sleep(self.again)

    async def _told_when_connected(self, link: Link) -> None:
        await link.client.connected.wait()
        self._connected.set()

    async def _connected_once(self, link: Link) -> None:
        """Until discord.py gives up."""
        try:
            await link.client.connect()
        except discord.PrivilegedIntentsRequired:
            self._given_up(4014)
        except discord.ConnectionClosed as closed:
            if closed.code in FATAL_CLOSES:
                self._given_up(closed.code)
            else:
                log.warning("Discord closed the connection (%s)", closed.code)
        except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
            log.warning("Discord could not be connected to: %s", type(error).__name__)
        except Exception as error:  # what the library stumbles over, in one event, ends them all
            log.error("Discord's library could not go on, and is begun anew: %s", kind(error))

    def _given_up(self, code: int) -> None:
        what = FATAL_CLOSES[code]
        log.error("Discord does not take %s (%d); nothing is sent there", what, code)
        self._stopped = f"Discord does not take {what} ({code})"

    def _ended(self, running: asyncio.Task[None]) -> None:
        """Nobody waits for it any more: what came of it is told, and deliveries stop with a reason
        and do not wait for ever."""
        error = None if running.cancelled() else running.exception()
        if error is not None:
            log.error("Discord could not be used: %s", kind(error))
            self._stopped = kind(error)

    async def deliver(self, delivery: Delivery) -> str:
        link = self._ready(delivery)
        task = asyncio.ensure_future(self._delivered(link, delivery))
        self._calling.add(task)
        task.add_done_callback(self._calling.discard)
        return await asyncio.shield(task)

    async def find(self, delivery: Delivery) -> str | None:
        """Discord finds nothing by a nonce."""
        return None

    async def clear(self, account: Account, before: datetime) -> bool:
        return await clear_chat(self._of(account), account.user, before)

    async def take_away(self, place: str, handle: str) -> None:
        raise MessageGone("Discord holds nothing but in the messages that show it")

    def rates(self, delivery: Delivery) -> Sequence[Rate]:
        """Discord counts the calls of the bot, those to one channel, and new conversations."""
        user = delivery.account.user
        rates = [
            Rate(EVERYTHING, self._config.messages_per_second, AT_ONCE),
            Rate(to_one(user), TO_ONE, TO_ONE_AT_ONCE),
        ]
        if delivery.operation is Operation.POST and not self._knows_chat(delivery):
            rates.append(Rate(OPENING, self._config.new_conversations_per_second))
        return rates

    def look_up_rates(self, delivery: Delivery) -> Sequence[Rate]:
        return ()

    def _knows_chat(self, delivery: Delivery) -> bool:
        link, user = self._link, delivery.account.user
        return link is not None and link.chats.known(user, delivery.chat) is not None

    async def _delivered(self, link: Link, delivery: Delivery) -> str:
        operation, user = delivery.operation, delivery.account.user
        if operation is Operation.POST:
            message, guild = _message_of(delivery), delivery.account.workspace
            made = _drawn(message, guild)
            as_it_may_be = await present(link.members, delivery, message)
            if as_it_may_be != message:
                made = _drawn(as_it_may_be, guild)
            at = await link.chats.write_to(delivery.account, delivery.chat, made, delivery.key)
            return _handle(user, *at)
        if operation not in (Operation.EDIT, Operation.DELETE):
            raise Refused(f"Discord has nothing to {operation.value}")
        if operation is Operation.DELETE and not delivery.handle:
            await take_files_away(link, user)
            return ""
        channel, posted = _posted(delivery)
        link.chats.heard(user, channel)
        if operation is Operation.DELETE:
            await link.calls.delete(channel, posted)
        else:
            made = _drawn(_message_of(delivery), delivery.account.workspace)
            await link.calls.edit(channel, posted, made)
        return delivery.handle

    def _ready(self, delivery: Delivery) -> Link:
        return self._of(delivery.account)

    def _of(self, account: Account) -> Link:
        ours = account.platform == PLATFORM and account.workspace in self._servers
        if not ours or not (account.user.isascii() and account.user.isdigit()):
            raise Refused("an account of another platform, or of a server that is not ours")
        if self._stopped:
            raise WorkspaceStopped(self._stopped)
        link = self._link
        if link is None or link.client.is_closed() or not link.client.connected.is_set():
            raise NotSent("there is no connection to Discord")
        return link


def _message_of(delivery: Delivery) -> Message:
    if delivery.message is None:
        raise Refused(f"there is nothing to {delivery.operation.value}")
    return delivery.message


def _drawn(message: Message, guild: str) -> Drawn:
    try:
        return drawn(message, guild)
    except TooMuch as error:
        raise Refused(str(error)) from None


def _handle(user: str, channel: int, message: int) -> str:
    """Whose it is as well, so that nobody's conversation is opened to redraw what stands in it."""
    return f"{user}:{channel}:{message}"


def _posted(delivery: Delivery) -> tuple[int, int]:
    """The channel and the message that the delivery is about."""
    user, *ids = delivery.handle.split(":")
    if len(ids) != 2 or not all(each.isascii() and each.isdigit() for each in ids):
        raise Refused("that is no handle of this platform's")
    if user != delivery.account.user:
        raise MessageGone("that message stands in no conversation with this person")
    return int(ids[0]), int(ids[1])
