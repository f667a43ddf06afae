"""Slack as a platform: `bot.ports.Platform`, for one app in one workspace."""

import asyncio
import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass, field

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.blocks import Block, Pictures, TooMuch, blocks_of
from adapters.slack.calls import PATIENCE, SDK_LOG, Calls
from adapters.slack.config import SlackConfig
from adapters.slack.coordinators import Coordinators
from adapters.slack.errors import Group, code_of, group_of
from adapters.slack.listening import Installation, Listening
from adapters.slack.pictures import PicturesAtSlack
from adapters.slack.reading import PLATFORM
from adapters.slack.showing import Showing, Words
from adapters.slack.socket import Socket
from bot.adapter_registration import Surroundings
from bot.config.secret import reveal
from bot.messages import Message
from bot.model.content import Operation
from bot.ports import (
    Capabilities,
    Delivery,
    Intake,
    MessageGone,
    NotSent,
    Rate,
    Refused,
    WorkspaceStopped,
)

log = logging.getLogger(__name__)

CAPABILITIES = Capabilities(
    buttons=True, forms=True, asides=True, images=True, edits=True, idempotent=False, look_up=True
)
#: seconds between tries to reach Slack while it cannot be reached at the start
AGAIN = 5.0
#: calls a second: "50+ per minute" (docs.slack.dev, "Rate limits"), with room for answers
PER_SECOND = 0.8
#: messages a second to one conversation (the same page), and how many at once
TO_ONE, TO_ONE_AT_ONCE = 1.0, 3


class TokenRefused(Exception):
    """Slack does not take the bot token: the message says which, and what to do."""


