"""From discord.py's client: what somebody did, where, and whether it came before."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

import discord

from adapters.discord import custom_ids, reading
from adapters.discord.acting import Acting
from adapters.discord.chats import Chats
from adapters.discord.chatting import Chatting
from adapters.discord.choosing import Choosing
from adapters.discord.completing import Completing
from adapters.discord.custom_ids import Asked, Chosen, Page, Pressed
from adapters.discord.reading import account_in
from adapters.discord.replying import Interaction, Reply
from adapters.discord.sending_in import SendingIn
from adapters.discord.standing import Members
from bot.events import ButtonPressed, CommandGiven
from bot.faults import kind

log = logging.getLogger(__name__)

#: interactions that are known when they come again: more than come while a connection is resumed
REMEMBERED = 10_000


@dataclass(slots=True)
class Listening:
    acting: Acting
    chats: Chats
    members: Members
    completing: Completing
    stopping: bool = False
    _chatting: Chatting = field(init=False)
    _choosing: Choosing = field(init=False)
    _sending_in: SendingIn = field(init=False)
    _came: OrderedDict[int, None] = field(default_factory=OrderedDict)
    _under_way: set[asyncio.Task[Any]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._choosing = Choosing(self.acting, self.acting.surroundings.clock)
        self._chatting = Chatting(self.acting, self._choosing)
        self._sending_in = SendingIn(self.acting)

    async def finish(self) -> None:
        """Takes nothing more; returns once every answer that is under way is shown."""
        self.stopping = True
        while self._under_way:
            await asyncio.wait(self._under_way)

    def commanded(self, interaction: Interaction, name: str, text: str, to: str = "") -> None:
        self._begin(self._commanded(self._reply(interaction), name, text, to))

    def typing(self, interaction: Interaction) -> None:
        """A name behind a command, which completes itself."""
        self._begin(self.completing.answer(self._reply(interaction)))

    def acted(self, interaction: Interaction) -> None:
        """A button was pressed, or a form sent in."""
        self._begin(self._acted(self._reply(interaction)))

    def said(self, message: discord.Message) -> None:
        """Somebody wrote to the bot, or sent it a file."""
        self.chats.heard(str(message.author.id), message.channel.id)
        self._begin(self._chatting.said(message))

    def _reply(self, interaction: Interaction) -> Reply:
        """Discord brings an interaction again, where a connection is resumed. A conversation with
        others in it is nobody's direct messages: nothing is ever written there."""
        self.members.heard(interaction.user)
        alone = interaction.guild_id is None and not interaction.context.private_channel
        if alone and interaction.channel_id is not None:
            self.chats.heard(str(interaction.user.id), interaction.channel_id)
        copy = interaction.id in self._came
        self._came[interaction.id] = None
        while len(self._came) > REMEMBERED:
            self._came.popitem(last=False)
        return Reply(interaction, self.acting.showing.order.next(), copy=copy)

    async def _commanded(self, reply: Reply, name: str, text: str, to: str) -> None:
        """Where it is for none of our servers they are told; where it may be for several, asked."""
        interaction, acting = reply.interaction, self.acting
        guilds = await self._servers_of(interaction)
        if not guilds:
            await acting.tell(reply, "discord-elsewhere")
            return
        account = account_in(guilds[0], interaction.user.id)
        event = CommandGiven(str(interaction.id), account, name, text, to)
        if len(guilds) == 1:
            await acting.act(reply, event)
        elif not reply.copy:
            await acting.tell(reply, "discord-which-server", *self._choosing.asked(event, guilds))

    async def _servers_of(self, interaction: Interaction) -> tuple[str, ...]:
        servers = self.acting.servers
        if interaction.guild_id is None:
            return await servers.meant_by(interaction.user.id)
        guild = str(interaction.guild_id)
        return (guild,) if servers.ours(guild) else ()

    async def _acted(self, reply: Reply) -> None:
        interaction = reply.interaction
        what = custom_ids.read(reading.custom_id_of(interaction))
        if what is None or not self.acting.servers.ours(what.guild):
            await self.acting.tell(reply, "discord-gone")
            return
        account, id_ = account_in(what.guild, interaction.user.id), str(interaction.id)
        match what:
            case Pressed(token=token, number=number):
                await self.acting.act(reply, ButtonPressed(id_, account, token, number))
            case Chosen():
                await self._choosing.chosen(reply, what)
            case Asked():
                await self._sending_in.form(reply, account, what, interaction.data or {})
            case Page():
                await self._sending_in.page(reply, account, what, interaction.data or {})

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        if self.stopping:
            work.close()
            return
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("an answer was not shown: %s", kind(error))
