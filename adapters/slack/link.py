"""A connection to Slack with all that stands on it, put together once it is known whose it is."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.calls import PATIENCE, SDK_LOG, Calls
from adapters.slack.config import SlackConfig
from adapters.slack.coordinators import Coordinators
from adapters.slack.errors import Group, code_of, group_of
from adapters.slack.listening import Installation, Listening
from adapters.slack.pictures import PicturesAtSlack
from adapters.slack.showing import Showing, Words
from adapters.slack.socket import Socket
from bot.adapter_registration import Surroundings
from bot.ports import CannotStart, Intake

log = logging.getLogger(__name__)

#: seconds between tries while Slack cannot be reached
AGAIN = 5.0


class TokenRefused(CannotStart):
    """Slack does not take the bot token; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Link:
    """`team` is the workspace that the bot token is for."""

    team: str
    http: aiohttp.ClientSession
    calls: Calls
    pictures: PicturesAtSlack
    listening: Listening
    socket: Socket


async def open_link(
    config: SlackConfig,
    surroundings: Surroundings,
    intake: Intake,
    stopped: Callable[[], None],
    token: str,
) -> Link:
    """Waits for Slack as long as it cannot be reached. Its socket is not opened yet. Raises
    TokenRefused."""
    http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE))
    try:
        client = client_of(config, http, token)
        installation = await _installed(client, token)
        calls = Calls(client, http, installation.team)
        pictures, words = PicturesAtSlack(calls), Words(surroundings)
        listening = Listening(
            installation=installation,
            calls=calls,
            showing=Showing(calls, pictures, words),
            words=words,
            surroundings=surroundings,
            intake=intake,
            coordinators=Coordinators(config, calls, surroundings.clock),
            stopped=stopped,
        )
        app = listening.app(client_of(config, http))
        socket = Socket(app, client_of(config, http))
        return Link(installation.team, http, calls, pictures, listening, socket)
    except BaseException:
        await http.close()
        raise


def client_of(
    config: SlackConfig, http: aiohttp.ClientSession, token: str | None = None
) -> AsyncWebClient:
    return AsyncWebClient(
        token=token,
        base_url=config.api_url,
        timeout=PATIENCE,
        session=http,
        retry_handlers=[],
        logger=SDK_LOG,
    )


async def _installed(client: AsyncWebClient, token: str) -> Installation:
    """Whose the token is."""
    while True:
        try:
            found = (await client.auth_test()).data
            assert isinstance(found, dict)
            return Installation(found["team_id"], found["bot_id"], found["user_id"], token)
        except SlackApiError as error:
            code = code_of(error)
            if group_of(code, int(error.response.status_code)) is Group.STOPPED:
                raise TokenRefused(
                    f"Slack does not take the bot token ({code}). Install the app in the"
                    " workspace again and give the program its new token."
                ) from None
            log.warning("Slack could not be asked whose the token is: %s", code or "no reply")
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("Slack could not be reached: %s", type(error).__name__)
        await asyncio.sleep(AGAIN)
