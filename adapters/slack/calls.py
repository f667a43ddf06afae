"""The Web API as this adapter uses it: one attempt a call, its errors in the core's words.

The SDK's own retries are off: a lost reply to chat.postMessage, tried again, posts twice.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Any, TypeVar

import aiohttp
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.blocks import Block
from adapters.slack.hosts import Hosts
from adapters.slack.replies import Reply, text_of, told
from adapters.slack.tokens import TokenClient
from adapters.slack.views import View
from adapters.slack.words import escaped
from bot.ports import (
    Forbidden,
    NotSent,
    OutcomeUnknown,
    Refused,
    WorkspaceStopped,
)

T = TypeVar("T")

#: of our keys in a message's metadata. Any app of the workspace may read it: opaque, no content
METADATA = "tailboard_message"
#: Slack's word where the app was not given what a call needs
NO_SCOPE = "missing_scope"
#: messages looked through for a key; a page is what Slack advises at most
_PAGE, _PAGES = 200, 3

#: The SDK prints what it sends where its logger has no level or is at DEBUG; never there. Its name
#: is a library's, of which the logs keep the place alone: an error's words may quote anything.
SDK_LOG = logging.getLogger("slack_sdk.tailboard")
SDK_LOG.setLevel(logging.INFO)


class Calls:
    """`team` is the workspace's id, and the first part of every pacing key; `bot` is the bot's, as
    its messages name it."""

    def __init__(
        self, client: TokenClient, http: aiohttp.ClientSession, team: str, bot: str
    ) -> None:
        self._client = client
        self._slack = Hosts.of(client.base_url)
        self._http = http
        self._team = team
        self._bot = bot
        self._chats: dict[str, str] = {}

    def key(self, method: str) -> str:
        """The pacing budget of a method in this workspace."""
        return f"slack:{self._team}:{method}"

    def knows_chat(self, user: str) -> bool:
        return user in self._chats

    def remember_chat(self, user: str, channel: str) -> None:
        """Slack told us of their direct messages with the bot by an event."""
        self._chats[user] = channel

    async def are_taken(self) -> bool:
        """Whether Slack takes our token. Raises PlatformError where it does not say."""
        try:
            await self._made("auth.test", self._client.auth_test())
        except WorkspaceStopped:
            return False
        return True

    async def chat_with(self, user: str) -> str:
        """The channel of their direct messages with the bot."""
        known = self._chats.get(user)
        if known is not None:
            return known
        call = self._client.conversations_open(users=user)
        try:
            channel = await self._read("conversations.open", call, _channel)
        except OutcomeUnknown as lost:  # opened twice is opened once
            raise NotSent(str(lost)) from None
        self._chats[user] = channel
        return channel

    def forget_chat(self, user: str) -> None:
        """It is not there any more, or not for the bot: it is opened anew."""
        self._chats.pop(user, None)

    async def group_chat(self, users: Sequence[str]) -> str:
        """The channel of the conversation of these people and the bot, opened if there was none.
        Raises Refused where the app may not, or has no scope for it: nobody else's trouble."""
        call = self._client.conversations_open(users=list(users))
        try:
            return await self._read("conversations.open", call, _channel)
        except WorkspaceStopped as error:
            raise (Refused(NO_SCOPE) if str(error) == NO_SCOPE else error) from None
        except Forbidden as error:
            raise Refused(str(error)) from None

    async def standing_group_chat(self, users: Sequence[str]) -> str | None:
        """The same, and none is opened."""
        call = self._client.conversations_open(users=list(users), prevent_creation=True)
        try:
            return await self._read("conversations.open", call, _channel_if_any)
        except Forbidden as error:
            if str(error) == "channel_not_found":
                return None
            raise

    async def write_to(
        self, user: str, text: str, blocks: Sequence[Block], key: str
    ) -> tuple[str, str]:
        """Posts into their direct messages: the channel, and the message's timestamp.

        Where the channel is not known yet, the person's id stands for it, as in Bolt's own
        examples (docs.slack.dev, "Listening for view submissions"), and the reply names it:
        opening each conversation first is allowed 50 times a minute, and takes a second call.
        """
        try:
            channel, ts = await self.post(self._chats.get(user, user), text, blocks, key)
        except Forbidden as refusal:
            if str(refusal) != "channel_not_found":
                raise
            self.forget_chat(user)
            opened = await self.chat_with(user)  # or says why they cannot be written to
            return await self.post(opened, text, blocks, key)
        self._chats[user] = channel
        return channel, ts

    async def post(
        self, channel: str, text: str, blocks: Sequence[Block], key: str
    ) -> tuple[str, str]:
        """The channel and the message's timestamp, which is its id in there."""
        call = self._client.chat_postMessage(
            channel=channel,
            text=escaped(text),
            blocks=blocks,
            metadata={"event_type": METADATA, "event_payload": {"key": key}},
            unfurl_links=False,
            unfurl_media=False,
        )
        return await self._read("chat.postMessage", call, _posted)

    async def update(self, channel: str, ts: str, text: str, blocks: Sequence[Block]) -> None:
        call = self._client.chat_update(channel=channel, ts=ts, text=escaped(text), blocks=blocks)
        await self._made("chat.update", call)

    async def delete(self, channel: str, ts: str) -> None:
        await self._made("chat.delete", self._client.chat_delete(channel=channel, ts=ts))

    async def find(self, channel: str, key: str) -> str | None:
        """The newest message of the channel that carries this key."""
        cursor = ""
        for _ in range(_PAGES):
            call = self._client.conversations_history(
                channel=channel, include_all_metadata=True, limit=_PAGE, cursor=cursor or None
            )
            on_page = partial(_carrying, key, self._bot)
            found, cursor = await self._read("conversations.history", call, on_page)
            if found or not cursor:
                return found
        return None

    async def own_messages(self, channel: str, before: float, most: int) -> list[str]:
        """The newest of the bot's in the channel from before this time."""
        found: list[str] = []
        cursor = ""
        while len(found) < most:
            call = self._client.conversations_history(
                channel=channel, latest=f"{before:.6f}", limit=_PAGE, cursor=cursor or None
            )
            page, cursor = await self._read("conversations.history", call, partial(_own, self._bot))
            found += page
            if not cursor:
                break
        return found[:most]

    async def whisper(
        self, channel: str, user: str, text: str, blocks: Sequence[Block], *, thread: str = ""
    ) -> None:
        """To be seen by this person alone, and by nobody after their next reload. `thread` is the
        timestamp of the message whose thread they wrote in."""
        call = self._client.chat_postEphemeral(
            channel=channel,
            user=user,
            text=escaped(text),
            blocks=blocks,
            thread_ts=thread or None,
        )
        await self._made("chat.postEphemeral", call)

    async def open_view(self, trigger: str, view: View) -> str:
        """The view's id."""
        call = self._client.views_open(trigger_id=trigger, view=view)
        return await self._read("views.open", call, lambda reply: text_of(reply["view"]["id"]))

    async def update_view(self, view_id: str, view: View) -> None:
        await self._made("views.update", self._client.views_update(view_id=view_id, view=view))

    async def publish_home(self, user: str, view: View) -> None:
        await self._made("views.publish", self._client.views_publish(user_id=user, view=view))

    async def members_of(self, group: str) -> frozenset[str]:
        call = self._client.usergroups_users_list(usergroup=group)
        return await self._read("usergroups.users.list", call, lambda r: frozenset(r["users"]))

    async def place_for_file(self, name: str, size: int) -> tuple[str, str]:
        """The id of a file that is to be, and where its `size` bytes go."""
        call = self._client.files_getUploadURLExternal(filename=name, length=size)
        return await self._read("files.getUploadURLExternal", call, _place)

    async def upload(self, file: str, url: str, content: bytes) -> None:
        """Shared with nobody; its id is shown in blocks."""
        self._only_slack(url)
        async with told(self.key("")), self._sent(url, data=content) as sent:
            if sent.status != 200:
                raise OutcomeUnknown(f"HTTP {sent.status}")
        call = self._client.files_completeUploadExternal(files=[{"id": file}])
        await self._made("files.completeUploadExternal", call)

    async def is_looked_through(self, file: str) -> bool:
        """Whether Slack knows by now of what kind an uploaded file is. It takes about a second, and
        no block shows the file before (slackapi/java-slack-sdk issue 1349,
        slackapi/python-slack-sdk issue 1521)."""
        call = self._client.files_info(file=file)
        return await self._read("files.info", call, _has_a_kind)

    async def delete_file(self, file: str) -> None:
        await self._made("files.delete", self._client.files_delete(file=file))

    async def download(self, url: str, most: int) -> bytes | None:
        """A file that somebody sent; None where it is of more bytes than `most`. The address may
        be anybody's (a remote file, one in a cloud): the token goes to Slack alone, and follows
        nobody elsewhere."""
        self._only_slack(url)
        headers = {"Authorization": f"Bearer {await self._client.current()}"}
        asked = self._http.get(
            url, headers=headers, allow_redirects=False, proxy=self._client.proxy
        )
        async with told(self.key("")), asked as got:
            if got.status != 200:
                raise NotSent(f"HTTP {got.status}")
            content = bytearray()
            async for chunk in got.content.iter_chunked(65_536):
                content += chunk
                if len(content) > most:
                    return None
            return bytes(content)

    async def respond(
        self, response_url: str, text: str, blocks: Sequence[Block], *, redraws: bool
    ) -> None:
        """Answers a press or a command: redraws the message that was pressed on, or says something
        that this person alone sees. It is not counted among the methods' calls; good for half an
        hour and five times. Nothing is said "in_channel": what was pressed on may be an aside in
        a channel that everybody reads."""
        self._only_slack(response_url)
        seen_by = {} if redraws else {"response_type": "ephemeral"}
        body = {
            **seen_by,
            "replace_original": redraws,
            "text": escaped(text),
            "blocks": list(blocks),
        }
        async with told(self.key("")), self._sent(response_url, json=body) as sent:
            if sent.status != 200:
                raise OutcomeUnknown(f"HTTP {sent.status}")

    def _sent(self, url: str, **given: Any) -> AbstractAsyncContextManager[aiohttp.ClientResponse]:
        """What is no call of the Web API goes the same way, by a proxy if there is one."""
        return self._http.post(url, proxy=self._client.proxy, **given)

    def _only_slack(self, url: str) -> None:
        if not self._slack.have(url):
            raise NotSent("an address that is not Slack's")

    async def _made(self, method: str, call: Awaitable[AsyncSlackResponse]) -> None:
        await self._read(method, call, lambda reply: None)

    async def _read(
        self, method: str, call: Awaitable[AsyncSlackResponse], read: Callable[[Reply], T]
    ) -> T:
        """What is needed of the reply."""
        async with told(self.key(method)):
            data = (await call).data
            if not isinstance(data, dict):
                raise TypeError("no reply of Slack's")
            return read(data)


