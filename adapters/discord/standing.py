"""Who is a member of a server, and with which roles. Without the privileged intent Discord tells of
nobody who leaves, so it is asked, and its answer is good for some minutes.

Where it does not answer nobody is taken for gone: whoever asks goes on as if they had not asked.
"""

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass

import discord

from adapters.discord.calls import Calls
from bot.model.ids import Account
from bot.ports import Clock, PlatformError

log = logging.getLogger(__name__)

#: seconds for which it is taken as known that somebody is a member, or is none; of how many people
KNOWN_FOR, MOST = 300.0, 10_000
#: seconds that anybody waits for an answer: a press may be of somebody in need
WAITS = 1.0
#: seconds without a question that can be left unasked, after one was not answered
QUIET = 30.0
#: calls a second of the whole bot, as far as it goes near the 50 that Discord allows
ALL_CALLS, AT_LEAST = 40.0, 5.0


@dataclass(frozen=True, slots=True)
class Standing:
    """What Discord says of somebody in a server. `roles` None: they are no member. `at` in
    monotonic seconds."""

    roles: frozenset[str] | None
    at: float


class Members:
    """`messages_per_second` is what the messages may take of the calls; questions that can be left
    unasked take what is over."""

    def __init__(self, calls: Calls, clock: Clock, messages_per_second: float) -> None:
        self._calls = calls
        self._clock = clock
        self._between = 1 / max(AT_LEAST, ALL_CALLS - messages_per_second)
        self._next = float("-inf")
        self._known: OrderedDict[tuple[str, int], Standing] = OrderedDict()
        self._asking: dict[tuple[str, int], asyncio.Task[Standing | None]] = {}

    def knows_server(self, guild: str) -> bool:
        """Whether the bot is in it; in others it can ask of nobody."""
        return self._calls.knows_server(guild)

    def heard(self, member: discord.Member | discord.User) -> None:
        """They did something in a server, and Discord told of them with it."""
        if isinstance(member, discord.Member):
            roles = frozenset(str(role.id) for role in member.roles)
            key = str(member.guild.id), member.id
            self._remember(key, Standing(roles, self._clock.monotonic()))

    async def standing(self, guild: str, user: int, within: float = KNOWN_FOR) -> Standing | None:
        """Not older than `within` seconds; None where Discord does not say. Everybody who asks of
        somebody at the same time waits for one answer."""
        key = guild, user
        known = self._known.get(key)
        if known is not None and self._clock.monotonic() - known.at < within:
            return known
        asking = self._asking.get(key)
        if asking is None:
            asking = self._asking[key] = asyncio.create_task(self._asked(key))
            asking.add_done_callback(lambda _: self._asking.pop(key, None))
        return await asyncio.shield(asking)

    async def has_left(self, account: Account, *, may_be_left_unasked: bool) -> bool:
        """Whether Discord says that they are no member. What `may_be_left_unasked` is asked as far
        as there are calls for it."""
        key = account.workspace, int(account.user)
        now, known = self._clock.monotonic(), self._known.get(key)
        if known is None or now - known.at >= KNOWN_FOR:
            if may_be_left_unasked and now < self._next:
                return False
            self._next = max(self._next, now) + self._between
        standing = await self.standing(*key)
        return standing is not None and standing.roles is None

    async def _asked(self, key: tuple[str, int]) -> Standing | None:
        try:
            async with asyncio.timeout(WAITS):
                roles = await self._calls.roles_in(*key)
        except (PlatformError, TimeoutError) as error:
            log.warning("whether somebody is a member was not told: %s", type(error).__name__)
            self._next = self._clock.monotonic() + QUIET
            return None
        standing = Standing(roles, self._clock.monotonic())
        self._remember(key, standing)
        return standing

    def _remember(self, key: tuple[str, int], standing: Standing) -> None:
        self._known[key] = standing
        self._known.move_to_end(key)
        while len(self._known) > MOST:
            self._known.popitem(last=False)
