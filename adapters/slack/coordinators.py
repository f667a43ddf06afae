"""Who may do a coordinator's work in this workspace, beside what the roster says."""

import asyncio
import logging

from adapters.slack.calls import Calls
from adapters.slack.config import SlackConfig
from bot.model.ids import Account
from bot.ports import Clock, NotSent, OutcomeUnknown, PlatformError, SlowDown

log = logging.getLogger(__name__)

#: seconds for which a user group's members are taken as known; Slack allows 20 questions a minute
KNOWN_FOR = 30.0
#: the same where Slack did not say: seconds until it is asked again
ASKED_AGAIN = 5.0
#: seconds for which the members that were told last count where Slack cannot be asked
REMEMBERED_FOR = 600.0
#: seconds that anybody's press waits for it: most are no coordinator's, and may be in need
WAITS = 1.0


_FOR_NOW = (NotSent, OutcomeUnknown, SlowDown)


class Coordinators:
    """Asked at every event. Where the configuration names nobody, Slack has nothing against it."""

    def __init__(self, config: SlackConfig, calls: Calls, clock: Clock) -> None:
        self._config = config
        self._calls = calls
        self._clock = clock
        self._members: frozenset[str] = frozenset()
        self._again = float("-inf")
        self._told_at = float("-inf")
        self._asking = asyncio.Lock()

    async def may(self, account: Account) -> bool:
        named, group = self._config.coordinators, self._config.coordinators_group
        if not named and not group:
            return True
        if account.user in named:
            return True
        return bool(group) and account.user in await self._of_group(group)

    async def _of_group(self, group: str) -> frozenset[str]:
        """Where Slack cannot be asked, those that it told last are, for a while; where it never
        told any, or says no, nobody is. Whoever comes while it is asked waits for the same
        answer."""
        async with self._asking:
            now = self._clock.monotonic()
            if now >= self._again:
                told = await self._told(group)
                if told is not None:
                    self._members, self._told_at = told, now
                self._again = now + (ASKED_AGAIN if told is None else KNOWN_FOR)
            remembered = now - self._told_at <= REMEMBERED_FOR
            return self._members if remembered else frozenset()

    async def _told(self, group: str) -> frozenset[str] | None:
        """None: it was not said."""
        try:
            async with asyncio.timeout(WAITS):
                return await self._calls.members_of(group)
        except (*_FOR_NOW, TimeoutError) as error:
            log.warning("the coordinators' group was not told: %s", type(error).__name__)
            return None
        except PlatformError as error:
            log.warning("the coordinators' group is refused: %s", type(error).__name__)
            return frozenset()
