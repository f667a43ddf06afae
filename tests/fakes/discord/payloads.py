"""What an interaction tells the app (/developers/interactions/receiving-and-responding)."""

from typing import TYPE_CHECKING

from tests.fakes.discord import permissions
from tests.fakes.discord.messages import attachment_object
from tests.fakes.discord.objects import (
    member_object,
    partial_channel,
    role_object,
    user_object,
)
from tests.fakes.discord.state import EPHEMERAL, Channel, Message, User
from tests.fakes.discord.wire import Json

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord

GUILD, BOT_DM = 0, 1


def common(discord: "FakeDiscord", user: User, channel: Channel, data: Json) -> Json:
    """What every interaction has but its id, token and type."""
    told: Json = {
        "application_id": discord.app.id,
        "data": data,
        "channel": partial_channel(discord, channel, user.id),
        "channel_id": channel.id,
        "locale": user.locale,
        "entitlements": [],
        "attachment_size_limit": discord.settings.attachment_bytes,
    }
    if channel.guild is None:
        return told | {
            "user": user_object(user),
            "context": BOT_DM,
            "app_permissions": str(permissions.IN_DIRECT_MESSAGES),
            "authorizing_integration_owners": {"0": "0"},
        }
    guild = discord.guilds[channel.guild]
    member = member_object(discord, guild.members[user.id])
    held = permissions.in_channel(guild, channel, user.id)
    return told | {
        "guild_id": guild.id,
        "guild": {"id": guild.id, "locale": guild.locale, "features": []},
        "guild_locale": guild.locale,
        "member": member | {"permissions": str(held)},
        "context": GUILD,
        "app_permissions": str(permissions.in_channel(guild, channel, discord.bot.id)),
        "authorizing_integration_owners": {"0": guild.id},
    }


def with_message(told: Json, message: Message) -> Json:
    """The message that a component, or the component before a modal, stands in."""
    shown = dict(message.raw)
    if message.ephemeral_to is not None:
        shown["flags"] |= EPHEMERAL
    return told | {"message": shown}


def resolved(discord: "FakeDiscord", channel: Channel, user: User, ids: list[str]) -> Json:
    """People, roles, channels and files that were chosen."""
    found: dict[str, Json] = {}
    guild = discord.guilds.get(channel.guild or "")
    for one in ids:
        if one in discord.users:
            found.setdefault("users", {})[one] = user_object(discord.users[one])
            if guild is not None and one in guild.members:
                member = member_object(discord, guild.members[one], with_user=False)
                del member["deaf"], member["mute"]
                held = permissions.in_channel(guild, channel, one)
                found.setdefault("members", {})[one] = member | {"permissions": str(held)}
        elif one in discord.files:
            shown = attachment_object(discord, channel, discord.files[one])
            found.setdefault("attachments", {})[one] = shown | {"ephemeral": True}
        elif guild is not None and one in guild.roles:
            found.setdefault("roles", {})[one] = role_object(guild.roles[one])
        elif guild is not None and one in guild.channels:
            shown = partial_channel(discord, guild.channels[one], user.id)
            found.setdefault("channels", {})[one] = shown
    return found
