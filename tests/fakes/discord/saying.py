"""Components, commands and refusals, in short words for the tests of this folder."""

from typing import Any

import aiohttp

from tests.fakes.discord.server import FakeDiscord
from tests.fakes.discord.wire import Json

V2 = 1 << 15
EPHEMERAL = 1 << 6


def button(label: str = "OK", custom_id: str = "ok", style: int = 1, **more: Any) -> Json:
    return {"type": 2, "style": style, "label": label, "custom_id": custom_id, **more}


def link(label: str = "Page", url: str = "https://example.org") -> Json:
    return {"type": 2, "style": 5, "label": label, "url": url}


def row(*components: Json) -> Json:
    return {"type": 1, "components": list(components)}


def text(content: str = "Hello") -> Json:
    return {"type": 10, "content": content}


def section(accessory: Json, *contents: str) -> Json:
    return {
        "type": 9,
        "components": [text(one) for one in contents or ("Hello",)],
        "accessory": accessory,
    }


def container(*components: Json, **more: Any) -> Json:
    return {"type": 17, "components": list(components), **more}


def gallery(url: str = "https://example.org/a.png", **more: Any) -> Json:
    return {"type": 12, "items": [{"media": {"url": url}, **more}]}


def option(label: str, value: str = "", **more: Any) -> Json:
    return {"label": label, "value": value or label.lower(), **more}


def select(*labels: str, custom_id: str = "choice", **more: Any) -> Json:
    options = [option(label) for label in labels]
    return {"type": 3, "custom_id": custom_id, "options": options, **more}


def typed(custom_id: str = "name", style: int = 1, **more: Any) -> Json:
    return {"type": 4, "custom_id": custom_id, "style": style, **more}


def label(words: str, component: Json, **more: Any) -> Json:
    return {"type": 18, "label": words, "component": component, **more}


def modal(*components: Json, title: str = "A form", custom_id: str = "form") -> Json:
    return {"title": title, "custom_id": custom_id, "components": list(components)}


def slash(name: str = "peer", description: str = "A command", **more: Any) -> Json:
    return {"name": name, "description": description, **more}


def parameter(name: str = "note", kind: int = 3, **more: Any) -> Json:
    return {"type": kind, "name": name, "description": "An option", **more}


class Api:
    """The HTTP API by hand: each call gives the status and the decoded body."""

    def __init__(self, discord: FakeDiscord, session: aiohttp.ClientSession) -> None:
        self.discord = discord
        self.session = session
        self.headers: dict[str, str] = {}
        self.last: aiohttp.ClientResponse | None = None

    async def __call__(
        self, method: str, path: str, body: Any = None, token: str | None = "", **more: Any
    ) -> tuple[int, Any]:
        """`token`: the bot's unless another is given; None sends none."""
        headers = {"User-Agent": "DiscordBot (https://example.org, 1)", **self.headers}
        if token is not None:
            headers["Authorization"] = f"Bot {token or self.discord.token}"
        place = f"{self.discord.api_url}{path}"
        async with self.session.request(
            method, place, headers=headers, json=body, **more
        ) as answer:
            self.last = answer
            if answer.content_type == "application/json":
                return answer.status, await answer.json()
            return answer.status, await answer.text()

    async def code(self, method: str, path: str, body: Any = None, **more: Any) -> tuple[int, int]:
        """Of a refusal: its status and JSON error code."""
        status, said = await self(method, path, body, **more)
        return status, said["code"]
