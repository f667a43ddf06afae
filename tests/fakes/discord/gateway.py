"""The gateway: hello, heartbeats, dispatch, and what goes wrong there.

/developers/events/gateway and /developers/events/gateway-events.
"""

import asyncio
import json
from typing import TYPE_CHECKING

from aiohttp import web

from tests.fakes.discord.gateway_connection import Closing, Connection
from tests.fakes.discord.gateway_handshake import INVALID_SESSION, Handshakes
from tests.fakes.discord.gateway_members import chunk
from tests.fakes.discord.gateway_session import Session
from tests.fakes.discord.wire import Json

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord

HEARTBEAT, IDENTIFY, PRESENCE, VOICE_STATE, RESUME = 1, 2, 3, 4, 6
RECONNECT, REQUEST_MEMBERS, HELLO, HEARTBEAT_ACK = 7, 8, 10, 11
REQUEST_SOUNDS, REQUEST_CHANNEL_INFO = 31, 43
#: After these there is nothing to be resumed.
_ENDING = {4003, 4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014}
_SIMPLE = {PRESENCE, VOICE_STATE, REQUEST_SOUNDS, REQUEST_CHANNEL_INFO}


class Gateway:
    """Discord's end of the sockets."""

    def __init__(self, discord: "FakeDiscord") -> None:
        self._discord = discord
        self._numbers = 0
        self._changed = asyncio.Event()
        self._later: set[asyncio.Task[None]] = set()
        self.connections: list[Connection] = []
        self._handshakes = Handshakes(discord)
        self.sessions: dict[str, Session] = self._handshakes.sessions
        self.opened = 0  #: connections since the start
        self.closes: list[int] = []  #: the codes that connections were closed with
        #: The next so many connections are refused at the door.
        self.reject = 0

    @property
    def resumes(self) -> int:
        """How many sessions were resumed."""
        return self._handshakes.resumes

    @property
    def starts_left(self) -> int:
        """Identifies that are left of today's."""
        return self._handshakes.starts_left

    # -- the app connects

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """A connection's life."""
        if self.reject:
            self.reject -= 1
            return web.Response(status=503, text="upstream connect error")
        socket = web.WebSocketResponse(autoping=True, max_msg_size=0)
        await socket.prepare(request)
        self._numbers += 1
        self.opened += 1
        connection = Connection(self._numbers, request, socket)
        self.connections.append(connection)
        beat = asyncio.Event()
        watch = asyncio.create_task(self._watch(connection, beat))
        try:
            await self._talk(connection, beat)
        except Closing as closing:
            self.closes.append(closing.code)
            if closing.code in _ENDING and connection.session is not None:
                self.sessions.pop(connection.session.id, None)
            connection.close(closing.code)
            while not socket.closed and await _drained(connection):
                pass
        finally:
            watch.cancel()
            self._left(connection)
            await connection.end()
        return socket

    async def _talk(self, connection: Connection, beat: asyncio.Event) -> None:
        query = connection.request.query
        if query.get("v") not in ("9", "10"):
            raise Closing(4012)
        if query.get("encoding") != "json" or query.get("compress") not in (None, "zlib-stream"):
            raise Closing(4002)
        every = round(self._discord.settings.heartbeat_seconds * 1000)
        connection.send(HELLO, {"heartbeat_interval": every, "_trace": []})
        self._changed.set()
        while (event := await connection.read()) is not None:
            self._pace(connection)
            opcode, data = event["op"], event.get("d")
            if opcode == HEARTBEAT:
                beat.set()
                connection.send(HEARTBEAT_ACK)
            elif opcode == IDENTIFY:
                self._handshakes.identify(connection, data)
                self._changed.set()
            elif opcode == RESUME:
                self._handshakes.resume(connection, data)
                self._changed.set()
            elif opcode != REQUEST_MEMBERS and opcode not in _SIMPLE:
                raise Closing(4001)
            elif connection.session is None:
                raise Closing(4003)
            elif opcode == REQUEST_MEMBERS:
                chunk(self._discord, connection.session, data)

    async def _watch(self, connection: Connection, beat: asyncio.Event) -> None:
        """Ends a connection whose heartbeats stopped."""
        settings = self._discord.settings
        while True:
            beat.clear()
            most = settings.heartbeat_seconds * (1 + settings.heartbeat_tolerance)
            try:
                await asyncio.wait_for(beat.wait(), most)
            except TimeoutError:
                if not connection.frozen:
                    self.closes.append(4000)
                    connection.close(4000)
                    return

    def _pace(self, connection: Connection) -> None:
        now = self._discord.clock.monotonic()
        connection.sent_at.append(now)
        recent = [at for at in connection.sent_at if now - at < 60]
        if len(recent) > self._discord.settings.gateway_events:
            raise Closing(4008)

    def _left(self, connection: Connection) -> None:
        """The session stays for a while, unless the app ended it by 1000 or 1001."""
        if connection in self.connections:
            self.connections.remove(connection)
        session = connection.session
        if session is not None and session.connection is connection:
            session.connection = None
            session.left = self._discord.clock.monotonic()
            if connection.socket.close_code in (1000, 1001) and not connection.told_to_go:
                self.sessions.pop(session.id, None)
        self._changed.set()

    # -- Discord sends

    def dispatch(self, event: str, data: Json, guild: str | None = None) -> int:
        """To every session that hears it, connected or not; how many those are."""
        heard = [session for session in self.sessions.values() if session.hears(event, guild)]
        encoded = json.dumps(data) if heard else ""
        for session in heard:
            session.put(event, data, encoded)
        return len(heard)

    # -- what goes wrong

    def reconnect(self) -> None:
        """Opcode 7 to every connection; whoever does not go is closed after a while."""
        for connection in list(self.connections):
            connection.send(RECONNECT)
            self._after(self._discord.settings.reconnect_seconds, connection)

    def _after(self, seconds: float, connection: Connection) -> None:
        async def close() -> None:
            await asyncio.sleep(seconds)
            if connection in self.connections:
                connection.close(1001)

        task = asyncio.create_task(close())
        self._later.add(task)
        task.add_done_callback(self._later.discard)

    def invalidate(self, *, resumable: bool = False) -> None:
        """Opcode 9 to every connection; the sessions are gone, unless they may be resumed."""
        for connection in list(self.connections):
            if not resumable and connection.session is not None:
                self.sessions.pop(connection.session.id, None)
            connection.send(INVALID_SESSION, resumable)

    def close(self, code: int) -> None:
        """Every connection, with this code; some of them end the session too."""
        for connection in list(self.connections):
            if code in _ENDING and connection.session is not None:
                self.sessions.pop(connection.session.id, None)
            self.closes.append(code)
            connection.close(code)

    def drop(self) -> None:
        """Every connection is gone without a word; the sessions wait to be resumed."""
        for connection in list(self.connections):
            connection.abort()

    def freeze(self) -> None:
        """Every connection stands, and nothing comes through any more: no event, no ack."""
        for connection in self.connections:
            connection.frozen = True

    def forget(self) -> None:
        """Every session is forgotten: nothing can be resumed, and what was kept is lost."""
        for session in self.sessions.values():
            if session.connection is not None:
                session.connection.session = None
        self.sessions.clear()

    # -- a test waits

    async def ready(self, count: int = 1, within: float = 10.0) -> None:
        """Until so many sessions stand and are connected."""

        async def enough() -> None:
            while sum(one.connection is not None for one in self.sessions.values()) < count:
                self._changed.clear()
                await self._changed.wait()

        await asyncio.wait_for(enough(), within)

    async def gone(self, within: float = 10.0) -> None:
        """Until no connection stands."""

        async def none() -> None:
            while self.connections:
                self._changed.clear()
                await self._changed.wait()

        await asyncio.wait_for(none(), within)

    async def end(self) -> None:
        for task in list(self._later):
            task.cancel()
        await asyncio.gather(*self._later, return_exceptions=True)
        for connection in list(self.connections):
            connection.abort()


async def _drained(connection: Connection) -> bool:
    """Reads on while the close is under way; False once it is done."""
    try:
        return await asyncio.wait_for(connection.read(), 1.0) is not None
    except (Closing, TimeoutError):
        return False
