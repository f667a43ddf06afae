"""Channels (/developers/resources/channel)."""

from tests.fakes.discord import permissions
from tests.fakes.discord.objects import channel_object
from tests.fakes.discord.routes.calling import Call, Result, route


@route("GET /channels/{channel.id}")
def channel(call: Call) -> Result:
    return 200, channel_object(call.discord, call.channel())


@route("POST /channels/{channel.id}/typing")
def typing(call: Call) -> Result:
    call.channel(permissions.SEND_MESSAGES)
    return 204, None
