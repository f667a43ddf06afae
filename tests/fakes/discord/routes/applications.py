"""The application itself, and where its gateway is (/developers/resources/application)."""

from tests.fakes.discord.objects import application_object
from tests.fakes.discord.routes.calling import Call, Result, route


@route("GET /applications/@me")
def application(call: Call) -> Result:
    return 200, application_object(call.discord, call.discord.app)


@route("GET /oauth2/applications/@me")
def current_application(call: Call) -> Result:
    """The older address of the same: /developers/topics/oauth2."""
    return 200, application_object(call.discord, call.discord.app)


@route("GET /gateway", open_to_all=True)
def gateway(call: Call) -> Result:
    return 200, {"url": call.discord.gateway_url}


@route("GET /gateway/bot")
def gateway_bot(call: Call) -> Result:
    discord = call.discord
    each = max(1, discord.settings.guilds_a_shard * 2 // 5)  # a thousand, as Discord advises
    return 200, {
        "url": discord.gateway_url,
        "shards": max(1, -(-len(discord.joined) // each)),
        "session_start_limit": {
            "total": discord.settings.session_starts,
            "remaining": discord.gateway.starts_left,
            "reset_after": 86_400_000,
            "max_concurrency": discord.settings.max_concurrency,
        },
    }
