"""Socket Mode, spoken by the real slack_sdk and slack_bolt."""

import asyncio
import json

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack.conftest import Connect
from tests.fakes.slack.people.person import FakeUser
from tests.fakes.slack.saying import SOON, refusal, until
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.settings import Settings


@pytest.fixture
def heard(app: AsyncApp) -> list[str]:
    """Words that the app was told, in order."""
    words: list[str] = []

    @app.event("message")
    async def listen(event):  # type: ignore[no-untyped-def]
        words.append(event["text"])

    @app.command("/peer")
    async def command(ack, command):  # type: ignore[no-untyped-def]
        words.append(command["text"])
        await ack()

    return words


async def test_hello_says_who_and_how_many(slack: FakeSlack, client: AsyncWebClient) -> None:
    opened = await client.apps_connections_open(app_token=slack.app_token)
    async with aiohttp.ClientSession() as session, session.ws_connect(opened["url"]) as socket:
        hello = json.loads((await socket.receive()).data)
    assert hello["type"] == "hello"
    assert hello["num_connections"] == 1
    assert hello["connection_info"] == {"app_id": slack.app.id}
    assert hello["debug_info"]["approximate_connection_time"] > 0


async def test_a_ticket_serves_once_and_not_for_long(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    opened = await client.apps_connections_open(app_token=slack.app_token)
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(opened["url"]):
            pass
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(opened["url"])
        late = await client.apps_connections_open(app_token=slack.app_token)
        slack.clock.forward(31)
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(late["url"])
    assert slack.socket.rejected == 2


async def test_an_ack_is_kept_with_its_time_and_connection(
    slack: FakeSlack, app: AsyncApp, connect: Connect, ana: FakeUser, heard: list[str]
) -> None:
    await connect(app)
    reply = await ana.command("/peer", "now")
    assert reply.ok
    assert heard == ["now"]
    (envelope,) = slack.socket.envelopes
    assert envelope.acked_by == envelope.connections[0]
    assert envelope.ack_seconds is not None
    assert envelope.ack_seconds < 1.0
    assert envelope.type == "slash_commands"


async def test_what_is_not_acknowledged_fails_for_the_person(
    slack: FakeSlack, app: AsyncApp, connect: Connect, ana: FakeUser
) -> None:
    slack.settings.ack_seconds = 0.2
    assert (await ana.command("/peer")).error == "dispatch_failed"  # no socket stands

    @app.command("/peer")
    async def never(command):  # type: ignore[no-untyped-def]
        await asyncio.sleep(0)

    await connect(app)
    assert (await ana.command("/peer")).error == "operation_timeout"


async def test_an_event_comes_again_until_it_is_acknowledged(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser
) -> None:
    slack.settings.ack_seconds = 0.1
    slack.settings.event_retries = (0.0, 0.02, 0.04)
    opened = await client.apps_connections_open(app_token=slack.app_token)
    async with aiohttp.ClientSession() as session, session.ws_connect(opened["url"]) as socket:
        await socket.receive()
        await ana.type("Hello")
        got = [json.loads((await socket.receive()).data) for _ in range(3)]
        await socket.send_str(json.dumps({"envelope_id": got[2]["envelope_id"]}))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(socket.receive(), 0.4)
    assert [(one["retry_attempt"], one["retry_reason"]) for one in got] == [
        (0, ""),
        (1, "timeout"),
        (2, "timeout"),
    ]
    assert len({one["payload"]["event_id"] for one in got}) == 1
    assert len({one["envelope_id"] for one in got}) == 3


async def test_slack_gives_up_after_three_retries(slack: FakeSlack, ana: FakeUser) -> None:
    slack.settings.ack_seconds = 0.02
    slack.settings.event_retries = (0.0, 0.01, 0.01)
    await ana.type("Hello")
    await until(lambda: len(slack.socket.envelopes) == 4)
    await asyncio.sleep(0.1)
    assert [one.attempt for one in slack.socket.envelopes] == [0, 1, 2, 3]


async def test_the_sdk_comes_back_after_a_refresh(
    slack: FakeSlack, app: AsyncApp, connect: Connect, ana: FakeUser, heard: list[str]
) -> None:
    await connect(app)
    await slack.socket.refresh()
    await slack.connected(within=SOON)
    assert slack.socket.opened == 2
    assert (await ana.command("/peer", "after")).ok


async def test_a_warning_ends_nothing(
    slack: FakeSlack, app: AsyncApp, connect: Connect, ana: FakeUser, heard: list[str]
) -> None:
    await connect(app)
    await slack.socket.warn()
    assert (await ana.command("/peer", "still")).ok


async def test_the_sdk_comes_back_after_a_drop(
    slack: FakeSlack, app: AsyncApp, connect: Connect, ana: FakeUser, heard: list[str]
) -> None:
    await connect(app)
    slack.socket.drop()
    await slack.connected(within=10)
    assert (await ana.command("/peer", "after")).ok


async def test_the_sdk_comes_back_after_an_outage(
    slack: FakeSlack,
    client: AsyncWebClient,
    app: AsyncApp,
    connect: Connect,
    ana: FakeUser,
    heard: list[str],
) -> None:
    await connect(app)
    await client.chat_postMessage(channel=ana.id, text="Before")
    await slack.away()
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.chat_postMessage(channel=ana.id, text="Meanwhile")
    await slack.back()
    await slack.connected(within=10)
    assert (await ana.command("/peer", "after")).ok
    assert [message.text for message in ana.messages] == ["Before"]


async def test_a_disabled_link_lets_nobody_in(
    slack: FakeSlack, client: AsyncWebClient, app: AsyncApp, connect: Connect
) -> None:
    await connect(app)
    await slack.socket.disable_link()
    opened = client.apps_connections_open(app_token=slack.app_token)
    assert await refusal(opened) == "forbidden_team"


async def test_a_rejected_ticket_is_seen(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.socket.reject_tickets = 1
    async with aiohttp.ClientSession() as session:
        opened = await client.apps_connections_open(app_token=slack.app_token)
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(opened["url"])
        opened = await client.apps_connections_open(app_token=slack.app_token)
        async with session.ws_connect(opened["url"]) as socket:
            assert json.loads((await socket.receive()).data)["type"] == "hello"


async def test_several_connections_share_the_work(
    slack: FakeSlack, app: AsyncApp, connect: Connect, ana: FakeUser, heard: list[str]
) -> None:
    await connect(app)
    await connect(app)
    for number in range(4):
        await ana.command("/peer", str(number))
    assert sorted(one.connections[0] for one in slack.socket.envelopes) == [1, 1, 2, 2]
    assert heard == ["0", "1", "2", "3"]


async def test_there_may_be_too_many_connections(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.settings.most_connections = 1
    async with aiohttp.ClientSession() as session:
        first = await client.apps_connections_open(app_token=slack.app_token)
        async with session.ws_connect(first["url"]):
            await slack.connected()
            second = await client.apps_connections_open(app_token=slack.app_token)
            async with session.ws_connect(second["url"]) as socket:
                said = json.loads((await socket.receive()).data)
    assert (said["type"], said["reason"]) == ("disconnect", "too_many_websockets")


async def test_envelopes_are_replayed_repeated_and_turned_round(
    slack: FakeSlack, app: AsyncApp, connect: Connect, ana: FakeUser, heard: list[str]
) -> None:
    await connect(app)
    await ana.type("one")
    (first,) = slack.socket.envelopes
    await slack.socket.replay(first)
    await until(lambda: heard == ["one", "one"])
    again = await slack.socket.again(first)
    await until(lambda: heard == ["one", "one", "one"])
    assert again.payload["event_id"] == first.payload["event_id"]
    assert again.id != first.id
    assert len(first.acks) == 2
    heard.clear()
    slack.socket.hold()
    held = [asyncio.create_task(ana.type(word)) for word in ("a", "b", "c")]
    await until(lambda: len(slack.socket.envelopes) == 5)
    assert heard == []
    await slack.socket.release(backwards=True)
    await asyncio.gather(*held)
    await until(lambda: len(heard) == 3)
    assert heard == ["c", "b", "a"]


async def test_strange_acks_are_kept(slack: FakeSlack, client: AsyncWebClient) -> None:
    opened = await client.apps_connections_open(app_token=slack.app_token)
    async with aiohttp.ClientSession() as session, session.ws_connect(opened["url"]) as socket:
        await socket.send_str(json.dumps({"envelope_id": "nobody's"}))
        await until(lambda: slack.socket.strange)


async def test_an_app_only_hears_what_it_subscribed_to(
    slack: FakeSlack, app: AsyncApp, connect: Connect, ana: FakeUser, heard: list[str]
) -> None:
    await connect(app)
    room = slack.channel("general", ana)  # the app is not in it
    await ana.type("elsewhere", room)
    slack.grant("chat:write")  # without im:history
    await ana.type("unheard")
    assert slack.socket.envelopes == []
    slack.reinstall()
    await ana.type("heard")
    assert heard == ["heard"]


async def test_the_app_is_removed_in_either_order(slack: FakeSlack) -> None:
    await slack.uninstall(tokens_first=True)
    kinds = [one.payload["event"]["type"] for one in slack.socket.envelopes]
    assert kinds == ["tokens_revoked", "app_uninstalled"]
    slack.reinstall()
    await slack.uninstall()
    kinds = [one.payload["event"]["type"] for one in slack.socket.envelopes[2:]]
    assert kinds == ["app_uninstalled", "tokens_revoked"]


def test_slacks_own_patience_is_the_default() -> None:
    settings = Settings()
    assert (settings.ack_seconds, settings.trigger_seconds) == (3.0, 3.0)
    assert settings.event_retries == (0.0, 60.0, 300.0)


async def test_the_sdk_leaves_a_connection_that_stands_still(
    slack: FakeSlack, app: AsyncApp, connect: Connect, ana: FakeUser, heard: list[str]
) -> None:
    slack.settings.ack_seconds = 0.2
    await connect(app)
    slack.socket.freeze()
    assert (await ana.command("/peer", "lost")).error == "operation_timeout"
    await until(lambda: slack.socket.opened == 2, within=15)
    await until(lambda: not slack.socket.connections[-1].frozen)
    assert (await ana.command("/peer", "after")).ok
    assert heard == ["after"]
