"""The channels of people's direct messages with the bot.

Discord limits how many are opened, and says neither how nor when. So each is opened once and kept
(`bot.ports.DirectChats`): a fan-out after a restart opens none. Where Discord says that there were
too many, nobody new is asked for until a while has passed; whoever is known is written to as ever.
"""

import logging
from collections import OrderedDict
from collections.abc import Hashable
from typing import TypeVar

from adapters.discord.calls import OPENING, Calls
from adapters.discord.components import Drawn
from adapters.discord.errors import code_of
from bot.model.direct_chats import DirectChat
from bot.model.ids import Account
from bot.ports import (
    Clock,
    Conflict,
    LedgerBusy,
    MessageGone,
    NotSent,
    RecordDamaged,
    SlowDown,
    WithDirectChats,
)

K = TypeVar("K", bound=Hashable)

log = logging.getLogger(__name__)

#: channels that are remembered beside those that are kept
MOST = 10_000
_NO_SUCH_CHANNEL = 10003
#: what may be wrong with the database; nothing that is to be said waits for it
_NOT_KEPT = (LedgerBusy, Conflict, RecordDamaged)


class Chats:
    def __init__(
        self, calls: Calls, clock: Clock, kept: WithDirectChats, per_second: float
    ) -> None:
        self._calls = calls
        self._clock = clock
        self._kept = kept
        self._between = 1 / per_second
        self._known: OrderedDict[str, int] = OrderedDict()
        self._stored: OrderedDict[Account, int] = OrderedDict()
        self._opened_at = self._opens_again = float("-inf")

    def known(self, user: str, chat: DirectChat | None) -> int | None:
        """Of somebody's account, of which `chat` is kept; None: it has to be opened."""
        if user in self._known:
            return self._known[user]
        address = chat.address if chat is not None else ""
        return int(address) if address.isascii() and address.isdigit() else None

    def heard(self, user: str, channel: int) -> None:
        """Discord told us of it."""
        _remember(self._known, user, channel)

    async def write_to(
        self, account: Account, chat: DirectChat | None, made: Drawn, nonce: str
    ) -> tuple[int, int]:
        """Posts into somebody's direct messages: the channel and the message."""
        channel = await self.of(account, chat)
        try:
            return channel, await self._calls.post(channel, made, nonce)
        except MessageGone as gone:
            if code_of(gone.__cause__) != _NO_SUCH_CHANNEL:
                raise
        await self._gone(account, channel)
        channel = await self.of(account, None)
        return channel, await self._calls.post(channel, made, nonce)

    async def of(self, account: Account, chat: DirectChat | None) -> int:
        """The channel, opened where it is not known. Raises SlowDown for everybody new while
        Discord takes no new conversations, and asks it nothing."""
        channel = self.known(account.user, chat)
        if channel is None:
            channel = await self._opened(account.user)
        self.heard(account.user, channel)
        if chat is None or chat.address != str(channel):
            await self._keep(account, channel)
        return channel

    async def reached(self, user: str) -> int:
        """The channel of somebody of whom nothing is kept any more. Raises SlowDown where others
        were opened just now: nobody is in a hurry for it, and the limit is everybody's."""
        channel = self.known(user, None)
        if channel is None:
            left = self._between - (self._clock.monotonic() - self._opened_at)
            if left > 0:
                raise SlowDown(OPENING, left)
            channel = await self._opened(user)
            self.heard(user, channel)
        return channel

    def not_there(self, user: str, channel: int) -> None:
        """Discord knows no such channel any more."""
        if self._known.get(user) == channel:
            del self._known[user]

    async def _gone(self, account: Account, channel: int) -> None:
        """Discord knows no such channel any more. Raises NotSent where others were opened just
        now: the next attempt is one that opens, and is paced as one."""
        self.not_there(account.user, channel)
        self._stored.pop(account, None)
        try:
            await self._kept(lambda chats: chats.forget(account, str(channel)))
        except _NOT_KEPT as error:
            log.warning("a channel that is gone was not forgotten: %s", type(error).__name__)
        if self._clock.monotonic() - self._opened_at < self._between:
            raise NotSent("the conversation is opened anew")

    async def _keep(self, account: Account, channel: int) -> None:
        """Of whomever the program knows. Where it cannot be kept it is opened once more after the
        next start, and is the same."""
        if self._stored.get(account) == channel:
            return
        try:
            if await self._kept(lambda chats: chats.keep(account, str(channel))):
                _remember(self._stored, account, channel)
        except _NOT_KEPT as error:
            log.warning("where somebody is written to was not kept: %s", type(error).__name__)

    async def _opened(self, user: str) -> int:
        now = self._clock.monotonic()
        if now < self._opens_again:
            raise SlowDown(OPENING, self._opens_again - now)
        self._opened_at = now
        try:
            return await self._calls.open_chat(user)
        except SlowDown as error:
            if error.key == OPENING:
                self._opens_again = self._clock.monotonic() + error.seconds
            raise


def _remember(known: OrderedDict[K, int], key: K, channel: int) -> None:
    known[key] = channel
    known.move_to_end(key)
    while len(known) > MOST:
        known.popitem(last=False)
