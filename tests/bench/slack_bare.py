"""What the program is compared with at Slack: a bare Bolt app by Socket Mode, which acknowledges
and knows nobody, in a process of its own."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.bench.told import Json, serve

#: Messages under way at once.
TOGETHER = 64
_WORDS = ("Doing fine", "Some strain", "A lot on me", "I would like to talk")
_TEXT = "How has it been since the last time? Whatever you answer stays with the bot."


@dataclass(slots=True)
class Bare:
    _http: aiohttp.ClientSession | None = None
    _client: AsyncWebClient | None = None
    _handler: AsyncSocketModeHandler | None = None

    async def start(self, url: str, bot_token: str, app_token: str) -> Json:
        self._http = aiohttp.ClientSession()
        client = self._client = AsyncWebClient(
            bot_token, base_url=url, session=self._http, retry_handlers=[]
        )
        app = AsyncApp(client=client, request_verification_enabled=False)
        app.action("press")(_acknowledge)
        app.command("/peer")(_open)
        app.event("message")(_acknowledge)
        self._handler = AsyncSocketModeHandler(app, app_token)
        await self._handler.connect_async()  # type: ignore[no-untyped-call]  # slack_bolt's
        return {}

    async def post(self, users: Sequence[str]) -> Json:
        """A card of four answers to each."""
        client, room = self._client, asyncio.Semaphore(TOGETHER)
        assert client is not None

        async def post(user: str) -> None:
            async with room:
                metadata = {"event_type": "bare", "event_payload": {"key": user}}
                blocks = _card(user)
                await client.chat_postMessage(
                    channel=user, text="A message", blocks=blocks, metadata=metadata
                )

        await asyncio.gather(*(post(user) for user in users))
        return {}

    async def used(self) -> Json:
        return {"core": time.process_time()}

    async def stop(self) -> Json:
        assert self._handler is not None
        assert self._http is not None
        await self._handler.close_async()  # type: ignore[no-untyped-call]  # slack_bolt's
        await self._http.close()
        return {}


async def _acknowledge(ack: Any) -> None:
    await ack()


async def _open(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
    await ack()
    title = {"type": "plain_text", "text": "Bare"}
    view = {"type": "modal", "title": title, "blocks": _card("view")}
    await client.views_open(trigger_id=body["trigger_id"], view=view)


def _card(id_: str) -> list[dict[str, Any]]:
    buttons = [
        {
            "type": "button",
            "text": {"type": "plain_text", "text": words},
            "action_id": "press" if not number else f"press{number}",
            "value": f"{id_}.{number}",
        }
        for number, words in enumerate(_WORDS)
    ]
    text = {"type": "plain_text", "text": _TEXT}
    return [
        {"type": "section", "text": text},
        {"type": "actions", "block_id": id_, "elements": buttons},
        {"type": "context", "elements": [text]},
    ]


async def main() -> None:
    bare = Bare()
    await serve({"start": bare.start, "post": bare.post, "used": bare.used, "stop": bare.stop})


if __name__ == "__main__":
    asyncio.run(main())
