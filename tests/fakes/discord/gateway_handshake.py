"""How a session begins: identify, READY and the servers; and how it goes on: resume.

/developers/events/gateway#identifying and #resuming.
"""

import secrets
from typing import TYPE_CHECKING

from tests.fakes.discord.gateway_connection import Closing, Connection
from tests.fakes.discord.gateway_session import DOCUMENTED, GUILD_PRESENCES, PRIVILEGED, Session
from tests.fakes.discord.objects import guild_create, own_user
from tests.fakes.discord.state import Guild
from tests.fakes.discord.wire import Json

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord

INVALID_SESSION = 9


class Handshakes:
    """The sessions, by id."""

    def __init__(self, discord: "FakeDiscord") -> None:
        self._discord = discord
        self._identified: list[tuple[float, int]] = []  #: when, and which shard
        self.sessions: dict[str, Session] = {}
        self.resumes = 0  #: sessions that were resumed

    def identify(self, connection: Connection, data: object) -> None:
        discord = self._discord
        if connection.session is not None:
            raise Closing(4005)
        if not isinstance(data, dict) or not isinstance(data.get("properties"), dict):
            raise Closing(4002)
        if data.get("token") != discord.app.token:
            raise Closing(4004)
        shard = self._shard(data.get("shard", [0, 1]))
        intents = self._intents(data.get("intents"))
        if self._too_many(shard[0]):
            connection.send(INVALID_SESSION, False)
            return
        session = Session(secrets.token_hex(16), shard, intents, discord.settings.replay_events)
        self.sessions[session.id] = session
        session.connection, connection.session = connection, session
        self._ready(session, "shard" in data)

    def _shard(self, given: object) -> tuple[int, int]:
        if not (
            isinstance(given, list) and len(given) == 2 and all(isinstance(n, int) for n in given)
        ):
            raise Closing(4010)
        number, shards = given
        if not 0 <= number < shards:
            raise Closing(4010)
        if len(self._mine(number, shards)) > self._discord.settings.guilds_a_shard:
            raise Closing(4011)
        return number, shards

    def _mine(self, number: int, shards: int) -> list[Guild]:
        """The servers of a shard: /developers/events/gateway#sharding."""
        return [one for one in self._discord.joined if (int(one.id) >> 22) % shards == number]

    def _intents(self, given: object) -> int:
        if isinstance(given, bool) or not isinstance(given, int) or given & ~DOCUMENTED:
            raise Closing(4013)
        for name, bit in PRIVILEGED.items():
            if given & bit and name not in self._discord.app.privileged:
                raise Closing(4014)
        return given

    def _too_many(self, number: int) -> bool:
        """Identifies: `max_concurrency` in five seconds by key, and so many a day."""
        now, settings = self._discord.clock.monotonic(), self._discord.settings
        self._identified = [one for one in self._identified if now - one[0] < 86_400]
        key = number % settings.max_concurrency
        same = [
            at
            for at, shard in self._identified
            if now - at < 5 and shard % settings.max_concurrency == key
        ]
        if same and settings.max_concurrency and self._discord.rates.on:
            return True
        if len(self._identified) >= settings.session_starts:
            raise Closing(4004)
        self._identified.append((now, number))
        return False

    @property
    def starts_left(self) -> int:
        return max(0, self._discord.settings.session_starts - len(self._identified))

    def _ready(self, session: Session, sharded: bool) -> None:
        discord = self._discord
        number, shards = session.shard
        mine = self._mine(number, shards)
        data: Json = {
            "v": 10,
            "user": own_user(discord.bot),
            "guilds": [{"id": guild.id, "unavailable": True} for guild in mine],
            "session_id": session.id,
            "resume_gateway_url": discord.resume_url,
            "application": {"id": discord.app.id, "flags": discord.app.flags},
            "session_type": "normal",
            "user_settings": {},
            "private_channels": [],
            "relationships": [],
            "presences": [],
            "guild_join_requests": [],
            "geo_ordered_rtc_regions": [],
            "_trace": [],
        }
        if sharded:
            data["shard"] = list(session.shard)
        session.put("READY", data)
        everybody = bool(session.intents & GUILD_PRESENCES)
        for guild in mine:
            if guild.available and session.hears("GUILD_CREATE", guild.id):
                session.put("GUILD_CREATE", guild_create(discord, guild, everybody=everybody))

    def resume(self, connection: Connection, data: object) -> None:
        discord = self._discord
        if connection.session is not None:
            raise Closing(4005)
        if not isinstance(data, dict) or not isinstance(data.get("seq"), int):
            raise Closing(4002)
        if data.get("token") != discord.app.token:
            raise Closing(4004)
        session = self.sessions.get(str(data.get("session_id")))
        now, patience = discord.clock.monotonic(), discord.settings.session_seconds
        if session is not None and session.connection is None and now - session.left > patience:
            self.sessions.pop(session.id)
            session = None
        if session is not None and data["seq"] > session.sequence:
            self.sessions.pop(session.id)
            raise Closing(4007)
        missed = None if session is None else session.missed(data["seq"])
        if session is None or missed is None:
            connection.send(INVALID_SESSION, False)
            return
        session.connection, connection.session = connection, session
        session.resumed += 1
        self.resumes += 1
        for frame in missed:
            connection.put(frame)
        session.put("RESUMED", {"_trace": []})
