"""Interactions by hand: the first answer, what follows, and when each is too late."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.fakes.discord.form import problems
from tests.fakes.discord.interactions import Interaction, Kind
from tests.fakes.discord.payloads import common, with_message
from tests.fakes.discord.people.person import FakeUser
from tests.fakes.discord.saying import (
    EPHEMERAL,
    V2,
    Api,
    button,
    label,
    modal,
    row,
    text,
    typed,
)
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.discord.wire import Json
from tests.fakes.discord.wire_client import Wire

HELLO: Json = {"type": 4, "data": {"content": "Hello"}}
FORM: Json = {"type": 9, "data": modal(label("Name", typed()))}


@pytest.fixture(autouse=True)
async def wire(discord: FakeDiscord) -> AsyncIterator[Wire]:
    """A session that hears of interactions, and does not answer by itself."""
    place = f"{discord.gateway_url}?v=10&encoding=json"
    async with aiohttp.ClientSession() as session, Wire(discord, session, place) as wire:
        await wire.identify()
        await wire.until("GUILD_CREATE")
        yield wire


def command(discord: FakeDiscord, person: FakeUser) -> Interaction:
    data: Json = {"id": "1", "name": "peer", "type": 1}
    told = common(discord, person.user, person.room, data)
    return discord.interactions.send(Kind.COMMAND, person.user, person.room, told)


async def pressed(api: Api, person: FakeUser, **body: Any) -> Interaction:
    """A press on a button of a new message."""
    body = body or {"content": "Card", "components": [row(button())]}
    _, made = await api("POST", f"/channels/{person.room.id}/messages", body)
    message = person.room.messages[made["id"]]
    data: Json = {"custom_id": "ok", "component_type": 2, "id": 2}
    told = with_message(common(api.discord, person.user, person.room, data), message)
    send = api.discord.interactions.send
    return send(Kind.COMPONENT, person.user, person.room, told, message)


def callback(interaction: Interaction) -> str:
    return f"/interactions/{interaction.id}/{interaction.token}/callback"


def follow(interaction: Interaction, message: str = "") -> str:
    place = f"/webhooks/{interaction.payload['application_id']}/{interaction.token}"
    return f"{place}/messages/{message}" if message else place


async def answered(api: Api, interaction: Interaction, body: Json) -> None:
    assert (await api("POST", callback(interaction), body, token=None))[0] == 204


async def refusal(api: Api, interaction: Interaction, body: Json) -> list[str]:
    status, said = await api("POST", callback(interaction), body)
    assert (status, said["code"]) == (400, 50035)
    return problems(said["errors"])


async def test_what_the_app_is_told(discord: FakeDiscord, ana: FakeUser, wire: Wire) -> None:
    room = next(iter(discord.guild.channels.values()))
    told = common(discord, ana.user, room, {"id": "1", "name": "peer", "type": 1})
    discord.interactions.send(Kind.COMMAND, ana.user, room, told)
    heard = await wire.until("INTERACTION_CREATE")
    assert (heard["type"], heard["version"], heard["context"]) == (2, 1, 0)
    assert (heard["guild_id"], heard["channel"]["name"]) == (discord.guild.id, "general")
    assert heard["member"]["user"]["id"] == ana.id
    assert int(heard["member"]["permissions"]) & 1 << 11
    assert heard["authorizing_integration_owners"] == {"0": discord.guild.id}
    assert "user" not in heard
    command(discord, ana)
    heard = await wire.until("INTERACTION_CREATE")
    assert (heard["context"], heard["user"]["id"]) == (1, ana.id)
    assert heard["channel"]["type"] == 1
    assert heard["authorizing_integration_owners"] == {"0": "0"}
    assert not {"member", "guild_id"} & heard.keys()


async def test_answered_once(discord: FakeDiscord, api: Api, ana: FakeUser) -> None:
    asked = command(discord, ana)
    await answered(api, asked, HELLO)
    (message,) = ana.from_app
    assert (message.text, message.raw["type"]) == ("Hello", 20)
    assert message.raw["interaction_metadata"]["user"]["id"] == ana.id
    assert await api.code("POST", callback(asked), HELLO) == (400, 40060)
    other = command(discord, ana)
    wrong = f"/interactions/{other.id}/{asked.token}/callback"
    assert await api.code("POST", wrong, HELLO) == (404, 10062)
    assert await api.code("POST", "/interactions/1/x/callback", HELLO) == (404, 10062)


async def test_too_late(discord: FakeDiscord, api: Api, ana: FakeUser) -> None:
    asked = command(discord, ana)
    discord.clock.forward(3.1)
    assert await api.code("POST", callback(asked), HELLO) == (404, 10062)
    assert await api.code("POST", follow(asked), {"content": "x"}) == (404, 10015)
    assert ana.messages == []


async def test_a_refused_answer_may_be_given_again(
    discord: FakeDiscord, api: Api, ana: FakeUser
) -> None:
    asked = command(discord, ana)
    long = {"type": 4, "data": {"content": "x" * 2001}}
    assert await refusal(api, asked, long) == ["data.content: BASE_TYPE_MAX_LENGTH"]
    await answered(api, asked, HELLO)


@pytest.mark.parametrize("kind", [1, 6, 7, 8, 10, "4", None])
async def test_answers_that_a_command_does_not_take(
    discord: FakeDiscord, api: Api, ana: FakeUser, kind: object
) -> None:
    (said,) = await refusal(api, command(discord, ana), {"type": kind})
    assert said.startswith("type: BASE_TYPE_")


async def test_the_response(discord: FakeDiscord, api: Api, ana: FakeUser) -> None:
    asked = command(discord, ana)
    hidden = {"type": 4, "data": {"content": "Hello", "flags": EPHEMERAL}}
    status, told = await api("POST", callback(asked) + "?with_response=1", hidden)
    assert status == 200
    assert told["interaction"]["response_message_ephemeral"] is True
    assert told["resource"]["type"] == 4
    assert told["resource"]["message"]["content"] == "Hello"


async def test_ephemeral_messages_are_reached_by_the_token_alone(
    discord: FakeDiscord, api: Api, ana: FakeUser, theo: FakeUser
) -> None:
    asked = command(discord, ana)
    await answered(api, asked, {"type": 4, "data": {"content": "A", "flags": EPHEMERAL}})
    (aside,) = ana.asides
    assert (aside.text, aside.ephemeral, ana.messages, theo.log) == ("A", True, [], [])
    place = f"/channels/{ana.room.id}/messages/{aside.id}"
    assert await api.code("GET", place) == (404, 10008)
    status, _ = await api("PATCH", follow(asked, "@original"), {"content": "B"}, token=None)
    assert (status, ana.asides[0].text) == (200, "B")
    assert await api("DELETE", follow(asked, aside.id)) == (204, "")
    assert ana.asides == []
    assert await api.code("GET", follow(asked, aside.id)) == (404, 10008)


async def test_thinking_and_then_the_message(discord: FakeDiscord, api: Api, ana: FakeUser) -> None:
    asked = command(discord, ana)
    bad = {"type": 5, "data": {"flags": "x"}}
    assert await refusal(api, asked, bad) == ["data.flags: NUMBER_TYPE_COERCE"]
    await answered(api, asked, {"type": 5, "data": {"flags": EPHEMERAL | V2}})
    assert [(one.thinking, one.v2) for one in ana.asides] == [(True, False)]
    body = {"flags": V2, "components": [text("Done")]}
    await api("PATCH", follow(asked, "@original"), body)
    (seen,) = ana.asides
    assert (seen.thinking, seen.text, seen.edited) == (False, "Done", False)
    assert [kind for kind, _ in ana.log] == ["thinking", "ephemeral"]


async def test_a_follow_up_straight_after_thinking_is_the_answer(
    discord: FakeDiscord, api: Api, ana: FakeUser
) -> None:
    asked = command(discord, ana)
    await answered(api, asked, {"type": 5})
    await api("POST", follow(asked), {"content": "Done", "flags": EPHEMERAL})
    assert [(one.text, one.ephemeral) for one in ana.from_app] == [("Done", False)]
    _, more = await api("POST", follow(asked), {"content": "More"})
    assert more["message_reference"]["message_id"] == ana.from_app[0].id
    assert len(ana.from_app) == 2


async def test_a_token_is_good_for_fifteen_minutes(
    discord: FakeDiscord, api: Api, ana: FakeUser
) -> None:
    asked = command(discord, ana)
    await answered(api, asked, HELLO)
    discord.clock.forward(14 * 60)
    assert (await api("POST", follow(asked), {"content": "x"}))[0] == 200
    discord.clock.forward(61)
    assert await api.code("POST", follow(asked), {"content": "x"}) == (401, 50027)
    assert await api.code("PATCH", follow(asked, "@original"), {}) == (401, 50027)
    assert await api.code("GET", "/webhooks/1/x/messages/@original") == (404, 10015)


async def test_a_press_redraws_its_message(discord: FakeDiscord, api: Api, ana: FakeUser) -> None:
    press = await pressed(api, ana)
    update = {"type": 7, "data": {"content": "Thanks", "components": []}}
    await answered(api, press, update)
    assert [(one.text, one.labels, one.edited) for one in ana.from_app] == [("Thanks", (), True)]
    await api("PATCH", follow(press, "@original"), {"content": "Again"})
    assert [one.text for one in ana.from_app] == ["Again"]
    later = await pressed(api, ana)
    await answered(api, later, {"type": 6})
    await api("PATCH", follow(later, "@original"), {"content": "Later"})
    assert [one.text for one in ana.from_app] == ["Again", "Later"]
    third = await pressed(api, ana, flags=V2, components=[row(button())])
    both = {"type": 7, "data": {"content": "x"}}
    (said,) = await refusal(api, third, both)
    assert said == "data.content: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"


async def test_messages_of_another_token_are_out_of_reach(
    discord: FakeDiscord, api: Api, ana: FakeUser
) -> None:
    one, two = command(discord, ana), command(discord, ana)
    await answered(api, one, HELLO)
    await answered(api, two, HELLO)
    assert one.original is not None
    assert await api.code("PATCH", follow(two, one.original.id), {"content": "x"}) == (404, 10008)


async def test_a_modal_opens_and_is_submitted(
    discord: FakeDiscord, api: Api, ana: FakeUser, wire: Wire
) -> None:
    press = await pressed(api, ana)
    bad = {"type": 9, "data": modal(title="t" * 46)}
    assert len(await refusal(api, press, bad)) == 2
    await answered(api, press, FORM)
    assert ana.modal is not None
    assert await api.code("GET", follow(press, "@original")) == (404, 10008)
    discord.settings.answer_seconds = 0.02
    reply = await ana.submit({"Name": "Ana"})
    assert reply.error == "failed"
    assert ana.modal is not None
    while (heard := await wire.until("INTERACTION_CREATE"))["type"] != 5:
        pass
    assert heard["data"]["custom_id"] == "form"
    assert heard["data"]["components"] == [
        {
            "type": 18,
            "id": 1,
            "component": {"type": 4, "id": 2, "custom_id": "name", "value": "Ana"},
        }
    ]
    assert heard["message"]["content"] == "Card"


async def test_a_modal_reaches_only_whoever_is_there(
    discord: FakeDiscord, api: Api, ana: FakeUser
) -> None:
    ana.online = False
    await answered(api, command(discord, ana), FORM)
    assert ana.modal is None


async def test_after_a_modal_no_other(discord: FakeDiscord, api: Api, ana: FakeUser) -> None:
    told = common(discord, ana.user, ana.room, {"custom_id": "form", "components": []})
    form = discord.interactions.send(Kind.MODAL, ana.user, ana.room, told)
    for body in (FORM, {"type": 6}, {"type": 7, "data": {}}):
        assert await refusal(api, form, body) == ["type: BASE_TYPE_CHOICES"]
    await answered(api, form, HELLO)


async def test_autocompletion_takes_choices_alone(
    discord: FakeDiscord, api: Api, ana: FakeUser
) -> None:
    told = common(discord, ana.user, ana.room, {"id": "1", "name": "peer", "type": 1})
    asked = discord.interactions.send(Kind.AUTOCOMPLETE, ana.user, ana.room, told)
    assert await refusal(api, asked, HELLO) == ["type: BASE_TYPE_CHOICES"]

    def offer(count: int, **more: object) -> Json:
        choices = [{"name": f"N{number}", "value": "v", **more} for number in range(count)]
        return {"type": 8, "data": {"choices": choices}}

    assert await refusal(api, asked, offer(26)) == ["data.choices: BASE_TYPE_MAX_LENGTH"]
    long = await refusal(api, asked, offer(1, name="n" * 101))
    assert long == ["data.choices.0.name: BASE_TYPE_BAD_LENGTH"]
    assert await refusal(api, asked, offer(1, value=True)) == [
        "data.choices.0.value: BASE_TYPE_CHOICES"
    ]
    await answered(api, asked, offer(25))


async def test_a_file_in_an_answer(discord: FakeDiscord, api: Api, ana: FakeUser) -> None:
    asked = command(discord, ana)
    data = aiohttp.FormData(quote_fields=False)
    body = '{"type": 4, "data": {"attachments": [{"id": 0, "description": "A card"}]}}'
    data.add_field("payload_json", body)
    data.add_field("files[0]", b"x", filename="a.png")
    address = f"{discord.api_url}{callback(asked)}"
    async with api.session.post(address, data=data) as got:
        assert got.status == 204
    assert ana.from_app[0].files == ("a.png",)


async def test_nobody_listens(discord: FakeDiscord, ana: FakeUser, wire: Wire) -> None:
    await wire.socket.close(code=1000)
    await discord.gateway.gone()
    asked = command(discord, ana)
    assert asked.heard == 0
    assert await discord.interactions.settled(asked) is False


async def test_what_is_held_leaves_when_it_is_released(
    discord: FakeDiscord, wire: Wire, ana: FakeUser
) -> None:
    discord.interactions.hold()
    made = [command(discord, ana) for _ in range(3)]
    waiting = asyncio.create_task(discord.interactions.settled(made[0]))
    await asyncio.sleep(0)
    assert discord.interactions.held == 3
    assert [one.heard for one in made] == [0, 0, 0]
    assert not waiting.done()
    discord.clock.forward(10)
    await discord.interactions.release()
    heard = [(await wire.until("INTERACTION_CREATE"))["id"] for _ in made]
    assert heard == [one.id for one in made]
    assert discord.clock.monotonic() - made[0].sent < 3, "its time begins when it leaves"
    waiting.cancel()
