"""The HTTP API as this adapter uses it, its errors in the core's words.

discord.py tries again by itself after a 500, 502, 504 or 524. What is posted carries a nonce, under
which Discord makes one message of however many attempts in the past few minutes.
"""

from datetime import datetime

import aiohttp
import discord
from discord.http import Route

from adapters.discord.components import Drawn
from adapters.discord.errors import code_of, told
from adapters.discord.hosts import has_files
from bot.fetching import PIECE, whole
from bot.insisting import insisted
from bot.ports import NotSent, OutcomeUnknown, PlatformError, Refused

#: seconds a download may take
PATIENCE = 30
#: messages looked through for files: far more than come within hours
_LOOKED_THROUGH = 300
#: what becomes of a call whose connection broke, or that Discord was not there for
LOST = (NotSent, OutcomeUnknown)
#: the pacing budgets of the whole bot
EVERYTHING, OPENING = "discord:bot", "discord:opening"


def to_one(user: str) -> str:
    """The budget of what goes to one person."""
    return f"discord:to:{user}"


class Calls:
    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def open_chat(self, user: str) -> int:
        """The channel of their direct messages with the bot, as Discord says now: the library keeps
        some for itself, and would name one that is gone for as long."""
        with told(EVERYTHING, OPENING):
            return int((await self._client.http.start_private_message(int(user)))["id"])

    async def post(self, channel: int, drawn: Drawn, nonce: str) -> int:
        """The message's id."""
        with told(EVERYTHING):
            sent = await self._client.get_partial_messageable(channel).send(
                view=drawn.view, files=drawn.files, nonce=nonce
            )
        return sent.id

    async def say(self, channel: int, drawn: Drawn, nonce: str) -> None:
        """Posts what somebody waits for there and no outbox says again; the nonce makes one message
        of however many attempts."""
        await insisted(lambda: self.post(channel, drawn, nonce), lost=LOST)

    async def edit(self, channel: int, message: int, drawn: Drawn) -> None:
        with told(EVERYTHING):
            await self._message(channel, message).edit(view=drawn.view, attachments=drawn.files)

    async def delete(self, channel: int, message: int) -> None:
        with told(EVERYTHING):
            await self._message(channel, message).delete()

    async def own_messages(self, channel: int, before: datetime, most: int) -> list[int]:
        """The newest of the bot's in the channel from before this instant."""
        assert self._client.user is not None  # connected
        found: list[int] = []
        with told(EVERYTHING):
            history = self._client.get_partial_messageable(channel).history(
                limit=None, before=before
            )
            async for message in history:
                if message.author.id == self._client.user.id:
                    found.append(message.id)
                if len(found) == most:
                    break
        return found

    async def own_with_files(self, channel: int) -> list[int]:
        """Those of the bot's newest in the channel that carry a file to be opened or saved."""
        assert self._client.user is not None  # connected
        with told(EVERYTHING):
            history = self._client.get_partial_messageable(channel).history(limit=_LOOKED_THROUGH)
            return [
                message.id
                async for message in history
                if message.author.id == self._client.user.id
                and any(isinstance(each, discord.FileComponent) for each in message.components)
            ]

    async def download(self, url: str, most: int) -> bytes | None:
        """A file that somebody sent; None where it is of more bytes than `most`. The address needs
        no token. Raises Refused where it is not Discord's; nothing is asked of where that would
        send us on to."""
        if not has_files(url, Route.BASE):
            raise Refused("files are had from Discord alone")
        timeout = aiohttp.ClientTimeout(total=PATIENCE)
        with told(EVERYTHING):
            async with (
                aiohttp.ClientSession(timeout=timeout) as http,
                http.get(url, allow_redirects=False) as got,
            ):
                if got.status != 200:
                    raise NotSent(f"HTTP {got.status}")
                return await whole(got.content.iter_chunked(PIECE), most)

    def knows_server(self, guild: str) -> bool:
        """Whether the bot is in it."""
        return self._client.get_guild(int(guild)) is not None

    def name_of(self, guild: str) -> str:
        """As people see it; its id where the bot is not in it."""
        found = self._client.get_guild(int(guild))
        return found.name if found is not None else guild

    async def roles_in(self, guild: str, user: int) -> frozenset[str] | None:
        """Of a member; None: Discord says that they are none."""
        try:
            with told(EVERYTHING):
                member = await self._client.http.get_member(int(guild), user)
        except PlatformError as error:
            if code_of(error.__cause__) in (10007, 10013):
                return None
            raise
        return frozenset(str(role) for role in member["roles"])

    def _message(self, channel: int, message: int) -> discord.PartialMessage:
        return self._client.get_partial_messageable(channel).get_partial_message(message)
