"""Sessions: what an app hears by its intents and shard, and what is kept for a replay.

/developers/events/gateway: intents, sharding, resuming.
"""

import json
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.fakes.discord.wire import Json

if TYPE_CHECKING:
    from tests.fakes.discord.gateway_connection import Connection

GUILDS = 1 << 0
GUILD_MEMBERS = 1 << 1
GUILD_PRESENCES = 1 << 8
GUILD_MESSAGES = 1 << 9
DIRECT_MESSAGES = 1 << 12
MESSAGE_CONTENT = 1 << 15

#: Every documented intent: bits 0 to 16, 20, 21, 24 and 25.
DOCUMENTED = (1 << 17) - 1 | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25
PRIVILEGED = {
    "members": GUILD_MEMBERS,
    "presences": GUILD_PRESENCES,
    "message_content": MESSAGE_CONTENT,
}

#: The intent that an event needs in a guild; those that are not here need none.
IN_GUILD = {
    "GUILD_CREATE": GUILDS,
    "GUILD_UPDATE": GUILDS,
    "GUILD_DELETE": GUILDS,
    "GUILD_ROLE_CREATE": GUILDS,
    "GUILD_ROLE_UPDATE": GUILDS,
    "GUILD_ROLE_DELETE": GUILDS,
    "CHANNEL_CREATE": GUILDS,
    "CHANNEL_UPDATE": GUILDS,
    "CHANNEL_DELETE": GUILDS,
    "GUILD_MEMBER_ADD": GUILD_MEMBERS,
    "GUILD_MEMBER_REMOVE": GUILD_MEMBERS,
    "GUILD_MEMBER_UPDATE": GUILD_MEMBERS,
    "MESSAGE_CREATE": GUILD_MESSAGES,
    "MESSAGE_UPDATE": GUILD_MESSAGES,
    "MESSAGE_DELETE": GUILD_MESSAGES,
}
#: … and outside of guilds.
DIRECT = {
    "MESSAGE_CREATE": DIRECT_MESSAGES,
    "MESSAGE_UPDATE": DIRECT_MESSAGES,
    "MESSAGE_DELETE": DIRECT_MESSAGES,
}


@dataclass(slots=True, eq=False)
class Session:
    """From a READY on, over as many connections as it is resumed on."""

    id: str
    shard: tuple[int, int]
    intents: int
    kept: int  #: events at most
    sequence: int = 0
    connection: "Connection | None" = None
    left: float = 0.0  #: monotonic, when its last connection went
    resumed: int = 0  #: how often
    events: deque[tuple[int, str]] = field(default_factory=deque)

    def hears(self, event: str, guild: str | None) -> bool:
        """By shard and intents. What is of no guild goes to the first shard."""
        number, shards = self.shard
        if number != (0 if guild is None else (int(guild) >> 22) % shards):
            return False
        needed = (DIRECT if guild is None else IN_GUILD).get(event, 0)
        return self.intents & needed == needed

    def put(self, event: str, data: Json, encoded: str | None = None) -> None:
        """Numbers it, keeps it, and sends it where a connection stands."""
        self.sequence += 1
        frame = (
            f'{{"t":"{event}","s":{self.sequence},"op":0,"d":'
            f"{encoded if encoded is not None else json.dumps(data)}}}"
        )
        self.events.append((self.sequence, frame))
        if len(self.events) > self.kept:
            self.events.popleft()
        if self.connection is not None:
            self.connection.put(frame)

    def missed(self, sequence: int) -> list[str] | None:
        """The frames after that one; None where they are not kept any more."""
        if self.events and self.events[0][0] > sequence + 1:
            return None
        return [frame for number, frame in self.events if number > sequence]
