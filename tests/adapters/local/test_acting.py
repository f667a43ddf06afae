"""What the page sends: taken, or refused in words with nothing done."""

import asyncio
import json
import secrets
from typing import Any

import pytest

from adapters.local.plain import MOST_TYPED
from adapters.local.reading import MOST_BYTES
from bot.events import CommandGiven, FileSent, TextTyped
from bot.messages import Answer
from tests.adapters.local.agency import MEMBER
from tests.adapters.local.harness import LocalHarness
from tests.adapters.local.samples import plain
from tests.contract.harness import Outcome


def event(**fields: Any) -> dict[str, Any]:
    return {"event": secrets.token_hex(16), "user": MEMBER.user, **fields}


async def test_what_a_person_typed_stands_in_the_chat(local: LocalHarness) -> None:
    await local.type(MEMBER, "hello there")
    (entry,) = await local.entries(MEMBER)
    assert (entry["kind"], entry["text"]) == ("said", "hello there")


async def test_a_file_stands_in_the_chat_by_its_name_alone(local: LocalHarness) -> None:
    await local.send_file(MEMBER, "C:\\Users\\ana\\roster.csv", b"number,name\n")
    sent = await local.core.next_event(FileSent)
    (entry,) = await local.entries(MEMBER)
    assert (entry["kind"], entry["name"], entry["size"]) == ("shared", "roster.csv", 12)
    assert sent.file.name == "roster.csv"


async def test_a_command_stands_nowhere(local: LocalHarness) -> None:
    await local.command(MEMBER, "peer")
    assert await local.entries(MEMBER) == []


async def test_an_unknown_command_is_refused_in_words(local: LocalHarness) -> None:
    reply = await local.command(MEMBER, "poor")
    assert reply.outcome is Outcome.REFUSED
    assert "no such command" in reply.words
    assert local.core.events == []


async def test_just_as_much_as_the_chat_takes(local: LocalHarness) -> None:
    assert (await local.type(MEMBER, "x" * MOST_TYPED)).outcome is Outcome.TAKEN
    reply = await local.type(MEMBER, "x" * (MOST_TYPED + 1))
    assert reply.outcome is Outcome.REFUSED
    assert "4,000" in reply.words
    assert len(await local.entries(MEMBER)) == 1


async def test_line_ends_are_one_kind(local: LocalHarness) -> None:
    await local.type(MEMBER, "one\r\ntwo\rthree")
    assert (await local.core.next_event(TextTyped)).text == "one\ntwo\nthree"


NONSENSE = (
    b"",
    b"{",
    b"[]",
    b"null",
    b'"text"',
    b"[" * 100_000,
    json.dumps({"user": "ana", "text": "no event"}).encode(),
    json.dumps(event(text="x", more="y")).encode(),
    json.dumps(event(text=7)).encode(),
    json.dumps({**event(text="x"), "user": "../ana"}).encode(),
    json.dumps({**event(text="x"), "user": "ana:b"}).encode(),
    json.dumps({**event(text="x"), "event": "1"}).encode(),
    json.dumps({**event(text="x"), "handle": "mm"}).encode(),
    b"\xff\xfe",
)


async def test_what_the_page_would_never_send_is_refused(local: LocalHarness) -> None:
    headers = {"Content-Type": "application/json"}
    for body in NONSENSE:
        response = await local.client.post("/act/text", content=body, headers=headers)
        assert (body[:80], response.status_code) == (body[:80], 422)
        assert response.json()["refused"]
    assert local.core.events == []


async def test_a_body_of_unknown_length_is_refused(local: LocalHarness) -> None:
    async def endless() -> Any:
        yield b"{"

    headers = {"Content-Type": "application/json"}
    response = await local.client.post("/act/text", content=endless(), headers=headers)
    assert response.status_code == 411


async def test_too_great_a_body_is_refused_before_it_is_read(local: LocalHarness) -> None:
    place = local.platform.address.rstrip("/").removeprefix("http://")
    host, _, port = place.partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    head = (
        f"POST /act/text HTTP/1.1\r\nHost: {place}\r\nOrigin: http://{place}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {MOST_BYTES + 1}\r\n\r\n"
    )
    writer.write(head.encode())
    async with asyncio.timeout(5):
        answer = await reader.read(2_000)
    writer.close()
    assert answer.startswith(b"HTTP/1.1 413")
    assert b"25 MB" in answer


async def test_a_redrawn_card_that_was_deleted_meanwhile_is_shown_as_an_aside(
    local: LocalHarness,
) -> None:
    local.core.answer(Answer(redraw=plain("Thanks, got it.")))
    body = event(token="a1", number=0, handle="m77")
    answer = (await local.client.post("/act/press", json=body)).json()
    assert answer["aside"]["sections"][0]["text"] == "Thanks, got it."


async def test_an_event_is_known_by_person_and_page(local: LocalHarness) -> None:
    body = event(name="peer")
    await local.client.post("/act/command", json=body)
    await local.client.post("/act/command", json={**body, "user": "ben"})
    ids = [came.id for came in local.core.events]
    assert ids == [f"ana:{body['event']}", f"ben:{body['event']}"]
    assert all(isinstance(came, CommandGiven) for came in local.core.events)


async def test_a_failure_is_logged_by_its_kind_alone(
    local: LocalHarness, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(_: object) -> Answer:
        raise ValueError("a canary in the words of an error")

    local.core.follow(broken)
    await local.type(MEMBER, "a canary in what was typed")
    assert "an event was not handled: ValueError" in caplog.text
    assert "canary" not in caplog.text
