"""Messages: how they are made, changed and removed, who is told, and how they are shown."""

import re
from typing import TYPE_CHECKING

from tests.fakes.discord import permissions
from tests.fakes.discord.bodies import Draft
from tests.fakes.discord.components.checking import Type
from tests.fakes.discord.components.tree import file_address, numbered, resolved, walk
from tests.fakes.discord.objects import member_object, user_object
from tests.fakes.discord.state import (
    COMPONENTS_V2,
    EPHEMERAL,
    LOADING,
    Channel,
    File,
    Message,
)
from tests.fakes.discord.wire import Json, iso

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord

USER = re.compile(r"<@!?(\d+)>")
ROLE = re.compile(r"<@&(\d+)>")
EVERYONE = re.compile(r"@(everyone|here)\b")
#: What is parsed where `allowed_mentions` is not given.
IN_MESSAGES: Json = {"parse": ["users", "roles", "everyone"]}
IN_INTERACTIONS: Json = {"parse": ["users"]}
DEFAULT, REPLY, CHAT_INPUT_COMMAND = 0, 19, 20


def blank(discord: "FakeDiscord", channel: Channel, author: str, kind: int = DEFAULT) -> Json:
    """A message object with nothing in it."""
    now = discord.clock.now()
    shown: Json = {
        "id": discord.snowflakes.new(now),
        "channel_id": channel.id,
        "author": user_object(discord.users[author]),
        "content": "",
        "timestamp": iso(now),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "pinned": False,
        "type": kind,
        "flags": 0,
        "components": [],
    }
    return shown


def fill(
    discord: "FakeDiscord", channel: Channel, message: Message, draft: Draft, usual: Json
) -> None:
    """Puts what the draft has into the message. `usual`: mentions that are allowed unasked."""
    raw = message.raw
    if draft.content is not None:
        raw["content"] = draft.content
    if draft.embeds is not None:
        raw["embeds"] = [{**one, "type": "rich"} for one in draft.embeds]
    if draft.flags is not None:
        raw["flags"] = raw["flags"] | draft.flags
    if draft.kept is not None:
        message.files = {one: message.files[one] for one in draft.kept}
        for one, described in draft.kept.items():
            message.files[one].description = described or message.files[one].description
    for file in draft.added:
        message.files[file.id] = file
        discord.files[file.id] = file
    if draft.components is not None:
        raw["components"] = numbered(draft.components)
        resolved(raw["components"], message.files, discord.origin, channel.id)
    raw["attachments"] = [
        attachment_object(discord, channel, file)
        for file in message.files.values()
        if not file.referenced
    ]
    _mention(discord, channel, raw, draft.allowed_mentions or usual)


def attachment_object(discord: "FakeDiscord", channel: Channel, file: File) -> Json:
    place = file_address(file, discord.origin, channel.id)
    shown: Json = {
        "id": file.id,
        "filename": file.filename,
        "size": len(file.content),
        "url": place,
        "proxy_url": place,
        "content_type": file.content_type,
    }
    if file.title is not None:
        shown["title"] = file.title
    if file.description is not None:
        shown["description"] = file.description
    if file.width is not None:
        shown |= {"width": file.width, "height": file.height}
    return shown


def _mention(discord: "FakeDiscord", channel: Channel, raw: Json, allowed: Json) -> None:
    """Who is mentioned, of those who may be."""
    texts = [raw["content"]]
    texts += [one["content"] for one in walk(raw["components"]) if one["type"] == Type.TEXT_DISPLAY]
    words = "\n".join(texts)
    parse = allowed.get("parse") or ()
    users = dict.fromkeys(USER.findall(words))
    listed = {str(one) for one in allowed.get("users") or ()}
    raw["mentions"] = [
        user_object(discord.users[user])
        for user in users
        if user in discord.users and ("users" in parse or user in listed)
    ]
    if channel.guild is None:
        return
    guild = discord.guilds[channel.guild]
    held = permissions.in_channel(guild, channel, raw["author"]["id"])
    anybody = bool(held & permissions.MENTION_EVERYONE)
    listed = {str(one) for one in allowed.get("roles") or ()}
    raw["mention_roles"] = [
        role
        for role in dict.fromkeys(ROLE.findall(words))
        if role in guild.roles
        and (anybody or guild.roles[role].mentionable)
        and ("roles" in parse or role in listed)
    ]
    raw["mention_everyone"] = anybody and "everyone" in parse and bool(EVERYONE.search(words))


