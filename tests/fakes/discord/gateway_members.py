"""Request Guild Members and its chunks.

/developers/events/gateway-events#request-guild-members.
"""

from typing import TYPE_CHECKING

from tests.fakes.discord.gateway_connection import Closing
from tests.fakes.discord.gateway_session import GUILD_MEMBERS, Session
from tests.fakes.discord.objects import member_object
from tests.fakes.discord.state import Guild, Member
from tests.fakes.discord.wire import Json

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord


def chunk(discord: "FakeDiscord", session: Session, data: object) -> None:
    """Members by id, by the beginning of a name, or (with the intent) all, 1,000 a chunk."""
    if not isinstance(data, dict):
        raise Closing(4002)
    guild = discord.guilds.get(str(data.get("guild_id")))
    if guild is None:
        return
    asked = data.get("user_ids")
    if asked is not None:
        ids = [str(one) for one in (asked if isinstance(asked, list) else [asked])]
        found = [guild.members[one] for one in ids if one in guild.members]
        missing = [one for one in ids if one not in guild.members]
    else:
        found, missing = _named(discord, guild, session, data), []
    parts = [found[at : at + 1000] for at in range(0, len(found), 1000)] or [[]]
    for number, part in enumerate(parts):
        body: Json = {
            "guild_id": guild.id,
            "members": [member_object(discord, member) for member in part],
            "chunk_index": number,
            "chunk_count": len(parts),
        }
        if missing:
            body["not_found"] = missing
        if data.get("nonce") is not None:
            body["nonce"] = data["nonce"]
        session.put("GUILD_MEMBERS_CHUNK", body)


def _named(discord: "FakeDiscord", guild: Guild, session: Session, data: Json) -> list[Member]:
    query, limit = str(data.get("query", "")), int(data.get("limit", 0))
    if not query and limit == 0 and not session.intents & GUILD_MEMBERS:
        raise Closing(4001)
    found = [
        member
        for member in guild.members.values()
        if discord.users[member.user].username.startswith(query)
        or (member.nick or "").startswith(query)
    ]
    return found[: limit or None]
