"""Tokens that end, and how the real slack_sdk gets the next."""

from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack.saying import refusal
from tests.fakes.slack.server import FakeSlack


def speaking(slack: FakeSlack, token: str) -> AsyncWebClient:
    return AsyncWebClient(token=token, base_url=slack.base_url, retry_handlers=[])


async def test_a_token_ends_and_is_replaced(slack: FakeSlack) -> None:
    refresh = slack.rotation.begin(slack.installation_in(slack.workspace.id))
    old = slack.bot_token
    assert old.startswith("xoxe.xoxb-")
    slack.clock.forward(12 * 60 * 60 + 1)
    assert await refusal(speaking(slack, old).auth_test()) == "token_expired"
    rotator = AsyncTokenRotator(
        client_id=slack.rotation.client_id,
        client_secret=slack.rotation.client_secret,
        client=speaking(slack, ""),
    )
    held = Installation(
        user_id="U1",
        team_id=slack.workspace.id,
        bot_token=old,
        bot_refresh_token=refresh,
        bot_token_expires_in=-1,
    )
    renewed = await rotator.perform_token_rotation(installation=held, minutes_before_expiration=10)
    assert renewed is not None
    assert renewed.bot_token == slack.bot_token
    assert (await speaking(slack, slack.bot_token).auth_test())["ok"]


async def test_a_refresh_token_serves_once(slack: FakeSlack) -> None:
    refresh = slack.rotation.begin(slack.installation_in(slack.workspace.id))
    first = slack.bot_token

    async def renew(token: str, secret: str | None = None) -> str:
        """The next refresh token."""
        told = await speaking(slack, "").oauth_v2_access(
            client_id=slack.rotation.client_id,
            client_secret=secret or slack.rotation.client_secret,
            grant_type="refresh_token",
            refresh_token=token,
        )
        return str(told["refresh_token"])

    assert await refusal(renew(refresh, "wrong")) == "bad_client_secret"
    following = await renew(refresh)
    assert await refusal(renew(refresh)) == "invalid_refresh_token"
    assert (await speaking(slack, first).auth_test())["ok"]  # two are good at once
    await renew(following)
    assert await refusal(speaking(slack, first).auth_test()) == "invalid_auth"
