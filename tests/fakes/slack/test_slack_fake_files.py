"""Files: sent up in three steps, brought down with a token, shown as pictures."""

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack.file_server import SIGN_IN
from tests.fakes.slack.people.person import FakeUser
from tests.fakes.slack.saying import explained, refusal
from tests.fakes.slack.server import FakeSlack


async def test_the_sdk_uploads_into_a_conversation(client: AsyncWebClient, ana: FakeUser) -> None:
    sent = await client.files_upload_v2(
        channel=ana.room.id, content="a,b\n", filename="roster.csv", initial_comment="Here"
    )
    (message,) = ana.messages
    assert message.files == ("roster.csv",)
    assert message.text == "Here"
    assert sent["file"]["size"] == 4


async def test_a_picture_of_ones_own_is_shown(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser
) -> None:
    slack.settings.file_seconds = 60
    given = await client.files_getUploadURLExternal(filename="a.png", length=3, alt_txt="A")
    picture = {"type": "image", "alt_text": "A", "slack_file": {"id": given["file_id"]}}

    async def show() -> str:
        return await explained(client.chat_postMessage(channel=ana.id, text="x", blocks=[picture]))

    assert "invalid slack file" in await show()
    complete = client.files_completeUploadExternal(files=[{"id": given["file_id"]}])
    assert await refusal(complete) == "file_not_found"
    async with aiohttp.ClientSession() as session:
        short = await session.post(given["upload_url"], data=b"no")
        assert short.status == 400
        assert (await session.post(given["upload_url"], data=b"png")).status == 200
        assert (await session.post(given["upload_url"], data=b"png")).status == 404
    assert "invalid slack file" in await show()
    completed = await client.files_completeUploadExternal(files=[{"id": given["file_id"]}])
    assert completed["files"][0]["mimetype"] == ""
    assert "invalid slack file" in await show(), "Slack has not looked it through yet"
    slack.clock.forward(60)
    told = await client.files_info(file=given["file_id"])
    assert told["file"]["mimetype"] == "image/png"
    again = client.files_completeUploadExternal(files=[{"id": given["file_id"]}])
    assert await refusal(again) == "file_already_completed"
    await client.chat_postMessage(channel=ana.id, text="x", blocks=[picture])
    assert ana.messages[-1].pictures == ("A",)


async def test_a_file_of_somebody_else_is_no_picture(client: AsyncWebClient, ana: FakeUser) -> None:
    await ana.upload("cat.png", b"png")
    file = ana.messages[-1].raw["files"][0]
    picture = {"type": "image", "alt_text": "A", "slack_file": {"id": file["id"]}}
    said = await explained(client.chat_postMessage(channel=ana.id, text="x", blocks=[picture]))
    assert "invalid slack file" in said


async def test_what_was_sent_is_brought_down_with_a_token(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser
) -> None:
    await ana.upload("roster.csv", b"id,name\n1,Ana\n")
    (file,) = ana.messages[-1].raw["files"]
    told = await client.files_info(file=file["id"])
    assert told["file"]["size"] == 14
    bearer = {"Authorization": f"Bearer {slack.bot_token}"}
    async with aiohttp.ClientSession() as session:
        for place in ("url_private", "url_private_download"):
            answer = await session.get(file[place], headers=bearer)
            assert await answer.read() == b"id,name\n1,Ana\n"
            assert answer.content_type == "text/csv"
        bare = await session.get(file["url_private"])
        assert (bare.status, await bare.text()) == (200, SIGN_IN)
        slack.grant("chat:write")
        without = await session.get(file["url_private"], headers=bearer)
        assert await without.text() == SIGN_IN


async def test_a_file_elsewhere_is_not_found(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser
) -> None:
    room = slack.channel("private", ana, private=True)
    await ana.upload("secret.txt", b"x", room=room)
    (raw,) = room.messages.values()
    assert await refusal(client.files_info(file=raw["files"][0]["id"])) == "file_not_found"


async def test_what_is_refused_of_uploads(client: AsyncWebClient, ana: FakeUser) -> None:
    empty = client.api_call("files.getUploadURLExternal", params={"filename": "a", "length": 0})
    assert await refusal(empty) == "missing_argument"
    long = client.files_getUploadURLExternal(filename="a", length=1, alt_txt="x" * 1001)
    assert await refusal(long) == "alt_txt_too_large"
    nothing = client.files_completeUploadExternal(files=[{"id": "F0"}])
    assert await refusal(nothing) == "file_not_found"