def post(
    discord: "FakeDiscord",
    channel: Channel,
    author: str,
    draft: Draft,
    *,
    usual: Json = IN_MESSAGES,
    kind: int = DEFAULT,
    extra: Json | None = None,
    ephemeral_to: str | None = None,
    token: str | None = None,
    loading: bool = False,
) -> Message:
    """A new message: everybody who sees it does, and the app hears of it."""
    raw = blank(discord, channel, author, kind) | (extra or {})
    message = Message(raw, author, discord.clock.now(), ephemeral_to=ephemeral_to, token=token)
    if ephemeral_to is not None:
        raw["flags"] |= EPHEMERAL
    if loading:
        raw["flags"] |= LOADING
    if draft.reference is not None:
        raw["type"] = REPLY
        raw["message_reference"] = {"channel_id": channel.id, "type": 0, **draft.reference}
    fill(discord, channel, message, draft, usual)
    message.nonce = draft.nonce
    if ephemeral_to is None:
        channel.messages[message.id] = message
        channel.last_message = message.id
        told = dict(raw) if draft.nonce is None else {**raw, "nonce": draft.nonce}
        _tell(discord, channel, "MESSAGE_CREATE", told)
    if ephemeral_to is not None and ephemeral_to in discord.people:
        person = discord.people[ephemeral_to]
        if person.online:
            person.ephemerals[message.id] = (channel, message)
    _show(discord, channel, message, "thinking" if loading else "message")
    return message


def redraw(
    discord: "FakeDiscord", channel: Channel, message: Message, draft: Draft, usual: Json
) -> None:
    """A change of a message. The first of one that stood as "thinking" is its message."""
    raw, thinking = message.raw, bool(message.flags & LOADING)
    raw["flags"] &= ~LOADING
    fill(discord, channel, message, draft, usual)
    if not thinking:
        raw["edited_timestamp"] = iso(discord.clock.now())
    if message.ephemeral_to is None:
        _tell(discord, channel, "MESSAGE_UPDATE", dict(raw))
    _show(discord, channel, message, "message" if thinking else "redrawn")


def remove(discord: "FakeDiscord", channel: Channel, message: Message) -> None:
    """Its files go with it."""
    for file in message.files:
        discord.files.pop(file, None)
    if message.ephemeral_to is None:
        del channel.messages[message.id]
        gone: Json = {"id": message.id, "channel_id": channel.id}
        if channel.guild is not None:
            gone["guild_id"] = channel.guild
        discord.gateway.dispatch("MESSAGE_DELETE", gone, channel.guild)
    _show(discord, channel, message, "removed")
    if message.ephemeral_to in discord.people:
        discord.people[message.ephemeral_to].ephemerals.pop(message.id, None)


def _tell(discord: "FakeDiscord", channel: Channel, event: str, told: Json) -> None:
    """The app hears of it; without the intent for message content, of what others wrote in a
    server only that they did, unless they mention the app."""
    told["channel_type"] = channel.kind
    if channel.guild is not None:
        guild = discord.guilds[channel.guild]
        told["guild_id"] = channel.guild
        author = told["author"]["id"]
        if author in guild.members:
            told["member"] = member_object(discord, guild.members[author], with_user=False)
        mentioned = any(one["id"] == discord.bot.id for one in told["mentions"])
        readable = "message_content" in discord.app.privileged
        if author != discord.bot.id and not mentioned and not readable:
            told |= {"content": "", "embeds": [], "attachments": [], "components": []}
    discord.gateway.dispatch(event, told, channel.guild)


def _show(discord: "FakeDiscord", channel: Channel, message: Message, kind: str) -> None:
    """On the screens of everybody who sees it; an ephemeral one only where it stands still."""
    if message.ephemeral_to is not None:
        person = discord.people.get(message.ephemeral_to)
        if person is not None and message.id in person.ephemerals:
            person.show("ephemeral" if kind == "message" else kind, channel, message)
    elif channel.recipient is not None:
        person = discord.people.get(channel.recipient)
        if person is not None:
            person.show(kind, channel, message)
    else:
        guild = discord.guilds[channel.guild or ""]
        for person in discord.people.values():
            if person.id in guild.members and permissions.in_channel(guild, channel, person.id):
                person.show(kind, channel, message)


def is_v2(message: Message) -> bool:
    return bool(message.flags & COMPONENTS_V2)
