"""Which server somebody is meant in, and what they may do there."""

import asyncio
import logging
from collections import OrderedDict

import discord

from adapters.discord.calls import Calls
from adapters.discord.config import DiscordConfig
from bot.model.ids import Account
from bot.ports import Clock, PlatformError

log = logging.getLogger(__name__)

#: seconds for which somebody's roles are taken as known, and for how many people
KNOWN_FOR, MOST = 30.0, 2_000
#: seconds that anybody's press waits for it: most are no coordinator's, and may be in need
WAITS = 1.0


class Servers:
    def __init__(self, config: DiscordConfig, calls: Calls, clock: Clock) -> None:
        self._coordinators = {each.id: frozenset(each.coordinators) for each in config.servers}
        self._calls = calls
        self._clock = clock
        self._known: OrderedDict[tuple[str, int], tuple[float, frozenset[str] | None]] = (
            OrderedDict()
        )

    def ours(self, guild: str) -> bool:
        return guild in self._coordinators

    async def meant_by(self, user: int) -> tuple[str, ...]:
        """Those of ours that somebody who writes directly is in. Where there is one only, it is
        meant: whether they are of it the roster says."""
        if len(self._coordinators) == 1:
            return tuple(self._coordinators)
        roles = {guild: await self._roles(guild, user) for guild in self._coordinators}
        return tuple(guild for guild, held in roles.items() if held is not None)

    async def may_coordinate(
        self, account: Account, member: discord.Member | discord.User | None
    ) -> bool:
        """Asked at every event. Where the configuration names no roles, Discord has nothing
        against it. `member` is who acts as Discord told us of them: in direct messages that is
        nobody with roles, and it is asked for them."""
        wanted = self._coordinators.get(account.workspace, frozenset())
        if not wanted:
            return True
        if isinstance(member, discord.Member) and str(member.guild.id) == account.workspace:
            return any(str(role.id) in wanted for role in member.roles)
        roles = await self._roles(account.workspace, int(account.user))
        return bool(wanted & (roles or frozenset()))

    async def _roles(self, guild: str, user: int) -> frozenset[str] | None:
        """Where Discord does not say, they are no member."""
        now, key = self._clock.monotonic(), (guild, user)
        at, roles = self._known.get(key, (float("-inf"), None))
        if now - at < KNOWN_FOR:
            return roles
        try:
            async with asyncio.timeout(WAITS):
                roles = await self._calls.roles_in(guild, user)
        except (PlatformError, TimeoutError) as error:
            log.warning("somebody's roles were not told: %s", type(error).__name__)
            return None
        self._known[key] = now, roles
        self._known.move_to_end(key)
        while len(self._known) > MOST:
            self._known.popitem(last=False)
        return roles
