"""Objects as Discord sends them: user, member, role, channel, guild, application."""

from typing import TYPE_CHECKING

from tests.fakes.discord import permissions
from tests.fakes.discord.state import DIRECT, App, Channel, Guild, Member, Role, User
from tests.fakes.discord.wire import Json, iso

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord


def user_object(user: User) -> Json:
    shown: Json = {
        "id": user.id,
        "username": user.username,
        "discriminator": "0000" if user.bot else "0",
        "global_name": user.global_name,
        "avatar": None,
        "banner": None,
        "accent_color": None,
        "public_flags": 0,
        "flags": 0,
        "avatar_decoration_data": None,
        "primary_guild": None,
    }
    if user.bot:
        shown["bot"] = True
    return shown


def own_user(user: User) -> Json:
    """The bot as itself: `GET /users/@me` and READY."""
    return user_object(user) | {
        "verified": True,
        "email": None,
        "mfa_enabled": True,
        "locale": user.locale,
        "premium_type": 0,
    }


def member_object(discord: "FakeDiscord", member: Member, *, with_user: bool = True) -> Json:
    shown: Json = {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
        "flags": 0,
        "joined_at": iso(member.joined),
        "nick": member.nick,
        "pending": False,
        "premium_since": None,
        "roles": list(member.roles),
        "deaf": False,
        "mute": False,
    }
    if with_user:
        shown["user"] = user_object(discord.users[member.user])
    return shown


def role_object(role: Role) -> Json:
    return {
        "id": role.id,
        "name": role.name,
        "description": None,
        "permissions": str(role.permissions),
        "position": role.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": role.managed,
        "mentionable": role.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def channel_object(discord: "FakeDiscord", channel: Channel) -> Json:
    if channel.kind == DIRECT:
        assert channel.recipient is not None
        return {
            "id": channel.id,
            "type": DIRECT,
            "flags": 0,
            "last_message_id": channel.last_message,
            "recipients": [user_object(discord.users[channel.recipient])],
        }
    guild = discord.guilds[channel.guild or ""]
    return {
        "id": channel.id,
        "type": channel.kind,
        "guild_id": channel.guild,
        "name": channel.name,
        "position": channel.position,
        "flags": 0,
        "last_message_id": channel.last_message,
        "nsfw": False,
        "parent_id": None,
        "rate_limit_per_user": 0,
        "topic": None,
        "permission_overwrites": [
            {
                "id": target,
                "type": 0 if target in guild.roles else 1,
                "allow": str(allow),
                "deny": str(deny),
            }
            for target, (allow, deny) in channel.overwrites.items()
        ],
    }


def partial_channel(discord: "FakeDiscord", channel: Channel, user: str) -> Json:
    """As in an interaction, with what the invoking user may in it."""
    if channel.kind == DIRECT:
        return channel_object(discord, channel)
    shown = channel_object(discord, channel)
    del shown["permission_overwrites"]
    guild = discord.guilds[channel.guild or ""]
    return shown | {"permissions": str(permissions.in_channel(guild, channel, user))}


def guild_object(guild: Guild) -> Json:
    return {
        "id": guild.id,
        "name": guild.name,
        "owner_id": guild.owner,
        "icon": None,
        "description": None,
        "splash": None,
        "discovery_splash": None,
        "features": [],
        "emojis": [],
        "stickers": [],
        "banner": None,
        "application_id": None,
        "region": None,
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": None,
        "widget_enabled": False,
        "widget_channel_id": None,
        "verification_level": 0,
        "roles": [role_object(role) for role in guild.roles.values()],
        "default_message_notifications": 0,
        "mfa_level": 0,
        "explicit_content_filter": 0,
        "max_presences": None,
        "max_members": 250_000,
        "max_video_channel_users": 25,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "premium_progress_bar_enabled": False,
        "system_channel_flags": 0,
        "preferred_locale": guild.locale,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "safety_alerts_channel_id": None,
        "nsfw_level": 0,
    }


def guild_create(discord: "FakeDiscord", guild: Guild, *, everybody: bool) -> Json:
    """The payload of GUILD_CREATE. `everybody`: members but the bot are sent only with the
    intent for presences, and not where the guild is large."""
    seen = guild.members.values() if everybody else [guild.members[discord.bot.id]]
    return guild_object(guild) | {
        "joined_at": iso(guild.joined),
        "large": len(guild.members) > 250,
        "unavailable": False,
        "member_count": len(guild.members),
        "voice_states": [],
        "members": [member_object(discord, member) for member in seen],
        "channels": [channel_object(discord, channel) for channel in guild.channels.values()],
        "threads": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def application_object(discord: "FakeDiscord", app: App) -> Json:
    """`GET /applications/@me`."""
    return {
        "id": app.id,
        "name": app.name,
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": app.code_grant,
        "bot": user_object(discord.bot),
        "owner": user_object(discord.users[app.owner]),
        "verify_key": "0" * 64,
        "team": None,
        "flags": app.flags,
        "approximate_guild_count": len(discord.joined),
        "interactions_endpoint_url": app.endpoint,
        "redirect_uris": [],
        "integration_types_config": {"0": {}},
    }
