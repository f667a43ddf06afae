"""Servers, their members and roles (/developers/resources/guild)."""

from tests.fakes.discord import permissions
from tests.fakes.discord.objects import (
    channel_object,
    guild_object,
    member_object,
    role_object,
)
from tests.fakes.discord.routes.calling import Call, Result, route
from tests.fakes.discord.state import Guild, Role
from tests.fakes.discord.wire import Refused


@route("GET /guilds/{guild.id}")
def guild(call: Call) -> Result:
    found = call.guild(10004)
    shown = guild_object(found)
    if call.asked("with_counts"):
        count = len(found.members)
        shown |= {"approximate_member_count": count, "approximate_presence_count": count}
    return 200, shown


@route("GET /guilds/{guild.id}/channels")
def channels(call: Call) -> Result:
    found = call.guild()
    return 200, [channel_object(call.discord, one) for one in found.channels.values()]


@route("GET /guilds/{guild.id}/roles")
def roles(call: Call) -> Result:
    return 200, [role_object(role) for role in call.guild().roles.values()]


@route("GET /guilds/{guild.id}/roles/{role.id}")
def role(call: Call) -> Result:
    return 200, role_object(_role(call, call.guild()))


@route("GET /guilds/{guild.id}/members/{user.id}")
def member(call: Call) -> Result:
    return 200, member_object(call.discord, call.member(call.guild()))


@route("GET /guilds/{guild.id}/members")
def members(call: Call) -> Result:
    """Needs the privileged intent, whether or not it was identified with."""
    found = call.guild()
    if "members" not in call.discord.app.privileged:
        raise Refused.because(50001)
    limit, after = int(call.query.get("limit", 1)), int(call.query.get("after", 0))
    listed = sorted(found.members, key=int)
    page = [one for one in listed if int(one) > after][: min(limit, 1000)]
    return 200, [member_object(call.discord, found.members[one]) for one in page]


@route("GET /guilds/{guild.id}/members/search")
def search_members(call: Call) -> Result:
    found, query = call.guild(), call.query.get("query", "").lower()
    limit = min(int(call.query.get("limit", 1)), 1000)
    named = [
        one
        for one in found.members.values()
        if call.discord.users[one.user].username.lower().startswith(query)
        or (one.nick or "").lower().startswith(query)
    ]
    return 200, [member_object(call.discord, one) for one in named[:limit]]


def _role(call: Call, guild: Guild) -> Role:
    found = guild.roles.get(call.ids["role.id"])
    if found is None:
        raise Refused.because(10011)
    return found


def _may_give(call: Call, guild: Guild, given: Role) -> None:
    """Only roles below the app's own highest, and none that are managed."""
    bot = call.discord.bot.id
    if not permissions.in_guild(guild, bot) & permissions.MANAGE_ROLES:
        raise Refused.because(50013)
    if given.managed or given.id == guild.id or given.position >= guild.rank(bot):
        raise Refused.because(50013)


@route("PUT /guilds/{guild.id}/members/{user.id}/roles/{role.id}")
def add_role(call: Call) -> Result:
    found = call.guild()
    held, given = call.member(found), _role(call, found)
    _may_give(call, found, given)
    if given.id not in held.roles:
        held.roles.append(given.id)
        call.discord.member_changed(found, held)
    return 204, None


@route("DELETE /guilds/{guild.id}/members/{user.id}/roles/{role.id}")
def remove_role(call: Call) -> Result:
    found = call.guild()
    held, taken = call.member(found), _role(call, found)
    _may_give(call, found, taken)
    if taken.id in held.roles:
        held.roles.remove(taken.id)
        call.discord.member_changed(found, held)
    return 204, None
