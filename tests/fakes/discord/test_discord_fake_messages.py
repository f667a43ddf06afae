"""Messages by hand: made, changed, removed, with files, nonces and mentions; who may."""

import aiohttp
import pytest

from tests.fakes.discord import permissions
from tests.fakes.discord.form import problems
from tests.fakes.discord.people.person import FakeUser
from tests.fakes.discord.people.screen import NotThere
from tests.fakes.discord.saying import V2, Api, button, container, link, row, text
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.discord.state import Channel
from tests.fakes.discord.wire import Json

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (3).to_bytes(4, "big") + (2).to_bytes(4, "big")


def place(channel: Channel, message: str = "") -> str:
    return f"/channels/{channel.id}/messages" + (f"/{message}" if message else "")


@pytest.fixture
def general(discord: FakeDiscord) -> Channel:
    return next(iter(discord.guild.channels.values()))


async def said(api: Api, method: str, path: str, body: object) -> list[str]:
    """What is wrong with a body."""
    status, refused = await api(method, path, body)
    assert (status, refused["code"], refused["message"]) == (400, 50035, "Invalid Form Body")
    return problems(refused["errors"])


async def sent(api: Api, channel: Channel, **body: object) -> Json:
    status, made = await api("POST", place(channel), body)
    assert status == 200, made
    return dict(made)


def form(body: str, *files: tuple[str, bytes]) -> aiohttp.FormData:
    data = aiohttp.FormData(quote_fields=False)
    data.add_field("payload_json", body, content_type="application/json")
    for number, (name, content) in enumerate(files):
        data.add_field(f"files[{number}]", content, filename=name)
    return data


async def test_a_direct_message(api: Api, ana: FakeUser) -> None:
    status, opened = await api("POST", "/users/@me/channels", {"recipient_id": ana.id})
    assert (status, opened["type"], opened["recipients"][0]["id"]) == (200, 1, ana.id)
    _, again = await api("POST", "/users/@me/channels", {"recipient_id": ana.id})
    assert again["id"] == opened["id"] == ana.room.id
    made = await sent(api, ana.room, content="Hello")
    assert [one.text for one in ana.from_app] == ["Hello"]
    assert await api("GET", place(ana.room, made["id"])) == (200, made)
    assert await api("GET", f"/channels/{ana.room.id}") == (
        200,
        {**opened, "last_message_id": made["id"]},
    )


async def test_whom_no_direct_message_reaches(
    discord: FakeDiscord, api: Api, ana: FakeUser
) -> None:
    hello = {"content": "Hello"}
    ana.close_dms(discord.guild)
    assert await api.code("POST", place(ana.room), hello) == (403, 50007)
    other = discord.add_guild("Elsewhere")
    ana.join(other)
    await sent(api, ana.room, **hello)
    ana.close_dms()
    assert await api.code("POST", place(ana.room), hello) == (403, 50007)
    ana.open_dms()
    ana.block_app()
    assert await api.code("POST", place(ana.room), hello) == (403, 50007)
    ana.open_dms()
    ana.leave()
    ana.leave(other)
    assert await api.code("POST", place(ana.room), hello) == (403, 50278)
    assert len(ana.messages) == 1
    open_to = "/users/@me/channels"
    assert await api.code("POST", open_to, {"recipient_id": "123"}) == (400, 50033)
    bot = {"recipient_id": discord.bot.id}
    assert await api.code("POST", open_to, bot) == (400, 50033)
    assert await said(api, "POST", open_to, {}) == ["recipient_id: BASE_TYPE_REQUIRED"]


BAD: list[tuple[Json, str]] = [
    ({"content": "x" * 2001}, "content: BASE_TYPE_MAX_LENGTH"),
    ({"content": "x", "nonce": "n" * 26}, "nonce: NONCE_TYPE_TOO_LONG"),
    ({"content": "x", "flags": "x"}, "flags: NUMBER_TYPE_COERCE"),
    ({"content": "x", "tts": "x"}, "tts: BOOLEAN_TYPE_CONVERT"),
    ({"embeds": [{"title": "t" * 257}]}, "embeds.0.title: BASE_TYPE_BAD_LENGTH"),
    (
        {"embeds": [{"description": "d" * 3001}, {"description": "d" * 3000}]},
        "embeds: MAX_EMBED_SIZE_EXCEEDED",
    ),
    ({"content": "x", "allowed_mentions": {"parse": ["x"]}}, "allowed_mentions.parse.0"),
    (
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "allowed_mentions: MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
    ),
    ({"content": "x", "attachments": [{"id": 0}]}, "attachments.0.id: ATTACHMENT_NOT_FOUND"),
    ({"content": "x", "message_reference": {"message_id": "1"}}, "message_reference"),
    (
        {"content": "x", "flags": V2, "components": [text()]},
        "content: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
    ),
    (
        {"embeds": [{"title": "t"}], "flags": V2, "components": [text()]},
        "embeds: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
    ),
    ({"components": [text()]}, "components.0: UNION_TYPE_CHOICES"),
    ({"flags": V2, "components": []}, "components: BASE_TYPE_BAD_LENGTH"),
]


