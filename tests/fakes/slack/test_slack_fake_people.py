"""People at their clients, with the real slack_bolt at the other end."""

import asyncio
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack.conftest import Connect
from tests.fakes.slack.people.filling import NotThere
from tests.fakes.slack.people.person import FakeUser
from tests.fakes.slack.saying import (
    FORM,
    SOON,
    actions,
    button,
    home,
    modal,
    option,
    plain,
    section,
    select,
    until,
)
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.wire import Json

KEY = {"event_type": "card", "event_payload": {"key": "k17"}}


async def test_a_command_is_whole(
    slack: FakeSlack, app: AsyncApp, connect: Connect, ana: FakeUser, bodies: list[Json]
) -> None:
    await connect(app)
    reply = await ana.command("/peer", "today")
    form = await reply.modal()
    assert (form.title, form.texts) == ("A form", ("Name", "When", "Topics"))
    assert [field.options for field in form.fields()] == [
        (),
        ("Now", "Today"),
        ("Sleep", "*Work*"),
    ]
    (body,) = bodies
    assert body["command"] == "/peer"
    assert body["text"] == "today"
    assert body["user_id"] == ana.id
    assert body["team_id"] == slack.workspace.id
    assert body["channel_id"] == ana.room.id
    assert body["channel_name"] == "directmessage"
    assert body["api_app_id"] == slack.app.id
    assert body["response_url"].startswith(slack.origin)
    assert body["trigger_id"].count(".") == 2
    assert "token" not in body
    with pytest.raises(NotThere, match="not a valid command"):
        await ana.command("/else")


async def test_a_button_of_a_message(
    slack: FakeSlack,
    client: AsyncWebClient,
    app: AsyncApp,
    connect: Connect,
    ana: FakeUser,
    bodies: list[Json],
) -> None:
    await connect(app)
    card = actions(button("Yes", "ok", value="token", style="primary"), block_id="card")
    await client.chat_postMessage(channel=ana.id, text="n", blocks=[section(), card])
    reply = await ana.press("Yes")
    aside = await reply.ephemeral()
    assert aside.text == "Thanks"
    (body,) = bodies
    assert body["type"] == "block_actions"
    message = ana.messages[0]
    assert body["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": ana.room.id,
        "is_ephemeral": False,
    }
    assert body["channel"] == {"id": ana.room.id, "name": "directmessage"}
    assert body["message"]["blocks"] == message.blocks
    assert body["user"]["id"] == ana.id
    assert body["team"] == {"id": slack.workspace.id, "domain": slack.workspace.domain}
    assert body["state"] == {"values": {}}
    (action,) = body["actions"]
    assert action["action_id"] == "ok"
    assert action["block_id"] == "card"
    assert action["value"] == "token"
    assert action["style"] == "primary"
    assert action["text"] == plain("Yes")
    assert action["type"] == "button"
    assert {"trigger_id", "response_url", "api_app_id"} <= body.keys()


async def test_a_button_of_an_ephemeral_message(
    client: AsyncWebClient, app: AsyncApp, connect: Connect, ana: FakeUser, bodies: list[Json]
) -> None:
    await connect(app)
    await client.chat_postMessage(channel=ana.id, text="n", blocks=[actions(button())])
    aside = await (await ana.press("OK")).ephemeral()
    reply = await ana.press("More", aside)
    assert (await reply.ephemeral()).text == "Replaced"
    assert [one.text for one in ana.asides] == ["Replaced"]
    body = bodies[-1]
    assert body["container"]["is_ephemeral"] is True
    assert "message" not in body
    assert len(ana.messages) == 1


async def test_a_button_of_a_modal_and_of_the_home_tab(
    slack: FakeSlack,
    client: AsyncWebClient,
    app: AsyncApp,
    connect: Connect,
    ana: FakeUser,
    bodies: list[Json],
) -> None:
    await connect(app)
    given = slack.triggers.new(ana.member.team, ana.id)
    parts = [actions(select("A", "B"), block_id="s"), actions(button("Go", "home"))]
    await client.views_open(trigger_id=given, view=modal(*parts))
    assert ana.modal is not None
    await ana.choose("choice", "B")
    await ana.press("Go")
    chosen, pressed = bodies
    assert chosen["actions"][0]["selected_option"] == option("B")
    assert pressed["container"] == {"type": "view", "view_id": ana.modal.id}
    assert pressed["view"]["state"]["values"]["s"]["choice"]["selected_option"] == option("B")
    assert "channel" not in pressed
    assert "response_url" not in pressed
    await client.views_publish(user_id=ana.id, view=home(actions(button("Help", "home"))))
    await ana.press("Help", ana.home)
    assert bodies[-1]["view"]["type"] == "home"


