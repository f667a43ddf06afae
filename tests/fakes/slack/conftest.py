"""A fake Slack, the SDK's client, and a bare bolt app that the tests give listeners to."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack.people.person import FakeUser
from tests.fakes.slack.saying import FORM, actions, button, section
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.wire import Json

Connect = Callable[[AsyncApp], Awaitable[AsyncSocketModeHandler]]


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as started:
        yield started


@pytest.fixture
async def client(slack: FakeSlack) -> AsyncIterator[AsyncWebClient]:
    async with aiohttp.ClientSession() as session:
        yield AsyncWebClient(
            token=slack.bot_token, base_url=slack.base_url, session=session, retry_handlers=[]
        )


@pytest.fixture
def ana(slack: FakeSlack) -> FakeUser:
    return slack.person("Ana Quiñones", email="ana@example.org")


@pytest.fixture
def theo(slack: FakeSlack) -> FakeUser:
    return slack.person("Theo Brandt", email="theo@example.org")


@pytest.fixture
def app(client: AsyncWebClient) -> AsyncApp:
    return AsyncApp(client=client)


@pytest.fixture
async def connect(slack: FakeSlack) -> AsyncIterator[Connect]:
    """Connects an app by Socket Mode, and ends it after the test."""
    running: list[AsyncSocketModeHandler] = []

    async def connected(app: AsyncApp) -> AsyncSocketModeHandler:
        handler = AsyncSocketModeHandler(app, slack.app_token, ping_interval=1)
        running.append(handler)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        await slack.connected(len(running))
        return handler

    yield connected
    for handler in running:
        await handler.close_async()  # type: ignore[no-untyped-call]


@pytest.fixture
def bodies(app: AsyncApp) -> list[Json]:
    """Everything that an app with a command, a form and buttons was sent."""
    got: list[Json] = []

    @app.command("/peer")
    async def peer(ack: Any, body: Any, client: Any) -> None:
        got.append(body)
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.action("ok")
    async def ok(ack: Any, body: Any, respond: Any) -> None:
        got.append(body)
        await ack()
        await respond(text="Thanks", blocks=[section("Thanks"), actions(button("More", "more"))])

    @app.action("more")
    async def more(ack: Any, body: Any, respond: Any) -> None:
        got.append(body)
        await ack()
        await respond(text="Replaced", replace_original=True)

    for name in ("choice", "topics", "home"):

        @app.action(name)
        async def noted(ack: Any, body: Any) -> None:
            got.append(body)
            await ack()

    return got
