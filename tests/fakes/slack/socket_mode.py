"""Socket Mode: tickets, connections, envelopes, acknowledgements, and what goes wrong there."""

import asyncio
import json
import random
import secrets
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

from tests.fakes.slack.wire import Json

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack


@dataclass(slots=True, eq=False)
class Connection:
    """One open socket. `number` counts them from 1."""

    number: int
    socket: web.WebSocketResponse
    request: web.Request
    leaving: bool = False  #: told to go; it gets nothing new
    frozen: bool = False  #: it stands, but nothing comes through, no pong either


@dataclass(slots=True, eq=False)
class Envelope:
    """What was sent to the app, and what came back."""

    id: str
    type: str  #: events_api, slash_commands or interactive
    payload: Json
    sent: float  #: monotonic
    attempt: int = 0
    reason: str = ""
    connections: list[int] = field(default_factory=list)  #: who got it
    lost: bool = False  #: no connection stood
    acked: float | None = None
    acked_by: int | None = None
    acks: list[Json | None] = field(default_factory=list)  #: each with its payload
    done: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def answer(self) -> Json:
        """The payload of the first acknowledgement."""
        return (self.acks[0] if self.acks else None) or {}

    @property
    def ack_seconds(self) -> float | None:
        return None if self.acked is None else self.acked - self.sent

    def frame(self) -> str:
        body: Json = {
            "envelope_id": self.id,
            "payload": self.payload,
            "type": self.type,
            "accepts_response_payload": self.type != "events_api",
        }
        if self.type == "events_api":
            body |= {"retry_attempt": self.attempt, "retry_reason": self.reason}
        return json.dumps(body)


