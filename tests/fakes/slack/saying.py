"""Short words for blocks and views in the tests of the fake, and for what was refused."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.fakes.slack.wire import Json

#: What a test waits for, at most. Seconds.
SOON = 5.0


async def until(done: Callable[[], object], within: float = SOON) -> None:
    """Until it is so: what the app does by itself tells nobody when it is done."""
    async with asyncio.timeout(within):
        while not done():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "Hello", **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def button(label: str = "OK", action: str = "ok", **more: Any) -> Json:
    return {"type": "button", "text": plain(label), "action_id": action, **more}


def actions(*elements: Json, **more: Any) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def option(label: str, value: str | None = None) -> Json:
    return {"text": plain(label), "value": value or label.lower()}


def select(*labels: str, **more: Any) -> Json:
    options = [option(label) for label in labels]
    return {"type": "static_select", "action_id": "choice", "options": options} | more


def asked(label: str, element: Json, block: str = "field", **more: Any) -> Json:
    return {"type": "input", "block_id": block, "label": plain(label), "element": element, **more}


def typed(action: str = "text", **more: Any) -> Json:
    return {"type": "plain_text_input", "action_id": action, **more}


def modal(*blocks: Json, title: str = "A form", **more: Any) -> Json:
    shown: Json = {"type": "modal", "title": plain(title), "blocks": list(blocks)}
    if any(block.get("type") == "input" for block in blocks):
        shown["submit"] = plain("Send")
    return shown | more


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks), **more}


#: A form with three fields, the last of them optional.
FORM = modal(
    asked("Name", typed(max_length=10), "name"),
    asked("When", select("Now", "Today"), "when"),
    asked(
        "Topics",
        {
            "type": "checkboxes",
            "action_id": "topics",
            "options": [option("Sleep"), {"text": mrkdwn("*Work*"), "value": "work"}],
        },
        "topics",
        optional=True,
    ),
    callback_id="form",
    private_metadata="m",
)


async def refusal(call: Awaitable[Any]) -> str:
    """The error that a call is refused with."""
    return str((await refused(call))["error"])


async def refused(call: Awaitable[Any]) -> Json:
    with pytest.raises(SlackApiError) as caught:
        await call
    body: Json = caught.value.response.data
    return body


async def explained(call: Awaitable[Any]) -> str:
    """The error and, below it, what Slack says of each thing that is wrong."""
    body = await refused(call)
    said = body.get("response_metadata", {}).get("messages", [])
    return "\n".join([str(body["error"]), *said])
