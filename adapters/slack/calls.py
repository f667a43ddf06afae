"""The Web API's methods as this adapter uses them: chats, messages, views, groups; files are in
`adapters.slack.file_calls`, and how a call is made is in `adapters.slack.web_api`."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import aiohttp

from adapters.slack.blocks import Block
from adapters.slack.file_calls import FileCalls
from adapters.slack.replies import Reply, text_of, told
from adapters.slack.tokens import TokenClient
from adapters.slack.views import View
from adapters.slack.web_api import WebApi
from adapters.slack.words import escaped
from bot.ports import (
    Forbidden,
    NotSent,
    OutcomeUnknown,
    Refused,
    WorkspaceStopped,
)

#: of our keys in a message's metadata. Any app of the workspace may read it: opaque, no content
METADATA = "tailboard_message"
#: Slack's word where the app was not given what a call needs
NO_SCOPE = "missing_scope"
#: messages looked through for a key; a page is what Slack advises at most
_PAGE, _PAGES = 200, 3


@dataclass(frozen=True, slots=True)
class Own:
    """A message of the bot's: its timestamp, and the files that it shares, those that are gone
    too."""

    ts: str
    files: tuple[str, ...]


class Calls:
    """`team` is the workspace's id, and the first part of every pacing key; `bot` is the bot's, as
    its messages name it."""

    def __init__(
        self, client: TokenClient, http: aiohttp.ClientSession, team: str, bot: str
    ) -> None:
        self._client = client
        self._api = WebApi(client, http, team)
        self._bot = bot
        self._chats: dict[str, str] = {}
        self.files = FileCalls(client, self._api)

    def key(self, method: str) -> str:
        """The pacing budget of a method in this workspace."""
        return self._api.key(method)

    def knows_chat(self, user: str) -> bool:
        return user in self._chats

    def remember_chat(self, user: str, channel: str) -> None:
        """Slack told us of their direct messages with the bot by an event."""
        self._chats[user] = channel

    async def are_taken(self) -> bool:
        """Whether Slack takes our token. Raises PlatformError where it does not say."""
        try:
            await self._api.made("auth.test", self._client.auth_test())
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
            channel = await self._api.read("conversations.open", call, _channel)
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
            return await self._api.read("conversations.open", call, _channel)
        except WorkspaceStopped as error:
            raise (Refused(NO_SCOPE) if str(error) == NO_SCOPE else error) from None
        except Forbidden as error:
            raise Refused(str(error)) from None

    async def standing_group_chat(self, users: Sequence[str]) -> str | None:
        """The same, and none is opened."""
        call = self._client.conversations_open(users=list(users), prevent_creation=True)
        try:
            return await self._api.read("conversations.open", call, _channel_if_any)
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
        return await self._api.read("chat.postMessage", call, _posted)

    async def update(self, channel: str, ts: str, text: str, blocks: Sequence[Block]) -> None:
        call = self._client.chat_update(channel=channel, ts=ts, text=escaped(text), blocks=blocks)
        await self._api.made("chat.update", call)

    async def delete(self, channel: str, ts: str) -> None:
        await self._api.made("chat.delete", self._client.chat_delete(channel=channel, ts=ts))

    async def find(self, channel: str, key: str) -> str | None:
        """The newest message of the channel that carries this key."""
        cursor = ""
        for _ in range(_PAGES):
            call = self._client.conversations_history(
                channel=channel, include_all_metadata=True, limit=_PAGE, cursor=cursor or None
            )
            on_page = partial(_carrying, key, self._bot)
            found, cursor = await self._api.read("conversations.history", call, on_page)
            if found or not cursor:
                return found
        return None

    async def own_with_files(self, channel: str) -> list[Own]:
        """Those of the bot's in the channel that share files, as far back as a key is looked
        for."""
        found: list[Own] = []
        cursor = ""
        for _ in range(_PAGES):
            call = self._client.conversations_history(
                channel=channel, limit=_PAGE, cursor=cursor or None
            )
            page, cursor = await self._api.read(
                "conversations.history", call, partial(_own, self._bot)
            )
            found += [each for each in page if each.files]
            if not cursor:
                break
        return found

    async def own_messages(self, channel: str, before: float, most: int) -> list[Own]:
        """The newest of the bot's in the channel from before this time."""
        found: list[Own] = []
        cursor = ""
        while len(found) < most:
            call = self._client.conversations_history(
                channel=channel, latest=f"{before:.6f}", limit=_PAGE, cursor=cursor or None
            )
            page, cursor = await self._api.read(
                "conversations.history", call, partial(_own, self._bot)
            )
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
        await self._api.made("chat.postEphemeral", call)

    async def open_view(self, trigger: str, view: View) -> str:
        """The view's id."""
        call = self._client.views_open(trigger_id=trigger, view=view)
        return await self._api.read("views.open", call, lambda reply: text_of(reply["view"]["id"]))

    async def update_view(self, view_id: str, view: View) -> None:
        await self._api.made("views.update", self._client.views_update(view_id=view_id, view=view))

    async def publish_home(self, user: str, view: View) -> None:
        await self._api.made("views.publish", self._client.views_publish(user_id=user, view=view))

    async def members_of(self, group: str) -> frozenset[str]:
        call = self._client.usergroups_users_list(usergroup=group)
        return await self._api.read("usergroups.users.list", call, lambda r: frozenset(r["users"]))

    async def respond(
        self, response_url: str, text: str, blocks: Sequence[Block], *, redraws: bool
    ) -> None:
        """Answers a press or a command: redraws the message that was pressed on, or says something
        that this person alone sees. It is not counted among the methods' calls; good for half an
        hour and five times. Nothing is said "in_channel": what was pressed on may be an aside in
        a channel that everybody reads."""
        self._api.only_slack(response_url)
        seen_by = {} if redraws else {"response_type": "ephemeral"}
        body = {
            **seen_by,
            "replace_original": redraws,
            "text": escaped(text),
            "blocks": list(blocks),
        }
        async with told(self._api.key("")), self._api.sent(response_url, json=body) as sent:
            if sent.status != 200:
                raise OutcomeUnknown(f"HTTP {sent.status}")


def _channel(reply: Reply) -> str:
    return text_of(reply["channel"]["id"])


def _channel_if_any(reply: Reply) -> str | None:
    return _channel(reply) if (reply.get("channel") or {}).get("id") else None


def _posted(reply: Reply) -> tuple[str, str]:
    return text_of(reply["channel"]), text_of(reply["ts"])


def _own(bot: str, page: Reply) -> tuple[list[Own], str]:
    """Of a page of messages: the bot's, and where the next page begins."""
    found = [
        Own(text_of(each["ts"]), tuple(text_of(file["id"]) for file in each.get("files") or ()))
        for each in page["messages"]
        if each.get("bot_id") == bot
    ]
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
        marked = metadata.get("event_type") == METADATA and payload.get("key") == key
        # What shares a file carries no metadata; its first block is named so.
        if marked or any(block.get("block_id") == key for block in message.get("blocks") or ()):
            return text_of(message["ts"]), ""
    return None, _next(page)