def _channel(reply: Reply) -> str:
    return text_of(reply["channel"]["id"])


def _channel_if_any(reply: Reply) -> str | None:
    return _channel(reply) if (reply.get("channel") or {}).get("id") else None


def _has_a_kind(reply: Reply) -> bool:
    return (reply.get("file") or {}).get("mimetype") != ""


def _posted(reply: Reply) -> tuple[str, str]:
    return text_of(reply["channel"]), text_of(reply["ts"])


def _place(reply: Reply) -> tuple[str, str]:
    return text_of(reply["file_id"]), text_of(reply["upload_url"])


def _own(bot: str, page: Reply) -> tuple[list[str], str]:
    """Of a page of messages: the bot's, and where the next page begins."""
    found = [text_of(each["ts"]) for each in page["messages"] if each.get("bot_id") == bot]
    return found, _next(page)


def _next(page: Reply) -> str:
    return str((page.get("response_metadata") or {}).get("next_cursor") or "")


def _carrying(key: str, bot: str, page: Reply) -> tuple[str | None, str]:
    """Of a page of messages: which of the bot's carries the key, and where the next page begins.
    Any app may read a key, and one that acts for the person could write it there once more."""
    for message in page["messages"]:
        if message.get("bot_id") not in (None, bot):
            continue
        metadata = message.get("metadata") or {}
        payload = metadata.get("event_payload") or {}
        if metadata.get("event_type") == METADATA and payload.get("key") == key:
            return text_of(message["ts"]), ""
    return None, _next(page)
