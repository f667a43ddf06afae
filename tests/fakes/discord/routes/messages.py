"""Messages of a channel (/developers/resources/message)."""

from tests.fakes.discord import permissions
from tests.fakes.discord.bodies import Draft
from tests.fakes.discord.messages import IN_MESSAGES, post, redraw, remove
from tests.fakes.discord.routes.calling import Call, Result, route
from tests.fakes.discord.state import DIRECT, GUILD_TEXT, Channel, Message
from tests.fakes.discord.wire import Refused

#: Text, and the other kinds that messages may be written in.
WRITABLE = {GUILD_TEXT, DIRECT, 2, 5, 10, 11, 12, 13}


def gets_through(call: Call, channel: Channel) -> None:
    """Whether a person takes direct messages of the app's."""
    discord = call.discord
    user = discord.users[channel.recipient or ""]
    shared = [guild.id for guild in discord.joined if user.id in guild.members]
    if not shared:
        raise Refused.because(50278)
    if user.blocks_app or user.closed or all(one in user.closed_to for one in shared):
        raise Refused.because(50007)


@route("POST /channels/{channel.id}/messages")
def create(call: Call) -> Result:
    channel = call.channel(permissions.SEND_MESSAGES)
    if channel.kind not in WRITABLE:
        raise Refused.because(50008)
    draft = call.reading.create(call.body, call.files)
    if channel.kind == DIRECT:
        gets_through(call, channel)
    else:
        _may_attach(call, channel, draft)
    _known(channel, draft)
    if draft.nonce is not None and draft.enforce_nonce:
        same = _with_nonce(call, channel, draft.nonce)
        if same is not None:
            return 200, same.raw
    made = post(call.discord, channel, call.discord.bot.id, draft)
    return 200, made.raw if draft.nonce is None else {**made.raw, "nonce": draft.nonce}


def _may_attach(call: Call, channel: Channel, draft: Draft) -> None:
    guild = call.discord.guilds[channel.guild or ""]
    held = permissions.in_channel(guild, channel, call.discord.bot.id)
    if draft.added and not held & permissions.ATTACH_FILES:
        raise Refused.because(50013)
    if draft.reference is not None and not held & permissions.READ_MESSAGE_HISTORY:
        raise Refused.because(50013)


def _known(channel: Channel, draft: Draft) -> None:
    """The message that is replied to."""
    reference = draft.reference
    if reference is None or str(reference["message_id"]) in channel.messages:
        return
    if not reference.get("fail_if_not_exists", True):
        draft.reference = None
        return
    unknown = {"code": "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "message": "Unknown message"}
    raise Refused.because(50035, errors={"message_reference": {"_errors": [unknown]}})


def _with_nonce(call: Call, channel: Channel, nonce: str) -> Message | None:
    """The app's message under this nonce "in the past few minutes"."""
    since = call.discord.clock.now() - call.discord.settings.nonce_seconds
    for message in reversed(channel.messages.values()):
        if message.created < since:
            return None
        if message.nonce == nonce and message.author == call.discord.bot.id:
            return message
    return None


@route("GET /channels/{channel.id}/messages")
def listed(call: Call) -> Result:
    """The newest first."""
    channel = call.channel()
    if not _reads(call, channel):
        return 200, []
    found = [
        message.raw
        for message in reversed(channel.messages.values())
        if int(message.id) > int(call.query.get("after", 0))
        and int(message.id) < int(call.query.get("before", 1 << 63))
    ]
    return 200, found[: min(int(call.query.get("limit", 50)), 100)]


def _reads(call: Call, channel: Channel) -> bool:
    if channel.kind == DIRECT:
        return True
    guild = call.discord.guilds[channel.guild or ""]
    held = permissions.in_channel(guild, channel, call.discord.bot.id)
    return bool(held & permissions.READ_MESSAGE_HISTORY)


@route("GET /channels/{channel.id}/messages/{message.id}")
def one(call: Call) -> Result:
    channel = call.channel(permissions.READ_MESSAGE_HISTORY)
    return 200, call.message(channel).raw


@route("PATCH /channels/{channel.id}/messages/{message.id}")
def edit(call: Call) -> Result:
    channel = call.channel()
    message = call.message(channel)
    if message.author != call.discord.bot.id:
        raise Refused.because(50005)
    draft = call.reading.edit(call.body, call.files, message)
    call.discord.old_edits.take(channel, message)
    redraw(call.discord, channel, message, draft, IN_MESSAGES)
    return 200, message.raw


@route("DELETE /channels/{channel.id}/messages/{message.id}")
def delete(call: Call) -> Result:
    channel = call.channel()
    message = call.message(channel)
    if message.author != call.discord.bot.id:
        if channel.kind == DIRECT:
            raise Refused.because(50003)
        call.channel(permissions.MANAGE_MESSAGES)
    remove(call.discord, channel, message)
    return 204, None
