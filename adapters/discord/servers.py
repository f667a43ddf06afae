"""Which server somebody is meant in, and what they may do there."""

import asyncio
from collections import OrderedDict

import discord

from adapters.discord.config import DiscordConfig
from adapters.discord.standing import Members
from bot.model.ids import Account
from bot.ports import Clock

#: seconds for which a coordinator's roles are taken as known, and that somebody is no member
KNOWN_FOR = 30.0
#: seconds that what somebody writes directly waits for an answer; the core has two after it, and
#: Discord waits three in all
WAITS = 0.5
#: servers that are asked of somebody at the same time
AT_ONCE = 10


#: seconds for which somebody who said which server they mean means it, since they last wrote; and
#: how many are remembered
MEANT_FOR, MOST = 1_800.0, 10_000


class Servers:
    def __init__(self, config: DiscordConfig, members: Members, clock: Clock) -> None:
        self._coordinators = {each.id: frozenset(each.coordinators) for each in config.servers}
        self._members = members
        self._clock = clock
        self._meant: OrderedDict[int, tuple[str, float]] = OrderedDict()

    def ours(self, guild: str) -> bool:
        return guild in self._coordinators

    async def meant_by(self, user: int) -> tuple[str, ...]:
        """Those of ours that somebody who writes directly is in, or may be in as far as Discord
        says: nobody is turned away because it does not. Whoever shares any server with the bot can
        write to it, and anybody can bring a public bot into one of their own."""
        said, until = self._meant.get(user, ("", 0.0))
        if said and self._clock.monotonic() < until:
            self.mean(user, said)
            return (said,)
        turn = asyncio.Semaphore(AT_ONCE)

        async def may_be_in(guild: str) -> bool:
            async with turn:
                return await self._may_be_in(guild, user)

        ours = tuple(self._coordinators)
        guilds = tuple(filter(self._members.knows_server, ours)) or ours
        found = await asyncio.gather(*map(may_be_in, guilds))
        return tuple(guild for guild, is_in in zip(guilds, found, strict=True) if is_in)

    async def _may_be_in(self, guild: str, user: int) -> bool:
        """What says that they are not in it has to be fresh: they may have come since."""
        try:
            async with asyncio.timeout(WAITS):
                standing = await self._members.standing(guild, user)
                if standing is not None and standing.roles is None:
                    standing = await self._members.standing(guild, user, KNOWN_FOR)
        except TimeoutError:
            return True
        return standing is None or standing.roles is not None

    def mean(self, user: int, guild: str) -> None:
        """They said so, or wrote again what is for it."""
        self._meant[user] = guild, self._clock.monotonic() + MEANT_FOR
        self._meant.move_to_end(user)
        while len(self._meant) > MOST:
            self._meant.popitem(last=False)

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
        standing = await self._members.standing(account.workspace, int(account.user), KNOWN_FOR)
        return standing is not None and bool(wanted & (standing.roles or frozenset()))