class SocketMode:
    """Slack's end of the sockets. Everything sent is kept in `envelopes`."""

    def __init__(self, slack: "FakeSlack") -> None:
        self._slack = slack
        self._tickets: dict[str, float] = {}
        self._numbers = 0
        self._turn = 0
        self._held: list[Envelope] | None = None
        self._changed = asyncio.Event()
        self._retries: set[asyncio.Task[None]] = set()
        self.connections: list[Connection] = []
        self.envelopes: list[Envelope] = []
        self._by_id: dict[str, Envelope] = {}
        #: Tickets given out from now on are refused at the door, so many times.
        self.reject_tickets = 0
        self.rejected = 0
        self.opened = 0  #: connections since the start
        #: Acknowledgements of envelopes that nobody sent.
        self.strange: list[Json] = []

    # -- the app connects

    def ticket(self) -> str:
        made = secrets.token_urlsafe(16)
        self._tickets[made] = self._slack.clock.monotonic()
        return made

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """A connection's life. A ticket serves once, and for half a minute."""
        made = self._tickets.pop(request.query.get("ticket", ""), None)
        late = self._slack.settings.ticket_seconds
        if made is None or self._slack.clock.monotonic() - made > late or self.reject_tickets:
            self.reject_tickets = max(0, self.reject_tickets - 1)
            self.rejected += 1
            return web.Response(status=403, text="invalid ticket")
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        self._numbers += 1
        connection = Connection(self._numbers, socket, request)
        if len(self.connections) >= self._slack.settings.most_connections:
            await socket.send_str(self._goodbye("too_many_websockets"))
            await socket.close()
            return socket
        self.connections.append(connection)
        self.opened += 1
        await socket.send_str(self._hello())
        self._note()
        try:
            async for message in socket:
                if connection.frozen:
                    continue
                if message.type is WSMsgType.TEXT:
                    self._acknowledged(connection, message.data)
                elif message.type is WSMsgType.PING:
                    await socket.pong(message.data)
        finally:
            if connection in self.connections:
                self.connections.remove(connection)
            self._note()
        return socket

    def _hello(self) -> str:
        return json.dumps(
            {
                "type": "hello",
                "num_connections": len(self.connections),
                "debug_info": {
                    "host": "applink-fake",
                    "build_number": 1,
                    "approximate_connection_time": 18060,
                },
                "connection_info": {"app_id": self._slack.app.id},
            }
        )

    def _goodbye(self, reason: str) -> str:
        debug = {"host": "applink-fake"}
        return json.dumps({"type": "disconnect", "reason": reason, "debug_info": debug})

    def _acknowledged(self, connection: Connection, data: str) -> None:
        body = json.loads(data)
        envelope = self._by_id.get(body.get("envelope_id", ""))
        if envelope is None:
            self.strange.append(body)
            return
        envelope.acks.append(body.get("payload"))
        if envelope.acked is None:
            envelope.acked = self._slack.clock.monotonic()
            envelope.acked_by = connection.number
        envelope.done.set()

    # -- Slack sends

    async def send(self, kind: str, payload: Json) -> Envelope:
        """Send it and wait for its acknowledgement, or until Slack waits no longer."""
        envelope = await self.put(kind, payload)
        await self.settled(envelope)
        return envelope

    async def put(self, kind: str, payload: Json, attempt: int = 0, reason: str = "") -> Envelope:
        """Send it, without waiting."""
        envelope = Envelope(
            str(uuid.uuid4()),
            kind,
            payload,
            self._slack.clock.monotonic(),
            attempt=attempt,
            reason=reason,
        )
        self.envelopes.append(envelope)
        self._by_id[envelope.id] = envelope
        if self._held is not None:
            self._held.append(envelope)
        else:
            await self._out(envelope)
        return envelope

    async def settled(self, envelope: Envelope) -> bool:
        """Whether it was acknowledged in time; where no connection stood, it never is."""
        if envelope.lost:
            return False
        left = envelope.sent + self._slack.settings.ack_seconds - self._slack.clock.monotonic()
        try:
            await asyncio.wait_for(envelope.done.wait(), max(left, 0.0))
        except TimeoutError:
            return False
        return True

    async def event(self, payload: Json) -> Envelope:
        """An event: it comes again, as Slack does it, until it is acknowledged."""
        envelope = await self.put("events_api", payload)
        self._keep(asyncio.create_task(self._until_acknowledged(envelope)))
        return envelope

    def soon(self, payload: Json) -> None:
        """The same, for whoever cannot wait."""
        self._keep(asyncio.create_task(self._sent_until_acknowledged(payload)))

    async def _sent_until_acknowledged(self, payload: Json) -> None:
        await self._until_acknowledged(await self.put("events_api", payload))

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._retries.add(task)
        task.add_done_callback(self._retries.discard)

    async def _until_acknowledged(self, envelope: Envelope) -> None:
        for attempt, seconds in enumerate(self._slack.settings.event_retries, start=1):
            if await self.settled(envelope):
                return
            await asyncio.sleep(seconds)
            reason = "timeout" if envelope.connections else "connection_failed"
            envelope = await self.put("events_api", envelope.payload, attempt, reason)

    async def _out(self, envelope: Envelope) -> None:
        """To one of the connections, in turn. Without one it goes nowhere."""
        staying = [one for one in self.connections if not one.leaving and not one.socket.closed]
        envelope.lost = not staying
        if not staying:
            return
        self._turn += 1
        connection = staying[self._turn % len(staying)]
        envelope.connections.append(connection.number)
        if connection.frozen:
            return
        try:
            await connection.socket.send_str(envelope.frame())
        except ConnectionError:
            envelope.connections.pop()

    # -- what goes wrong

    async def replay(self, envelope: Envelope) -> None:
        """The very same envelope again, as after a network's hiccup."""
        await self._out(envelope)

    async def again(self, envelope: Envelope) -> Envelope:
        """The same payload in a new envelope."""
        return await self.put(envelope.type, envelope.payload, envelope.attempt, envelope.reason)

    @property
    def held(self) -> int:
        return len(self._held or ())

    def hold(self) -> None:
        """Keep what is to be sent, until `release`."""
        self._held = []

    async def release(self, *, backwards: bool = False, shuffled: int | None = None) -> None:
        """Send what was held: in order, backwards, or shuffled by a seed."""
        held, self._held = self._held or [], None
        if backwards:
            held.reverse()
        if shuffled is not None:
            random.Random(shuffled).shuffle(held)
        for envelope in held:
            envelope.sent = self._slack.clock.monotonic()
            await self._out(envelope)

    async def warn(self) -> None:
        """`disconnect` with the reason warning: the connection ends in a while, not yet."""
        for connection in self.connections:
            await connection.socket.send_str(self._goodbye("warning"))

    async def refresh(self) -> None:
        """`refresh_requested` to every connection, which then ends."""
        for connection in list(self.connections):
            connection.leaving = True
            await connection.socket.send_str(self._goodbye("refresh_requested"))
        await asyncio.sleep(self._slack.settings.refresh_seconds)
        for connection in list(self.connections):
            if connection.leaving:
                await connection.socket.close()

    async def disable_link(self) -> None:
        """Socket Mode is switched off: `link_disabled`, and no new connection."""
        self._slack.app.link_disabled = True
        for connection in list(self.connections):
            connection.leaving = True
            await connection.socket.send_str(self._goodbye("link_disabled"))
            await connection.socket.close()

    def drop(self) -> None:
        """Every connection is gone without a word."""
        for connection in list(self.connections):
            connection.leaving = True
            if connection.request.transport is not None:
                connection.request.transport.abort()

    def freeze(self) -> None:
        """Every connection stands, and nothing comes through any more: no envelope, no pong."""
        for connection in self.connections:
            connection.frozen = True

    # -- a test waits

    async def connected(self, count: int = 1, within: float = 10.0) -> None:
        """Until so many connections stand."""

        async def enough() -> None:
            while sum(not one.leaving for one in self.connections) < count:
                self._changed.clear()
                await self._changed.wait()

        await asyncio.wait_for(enough(), within)

    async def close(self) -> None:
        for task in list(self._retries):
            task.cancel()
        await asyncio.gather(*self._retries, return_exceptions=True)
        for connection in list(self.connections):
            await connection.socket.close()

    def _note(self) -> None:
        self._changed.set()