@pytest.mark.parametrize(("body", "line"), BAD, ids=range(len(BAD)))
async def test_a_body_is_refused(api: Api, ana: FakeUser, body: Json, line: str) -> None:
    assert [one for one in await said(api, "POST", place(ana.room), body) if line in one]
    assert ana.messages == []


async def test_an_empty_message(api: Api, ana: FakeUser) -> None:
    assert await api.code("POST", place(ana.room), {}) == (400, 50006)
    assert await api.code("POST", place(ana.room), {"content": " \n"}) == (400, 50006)
    assert (await said(api, "POST", place(ana.room), []))[0] == ": MODEL_TYPE_CONVERT"


async def test_a_nonce_is_enforced_for_a_few_minutes(
    discord: FakeDiscord, api: Api, ana: FakeUser
) -> None:
    first = await sent(api, ana.room, content="a", nonce="n1", enforce_nonce=True)
    again = await sent(api, ana.room, content="a", nonce="n1", enforce_nonce=True)
    assert again["id"] == first["id"]
    await sent(api, ana.room, content="a", nonce="n2", enforce_nonce=True)
    await sent(api, ana.room, content="a", nonce="n2")
    assert len(ana.messages) == 3
    discord.clock.forward(301)
    await sent(api, ana.room, content="a", nonce="n1", enforce_nonce=True)
    assert len(ana.messages) == 4


async def test_what_the_app_may_in_a_channel(
    discord: FakeDiscord, api: Api, general: Channel, ana: FakeUser
) -> None:
    await sent(api, general, content="Hello")
    assert [one.text for one in ana.seen_in(general)] == ["Hello"]
    seen, written = permissions.VIEW_CHANNEL, permissions.SEND_MESSAGES
    discord.grant(seen)
    assert await api.code("POST", place(general), {"content": "x"}) == (403, 50013)
    discord.grant(seen | written)
    await sent(api, general, content="x")
    mine = f"/channels/{general.id}"
    data = form('{"content": "x"}', ("a.png", PNG))
    assert await multipart(api, place(general), data) == (403, 50013)
    general.overwrites[discord.bot.id] = (0, seen)
    assert await api.code("POST", place(general), {"content": "x"}) == (403, 50001)
    assert await api.code("GET", mine) == (403, 50001)
    assert await api.code("POST", "/channels/123/messages", {"content": "x"}) == (404, 10003)
    del general.overwrites[discord.bot.id]
    discord.remove_app(discord.guild)
    assert await api.code("POST", place(general), {"content": "x"}) == (403, 50001)


async def multipart(api: Api, path: str, data: aiohttp.FormData) -> tuple[int, int]:
    headers = {"Authorization": f"Bot {api.discord.token}"}
    async with api.session.post(f"{api.discord.api_url}{path}", data=data, headers=headers) as got:
        return got.status, (await got.json())["code"]


async def test_an_edit_and_whose_it_may_be(
    discord: FakeDiscord, api: Api, ana: FakeUser, general: Channel
) -> None:
    card = await sent(api, ana.room, flags=V2, components=[text("A"), row(button())])
    changed = {"flags": V2, "components": [text("B")]}
    status, after = await api("PATCH", place(ana.room, card["id"]), changed)
    assert (status, after["edited_timestamp"] is None) == (200, False)
    (seen,) = ana.from_app
    assert (seen.text, seen.labels, seen.edited, seen.v2) == ("B", (), True, True)
    own = ana.type("mine")
    assert await api.code("PATCH", place(ana.room, own.id), changed) == (403, 50005)
    assert await api.code("DELETE", place(ana.room, own.id)) == (403, 50003)
    assert await api.code("PATCH", place(ana.room, "123"), changed) == (404, 10008)
    theirs = ana.type("mine", general)
    assert await api.code("DELETE", place(general, theirs.id)) == (403, 50013)
    discord.grant(permissions.EVERYONE | permissions.MANAGE_MESSAGES)
    assert await api("DELETE", place(general, theirs.id)) == (204, "")
    assert await api("DELETE", place(ana.room, card["id"])) == (204, "")
    assert await api.code("GET", place(ana.room, card["id"])) == (404, 10008)
    assert ana.from_app == []


