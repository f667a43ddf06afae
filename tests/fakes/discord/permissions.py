"""Permissions: the bits, and what a member has in a channel (/developers/topics/permissions)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.fakes.discord.state import Channel, Guild

KICK_MEMBERS = 1 << 1
ADMINISTRATOR = 1 << 3
MANAGE_CHANNELS = 1 << 4
MANAGE_GUILD = 1 << 5
VIEW_CHANNEL = 1 << 10
SEND_MESSAGES = 1 << 11
MANAGE_MESSAGES = 1 << 13
EMBED_LINKS = 1 << 14
ATTACH_FILES = 1 << 15
READ_MESSAGE_HISTORY = 1 << 16
MENTION_EVERYONE = 1 << 17
USE_EXTERNAL_EMOJIS = 1 << 18
MANAGE_ROLES = 1 << 28
USE_APPLICATION_COMMANDS = 1 << 31
ALL = (1 << 53) - 1

#: What @everyone has in a new server, as far as it matters here.
EVERYONE = (
    VIEW_CHANNEL
    | SEND_MESSAGES
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | MENTION_EVERYONE
    | USE_EXTERNAL_EMOJIS
    | USE_APPLICATION_COMMANDS
)
#: `app_permissions` in a direct message with the app.
IN_DIRECT_MESSAGES = ATTACH_FILES | EMBED_LINKS | MENTION_EVERYONE | USE_EXTERNAL_EMOJIS


def in_guild(guild: "Guild", user: str) -> int:
    """From the roles of a member."""
    if guild.owner == user:
        return ALL
    held = guild.roles[guild.id].permissions
    for role in guild.members[user].roles:
        held |= guild.roles[role].permissions
    return ALL if held & ADMINISTRATOR else held


def in_channel(guild: "Guild", channel: "Channel", user: str) -> int:
    """With the channel's overwrites, in the documented order."""
    base = in_guild(guild, user)
    if base & ADMINISTRATOR or user not in guild.members:
        return base
    held = base
    allow, deny = channel.overwrites.get(guild.id, (0, 0))
    held = held & ~deny | allow
    allowed = denied = 0
    for role in guild.members[user].roles:
        allow, deny = channel.overwrites.get(role, (0, 0))
        allowed, denied = allowed | allow, denied | deny
    held = held & ~denied | allowed
    allow, deny = channel.overwrites.get(user, (0, 0))
    held = held & ~deny | allow
    return held if held & VIEW_CHANNEL else 0
