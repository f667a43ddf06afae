"""One WebSocket of the gateway: frames out in order, compressed as asked for; events in."""

import asyncio
import json
import zlib
from typing import Any

from aiohttp import WSMsgType, web

from tests.fakes.discord.gateway_session import Session
from tests.fakes.discord.wire import Json

#: "Must not exceed 4096 bytes", else 4002.
MOST_BYTES = 4096


class Closing(Exception):
    """A close code for the app (/developers/topics/opcodes-and-status-codes#gateway)."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


class Connection:
    """`number` counts them from 1. `frozen`: it stands, but nothing comes through."""

    def __init__(self, number: int, request: web.Request, socket: web.WebSocketResponse) -> None:
        self.number = number
        self.request = request
        self.socket = socket
        self.session: Session | None = None
        self.frozen = False
        self.told_to_go = False  #: closed from this end, so the app's close code means nothing
        self.received: list[Json] = []  #: every event of the app's
        self.sent_at: list[float] = []  #: when it sent them, monotonic
        self._compressor = (
            zlib.compressobj() if request.query.get("compress") == "zlib-stream" else None
        )
        self._queue: asyncio.Queue[str | int] = asyncio.Queue()
        self._writer = asyncio.create_task(self._write())

    def put(self, frame: str) -> None:
        """Send it after what was put before."""
        self._queue.put_nowait(frame)

    def send(self, opcode: int, data: Any = None) -> None:
        self.put(json.dumps({"op": opcode, "d": data, "s": None, "t": None}))

    def close(self, code: int) -> None:
        """Close it, after what was put before."""
        self.told_to_go = True
        self._queue.put_nowait(code)

    def abort(self) -> None:
        """Gone, without a word."""
        if self.request.transport is not None:
            self.request.transport.abort()

    async def _write(self) -> None:
        while True:
            frame = await self._queue.get()
            if self.frozen:
                continue
            try:
                if isinstance(frame, int):
                    await self.socket.close(code=frame)
                    return
                if self._compressor is None:
                    await self.socket.send_str(frame)
                else:
                    packed = self._compressor.compress(frame.encode())
                    await self.socket.send_bytes(packed + self._compressor.flush(zlib.Z_SYNC_FLUSH))
            except ConnectionError:
                return

    async def read(self) -> Json | None:
        """The next event of the app's; None where the connection ended."""
        while True:
            message = await self.socket.receive()
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                return None
            if self.frozen:
                continue
            event = self._decoded(message.data)
            self.received.append(event)
            return event

    def _decoded(self, data: str | bytes) -> Json:
        if len(data) > MOST_BYTES:
            raise Closing(4002)
        try:
            event = json.loads(data)
        except ValueError:
            raise Closing(4002) from None
        if not isinstance(event, dict) or not isinstance(event.get("op"), int):
            raise Closing(4002)
        return event

    async def end(self) -> None:
        """Once nothing is read any more."""
        self._writer.cancel()
        await asyncio.gather(self._writer, return_exceptions=True)
