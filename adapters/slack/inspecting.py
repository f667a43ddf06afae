"""`tailboard check --online`: whether Slack takes the tokens, and what the app may not yet do."""

import os
from collections.abc import Sequence

from pydantic import BaseModel
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.config import SlackConfig
from adapters.slack.errors import code_of
from adapters.slack.link import client_of
from adapters.slack.manifest import scopes
from adapters.slack.replies import NO_REPLY, open_session
from bot.config.secret import reveal

_OVER = (
    "platforms.slack.bot_token: it is over, as it has to be twelve hours after the app was"
    " installed. Whether Slack takes the one that followed stands in the log of `tailboard run`."
)
_SCOPES_UNTOLD = (
    "The bot token is taken, and it could not be read which scopes the app has: the answer did not"
    " say (X-OAuth-Scopes). Slack itself always does; whatever stands in its place may not. Look"
    " under OAuth & Permissions whether they are those of `tailboard slack manifest`."
)
_WORDS = {
    "invalid_auth": "Slack does not know this token",
    "account_inactive": "the app was taken out of the workspace",
    "token_revoked": "the token was revoked",
    "not_allowed_token_type": "this is another kind of token",
    "missing_scope": "the token has not the scope connections:write",
    "subteam_not_found": "there is no such user group",
    "no_such_subteam": "there is no such user group",
}


async def inspect(config: BaseModel) -> Sequence[str]:
    """What is amiss, a sentence each, with what to do. Nothing is posted, and the socket is not
    opened. Raises SecretMissing."""
    assert isinstance(config, SlackConfig)
    async with open_session() as http:
        bot = client_of(config, http, reveal(config.bot_token, os.environ))
        found = await _bot_token(config, bot)
        if found is None:
            return [f"Slack cannot be reached at {config.api_url}."]
        app_token = reveal(config.app_token, os.environ)
        found += await _app_token(client_of(config, http), app_token)
        if config.coordinators_group and not found:
            found += await _group(config.coordinators_group, bot)
        return found


async def _bot_token(config: SlackConfig, bot: AsyncWebClient) -> list[str] | None:
    """None: nobody answers there."""
    try:
        answer = await bot.auth_test()
    except SlackApiError as error:
        if config.rotation is not None and code_of(error) == "token_expired":
            return [_OVER]
        return [f"platforms.slack.bot_token: {_said(error)}. Install the app, and give its xoxb-…"]
    except NO_REPLY:
        return None
    headers = {str(name).lower(): value for name, value in answer.headers.items()}
    if "x-oauth-scopes" not in headers:
        return [_SCOPES_UNTOLD]
    granted = {scope.strip() for scope in str(headers["x-oauth-scopes"]).split(",")}
    wanted = scopes(
        group=bool(config.coordinators_group),
        emails=config.find_accounts_by_email,
        names=config.find_accounts_by_group,
        group_chats=config.group_conversations,
    )
    missing = [scope for scope in wanted if scope not in granted]
    if not missing:
        return []
    lacks = f"a scope: {missing[0]}" if len(missing) == 1 else f"scopes: {', '.join(missing)}"
    return [
        f"The app lacks {lacks}. Print the manifest (`tailboard slack manifest`), paste it under"
        " App Manifest, save, and then reinstall the app: until that, nothing changes."
    ]


async def _app_token(client: AsyncWebClient, token: str) -> list[str]:
    try:
        await client.apps_connections_open(app_token=token)
    except SlackApiError as error:
        return [
            f"platforms.slack.app_token: {_said(error)}. Make an app-level token with the scope"
            " connections:write, and switch Socket Mode on."
        ]
    except NO_REPLY:
        return ["platforms.slack.app_token: Slack did not answer; try again."]
    return []


async def _group(group: str, bot: AsyncWebClient) -> list[str]:
    try:
        await bot.usergroups_users_list(usergroup=group)
    except SlackApiError as error:
        return [f"platforms.slack.coordinators_group: {_said(error)}."]
    except NO_REPLY:
        return ["platforms.slack.coordinators_group: Slack did not answer; try again."]
    return []


def _said(error: SlackApiError) -> str:
    code = code_of(error)
    return _WORDS.get(code, f"Slack says {code or 'nothing that it documents'}")
