"""A gateway connection by hand, for tests that want more of it than discord.py gives."""

import json
import zlib
from types import TracebackType
from typing import Any

import aiohttp

from tests.fakes.discord.server import FakeDiscord
from tests.fakes.discord.wire import Json

#: Servers and direct messages.
INTENTS = 1 << 0 | 1 << 12


class Wire:
    """One connection; `events` are the dispatches that were received."""

    def __init__(self, discord: FakeDiscord, session: aiohttp.ClientSession, url: str) -> None:
        self.discord = discord
        self._opening = session.ws_connect(url)
        self._inflator = zlib.decompressobj() if "zlib-stream" in url else None
        self.socket: aiohttp.ClientWebSocketResponse
        self.sequence: int | None = None
        self.events: list[tuple[str, Json]] = []

    async def __aenter__(self) -> "Wire":
        self.socket = await self._opening
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.socket.close()

    async def send(self, opcode: int, data: Any = None) -> None:
        await self.socket.send_str(json.dumps({"op": opcode, "d": data}))

    async def receive(self) -> Json:
        """The next frame."""
        message = await self.socket.receive(timeout=5)
        if message.type is aiohttp.WSMsgType.BINARY:
            assert self._inflator is not None
            assert message.data.endswith(b"\x00\x00\xff\xff")
            frame = json.loads(self._inflator.decompress(message.data))
        else:
            assert message.type is aiohttp.WSMsgType.TEXT, message
            frame = json.loads(message.data)
        if frame["op"] == 0:
            self.sequence = frame["s"]
            self.events.append((frame["t"], frame["d"]))
        return dict(frame)

    async def closed(self) -> int | None:
        """Reads until the connection ends: its close code."""
        while True:
            message = await self.socket.receive(timeout=5)
            if message.type not in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY):
                return self.socket.close_code

    async def identify(self, **more: Any) -> Json:
        """After hello; the READY that follows."""
        assert (await self.receive())["op"] == 10
        await self.send(2, identification(self.discord, **more))
        frame = await self.receive()
        assert frame["t"] == "READY", frame
        return dict(frame["d"])

    async def until(self, event: str) -> Json:
        """The next dispatch of that name."""
        while True:
            frame = await self.receive()
            if frame["t"] == event:
                return dict(frame["d"])


def identification(discord: FakeDiscord, **more: Any) -> Json:
    properties = {"os": "linux", "browser": "test", "device": "test"}
    return {"token": discord.token, "intents": INTENTS, "properties": properties, **more}