async def test_what_is_chosen_in_a_message_stays_with_it(
    client: AsyncWebClient, app: AsyncApp, connect: Connect, ana: FakeUser, bodies: list[Json]
) -> None:
    await connect(app)
    parts = [actions(select("A", "B"), block_id="s"), actions(button())]
    await client.chat_postMessage(channel=ana.id, text="n", blocks=parts)
    await ana.choose("choice", "A", ana.messages[0])
    await ana.press("OK")
    assert bodies[-1]["state"]["values"]["s"]["choice"]["selected_option"] == option("A")


async def test_shortcuts(
    client: AsyncWebClient, app: AsyncApp, connect: Connect, ana: FakeUser, bodies: list[Json]
) -> None:
    for name in ("ask", "ask_about"):

        @app.shortcut(name)
        async def asked_for(ack: Any, body: Any, client: Any) -> None:
            bodies.append(body)
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    await connect(app)
    await (await ana.shortcut("Ask")).modal()
    assert bodies[-1]["type"] == "shortcut"
    assert "channel" not in bodies[-1]
    await client.chat_postMessage(channel=ana.id, text="A word")
    await (await ana.message_shortcut("Ask about this", ana.messages[0])).modal()
    assert bodies[-1]["type"] == "message_action"
    assert bodies[-1]["message"]["text"] == "A word"
    assert bodies[-1]["message_ts"] == ana.messages[0].ts
    with pytest.raises(NotThere):
        await ana.shortcut("Ask about this")


async def test_typing_uploading_and_looking(
    slack: FakeSlack, app: AsyncApp, connect: Connect, ana: FakeUser
) -> None:
    events: list[Json] = []

    @app.event("message")
    async def message(event: Any, body: Any) -> None:
        events.append(event)

    @app.event("app_home_opened")
    async def looked(event: Any, client: Any) -> None:
        events.append(event)
        await client.views_publish(user_id=event["user"], view=home(section("Yours")))

    await connect(app)
    await ana.type("I <need> somebody & now")
    await ana.upload("roster.csv", b"a,b\n", "The roster")
    reply = await ana.open_home()
    assert (await reply.home()).text == "Yours"
    said, sent, tab = events
    assert said["text"] == "I &lt;need&gt; somebody &amp; now"
    assert (said["channel_type"], said["channel"], said["user"]) == ("im", ana.room.id, ana.id)
    assert "subtype" not in said
    assert sent["subtype"] == "file_share"
    assert sent["files"][0]["name"] == "roster.csv"
    assert (tab["tab"], tab["user"]) == ("home", ana.id)
    assert "view" not in tab
    await ana.open_home()
    assert events[-1]["view"]["type"] == "home"
    payload = slack.socket.envelopes[0].payload
    assert (
        payload["authorizations"][0]["user_id"] == slack.installation_in(ana.member.team).bot_user
    )


async def test_what_the_screen_does_not_offer(client: AsyncWebClient, ana: FakeUser) -> None:
    await client.chat_postMessage(channel=ana.id, text="n", blocks=[actions(button())])
    with pytest.raises(NotThere):
        await ana.press("Nothing")
    with pytest.raises(NotThere):
        await ana.submit({"Name": "x"})
    with pytest.raises(NotThere):
        await ana.next("modal", 0, 0.05)


async def test_a_command_is_answered_by_its_ack(
    app: AsyncApp, connect: Connect, ana: FakeUser
) -> None:
    @app.command("/peer")
    async def told(ack: Any, command: Any) -> None:
        await ack({"text": "n", "blocks": [section("A" * int(command["text"]))]})

    await connect(app)
    reply = await ana.command("/peer", "3")
    assert (await reply.ephemeral()).text == "AAA"
    assert (await ana.command("/peer", "3001")).error == "invalid_answer"


