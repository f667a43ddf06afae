"""A refresh token, exchanged for the next pair: `oauth.v2.access` (docs.slack.dev, "Using token
rotation")."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.oauth.installation_store import Bot
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.replies import text_of, told
from bot.ports import Clock, Refused


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What Slack gives for a refresh token. `enterprise` and `team` "" where there is none."""

    token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    ends: datetime
    enterprise: str
    team: str
    whole: bool  #: of the enterprise organisation, whatever the team
    bot_user: str

    def bot(self, installed_at: datetime, marked: dict[str, str]) -> Bot:
        """A bot of which nothing else is known; `auth.test` knows its id."""
        return Bot(
            enterprise_id=self.enterprise or None,
            team_id=self.team or None,
            is_enterprise_install=self.whole,
            bot_token=self.token,
            bot_id="",
            bot_user_id=self.bot_user,
            bot_refresh_token=self.refresh_token,
            bot_token_expires_at=int(self.ends.timestamp()),
            installed_at=installed_at,
            custom_values=dict(marked),
        )

    def of(self, bot: Bot) -> Bot:
        """The bot with its new tokens."""
        new = Bot(**bot.to_dict_for_copying())
        new.bot_token, new.bot_refresh_token = self.token, self.refresh_token
        new.bot_token_expires_at = int(self.ends.timestamp())
        return new


@dataclass(frozen=True, slots=True)
class Refresher:
    """`client` has no token of its own; id and secret are the app's."""

    client: AsyncWebClient
    client_id: str
    client_secret: str = field(repr=False)
    clock: Clock

    async def given_for(self, refresh_token: str) -> Refreshed:
        """Raises PlatformError."""
        async with told("slack:oauth.v2.access"):
            answer = await self.client.oauth_v2_access(
                client_id=self.client_id,
                client_secret=self.client_secret,
                grant_type="refresh_token",
                refresh_token=refresh_token,
            )
            if isinstance(answer.data, dict) and not answer.data.get("refresh_token"):
                raise Refused("Slack gave no new token")
            return self._given(answer.data)

    def _given(self, given: Any) -> Refreshed:
        return Refreshed(
            token=text_of(given["access_token"]),
            refresh_token=text_of(given["refresh_token"]),
            ends=self.clock.now() + timedelta(seconds=int(given["expires_in"])),
            enterprise=(given.get("enterprise") or {}).get("id") or "",
            team=(given.get("team") or {}).get("id") or "",
            whole=bool(given.get("is_enterprise_install")),
            bot_user=given.get("bot_user_id") or "",
        )
