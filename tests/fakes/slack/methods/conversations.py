"""conversations.*: where the app can write, and what stands there."""

from tests.fakes.slack.methods.calling import Call, method, visible
from tests.fakes.slack.methods.people import paged
from tests.fakes.slack.posting import direct, without_metadata
from tests.fakes.slack.state import Conversation
from tests.fakes.slack.wire import Json, Refused

#: The word for a kind of conversation in the scopes about it.
_WORD = {"im": "im", "mpim": "mpim", "public": "channels", "private": "groups"}


def conversation_object(room: Conversation, bot_user: str) -> Json:
    shown: Json = {
        "id": room.id,
        "created": room.created,
        "is_archived": room.archived,
        "is_im": room.kind == "im",
        "is_org_shared": False,
        "context_team_id": room.team,
        "updated": room.created * 1000,
    }
    if room.kind == "im":
        return shown | {"user": next(iter(room.members - {bot_user}))}
    return shown | {
        "name": room.name,
        "name_normalized": room.name,
        "is_channel": room.kind == "public",
        "is_group": room.kind == "private",
        "is_mpim": room.kind == "mpim",
        "is_private": room.kind != "public",
        "is_member": bot_user in room.members,
        "num_members": len(room.members),
    }


@method(
    "conversations.open",
    optional="channel prevent_creation return_im users",
)
def conversations_open(call: Call) -> Json:
    if call.has("channel"):
        room = call.conversation()
        if room.kind not in {"im", "mpim"}:
            raise Refused("method_not_supported_for_channel_type")
        call.need(f"{room.kind}:write")
        return _opened(call, room, already=True)
    users = call.names("users")
    if not users:
        raise Refused("users_list_not_supplied")
    if len(users) > 8:
        raise Refused("too_many_users")
    call.need("mpim:write" if len(users) > 1 else "im:write")
    for user in users:
        _can_be_reached(call, user)
    if len(users) > 1:
        return _group(call, {*users, call.by.bot_user})
    already = users[0] in call.workspace.direct
    if not already and call.flag("prevent_creation"):
        raise Refused("channel_not_found")
    return _opened(call, direct(call.slack, call.workspace, users[0]), already=already)


def _can_be_reached(call: Call, user: str) -> None:
    member = call.workspace.members.get(user)
    if member is None:
        raise Refused("user_not_found")
    if member.deleted:
        raise Refused("user_disabled")
    if member.is_bot:
        raise Refused("cannot_dm_bot")


def _group(call: Call, members: set[str]) -> Json:
    for room in call.workspace.conversations.values():
        if room.kind == "mpim" and room.members == members:
            return _opened(call, room, already=True)
    if call.flag("prevent_creation"):
        raise Refused("channel_not_found")
    slack = call.slack
    names = "--".join(sorted(call.workspace.members[member].name for member in members))
    room = Conversation(
        slack.ids.new("C"),
        call.workspace.id,
        "mpim",
        members,
        name=f"mpdm-{names}-1",
        created=int(slack.clock.now()),
    )
    call.workspace.conversations[room.id] = room
    return _opened(call, room, already=False)


def _opened(call: Call, room: Conversation, *, already: bool) -> Json:
    whole = call.flag("return_im")
    channel = conversation_object(room, call.by.bot_user) if whole else {"id": room.id}
    if already:
        return {"no_op": True, "already_open": True, "channel": channel}
    return {"channel": channel}


@method("conversations.info", required="channel", optional="include_locale include_num_members")
def conversations_info(call: Call) -> Json:
    room = call.conversation()
    call.need(f"{_WORD[room.kind]}:read")
    return {"channel": conversation_object(room, call.by.bot_user)}


@method("conversations.members", required="channel", optional="cursor limit")
def conversations_members(call: Call) -> Json:
    room = call.conversation()
    call.need(f"{_WORD[room.kind]}:read")
    page, metadata = paged(call, sorted(room.members), default=100, most=1000)
    return {"members": list(page), "response_metadata": metadata}


@method("conversations.list", optional="cursor exclude_archived limit types")
def conversations_list(call: Call) -> Json:
    kinds = {"public_channel": "public", "private_channel": "private", "mpim": "mpim", "im": "im"}
    wanted = call.names("types") or ["public_channel"]
    for name in wanted:
        if name not in kinds:
            raise Refused("invalid_types")
        call.need(f"{_WORD[kinds[name]]}:read")
    rooms = [
        room
        for room in call.workspace.conversations.values()
        if room.kind in {kinds[name] for name in wanted}
        and visible(call, room)
        and not (call.flag("exclude_archived") and room.archived)
    ]
    page, metadata = paged(call, rooms, default=100, most=1000)
    shown = [conversation_object(room, call.by.bot_user) for room in page]
    return {"channels": shown, "response_metadata": metadata}


@method(
    "conversations.history",
    required="channel",
    optional="cursor include_all_metadata inclusive latest limit oldest",
)
def conversations_history(call: Call) -> Json:
    room = call.conversation()
    call.need(f"{_WORD[room.kind]}:history")
    if call.by.bot_user not in room.members:
        raise Refused("not_in_channel")
    messages = [message for message in _between(call, room) if not _reply(message)]
    return _page(call, messages)


@method(
    "conversations.replies",
    required="channel ts",
    optional="cursor include_all_metadata inclusive latest limit oldest",
)
def conversations_replies(call: Call) -> Json:
    room = call.conversation()
    call.need(f"{_WORD[room.kind]}:history")
    root = call.text("ts")
    if root not in room.messages:
        raise Refused("thread_not_found")
    messages = _between(call, room)[::-1]
    return _page(call, [one for one in messages if root in (one["ts"], one.get("thread_ts"))])


def _reply(message: Json) -> bool:
    """Answers in a thread do not stand in the conversation itself."""
    return bool(message.get("thread_ts", message["ts"]) != message["ts"])


def _page(call: Call, messages: list[Json]) -> Json:
    page, metadata = paged(call, messages, default=100, most=999)
    keep = call.flag("include_all_metadata")
    answer: Json = {
        "messages": [dict(message) if keep else without_metadata(message) for message in page],
        "has_more": bool(metadata["next_cursor"]),
        "pin_count": 0,
    }
    if answer["has_more"]:
        answer["response_metadata"] = metadata
    return answer


def _between(call: Call, room: Conversation) -> list[Json]:
    """Newest first, and as Slack does it: the bounds themselves only if `inclusive`."""
    oldest, latest = _bound(call, "oldest"), _bound(call, "latest")
    inclusive = call.flag("inclusive")
    found = []
    for message in reversed(room.messages.values()):
        ts = float(message["ts"])
        if oldest and (ts < oldest or (ts == oldest and not inclusive)):
            break
        if latest and (ts > latest or (ts == latest and not inclusive)):
            continue
        found.append(message)
    return found


def _bound(call: Call, name: str) -> float:
    text = call.arguments.get(name)
    if text in (None, "", "0", 0):
        return 0.0
    try:
        return float(str(text))
    except ValueError:
        raise Refused(f"invalid_ts_{name}") from None
