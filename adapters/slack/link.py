"""A connection to Slack with all that stands on it, put together once it is known whose it is."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.calls import Calls
from adapters.slack.config import SlackConfig
from adapters.slack.coordinators import Coordinators
from adapters.slack.files import FilesAtSlack
from adapters.slack.listening import Listening
from adapters.slack.pictures import PicturesAtSlack
from adapters.slack.reading import PLATFORM
from adapters.slack.refreshing import Refresher
from adapters.slack.replies import PATIENCE, open_session, text_of, told
from adapters.slack.rotating import RotatingInstallations, RotatingToken
from adapters.slack.showing import Showing
from adapters.slack.socket import Socket, TicketClient
from adapters.slack.tokens import FixedToken, Token, TokenClient, Whose
from adapters.slack.web_api import SDK_LOG
from adapters.slack.welcome import Welcome
from bot.adapter_registration import Surroundings
from bot.config.secret import reveal
from bot.own_words import Words
from bot.ports import (
    CannotStart,
    Clock,
    Intake,
    LedgerBusy,
    PlatformError,
    Refused,
    WorkspaceStopped,
)

log = logging.getLogger(__name__)

#: seconds between tries while Slack cannot be reached
AGAIN = 5.0

#: what Slack says of a token that will never be good again. `invalid_auth` is not among them: it is
#: said to whoever calls from an address that the workspace does not allow, too
TAKEN_BACK = ("account_inactive", "app_uninstalled", "invalid_refresh_token", "token_revoked")

_APPS_OWN = (
    "Give the client id and the client secret that stand under Basic Information, App Credentials."
)
#: where installing anew would not help
_WHAT_TO_DO = {
    "not_allowed_token_type": (
        "Give the app's bot token, which begins with xoxb-; the app token begins with xapp-."
    ),
    "bad_client_secret": _APPS_OWN,
    "invalid_client_id": _APPS_OWN,
}


class TokenRefused(CannotStart):
    """Slack does not take the bot token; the message says why, and what to do."""

    def __init__(self, which: str, code: str) -> None:
        what_to_do = _WHAT_TO_DO.get(
            code, "Install the app in the workspace again and give the program its new token."
        )
        super().__init__(f"Slack does not take the {which} token ({code}). {what_to_do}")


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the operator gave. With token rotation the bot token is not used: it ends, and the
    refresh token brings the next."""

    bot_token: str = field(repr=False)
    refresh_token: str = field(default="", repr=False)
    client_secret: str = field(default="", repr=False)

    @classmethod
    def revealed(cls, config: SlackConfig, environ: Mapping[str, str]) -> "Secrets":
        """Raises SecretMissing."""
        bot_token, rotation = reveal(config.bot_token, environ), config.rotation
        if rotation is None:
            return cls(bot_token)
        first = reveal(rotation.refresh_token, environ)
        return cls(bot_token, first, reveal(rotation.client_secret, environ))


@dataclass(frozen=True, slots=True)
class Link:
    """`team` is the workspace that the bot token is for."""

    team: str
    token: Token
    http: aiohttp.ClientSession
    calls: Calls
    pictures: PicturesAtSlack
    files: FilesAtSlack
    listening: Listening
    socket: Socket


async def open_link(
    config: SlackConfig,
    surroundings: Surroundings,
    intake: Intake,
    stopped: Callable[[], Awaitable[None]],
    secrets: Secrets,
) -> Link:
    """Waits for Slack as long as it cannot be reached. Its socket is not opened yet. Raises
    TokenRefused."""
    http = open_session()
    token = _token(config, surroundings, http, secrets)
    try:
        await _begun(token)
        client = TokenClient(token, **_options(config, http))
        whose = await _whose(client, token, surroundings.clock)
        calls = Calls(client, http, whose.team, whose.bot_id)
        place = f"{PLATFORM}:{whose.team}"
        pictures, words = PicturesAtSlack(calls, place, surroundings), Words(surroundings)
        listening = Listening(
            whose=whose,
            token=token,
            calls=calls,
            showing=Showing(calls, pictures, words),
            words=words,
            surroundings=surroundings,
            intake=intake,
            coordinators=Coordinators(config, calls, surroundings.clock),
            welcome=Welcome(whose, calls, stopped),
        )
        app = listening.app(client_of(config, http))
        socket = Socket(app, TicketClient(**_options(config, http)))
        files = FilesAtSlack(calls, place, surroundings)
        return Link(whose.team, token, http, calls, pictures, files, listening, socket)
    except BaseException:
        await token.finish()
        await http.close()
        raise


def client_of(
    config: SlackConfig, http: aiohttp.ClientSession, token: str | None = None
) -> AsyncWebClient:
    return AsyncWebClient(token=token, **_options(config, http))


def _options(config: SlackConfig, http: aiohttp.ClientSession) -> dict[str, Any]:
    return {
        "base_url": config.api_url,
        "timeout": PATIENCE,
        "session": http,
        "retry_handlers": [],
        "logger": SDK_LOG,
    }


def _token(
    config: SlackConfig, surroundings: Surroundings, http: aiohttp.ClientSession, secrets: Secrets
) -> Token:
    if config.rotation is None:
        return FixedToken(secrets.bot_token)
    clock = surroundings.clock
    refresher = Refresher(
        client_of(config, http), config.rotation.client_id, secrets.client_secret, clock
    )
    kept = RotatingInstallations(surroundings.installations, PLATFORM, refresher)
    return RotatingToken(kept, secrets.refresh_token, clock)


async def _begun(token: Token) -> None:
    while True:
        try:
            return await token.begin()
        except (WorkspaceStopped, Refused) as error:
            raise TokenRefused("refresh", str(error)) from None
        except (PlatformError, LedgerBusy) as error:
            log.warning("Slack could not be asked for a token: %s", error)
        await asyncio.sleep(AGAIN)


async def _whose(client: TokenClient, token: Token, clock: Clock) -> Whose:
    """What Slack has taken back is erased, and not tried again."""
    while True:
        try:
            async with told("slack:auth.test"):
                found = await client.auth_test()
                return Whose(
                    team=text_of(found["team_id"]),
                    bot_id=text_of(found["bot_id"]),
                    bot_user=text_of(found["user_id"]),
                    enterprise=str(found.get("enterprise_id") or ""),
                    asked_at=int(clock.now().timestamp()),
                )
        except WorkspaceStopped as error:
            if str(error) in TAKEN_BACK:
                await _erased(token)
            raise TokenRefused("bot", str(error)) from None
        except PlatformError as error:
            log.warning("Slack could not be asked whose the token is: %s", error)
        await asyncio.sleep(AGAIN)


async def _erased(token: Token) -> None:
    try:
        await token.forget()
    except LedgerBusy as error:
        log.warning("a token that Slack took back could not be erased yet: %s", error)
