"""Slack as a platform: `bot.ports.Platform`, for one app in one workspace."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TypeVar

from adapters.slack.blocks import Block, Pictures, TooMuch, blocks_of
from adapters.slack.clearing import clear_chat
from adapters.slack.config import SlackConfig
from adapters.slack.file_calls import COMPLETING
from adapters.slack.link import Link, Secrets, open_link
from adapters.slack.reading import PLATFORM
from adapters.slack.replies import PATIENCE
from bot.adapter_registration import Surroundings
from bot.config.secret import reveal
from bot.faults import kind
from bot.messages import Message
from bot.model.content import Operation
from bot.model.ids import Account
from bot.ports import (
    NEVER,
    Capabilities,
    Delivery,
    Forbidden,
    Intake,
    LedgerBusy,
    MessageGone,
    NotSent,
    Rate,
    Refused,
    WorkspaceStopped,
)

T = TypeVar("T")

log = logging.getLogger(__name__)

CAPABILITIES = Capabilities(
    buttons=True,
    forms=True,
    asides=True,
    images=True,
    edits=True,
    keeps_keys=NEVER,
    look_up=True,
    files=True,
)
#: calls a second: "50+ per minute" (docs.slack.dev, "Rate limits"), with room for answers
PER_SECOND = 0.8
#: messages a second to one conversation: 1 (the same page), and none at once. A little less, here
#: and of what is configured: a call that travels faster than the one before it comes not too early
TO_ONE, A_LITTLE_LESS = 1.0, 0.98
#: seconds of messages that may go at once, so that one that leaves late is made up for
AT_ONCE_SECONDS = 0.2


class SlackConnection:
    def __init__(self, config: SlackConfig, surroundings: Surroundings) -> None:
        self._config = config
        self._surroundings = surroundings
        self._link: Link | None = None
        self._opening: asyncio.Task[None] | None = None
        self._calling: set[asyncio.Task[str]] = set()
        self._stopped = False

    @property
    def name(self) -> str:
        return PLATFORM

    @property
    def capabilities(self) -> Capabilities:
        return replace(CAPABILITIES, group_chats=self._config.group_conversations)

    async def start(self, intake: Intake) -> None:
        """Raises SecretMissing, and TokenRefused where Slack does not know the bot token. A Slack
        that cannot be reached stops nobody: it is tried on, and deliveries wait."""
        secrets = Secrets.revealed(self._config, os.environ)
        app_token = reveal(self._config.app_token, os.environ)
        self._stopped = False
        opening = asyncio.create_task(self._opened(secrets, app_token, intake))
        self._opening = opening
        done, _ = await asyncio.wait({opening}, timeout=PATIENCE)
        if done:
            opening.result()
        else:
            log.warning("Slack could not be reached yet; it is tried on")
            opening.add_done_callback(self._opened_late)

    async def stop(self) -> None:
        """Takes nothing more, then finishes what is in flight."""
        if self._opening is not None:
            self._opening.cancel()
            await asyncio.wait({self._opening})
            self._opening = None
        if self._link is None:
            return
        link, self._link = self._link, None
        await link.socket.stop()
        await link.listening.finish()
        while self._calling:
            await asyncio.wait(self._calling)
        await link.token.finish()
        await link.http.close()

    async def _opened(self, secrets: Secrets, app_token: str, intake: Intake) -> None:
        self._link = await open_link(
            self._config, self._surroundings, intake, self._stop_workspace, secrets
        )
        self._link.socket.start(app_token)
        await self._link.socket.first(PATIENCE)

    def _opened_late(self, opening: asyncio.Task[None]) -> None:
        """Nobody waits for it any more: what came of it is told, and deliveries stop with a reason
        and do not wait for ever."""
        error = None if opening.cancelled() else opening.exception()
        if error is not None:
            log.error("Slack was reached, and could not be used: %s", kind(error))
            self._stopped = True

    async def deliver(self, delivery: Delivery) -> str:
        opened = self._ready(delivery)
        task = asyncio.ensure_future(self._delivered(opened, delivery))
        self._calling.add(task)
        task.add_done_callback(self._calling.discard)
        return await asyncio.shield(task)

    async def find(self, delivery: Delivery) -> str | None:
        calls, user = self._ready(delivery).calls, delivery.account.user
        if delivery.operation is Operation.OPEN:
            return await calls.standing_group_chat(_users(delivery))
        channel = await calls.chat_with(user)
        try:
            found = await calls.find(channel, delivery.key)
        except Forbidden:  # it may be another conversation by now
            calls.forget_chat(user)
            raise
        return None if found is None else _handle(channel, found)

    def rates(self, delivery: Delivery) -> Sequence[Rate]:
        """Slack counts by method and workspace; and messages by conversation too."""
        key, user = f"slack:{delivery.account.workspace}", delivery.account.user
        per_second = A_LITTLE_LESS * self._config.messages_per_second
        at_once = max(1, int(AT_ONCE_SECONDS * per_second))
        posting = Rate(f"{key}:chat.postMessage", per_second, at_once)
        if delivery.operation is Operation.POST and _carries(delivery):
            sharing = Rate(f"{key}:{COMPLETING}", PER_SECOND, 5)
            to_one = Rate(f"{key}:to:{user}", A_LITTLE_LESS * TO_ONE)
            return [sharing, to_one, *self._opening_first(delivery)]
        if delivery.operation is Operation.POST:
            return [posting, Rate(f"{key}:to:{user}", A_LITTLE_LESS * TO_ONE)]
        if delivery.operation is Operation.OPEN:
            return [posting, _opening(delivery)]
        method = "chat.update" if delivery.operation is Operation.EDIT else "chat.delete"
        methods = [method] if delivery.handle else [method, "conversations.history", "files.delete"]
        rates = [Rate(f"{key}:{each}", PER_SECOND, 5) for each in methods]
        return [*rates, *self._opening_first(delivery)]

    def look_up_rates(self, delivery: Delivery) -> Sequence[Rate]:
        if delivery.operation is Operation.OPEN:
            return [_opening(delivery)]
        history = f"slack:{delivery.account.workspace}:conversations.history"
        return [Rate(history, PER_SECOND, 5), *self._opening_first(delivery)]

    def _opening_first(self, delivery: Delivery) -> list[Rate]:
        """Where the channel of their direct messages is not known yet."""
        known = self._link is not None and self._link.calls.knows_chat(delivery.account.user)
        return [] if known else [_opening(delivery)]

    async def _delivered(self, opened: Link, delivery: Delivery) -> str:
        calls, operation, user = opened.calls, delivery.operation, delivery.account.user
        if operation is Operation.WAKE:
            raise Refused("Slack wakes nobody")
        if operation is Operation.OPEN:
            return await self._group_chat(opened, delivery)
        if operation is Operation.POST and _carries(delivery):
            return _handle(*await _sent(opened, delivery))
        if operation is Operation.DELETE and not delivery.handle:
            await opened.files.take_away(user)
            return ""
        if operation is Operation.POST:
            at = await _said(opened, delivery, partial(calls.write_to, user, key=delivery.key))
            return _handle(*at)
        chat = await calls.chat_with(user)
        ts = _message_in(chat, delivery)
        if operation is Operation.DELETE:
            await calls.delete(chat, ts)
        else:
            await _said(opened, delivery, partial(calls.update, chat, ts))
        return _handle(chat, ts)

    async def _group_chat(self, opened: Link, delivery: Delivery) -> str:
        """Opens it with the one word that is said there. Whether that arrived cannot be looked up,
        since the bot may not read there: `find` says whether the conversation stands."""
        if not self._config.group_conversations:
            raise Refused("group conversations are not switched on")
        channel = await opened.calls.group_chat(_users(delivery))
        await _said(opened, delivery, partial(opened.calls.post, channel, key=delivery.key))
        return channel

    async def clear(self, account: Account, before: datetime) -> bool:
        return await clear_chat(self._of(account).calls, account.user, before)

    async def take_away(self, place: str, handle: str) -> None:
        opened = self._connected()
        if place != f"{PLATFORM}:{opened.team}":
            raise Refused("that picture is in another workspace")
        await opened.pictures.take_away(handle)

    def _ready(self, delivery: Delivery) -> Link:
        return self._of(delivery.account)

    def _of(self, account: Account) -> Link:
        opened = self._connected()
        if (account.platform, account.workspace) != (PLATFORM, opened.team):
            raise Refused("that account is of another workspace")
        return opened

    def _connected(self) -> Link:
        if self._stopped:
            raise WorkspaceStopped("the app was taken out of the workspace")
        if self._link is None:
            raise NotSent("there is no connection to Slack")
        return self._link

    async def _stop_workspace(self) -> None:
        """What is left of its tokens is refused at the next start, and goes then at the latest."""
        log.error(
            "Slack says that the app was taken out of the workspace; nothing is sent there until it"
            " is installed again and the program started anew"
        )
        self._stopped = True
        if self._link is not None:
            try:
                await self._link.token.forget()
            except LedgerBusy as error:
                log.warning("the workspace's token could not be erased yet: %s", error)


def _opening(delivery: Delivery) -> Rate:
    return Rate(f"slack:{delivery.account.workspace}:conversations.open", PER_SECOND, 5)


def _handle(channel: str, ts: str) -> str:
    return f"{channel}:{ts}"


def _users(delivery: Delivery) -> list[str]:
    """Of a conversation of several: who is in it beside the bot."""
    everybody = (delivery.account, *delivery.others)
    if len(everybody) < 2 or len({each.place for each in everybody}) > 1:
        raise Refused("a group chat is of several people of one workspace")
    return [each.user for each in everybody]


def _message_in(chat: str, delivery: Delivery) -> str:
    """The timestamp of the message that the delivery is about."""
    channel, _, ts = delivery.handle.partition(":")
    if not ts:
        raise Refused("that is no handle of this platform's")
    if channel != chat:
        raise MessageGone("that message stands in no conversation with this person")
    return ts


def _carries(delivery: Delivery) -> bool:
    return delivery.message is not None and delivery.message.file is not None


async def _sent(opened: Link, delivery: Delivery) -> tuple[str, str]:
    """The message with its file, of which no other has pictures. Raises PlatformError."""
    message = delivery.message
    assert message is not None  # it carries one
    assert message.file is not None
    blocks = _blocks(message, {})
    return await opened.files.send(delivery.account.user, message.file, blocks, delivery.key)


def _blocks(message: Message, pictures: Pictures) -> list[Block]:
    try:
        return blocks_of(message, pictures)
    except TooMuch as error:
        raise Refused(str(error)) from None


async def _said(
    opened: Link, delivery: Delivery, say: Callable[[str, Sequence[Block]], Awaitable[T]]
) -> T:
    """Says the message: what the notification says, and the blocks, with the pictures that there
    are. Raises PlatformError."""
    message = delivery.message
    if message is None:
        raise Refused(f"there is nothing to {delivery.operation.value}")

    async def draw(pictures: Pictures) -> T:
        return await say(message.notification, _blocks(message, pictures))

    return await opened.pictures.drawn(await opened.pictures.all(message), draw)