async def test_a_response_url_serves_five_times_in_half_an_hour(
    slack: FakeSlack, app: AsyncApp, connect: Connect, ana: FakeUser
) -> None:
    said: list[str] = []

    @app.command("/peer")
    async def peer(ack: Any, respond: Any, command: Any) -> None:
        await ack()
        for number in range(int(command["text"])):
            answer = await respond(text=f"{number}")
            said.append(answer.body)
        if command["text"] == "0":
            slack.clock.forward(30 * 60 + 1)
            said.append((await respond(text="late")).body)
        if command["text"] == "1":
            said.append((await respond(blocks=[section("")])).body)
        said.append("end")

    await connect(app)

    async def ends() -> list[str]:
        async with asyncio.timeout(SOON):
            while "end" not in said:  # noqa: ASYNC110
                await asyncio.sleep(0.005)
        found = said[:-1]
        said.clear()
        return found

    await ana.command("/peer", "6")
    found = await ends()
    assert found[:5] == ["ok"] * 5
    assert "used_url" in found[5]
    await ana.command("/peer", "0")
    assert "expired_url" in (await ends())[0]
    await ana.command("/peer", "1")
    assert "invalid_blocks" in (await ends())[1]
    assert [one.text for one in ana.asides] == ["0", "1", "2", "3", "4", "0"]


async def test_people_come_and_change(
    slack: FakeSlack, app: AsyncApp, connect: Connect, ana: FakeUser
) -> None:
    got: list[Json] = []
    for name in ("team_join", "user_change"):

        @app.event(name)
        async def heard(event: Any) -> None:
            got.append(event)

    await connect(app)
    joined = await slack.joins(ana)
    changed = await slack.changes(ana, deleted=True)
    assert joined is not None
    assert changed is not None
    await slack.socket.settled(joined)
    await slack.socket.settled(changed)
    assert [one["type"] for one in got] == ["team_join", "user_change"]
    assert got[0]["user"]["profile"]["email"] == "ana@example.org"
    assert got[1]["user"]["deleted"] is True


async def test_the_app_is_told_of_its_own_messages_too(
    slack: FakeSlack, client: AsyncWebClient, app: AsyncApp, connect: Connect, ana: FakeUser
) -> None:
    reached: list[str] = []

    @app.event("message")
    async def message(event: Any) -> None:
        reached.append(event.get("subtype", "message"))

    await connect(app)
    posted = await client.chat_postMessage(channel=ana.id, text="One", metadata=KEY)
    where = {"channel": posted["channel"], "ts": posted["ts"]}
    await client.chat_update(**where, text="Two")
    await client.chat_delete(**where)
    await until(lambda: len(slack.socket.envelopes) == 3)
    for envelope in slack.socket.envelopes:
        assert await slack.socket.settled(envelope)
    events = [envelope.payload["event"] for envelope in slack.socket.envelopes]
    bot = slack.installation_in(slack.workspace.id)
    assert events[0]["bot_id"] == bot.bot
    assert "metadata" not in events[0]
    assert [event.get("subtype") for event in events] == [
        None,
        "message_changed",
        "message_deleted",
    ]
    assert events[1]["message"]["text"] == "Two"
    assert reached == []  # bolt itself drops what the app did


async def test_somebody_changes_and_takes_back_their_words(
    app: AsyncApp, connect: Connect, ana: FakeUser
) -> None:
    events: list[Json] = []

    @app.event("message")
    async def message(event: Any) -> None:
        events.append(event)

    await connect(app)
    await ana.type("One")
    await ana.edit(ana.messages[0], "Two")
    await ana.delete(ana.messages[0])
    assert [event.get("subtype") for event in events] == [
        None,
        "message_changed",
        "message_deleted",
    ]
    assert events[1]["message"]["text"] == "Two"
    assert events[2]["deleted_ts"] == events[0]["ts"]
    assert ana.messages == []


async def test_what_others_see_and_what_rings(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser, theo: FakeUser
) -> None:
    room = slack.channel("general", ana, with_app=True)
    await client.chat_postMessage(channel=room.id, text="In the room")
    await client.chat_postMessage(channel=ana.id, text="To you", blocks=[section("More")])
    assert [message.text for message in ana.seen_in(room)] == ["In the room"]
    assert ana.notifications == ["In the room", "To you"]
    assert theo.notifications == []
    with pytest.raises(NotThere):
        theo.seen_in(room)