class SlackConnection:
    """`start` returns when Slack was reached, or when it could not be for a while: then it is
    tried on, and deliveries wait."""

    def __init__(self, config: SlackConfig, surroundings: Surroundings) -> None:
        self._config = config
        self._surroundings = surroundings
        self._open: _Open | None = None
        self._stopped = False

    @property
    def name(self) -> str:
        return PLATFORM

    @property
    def capabilities(self) -> Capabilities:
        return CAPABILITIES

    async def start(self, intake: Intake) -> None:
        """Raises SecretMissing, and TokenRefused where Slack does not know the bot token."""
        token = reveal(self._config.bot_token, os.environ)
        app_token = reveal(self._config.app_token, os.environ)
        http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE))
        try:
            client = self._client(http, token)
            installation = await self._installed(client, token)
        except BaseException:
            await http.close()
            raise
        calls = Calls(client, http, installation.team)
        pictures, words = PicturesAtSlack(calls), Words(self._surroundings)
        showing = Showing(calls, pictures, words)
        listening = Listening(
            installation=installation,
            calls=calls,
            showing=showing,
            words=words,
            surroundings=self._surroundings,
            intake=intake,
            coordinators=Coordinators(self._config, calls, self._surroundings.clock),
            stopped=self._stop_workspace,
        )
        socket = Socket(listening.app(self._client(http)), self._client(http), app_token)
        self._stopped = False
        self._open = _Open(http, calls, pictures, listening, socket, installation.team)
        if not await socket.start(PATIENCE):
            log.warning("Slack's socket could not be opened yet; it is tried on")

    async def stop(self) -> None:
        """Takes nothing more, then finishes what is in flight."""
        if self._open is None:
            return
        opened, self._open = self._open, None
        await opened.socket.stop()
        await opened.listening.finish()
        while opened.calling:
            await asyncio.wait(opened.calling)
        await opened.http.close()

    async def deliver(self, delivery: Delivery) -> str:
        opened = self._ready(delivery)
        task = asyncio.ensure_future(self._delivered(opened, delivery))
        opened.calling.add(task)
        task.add_done_callback(opened.calling.discard)
        return await asyncio.shield(task)

    async def find(self, delivery: Delivery) -> str | None:
        opened = self._ready(delivery)
        channel = await opened.calls.chat_with(delivery.account.user)
        found = await opened.calls.find(channel, delivery.key)
        return None if found is None else _handle(channel, found)

    def rates(self, delivery: Delivery) -> Sequence[Rate]:
        """Slack counts by method and workspace; and messages by conversation too."""
        key, user = f"slack:{delivery.account.workspace}", delivery.account.user
        if delivery.operation is Operation.EDIT:
            return [Rate(f"{key}:chat.update", PER_SECOND, 5)]
        if delivery.operation is not Operation.POST:
            return [Rate(f"{key}:chat.delete", PER_SECOND, 5)]
        per_second = self._config.messages_per_second
        used = [
            Rate(f"{key}:chat.postMessage", per_second),
            Rate(f"{key}:to:{user}", TO_ONE, TO_ONE_AT_ONCE),
        ]
        if self._open is None or not self._open.calls.knows_chat(user):
            used.append(Rate(f"{key}:conversations.open", max(PER_SECOND, per_second)))
        return used

    async def _delivered(self, opened: "_Open", delivery: Delivery) -> str:
        calls, user = opened.calls, delivery.account.user
        if delivery.operation is Operation.POST:
            message = _message_of(delivery)
            channel = await calls.chat_with(user)
            blocks = _blocks(message, await opened.pictures.all(message))
            ts = await calls.post(channel, message.notification, blocks, delivery.key)
            return _handle(channel, ts)
        channel, _, ts = delivery.handle.partition(":")
        if not ts:
            raise Refused("that is no handle of this platform's")
        if channel != await calls.chat_with(user):
            raise MessageGone("that message stands in no conversation with this person")
        if delivery.operation is Operation.EDIT:
            message = _message_of(delivery)
            blocks = _blocks(message, await opened.pictures.all(message))
            await calls.update(channel, ts, message.notification, blocks)
        elif delivery.operation is Operation.DELETE:
            await calls.delete(channel, ts)
        else:
            raise Refused(f"Slack has no {delivery.operation.value}")
        return delivery.handle

    def _ready(self, delivery: Delivery) -> "_Open":
        if self._stopped:
            raise WorkspaceStopped("the app was taken out of the workspace")
        if self._open is None:
            raise NotSent("there is no connection to Slack")
        account = delivery.account
        if (account.platform, account.workspace) != (PLATFORM, self._open.team):
            raise Refused("that account is of another workspace")
        return self._open

    def _stop_workspace(self) -> None:
        log.error("Slack says that the app was taken out of the workspace; nothing is sent there")
        self._stopped = True

    def _client(self, http: aiohttp.ClientSession, token: str | None = None) -> AsyncWebClient:
        return AsyncWebClient(
            token=token,
            base_url=self._config.api_url,
            timeout=PATIENCE,
            session=http,
            retry_handlers=[],
            logger=SDK_LOG,
        )

    async def _installed(self, client: AsyncWebClient, token: str) -> Installation:
        """Whose the token is. Waits for Slack where it cannot be reached."""
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
            except (TimeoutError, aiohttp.ClientError, OSError) as error:
                log.warning("Slack could not be reached: %s", type(error).__name__)
            await asyncio.sleep(AGAIN)


@dataclass(slots=True)
class _Open:
    """What there is while the connection is kept."""

    http: aiohttp.ClientSession
    calls: Calls
    pictures: PicturesAtSlack
    listening: Listening
    socket: Socket
    team: str
    calling: set[asyncio.Task[str]] = field(default_factory=set)


def _handle(channel: str, ts: str) -> str:
    return f"{channel}:{ts}"


def _message_of(delivery: Delivery) -> Message:
    if delivery.message is None:
        raise Refused(f"there is nothing to {delivery.operation.value}")
    return delivery.message


def _blocks(message: Message, pictures: Pictures) -> list[Block]:
    try:
        return blocks_of(message, pictures)
    except TooMuch as error:
        raise Refused(str(error)) from None
