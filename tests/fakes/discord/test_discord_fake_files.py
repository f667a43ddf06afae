"""Files in messages by hand: attached, shown by a component, too many, too large."""

import aiohttp

from tests.fakes.discord.form import problems
from tests.fakes.discord.people.person import FakeUser
from tests.fakes.discord.saying import V2, Api, gallery, text
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.discord.state import Channel
from tests.fakes.discord.wire import Json

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (3).to_bytes(4, "big") + (2).to_bytes(4, "big")


def place(channel: Channel, message: str = "") -> str:
    return f"/channels/{channel.id}/messages" + (f"/{message}" if message else "")


async def said(api: Api, method: str, path: str, body: object) -> list[str]:
    """What is wrong with a body."""
    status, refused = await api(method, path, body)
    assert (status, refused["code"], refused["message"]) == (400, 50035, "Invalid Form Body")
    return problems(refused["errors"])


def form(body: str, *files: tuple[str, bytes]) -> aiohttp.FormData:
    data = aiohttp.FormData(quote_fields=False)
    data.add_field("payload_json", body, content_type="application/json")
    for number, (name, content) in enumerate(files):
        data.add_field(f"files[{number}]", content, filename=name)
    return data


async def multipart(api: Api, path: str, data: aiohttp.FormData) -> tuple[int, int]:
    headers = {"Authorization": f"Bot {api.discord.token}"}
    async with api.session.post(f"{api.discord.api_url}{path}", data=data, headers=headers) as got:
        return got.status, (await got.json())["code"]


async def upload(api: Api, channel: Channel, data: aiohttp.FormData) -> Json:
    headers = {"Authorization": f"Bot {api.discord.token}"}
    address = f"{api.discord.api_url}{place(channel)}"
    async with api.session.post(address, data=data, headers=headers) as got:
        assert got.status == 200, await got.text()
        return dict(await got.json())


async def test_a_file_that_no_component_shows_is_attached(api: Api, ana: FakeUser) -> None:
    body = '{"content": "x", "attachments": [{"id": 0, "description": "A card"}]}'
    made = await upload(api, ana.room, form(body, ("my card.png", PNG)))
    (shown,) = made["attachments"]
    assert (shown["filename"], shown["description"]) == ("my_card.png", "A card")
    assert (shown["width"], shown["height"], shown["content_type"]) == (3, 2, "image/png")
    async with api.session.get(shown["url"]) as got:
        assert await got.read() == PNG
    assert ana.from_app[0].pictures == ("A card",)


async def test_a_file_that_a_component_shows(api: Api, ana: FakeUser) -> None:
    body = (
        '{"flags": 32768, "components": [{"type": 12, "items": [{"media": {"url":'
        ' "attachment://card.png"}, "description": "A card"}]}]}'
    )
    made = await upload(api, ana.room, form(body, ("card.png", PNG)))
    assert made["attachments"] == []
    media = made["components"][0]["items"][0]["media"]
    assert (media["width"], media["content_type"]) == (3, "image/png")
    assert media["url"].startswith(f"{api.discord.origin}/attachments/{ana.room.id}/")
    assert ana.from_app[0].pictures == ("A card",)
    here = place(ana.room, made["id"])
    kept: Json = {"id": media["attachment_id"]}
    again = {"flags": V2, "components": [gallery("attachment://card.png")], "attachments": [kept]}
    (line,) = await said(api, "PATCH", here, again)
    assert line.endswith("UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND")
    kept["filename"] = "card.png"
    status, after = await api("PATCH", here, again)
    assert (status, after["components"][0]["items"][0]["media"]["url"]) == (200, media["url"])
    gone = {"flags": V2, "components": [text()], "attachments": []}
    assert (await api("PATCH", here, gone))[0] == 200


async def test_too_many_and_too_large_files(discord: FakeDiscord, api: Api, ana: FakeUser) -> None:
    many = [(f"f{number}.txt", b"x") for number in range(11)]
    assert await multipart(api, place(ana.room), form("{}", *many)) == (400, 30015)
    discord.settings.attachment_bytes = 3
    large = form("{}", ("a.txt", b"four"))
    assert await multipart(api, place(ana.room), large) == (413, 40005)
    discord.settings.request_bytes = 10
    assert await api.code("POST", place(ana.room), {"content": "x" * 100}) == (413, 40005)
