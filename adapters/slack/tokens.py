"""The token that Slack is called with, and a client that asks for it at each call."""

from dataclasses import dataclass, field
from typing import Any, Protocol

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.errors import code_of


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose a bot token is, as `auth.test` says."""

    team: str
    bot_id: str
    bot_user: str
    enterprise: str  #: "" where the workspace is of none
    asked_at: int  #: in seconds since 1970, as events say when they happened


class Token(Protocol):
    """A bot's token."""

    @property
    def held(self) -> str:
        """As it was last; "" before `begin`. Whoever needs it to be good asks for `current`."""

    async def begin(self) -> None:
        """Before anything else. Raises PlatformError, LedgerBusy."""

    async def current(self) -> str:
        """Raises PlatformError."""

    async def renewed(self, over: str) -> str:
        """Another than `over`, which Slack calls expired. Raises PlatformError."""

    async def forget(self) -> None:
        """Slack has taken it back. Raises LedgerBusy."""

    async def finish(self) -> None:
        """Returns when nothing that was begun is under way."""


@dataclass(frozen=True, slots=True)
class FixedToken:
    """One that does not end. It is the operator's, in the environment or a file, and is kept
    nowhere else."""

    held: str = field(repr=False)

    async def begin(self) -> None: ...

    async def current(self) -> str:
        return self.held

    async def renewed(self, over: str) -> str:
        return self.held

    async def forget(self) -> None: ...

    async def finish(self) -> None: ...


class TokenClient(AsyncWebClient):
    """Its token may be another at each call, and a call is made once more where it was over."""

    def __init__(self, of: Token, **options: Any) -> None:
        super().__init__(**options)
        self._of = of

    async def current(self) -> str:
        return await self._of.current()

    async def api_call(self, api_method: str, **given: Any) -> AsyncSlackResponse:
        used = await self._of.current()
        try:
            return await self._called(used, api_method, given)
        except SlackApiError as error:
            if code_of(error) != "token_expired":
                raise
            new = await self._of.renewed(used)
            if new == used:
                raise
        return await self._called(new, api_method, given)

    async def _called(
        self, token: str, api_method: str, given: dict[str, Any]
    ) -> AsyncSlackResponse:
        self.token = token  # read before the call first waits for anything
        return await super().api_call(api_method, **given)
