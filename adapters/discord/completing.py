"""Supporters' names, suggested while somebody types one behind a command.

Discord waits three seconds, shows 25 at most, and takes no word that it takes longer: what comes
too late is passed over, and the next letter asks anew.
"""

import asyncio
import logging
from dataclasses import dataclass, field

from discord import app_commands

from adapters.discord import limits, reading
from adapters.discord.reading import account_in
from adapters.discord.replying import Reply
from adapters.discord.servers import Servers
from adapters.discord.words import shortened
from bot.events import NameBegun
from bot.messages import Answer, Suggestion
from bot.ports import Intake, PlatformError

log = logging.getLogger(__name__)

#: seconds that the core has; then there is nothing to suggest
PATIENCE = 2.0

Choice = app_commands.Choice[str]


@dataclass(slots=True)
class Completing:
    servers: Servers
    intake: Intake
    patience: float = PATIENCE
    _late: set[asyncio.Future[Answer]] = field(default_factory=set)

    async def answer(self, reply: Reply) -> None:
        """Never raises: somebody is typing, and goes on without."""
        if reply.copy:
            return
        try:
            async with asyncio.timeout(self.patience):
                found = await self._suggested(reply)
        except Exception as failure:  # whatever it was
            log.warning("no names could be suggested: %s", type(failure).__name__)
            found = ()
        choices = [_choice(each) for each in found[: limits.SUGGESTIONS]]
        try:
            await reply.suggest(choices)
        except PlatformError as error:
            log.info("suggestions came too late: %s", type(error).__name__)

    async def _suggested(self, reply: Reply) -> tuple[Suggestion, ...]:
        interaction = reply.interaction
        guild = await self._server_of(reply)
        if guild is None:
            return ()
        account = account_in(guild, interaction.user.id)
        event = NameBegun(str(interaction.id), account, reading.being_typed(interaction))
        # What is at the core goes on there, whoever waits for it.
        handling = asyncio.ensure_future(self.intake(event))
        self._late.add(handling)
        handling.add_done_callback(self._ended)
        return (await asyncio.shield(handling)).suggestions

    def _ended(self, handling: asyncio.Future[Answer]) -> None:
        """Whoever waited for it may have gone on by now: its failure is told to nobody."""
        self._late.discard(handling)
        if not handling.cancelled() and (error := handling.exception()) is not None:
            log.info("names came to nothing: %s", type(error).__name__)

    async def _server_of(self, reply: Reply) -> str | None:
        """None: nowhere, or nobody knows where; whoever gives the command is told then."""
        interaction = reply.interaction
        if interaction.guild_id is not None:
            guild = str(interaction.guild_id)
            return guild if self.servers.ours(guild) else None
        meant = await self.servers.meant_by(interaction.user.id)
        return meant[0] if len(meant) == 1 else None


def _choice(each: Suggestion) -> Choice:
    return app_commands.Choice(name=shortened(each.label, limits.OPTION_TEXT), value=each.value)
