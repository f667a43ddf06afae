"""Tokens that end after twelve hours, and are refreshed in time (docs.slack.dev, "Using token
rotation").

A refresh token serves once. So one task at a time refreshes an installation's, whoever asks
meanwhile gets what comes of it, and nobody who stops waiting stops it: what Slack gave is kept, or
tried to be kept until it is.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import Any

from slack_sdk.oauth.installation_store import Bot

from adapters.slack.installations import SlackInstallations
from adapters.slack.refreshing import Refresher
from bot.faults import kind
from bot.ports import (
    Clock,
    LedgerBusy,
    NotSent,
    Place,
    PlatformError,
    WithInstallations,
    WorkspaceStopped,
)

log = logging.getLogger(__name__)

#: A token is refreshed so long before its end, as slack_sdk does: there is time to try again.
AHEAD = timedelta(hours=2)
#: between tries while Slack does not refresh a token that is still good
BETWEEN = timedelta(minutes=1)
#: seconds between tries to keep what Slack gave
AGAIN = 1.0

#: a bot's custom value: the hash of the refresh token that it began with
_BEGUN_WITH = "begun_with"

Keep = Callable[[], Awaitable[object]]


class RotatingInstallations(SlackInstallations):
    """Finds no token that is about to end."""

    def __init__(self, kept: WithInstallations, connection: str, refresher: Refresher) -> None:
        super().__init__(kept, connection)
        self._refresher = refresher
        self._under_way: dict[Place, asyncio.Task[Bot]] = {}
        self._not_kept: dict[Place, tuple[Bot, asyncio.Task[None]]] = {}
        self._finishing = asyncio.Event()

    async def bot_at(self, place: Place) -> Bot | None:
        """Where a token could not be kept yet, that one counts."""
        if place in self._not_kept:
            return self._not_kept[place][0]
        return await super().bot_at(place)

    async def async_find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        """Raises PlatformError where its token is over and cannot be refreshed."""
        found = await super().async_find_bot(
            enterprise_id=enterprise_id,
            team_id=team_id,
            is_enterprise_install=is_enterprise_install,
        )
        if found is None or not self.ends_within(AHEAD, found):
            return found
        try:
            return await self.renewed(found)
        except PlatformError as error:
            if self.ends_within(timedelta(0), found):
                raise
            log.warning("a token could not be refreshed, and is still good: %s", error)
            return found

    async def renewed(self, old: Bot) -> Bot:
        """With another token than `old` has. Raises PlatformError, LedgerBusy."""
        place = self.place_of(old)
        return await self._by_one_task(place, partial(self._renewed, place, old))

    async def begun_with(self, refresh_token: str) -> Bot:
        """The bot of a connection that carries one workspace. The operator's refresh token is good
        for the first start alone; later ones know by it whether what is kept began with it, or
        the app was installed anew. Raises PlatformError, LedgerBusy."""
        begun = Place(self._connection)
        return await self._by_one_task(begun, partial(self._begun, refresh_token))

    def ends_within(self, time: timedelta, bot: Bot) -> bool:
        ends = bot.bot_token_expires_at
        return ends is not None and ends <= (self._now() + time).timestamp()

    async def finish(self) -> None:
        """Returns once what was asked of Slack is answered, and kept if it can be."""
        if self._under_way:
            await asyncio.wait(self._under_way.values())
        self._finishing.set()
        if self._not_kept:
            await asyncio.wait([task for _, task in self._not_kept.values()])

    async def _by_one_task(self, place: Place, work: Callable[[], Coroutine[Any, Any, Bot]]) -> Bot:
        if place not in self._under_way:
            task = asyncio.create_task(work())
            self._under_way[place] = task
            task.add_done_callback(lambda _: self._under_way.pop(place))
        return await asyncio.shield(self._under_way[place])

    async def _renewed(self, place: Place, old: Bot) -> Bot:
        held = await self.bot_at(place)
        if held is None:
            raise WorkspaceStopped("the app was taken out of the workspace")
        if held.bot_token != old.bot_token:
            return held  # somebody was here before
        given = await self._refresher.given_for(held.bot_refresh_token or "")
        new = given.of(held)
        await self._keep(place, new, partial(self.replace_bot, new, instead_of=held))
        return new

    async def _begun(self, refresh_token: str) -> Bot:
        """What is kept began with this token; or the first pair that it is exchanged for, which
        takes the place of all that was kept."""
        mark = sha256(refresh_token.encode()).hexdigest()
        known = await self.bots()
        for bot in known:
            if bot.get_custom_value(_BEGUN_WITH) == mark:
                return bot
        given = await self._refresher.given_for(refresh_token)
        new = given.bot(self._now(), {_BEGUN_WITH: mark})
        await self._keep(self.place_of(new), new, partial(self.async_save_bot, new))
        for bot in known:
            if self.place_of(bot) != self.place_of(new):
                await self.forget(bot)
        return new

    async def _keep(self, place: Place, new: Bot, keep: Keep) -> None:
        try:
            await keep()
        except LedgerBusy as error:
            log.error("a refreshed token could not be kept yet: %s", error)
            self._not_kept[place] = (new, asyncio.create_task(self._keep_at_last(place, keep)))

    async def _keep_at_last(self, place: Place, keep: Keep) -> None:
        """Until it is kept, or once more where the program ends."""
        try:
            while not self._finishing.is_set():
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._finishing.wait(), AGAIN)
                with suppress(LedgerBusy):
                    await keep()
                    return
            log.error("a refreshed token was not kept: the app has to be installed again")
        except Exception as error:  # whatever it was, nobody waits for this task
            log.error("a refreshed token was not kept: %s", kind(error))
        finally:
            del self._not_kept[place]

    def _now(self) -> datetime:
        return self._refresher.clock.now()


class RotatingToken:
    """Implements `adapters.slack.tokens.Token`: the token of the one workspace of a connection."""

    def __init__(self, installations: RotatingInstallations, first: str, clock: Clock) -> None:
        """`first` is the refresh token that the operator gave."""
        self._installations = installations
        self._first = first
        self._clock = clock
        self._bot: Bot | None = None
        self._next: datetime | None = None  #: when the installations are asked again

    @property
    def held(self) -> str:
        return "" if self._bot is None else self._bot.bot_token

    async def begin(self) -> None:
        self._bot = await self._installations.begun_with(self._first)

    async def current(self) -> str:
        """Whoever comes first, two hours before its end, waits for the next; nobody else does."""
        bot, now = self._known(), self._clock.now()
        if not self._installations.ends_within(AHEAD, bot):
            return bot.bot_token
        if self._next is not None and now < self._next:
            return bot.bot_token
        self._next = now + BETWEEN
        with suppress(LedgerBusy):  # it is asked again
            self._bot = await self._installations.async_find_bot(
                enterprise_id=bot.enterprise_id,
                team_id=bot.team_id,
                is_enterprise_install=bot.is_enterprise_install,
            )
        return self._known().bot_token

    async def renewed(self, over: str) -> str:
        bot = self._known()
        if bot.bot_token == over:
            try:
                self._bot = await self._installations.renewed(bot)
            except LedgerBusy:
                raise NotSent("the token cannot be looked up") from None
        return self._known().bot_token

    async def forget(self) -> None:
        bot, self._bot = self._bot, None
        if bot is not None:
            await self._installations.forget(bot)

    async def finish(self) -> None:
        await self._installations.finish()

    def _known(self) -> Bot:
        if self._bot is None:
            raise WorkspaceStopped("the app was taken out of the workspace")
        return self._bot
