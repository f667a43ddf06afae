"""People, and direct messages with them (/developers/resources/user)."""

from tests.fakes.discord.form import Form, fields, snowflake
from tests.fakes.discord.objects import channel_object, guild_object, own_user, user_object
from tests.fakes.discord.routes.calling import Call, Result, route
from tests.fakes.discord.state import DIRECT
from tests.fakes.discord.wire import Refused


@route("GET /users/@me")
def myself(call: Call) -> Result:
    return 200, own_user(call.discord.bot)


@route("GET /users/{user.id}")
def user(call: Call) -> Result:
    found = call.discord.users.get(call.ids["user.id"])
    if found is None:
        raise Refused.because(10013)
    return 200, user_object(found)


@route("GET /users/@me/guilds")
def my_guilds(call: Call) -> Result:
    discord = call.discord
    shown = ("id", "name", "icon", "features")
    return 200, [
        {name: guild_object(guild)[name] for name in shown}
        | {"owner": False, "permissions": str(discord.held_in(guild))}
        for guild in discord.joined
    ]


@route("DELETE /users/@me/guilds/{guild.id}")
def leave_guild(call: Call) -> Result:
    call.discord.remove_app(call.guild(10004))
    return 204, None


@route("POST /users/@me/channels")
def create_dm(call: Call) -> Result:
    """Opens it, or gives the one that is open already. Whether messages get through is another
    matter, and decided when one is sent."""
    discord, form = call.discord, Form()
    fields(form, call.body, (), {"recipient_id": snowflake})
    form.done()
    recipient = discord.users.get(str(call.body["recipient_id"]))
    if recipient is None or recipient.id == discord.bot.id:
        raise Refused.because(50033)
    if recipient.bot:
        raise Refused.because(50007)
    found = discord.direct.get(recipient.id)
    if found is None:
        discord.rates.new_dm(call.at)
        found = discord.direct_with(recipient.id)
    return 200, channel_object(discord, found)


@route("DELETE /channels/{channel.id}")
def close_channel(call: Call) -> Result:
    """A private message is closed, and can be opened again."""
    channel = call.channel()
    if channel.kind != DIRECT:
        raise Refused.because(50013)
    return 200, channel_object(call.discord, channel)
