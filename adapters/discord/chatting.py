"""What somebody writes to the bot, or sends it, in their direct messages.

Nothing that only they see can be answered there: Discord has that for what is pressed, and no more.
"""

import logging
from dataclasses import dataclass

import discord

from adapters.discord import reading
from adapters.discord.acting import Acting
from adapters.discord.choosing import Choosing
from adapters.discord.components import Component, TooMuch, drawn_in_parts
from adapters.discord.reading import account_in
from bot.events import FileSent, SentFile, TextTyped
from bot.messages import Message
from bot.ports import PlatformError

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Chatting:
    acting: Acting
    choosing: Choosing

    async def said(self, message: discord.Message) -> None:
        acting, author = self.acting, message.author
        meant = await acting.servers.meant_by(author.id)
        if not meant:
            await self._reply(message, "", acting.words.message("discord-elsewhere"))
            return
        account, id_ = account_in(meant[0], author.id), str(message.id)
        event: FileSent | TextTyped = TextTyped(id_, account, message.content)
        at, coming = None, None
        if message.attachments:
            at = reading.attached(message.attachments[0])
            event = FileSent(id_, account, SentFile(at.name, b""))
        if len(meant) > 1:
            which = self.choosing.asked(event, meant, at)
            await self._reply(message, "", acting.words.message("discord-which-server"), *which)
            return
        if at is not None and isinstance(event, FileSent):
            coming = acting.with_file(event, at)
        tried = await acting.tried(event, author, coming)
        answer = tried or acting.apology(event)
        said = answer.aside or answer.redraw
        if answer.form is not None:
            said = acting.words.message("discord-form-by-command")
        if said is not None:
            await self._reply(message, account.workspace, said)

    async def _reply(
        self, message: discord.Message, guild: str, said: Message, *more: Component
    ) -> None:
        try:
            for number, made in enumerate(drawn_in_parts(said, guild, *more)):
                await self.acting.calls.say(message.channel.id, made, f"{message.id}-{number}")
        except (PlatformError, TooMuch) as error:
            log.warning("an answer was not shown: %s", type(error).__name__)
