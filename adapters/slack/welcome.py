"""Whether the app is still welcome in the workspace, where Slack says that it may not be."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

from adapters.slack import reading
from adapters.slack.calls import Calls
from adapters.slack.place import Body
from adapters.slack.tokens import Whose
from bot.ports import PlatformError

log = logging.getLogger(__name__)

#: seconds until Slack is asked again whether it takes the token
ASK_AGAIN = 5.0
_TAKEN_OUT, _REVOKED = "app_uninstalled", "tokens_revoked"


@dataclass(slots=True)
class Welcome:
    """`stopped` is called once it is sure that Slack takes the token no more."""

    whose: Whose
    calls: Calls
    stopped: Callable[[], Awaitable[None]]
    ask_again: float = ASK_AGAIN
    _finishing: asyncio.Event = field(default_factory=asyncio.Event)

    def is_in_doubt(self, kind: str | None, body: Body) -> bool:
        """By an event of that kind."""
        return kind == _TAKEN_OUT or (
            kind == _REVOKED and reading.token_revoked(body, self.whose.bot_user)
        )

    async def found_out(self, kind: str | None, body: Body) -> None:
        """A token that another has followed may be revoked, too, and of an app that was installed
        again Slack may still tell that it was taken out: whether the token in use is good, Slack
        is asked."""
        now = kind == _TAKEN_OUT and reading.happened_at(body) >= self.whose.asked_at
        if now or not await self._is_taken():
            await self.stopped()

    def finish(self) -> None:
        """Nobody asks any more."""
        self._finishing.set()

    async def _is_taken(self) -> bool:
        """Asked until Slack says yes or no: a connection that fails just now is no no."""
        while not self._finishing.is_set():
            try:
                return await self.calls.are_taken()
            except PlatformError as error:
                log.warning("Slack could not be asked for its token: %s", type(error).__name__)
            with suppress(TimeoutError):
                async with asyncio.timeout(self.ask_again):
                    await self._finishing.wait()
        return True
