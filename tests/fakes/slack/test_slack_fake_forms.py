"""Forms: filled in, refused, answered, closed; the real slack_bolt at the other end."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack.conftest import Connect
from tests.fakes.slack.people.filling import NotThere
from tests.fakes.slack.people.person import FakeUser
from tests.fakes.slack.people.replies import Reply
from tests.fakes.slack.saying import (
    asked,
    home,
    modal,
    option,
    section,
)
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.wire import Json


def on_submit(app: AsyncApp, bodies: list[Json], **answer: Any) -> None:
    @app.view("form")
    async def submit(ack: Any, body: Any) -> None:
        bodies.append(body)
        await ack(**answer)


async def opened(ana: FakeUser) -> None:
    await (await ana.command("/peer")).modal()


async def sent(
    app: AsyncApp, connect: Connect, ana: FakeUser, bodies: list[Json], **answer: Any
) -> Reply:
    """Ana's form, filled in and sent off to an app that answers so."""
    on_submit(app, bodies, **answer)
    await connect(app)
    await opened(ana)
    return await ana.submit({"Name": "A", "When": "Now"})


async def test_a_form_is_filled_and_sent(
    app: AsyncApp, connect: Connect, ana: FakeUser, bodies: list[Json]
) -> None:
    on_submit(app, bodies)
    await connect(app)
    await opened(ana)
    reply = await ana.submit({"When": "Today"})
    assert reply.errors == {"name": "Please complete this required field."}
    assert reply.envelope is None
    reply = await ana.submit({"Name": "x" * 11})
    assert reply.errors == {"name": "Please enter at most 10 characters."}
    reply = await ana.submit({"Name": "Ana", "Topics": ["*Work*", "Sleep"]})
    assert reply.ok
    assert ana.modal is None
    sent = bodies[-1]
    assert sent["type"] == "view_submission"
    assert sent["view"]["private_metadata"] == "m"
    assert sent["view"]["callback_id"] == "form"
    values = sent["view"]["state"]["values"]
    assert values["name"]["text"] == {"type": "plain_text_input", "value": "Ana"}
    assert values["when"]["choice"] == {
        "type": "static_select",
        "selected_option": option("Today"),
    }
    topics = values["topics"]["topics"]["selected_options"]
    assert [one["value"] for one in topics] == ["work", "sleep"]


async def test_errors_stand_at_their_fields(
    app: AsyncApp, connect: Connect, ana: FakeUser, bodies: list[Json]
) -> None:
    reply = await sent(
        app, connect, ana, bodies, response_action="errors", errors={"name": "Too short"}
    )
    assert reply.errors == {"name": "Too short"}
    assert ana.modal is not None
    assert ana.modal.fields()[0].error == "Too short"
    assert ana.modal.fields()[0].value == ("A",)


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "errors", "errors": {"name": ""}},
        {"response_action": "update", "view": modal(title="x" * 25)},
        {"response_action": "update", "view": home()},
        {"response_action": "close"},
    ],
    ids=["no such block", "empty", "wrong view", "home", "no such action"],
)
async def test_a_wrong_answer_is_an_error_on_the_screen(
    app: AsyncApp, connect: Connect, ana: FakeUser, bodies: list[Json], answer: Json
) -> None:
    reply = await sent(app, connect, ana, bodies, **answer)
    assert reply.error == "invalid_answer"
    assert ana.modal is not None


async def test_a_form_gives_way_to_another(
    app: AsyncApp, connect: Connect, ana: FakeUser, bodies: list[Json]
) -> None:
    reply = await sent(
        app, connect, ana, bodies, response_action="update", view=modal(section("Done"))
    )
    assert (await reply.modal()).text == "Done"
    assert len(ana.stack) == 1


async def test_a_form_gets_another_on_top(
    app: AsyncApp, connect: Connect, ana: FakeUser, bodies: list[Json]
) -> None:
    reply = await sent(
        app, connect, ana, bodies, response_action="push", view=modal(section("More"))
    )
    assert (await reply.modal()).text == "More"
    assert len(ana.stack) == 2
    await ana.close()
    assert ana.modal is not None
    assert ana.modal.fields()[0].value == ("A",)


async def test_all_forms_are_cleared(
    app: AsyncApp, connect: Connect, ana: FakeUser, bodies: list[Json]
) -> None:
    assert (await sent(app, connect, ana, bodies, response_action="clear")).ok
    assert ana.stack == []


async def test_a_form_nobody_takes_stays(
    slack: FakeSlack, app: AsyncApp, connect: Connect, ana: FakeUser, bodies: list[Json]
) -> None:
    slack.settings.ack_seconds = 0.2
    await connect(app)
    await opened(ana)
    reply = await ana.submit({"Name": "A", "When": "Now"})
    assert reply.error == "no_ack"
    assert ana.modal is not None


async def test_closing_is_told_if_the_app_asked_for_it(
    slack: FakeSlack, client: AsyncWebClient, app: AsyncApp, connect: Connect, ana: FakeUser
) -> None:
    got: list[Json] = []

    @app.view_closed("form")
    async def closed(ack: Any, body: Any) -> None:
        got.append(body)
        await ack()

    await connect(app)
    for notify in (False, True):
        given = slack.triggers.new(ana.member.team, ana.id)
        view = modal(callback_id="form", notify_on_close=notify)
        await client.views_open(trigger_id=given, view=view)
        await ana.close()
    (body,) = got
    assert body["type"] == "view_closed"
    assert body["is_cleared"] is False
    assert "trigger_id" not in body


async def test_a_file_in_a_form(
    slack: FakeSlack, client: AsyncWebClient, app: AsyncApp, connect: Connect, ana: FakeUser
) -> None:
    got: list[Json] = []

    @app.view("file")
    async def submit(ack: Any, body: Any) -> None:
        got.append(body)
        await ack()

    await connect(app)
    element = {"type": "file_input", "action_id": "file", "filetypes": ["csv"], "max_files": 1}
    view = modal(asked("Roster", element), callback_id="file")
    given = slack.triggers.new(ana.member.team, ana.id)
    await client.views_open(trigger_id=given, view=view)
    with pytest.raises(NotThere):
        ana.attach("Roster", "roster.exe", b"x")
    ana.attach("Roster", "roster.csv", b"a,b\n")
    assert (await ana.submit()).ok
    (file,) = got[0]["view"]["state"]["values"]["field"]["file"]["files"]
    assert (await client.files_info(file=file["id"]))["file"]["size"] == 4
