"""chat.*: what the app posts, changes and takes back."""

from typing import Any

from tests.fakes.slack.blocks.messages import (
    checked_attachments,
    checked_blocks,
    checked_metadata,
    with_ids,
)
from tests.fakes.slack.methods.calling import Call, method
from tests.fakes.slack.posting import by_bot, direct, post, redraw, remove, without_metadata
from tests.fakes.slack.state import Conversation
from tests.fakes.slack.wire import Json, Refused

#: "The text field cannot exceed …": of a new message, and of one that is changed.
POSTED, UPDATED = 40_000, 4_000

_SHOWN = "text blocks attachments markdown_text metadata link_names parse"


def destination(call: Call) -> Conversation:
    """The conversation that `channel` names: by id, by a member's id, or by a channel's name."""
    wanted, workspace = call.text("channel"), call.workspace
    if wanted in workspace.members:
        _reachable(call, wanted)
        return direct(call.slack, workspace, wanted)
    found = workspace.conversations.get(wanted)
    if found is None:
        name = wanted.removeprefix("#")
        named = (room for room in workspace.conversations.values() if room.name == name and name)
        found = next(named, None)
    if found is None:
        raise Refused("channel_not_found")
    return found


def _reachable(call: Call, member: str) -> None:
    found = call.workspace.members[member]
    if found.deleted:
        raise Refused("user_disabled")
    if found.is_bot:
        raise Refused("cannot_dm_bot")


def _may_post(call: Call, room: Conversation) -> None:
    inside = call.by.bot_user in room.members
    if room.kind in {"im", "mpim", "private"} and not inside:
        raise Refused("channel_not_found")
    if room.archived:
        raise Refused("is_archived")
    if room.kind == "public" and not inside and "chat:write.public" not in call.by.scopes:
        raise Refused("not_in_channel")
    if room.read_only:
        raise Refused("restricted_action_read_only_channel")
    if room.kind == "im":
        if not call.slack.app.home("messages_tab_enabled"):
            raise Refused("messages_tab_disabled")
        for member in room.members - {call.by.bot_user}:
            _reachable(call, member)


def _content(call: Call, *, longest: int) -> Json:
    """The checked text, blocks, attachments and metadata of a message; absent ones left out."""
    content: Json = {}
    if call.arguments.get("text") is not None:
        content["text"] = call.text("text")
        if len(content["text"]) > longest:
            raise Refused("msg_too_long")
    if call.has("markdown_text"):
        if call.has("text") or call.has("blocks"):
            raise Refused("markdown_text_conflict")
        content["text"] = call.text("markdown_text")
        if len(content["text"]) > 12_000:
            raise Refused("msg_too_long")
    blocks: Any = call.json("blocks", "invalid_blocks_format")
    if blocks is not None:
        checked_blocks(call.slack, call.by.team, blocks)
        content["blocks"] = with_ids(call.slack, blocks)
    attachments = call.json("attachments", "invalid_attachments")
    if attachments is not None:
        content["attachments"] = checked_attachments(call.slack, call.by.team, attachments)
    metadata = call.json("metadata", "invalid_metadata_format")
    if metadata is not None:
        changing = call.method == "chat.update"
        content["metadata"] = checked_metadata(metadata, may_be_empty=changing)
    return content


def _said(content: Json) -> bool:
    return any(content.get(name) for name in ("text", "blocks", "attachments"))


@method(
    "chat.postMessage",
    required="channel",
    optional=_SHOWN + " as_user icon_emoji icon_url mrkdwn reply_broadcast thread_ts unfurl_links"
    " unfurl_media username",
    scopes="chat:write",
)
def post_message(call: Call) -> Json:
    if call.has("username") or call.has("icon_emoji") or call.has("icon_url"):
        call.need("chat:write.customize")
    room = destination(call)
    _may_post(call, room)
    content = _content(call, longest=POSTED)
    if not _said(content):
        raise Refused("no_text")
    content.setdefault("text", "")
    if call.has("thread_ts"):
        if call.text("thread_ts") not in room.messages:
            raise Refused("thread_not_found")
        content["thread_ts"] = call.text("thread_ts")
    message = by_bot(call.slack, call.by, content)
    post(call.slack, room, message)
    return {"channel": room.id, "ts": message["ts"], "message": without_metadata(message)}


@method(
    "chat.update",
    required="channel ts",
    optional=_SHOWN + " as_user file_ids reply_broadcast",
    scopes="chat:write",
)
def update(call: Call) -> Json:
    room = call.conversation()
    message = room.messages.get(call.text("ts"))
    if message is None:
        raise Refused("message_not_found")
    if message.get("bot_id") != call.by.bot:
        raise Refused("cant_update_message")
    if room.archived:
        raise Refused("is_inactive")
    _still_open(call, message)
    content = _content(call, longest=UPDATED)
    if not ({"text", "blocks", "attachments"} & content.keys()):
        raise Refused("no_text")
    if "text" in content and "blocks" not in content:
        message.pop("blocks", None)  # "the blocks will be removed, and the text used"
    message.update(content)
    if content.get("metadata") == {}:
        del message["metadata"]
    if not message.get("blocks"):
        now = call.slack.ids.ts(call.slack.clock.now())
        message["edited"] = {"user": call.by.bot_user, "ts": now}
    redraw(call.slack, room, message)
    return {
        "channel": room.id,
        "ts": message["ts"],
        "text": message["text"],
        "message": without_metadata(message),
    }


def _still_open(call: Call, message: Json) -> None:
    minutes = call.workspace.edit_minutes
    if minutes is not None and call.slack.clock.now() - float(message["ts"]) > minutes * 60:
        raise Refused("edit_window_closed")


@method("chat.delete", required="channel ts", optional="as_user", scopes="chat:write")
def delete(call: Call) -> Json:
    room = call.conversation()
    message = room.messages.get(call.text("ts"))
    if message is None:
        raise Refused("message_not_found")
    if message.get("bot_id") != call.by.bot:
        raise Refused("cant_delete_message")
    remove(call.slack, room, message)
    return {"channel": room.id, "ts": message["ts"]}


@method(
    "chat.postEphemeral",
    required="channel user",
    optional=_SHOWN + " as_user icon_emoji icon_url thread_ts username",
    scopes="chat:write",
)
def post_ephemeral(call: Call) -> Json:
    room = destination(call)
    _may_post(call, room)
    user = call.text("user")
    if user not in room.members:
        raise Refused("user_not_in_channel")
    content = _content(call, longest=POSTED)
    if not _said(content):
        raise Refused("no_text")
    content.setdefault("text", "")
    if call.has("thread_ts"):
        content["thread_ts"] = call.text("thread_ts")
    message = by_bot(call.slack, call.by, content)
    call.slack.ephemerals.show(room, user, message)
    return {"message_ts": message["ts"]}


@method("chat.getPermalink", required="channel message_ts")
def permalink(call: Call) -> Json:
    room = call.conversation()
    ts = call.text("message_ts")
    if ts not in room.messages:
        raise Refused("message_not_found")
    place = f"https://{call.workspace.domain}.slack.com/archives/{room.id}/p{ts.replace('.', '')}"
    return {"channel": room.id, "permalink": place}
