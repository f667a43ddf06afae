"""Modals and the Home tab by the Web API: triggers, hashes, the stack, ids of one's own."""

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack.conftest import Connect
from tests.fakes.slack.people.person import FakeUser
from tests.fakes.slack.saying import (
    actions,
    asked,
    button,
    explained,
    home,
    modal,
    refusal,
    refused,
    section,
    select,
    typed,
    until,
)
from tests.fakes.slack.server import FakeSlack


def trigger(slack: FakeSlack, person: FakeUser) -> str:
    return slack.triggers.new(person.member.team, person.id)


async def test_a_trigger_opens_one_modal(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser
) -> None:
    given = trigger(slack, ana)
    opened = await client.views_open(trigger_id=given, view=modal(asked("Name", typed())))
    assert ana.modal is not None
    assert (ana.modal.title, ana.modal.submit) == ("A form", "Send")
    assert opened["view"]["state"]["values"] == {
        "field": {"text": {"type": "plain_text_input", "value": None}}
    }
    assert opened["view"]["root_view_id"] == opened["view"]["id"]
    again = client.views_open(trigger_id=given, view=modal())
    assert await refusal(again) == "exchanged_trigger_id"


async def test_a_trigger_lives_three_seconds(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser
) -> None:
    given = trigger(slack, ana)
    slack.clock.forward(3.1)
    assert await refusal(client.views_open(trigger_id=given, view=modal())) == "expired_trigger_id"
    assert (
        await refusal(client.views_open(trigger_id="1.2.3", view=modal())) == "invalid_trigger_id"
    )
    assert ana.modal is None


async def test_a_trigger_of_another_workspace_is_none_here(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    ben = slack.person("Ben", workspace=slack.add_workspace("Elsewhere", "elsewhere"))
    theirs = client.views_open(trigger_id=trigger(slack, ben), view=modal())
    assert await refusal(theirs) == "invalid_trigger_id"


async def test_a_wrong_view_costs_the_trigger(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser
) -> None:
    given = trigger(slack, ana)
    said = await explained(client.views_open(trigger_id=given, view=modal(title="x" * 25)))
    assert said == (
        "invalid_arguments\n[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
    )
    large = modal(*(section("x" * 2999) for _ in range(90)))
    given = trigger(slack, ana)
    assert await refusal(client.views_open(trigger_id=given, view=large)) == "view_too_large"
    assert ana.modal is None


async def test_a_view_that_moved_on_is_a_conflict(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser
) -> None:
    opened = (await client.views_open(trigger_id=trigger(slack, ana), view=modal()))["view"]
    first = await client.views_update(
        view_id=opened["id"], hash=opened["hash"], view=modal(section("Two"))
    )
    stale = client.views_update(view_id=opened["id"], hash=opened["hash"], view=modal())
    body = await refused(stale)
    assert body["error"] == "hash_conflict"
    assert first["view"]["hash"] != opened["hash"]
    assert ana.modal is not None
    assert ana.modal.text == "Two"
    assert await refusal(client.views_update(view_id="V0", view=modal())) == "not_found"
    assert await refusal(client.views_update(view_id=opened["id"], view=home())) == (
        "invalid_arguments"
    )
    await ana.close()
    gone = client.views_update(view_id=opened["id"], view=modal())
    assert await refusal(gone) == "not_found"


async def test_an_id_of_ones_own_is_taken_once(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser, theo: FakeUser
) -> None:
    view = modal(external_id="mine")
    await client.views_open(trigger_id=trigger(slack, ana), view=view)
    second = client.views_open(trigger_id=trigger(slack, theo), view=view)
    assert await refusal(second) == "duplicate_external_id"
    await client.views_update(external_id="mine", view=modal(section("New"), external_id="mine"))
    assert ana.modal is not None
    assert ana.modal.text == "New"


async def test_modals_stand_three_deep(
    slack: FakeSlack, client: AsyncWebClient, app: AsyncApp, connect: Connect, ana: FakeUser
) -> None:
    deeper = modal(actions(button("Deeper", "deeper")))
    seen: list[str] = []

    @app.action("deeper")
    async def push(ack, body, client):  # type: ignore[no-untyped-def]
        await ack()
        try:
            await client.views_push(trigger_id=body["trigger_id"], view=deeper)
        except Exception as error:
            seen.append(error.response["error"])  # type: ignore[attr-defined]

    await connect(app)
    outside = client.views_push(trigger_id=trigger(slack, ana), view=modal())
    assert await refusal(outside) == "invalid_trigger_id"
    await client.views_open(trigger_id=trigger(slack, ana), view=deeper)
    for _ in range(2):
        await (await ana.press("Deeper")).modal()
    assert len(ana.stack) == 3
    assert ana.modal is not None
    assert ana.modal.raw["previous_view_id"] == ana.stack[1].id
    assert ana.modal.raw["root_view_id"] == ana.stack[0].id
    await ana.press("Deeper")
    await until(lambda: seen)
    assert seen == ["push_limit_reached"]


async def test_the_home_tab_is_published_for_one(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser, theo: FakeUser
) -> None:
    first = await client.views_publish(user_id=ana.id, view=home(section("Hello Ana")))
    assert ana.home is not None
    assert ana.home.text == "Hello Ana"
    assert theo.home is None
    await client.views_publish(
        user_id=ana.id, view=home(section("Two")), hash=first["view"]["hash"]
    )
    stale = client.views_publish(user_id=ana.id, view=home(), hash=first["view"]["hash"])
    assert await refusal(stale) == "hash_conflict"
    assert await refusal(client.views_publish(user_id=ana.id, view=modal())) == "invalid_arguments"
    assert await refusal(client.views_publish(user_id="U0", view=home())) == "invalid_arguments"
    slack.app.manifest = {**slack.app.manifest, "features": {}}
    assert await refusal(client.views_publish(user_id=ana.id, view=home())) == "not_enabled"


async def test_what_was_entered_outlives_a_redrawing(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser
) -> None:
    view = modal(asked("Name", typed()), asked("Place", typed(), "place"))
    opened = (await client.views_open(trigger_id=trigger(slack, ana), view=view))["view"]
    ana.fill("Name", "Ana")
    ana.fill("Place", "Station 2")
    changed = modal(asked("Name", typed()), asked("Place", typed("other"), "place"))
    await client.views_update(view_id=opened["id"], view=changed)
    assert ana.modal is not None
    assert [field.value for field in ana.modal.fields()] == [("Ana",), ()]
    another_kind = modal(asked("Name", select("A", "B", action_id="text")))
    await client.views_update(view_id=opened["id"], view=another_kind)
    assert ana.modal is not None
    held = ana.modal.raw["state"]["values"]["field"]["text"]
    assert held == {"type": "static_select", "selected_option": None}


async def test_a_modal_is_gone_with_its_client(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser
) -> None:
    opened = (await client.views_open(trigger_id=trigger(slack, ana), view=modal()))["view"]
    ana.reload()
    assert ana.modal is None
    gone = client.views_update(view_id=opened["id"], view=modal())
    assert await refusal(gone) == "not_found"
