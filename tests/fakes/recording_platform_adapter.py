"""The adapter of the recording platform: `bot.ports.Platform` over its HTTP.

Nothing is imported that takes long: a process that is killed sixty times starts sixty times.
"""

import asyncio
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from bot.model.ids import Account
from bot.ports import FOR_EVER, NEVER, Capabilities, Delivery, Intake, NotSent, OutcomeUnknown, Rate
from tests.fakes.recording_platform import Offers
from tests.fakes.recording_platform_in_process import capabilities_of


class RecordingAdapter:
    def __init__(self, port: int, offers: Offers, *, name: str = "local") -> None:
        self._port, self._offers, self._name = port, offers, name

    @property
    def name(self) -> str:
        return self._name

    @property
    def capabilities(self) -> Capabilities:
        return capabilities_of(
            keeps_keys=FOR_EVER if self._offers is Offers.KEY else NEVER,
            look_up=self._offers is Offers.LOOK_UP,
        )

    async def start(self, intake: Intake) -> None:
        return None

    async def stop(self) -> None:
        return None

    async def deliver(self, delivery: Delivery) -> str:
        message = delivery.message
        body = {
            "key": delivery.key,
            "user": delivery.account.user,
            "operation": delivery.operation.value,
            "token": message.token if message is not None else "",
        }
        answer = await self._ask("POST", "/deliver", json.dumps(body).encode())
        return str(answer["handle"])

    async def find(self, delivery: Delivery) -> str | None:
        answer = await self._ask("GET", f"/find?key={quote(delivery.key)}")
        found: str | None = answer["handle"]
        return found

    async def clear(self, account: Account, before: datetime) -> bool:
        return False

    async def take_away(self, place: str, handle: str) -> None:
        return None

    def rates(self, delivery: Delivery) -> Sequence[Rate]:
        return ()

    def look_up_rates(self, delivery: Delivery) -> Sequence[Rate]:
        return ()

    async def _ask(self, method: str, path: str, body: bytes = b"") -> Any:
        """Raises NotSent before anything was sent, and OutcomeUnknown after."""
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        except OSError:
            raise NotSent("no connection") from None
        try:
            head = f"{method} {path} HTTP/1.1\r\nHost: recorder\r\nConnection: close\r\n"
            writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
            answer = await reader.read()
        except OSError:
            raise OutcomeUnknown("the connection was lost") from None
        finally:
            writer.close()
        status, _, content = answer.partition(b"\r\n\r\n")
        if not status.startswith(b"HTTP/1.1 200"):
            raise OutcomeUnknown("no answer")
        return json.loads(content)