async def test_once_by_components_alone_always(api: Api, ana: FakeUser) -> None:
    card = await sent(api, ana.room, flags=V2, components=[text("A")])
    here = place(ana.room, card["id"])
    removed = await said(api, "PATCH", here, {"flags": 0, "components": [row(button())]})
    assert removed == ["flags: MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG"]
    legacy = await said(api, "PATCH", here, {"content": "x"})
    assert legacy == ["content: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"]
    bare = await said(api, "PATCH", here, {"components": [text()]})
    assert bare == ["components.0: UNION_TYPE_CHOICES"]
    old = await sent(api, ana.room, content="x")
    here = place(ana.room, old["id"])
    raised = await said(api, "PATCH", here, {"flags": V2, "components": [text()]})
    assert raised == ["content: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"]
    whole = {"flags": V2, "components": [text()], "content": None}
    assert (await api("PATCH", here, whole))[0] == 200


async def test_too_many_edits_of_old_messages(
    discord: FakeDiscord, api: Api, ana: FakeUser
) -> None:
    discord.settings.old_edits = 2
    made = await sent(api, ana.room, content="x")
    here = place(ana.room, made["id"])
    for _ in range(3):
        assert (await api("PATCH", here, {"content": "y"}))[0] == 200
    discord.clock.forward(3601)
    for _ in range(2):
        assert (await api("PATCH", here, {"content": "y"}))[0] == 200
    status, refused = await api("PATCH", here, {"content": "y"})
    assert (status, refused["code"]) == (429, 30046)
    assert refused["retry_after"] > 0
    discord.clock.forward(20)
    assert (await api("PATCH", here, {"content": "y"}))[0] == 200


async def test_mentions_are_those_that_are_allowed(
    discord: FakeDiscord, api: Api, general: Channel, ana: FakeUser
) -> None:
    crew = discord.role("Crew")
    words = f"@everyone {ana.mention} <@&{crew.id}>"
    loud = await sent(api, general, content=words)
    assert (loud["mention_everyone"], loud["mention_roles"]) == (True, [crew.id])
    assert [one["id"] for one in loud["mentions"]] == [ana.id]
    quiet = await sent(api, general, content=words, allowed_mentions={"parse": []})
    assert (quiet["mention_everyone"], quiet["mention_roles"], quiet["mentions"]) == (False, [], [])
    assert len(ana.notifications) == 1
    shown = ana.seen_in(general)
    assert shown[0].live == [ana.mention, f"<@&{crew.id}>", "@everyone"]
    assert shown[1].live == []
    inside = await sent(api, general, flags=V2, components=[container(text(ana.mention))])
    assert [one["id"] for one in inside["mentions"]] == [ana.id]


async def test_what_rings_and_what_is_a_link(api: Api, ana: FakeUser) -> None:
    await sent(api, ana.room, content="See [this](https://example.org/a) or https://example.org")
    await sent(api, ana.room, content="Quietly", flags=1 << 12)
    assert [one.live for one in ana.from_app] == [
        ["https://example.org/a", "https://example.org"],
        [],
    ]
    assert len(ana.notifications) == 1


async def test_the_newest_are_listed_first(api: Api, ana: FakeUser) -> None:
    made = [await sent(api, ana.room, content=str(number)) for number in range(3)]
    _, listed = await api("GET", f"{place(ana.room)}?limit=2")
    assert [one["content"] for one in listed] == ["2", "1"]
    _, listed = await api("GET", f"{place(ana.room)}?before={made[1]['id']}")
    assert [one["content"] for one in listed] == ["0"]


async def test_a_reply(api: Api, ana: FakeUser) -> None:
    first = await sent(api, ana.room, content="a")
    answer = await sent(api, ana.room, content="b", message_reference={"message_id": first["id"]})
    assert (answer["type"], answer["message_reference"]["message_id"]) == (19, first["id"])


async def test_what_somebody_cannot_do(
    discord: FakeDiscord, ana: FakeUser, general: Channel
) -> None:
    with pytest.raises(NotThere, match="no button"):
        await ana.press("Yes")
    general.overwrites[ana.id] = (0, permissions.SEND_MESSAGES)
    with pytest.raises(NotThere, match="cannot write"):
        ana.type("x", general)
    general.overwrites[ana.id] = (0, permissions.VIEW_CHANNEL)
    with pytest.raises(NotThere, match="do not see"):
        ana.seen_in(general)


async def test_a_link_and_a_grey_button_send_nothing(api: Api, ana: FakeUser) -> None:
    grey = button("No", custom_id="no", disabled=True)
    await sent(api, ana.room, content="x", components=[row(link("Page"), grey)])
    with pytest.raises(NotThere, match="opens https"):
        await ana.press("Page")
    with pytest.raises(NotThere, match="greyed out"):
        await ana.press("No")
