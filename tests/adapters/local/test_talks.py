"""Conversations of two people, to which a card that brings them together is the way: kept by the
chat, shown to the two alone, and nothing that the bot is told of."""

import asyncio
import json
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Locator, Page, Route, expect
from websockets.asyncio.client import connect

from adapters.local.chat import Wrote
from adapters.local.encoding import change_of, line_of
from adapters.local.journal import Journal
from bot.messages import Message, Section
from bot.model.content import Lane, Operation
from bot.model.ids import OutboxId
from bot.ports import Delivery
from tests.adapters.local.agency import COORDINATOR, MEMBER, SUPPORTER
from tests.adapters.local.at_the_page import AtThePage, aside, entries, phone, typed
from tests.adapters.local.harness import LocalHarness
from tests.adapters.local.samples import HOSTILE, plain

AT = datetime(2027, 3, 4, 20, 5, tzinfo=UTC)


def together() -> Message:
    label = "Write to them here"
    way = Section("Ana would like you to write to them here.", talk_to=MEMBER, talk_label=label)
    return Message(sections=(way,), notification="A message from Peers", footer="Emergency: 911.")


async def write(local: LocalHarness, user: str, to: str, text: str) -> int:
    body = {"event": secrets.token_hex(16), "user": user, "to": to, "text": text}
    return (await local.client.post("/act/write", json=body)).status_code


async def chat_of(local: LocalHarness, user: str) -> dict[str, Any]:
    """What a window is given that begins to follow this person."""
    address = local.platform.address.replace("http://", "ws://") + "live"
    origin: Any = local.platform.address.rstrip("/")
    async with connect(address, origin=origin, max_size=None) as socket:
        await socket.send(json.dumps({"follow": [user]}))
        async for line in socket:
            news = json.loads(line)
            if news["kind"] == "chat":
                assert isinstance(news, dict)
                return news
    raise AssertionError("the window was let go")


async def test_the_two_read_it_and_nobody_else_and_the_bot_hears_nothing(
    local: LocalHarness,
) -> None:
    assert await write(local, "ben", "ana", "Coffee at the back step?") == 200
    assert await write(local, "ana", "ben", "Ten minutes.") == 200
    for user, other in (("ana", "ben"), ("ben", "ana")):
        talks = (await chat_of(local, user))["talks"]
        said = [(wrote["user"], wrote["text"]) for wrote in talks[other]]
        assert said == [("ben", "Coffee at the back step?"), ("ana", "Ten minutes.")]
        assert await local.entries(local.account(user)) == []
    assert (await chat_of(local, "cleo"))["talks"] == {}
    assert local.core.events == []


async def test_nobody_writes_to_themselves_to_nobody_or_nothing(local: LocalHarness) -> None:
    refused = [("ana", "ana", "Hello"), ("ana", "nobody-there", "Hello"), ("ana", "ben", " \n")]
    for user, to, text in refused:
        assert await write(local, user, to, text) == 422
    assert (await chat_of(local, "ana"))["talks"] == {}


async def test_it_is_there_after_a_restart(local: LocalHarness) -> None:
    await write(local, "ben", "ana", "Still here.")
    await local.restart()
    talks = (await chat_of(local, "ana"))["talks"]
    assert [wrote["text"] for wrote in talks["ben"]] == ["Still here."]


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_was_written_is_one_line_and_comes_back(text: str) -> None:
    wrote = Wrote("m7", "ben", "ana", AT, text)
    line = line_of(wrote)
    assert "\n" not in line
    assert change_of(line) == wrote


def test_a_compacted_chat_keeps_each_word_once_and_in_order(tmp_path: Path) -> None:
    path = tmp_path / "tailboard.chat"
    words = [
        Wrote("m1", "ben", "ana", AT, "one"),
        Wrote("m2", "ana", "ben", AT, "two"),
        Wrote("m3", "ben", "cleo", AT, "three"),
    ]
    with Journal(path) as journal:
        for wrote in words:
            journal.append(wrote)
    for _ in range(2):
        with Journal(path) as journal:
            assert list(journal.chat.talks("ben")["ana"]) == words[:2]
            assert journal.chat.talks("ben").keys() == {"ana", "cleo"}
            assert journal.chat.new_handle() == "m4"


def box(page: Page, user: str) -> Locator:
    return phone(page, user).locator(".talk-box")


@pytest.mark.asyncio(loop_scope="session")
async def test_from_the_card_to_a_conversation_and_back(at: AtThePage) -> None:
    page = await at.open()
    ana, ben = phone(page, "ana"), phone(page, "ben")
    await expect(ana.get_by_role("navigation", name="Conversations")).to_be_hidden()
    await at.post(SUPPORTER, together())
    await ben.get_by_role("button", name="Write to them here").click()
    await expect(box(page, "ben")).to_be_focused()
    await expect(ben).to_contain_text("Only the two of you are in this conversation")
    await page.keyboard.type("Coffee? <b>Now</b>")
    await page.keyboard.press("Enter")
    await expect(ben.locator(".talk-entry.own")).to_have_text("You wroteCoffee? <b>Now</b>14:05")
    await expect(box(page, "ben")).to_have_value("")
    await expect(ana.locator(".lock")).to_have_text("Ben Okafor")
    mine = ana.get_by_role("button", name="Ben Okafor")
    await expect(mine).to_have_class("talk-tab unread")
    await mine.click()
    await expect(ana.get_by_role("button", name="Ben Okafor")).not_to_have_class("talk-tab unread")
    await expect(ana.locator(".talk-entry.theirs")).to_contain_text("Coffee? <b>Now</b>")
    await expect(typed(page, "ana")).to_be_hidden()
    await at.post(MEMBER, plain("From the bot"))
    bot = ana.get_by_role("button", name="Tailboard", exact=True)
    await expect(bot).to_have_class("talk-tab unread")
    await bot.click()
    await expect(typed(page, "ana")).to_be_visible()
    await expect(entries(page, "ana").last).to_contain_text("From the bot")
    await expect(phone(page, "cleo").locator(".talks")).to_be_hidden()
    await page.reload()
    await phone(page, "ana").get_by_role("button", name="Ben Okafor").click()
    await expect(phone(page, "ana").locator(".talk-entry")).to_have_count(1)
    assert at.core.events == []


@pytest.mark.asyncio(loop_scope="session")
async def test_a_phone_that_rings_is_seen_in_a_conversation_too(at: AtThePage) -> None:
    page = await at.open()
    await at.post(SUPPORTER, together())
    await phone(page, "ben").get_by_role("button", name="Write to them here").click()
    ring = Message((), "You’re wanted.")
    call = Delivery(OutboxId(1), "call-1", SUPPORTER, Operation.WAKE, Lane.REQUEST, ring)
    await at.local.platform.deliver(call)
    await expect(phone(page, "ben").get_by_role("alertdialog")).to_be_visible()
    assert not await aside(page, "ben").is_visible()


@pytest.mark.asyncio(loop_scope="session")
async def test_two_lines_written_fast_arrive_both_and_in_their_order(at: AtThePage) -> None:
    page = await at.open()
    arrive = asyncio.Event()

    async def slow(route: Route) -> None:
        await arrive.wait()
        await route.continue_()

    await page.route("**/act/write", slow)
    await at.post(SUPPORTER, together())
    await phone(page, "ben").get_by_role("button", name="Write to them here").click()
    await box(page, "ben").press_sequentially("One.\nTwo.\nThr")
    await expect(box(page, "ben")).to_have_value("Thr")
    arrive.set()
    written = phone(page, "ben").locator(".talk-entry.own .bubble")
    await expect(written).to_have_text(["One.", "Two."])
    await expect(box(page, "ben")).to_have_value("Thr")


@pytest.mark.asyncio(loop_scope="session")
async def test_what_does_not_arrive_stays_to_be_sent_again(at: AtThePage) -> None:
    page = await at.open()
    await at.post(SUPPORTER, together())
    await phone(page, "ben").get_by_role("button", name="Write to them here").click()
    await box(page, "ben").fill("x" * 4001)
    await box(page, "ben").press("Enter")
    await expect(phone(page, "ben").locator(".talk [role=alert]")).to_contain_text("4,000")
    assert len(await box(page, "ben").input_value()) == 4001
    tall = await box(page, "ben").evaluate("box => box.clientHeight")
    assert tall > 100  # so that it can be read, and shortened
    await box(page, "ben").fill("")
    await expect(phone(page, "ben").locator(".talk [role=alert]")).to_be_empty()
    await typed(page, "ana").fill("x" * 4001)
    await typed(page, "ana").press("Enter")
    await expect(phone(page, "ana").get_by_role("alert").first).to_contain_text("4,000")
    await typed(page, "ana").fill("Hi")
    await expect(phone(page, "ana").get_by_role("alert").first).to_be_empty()
    assert COORDINATOR.user not in (await chat_of(at.local, "ben"))["talks"]


@pytest.mark.asyncio(loop_scope="session")
async def test_half_a_sentence_outlasts_a_lost_connection_and_another_at_the_phone(
    at: AtThePage,
) -> None:
    page = await at.open("?phone=ben")
    await at.post(SUPPORTER, together())
    await phone(page, "ben").get_by_role("button", name="Write to them here").click()
    await box(page, "ben").fill("Would you lik")
    port = int(at.local.platform.address.rstrip("/").rpartition(":")[2])
    await at.local.stop()
    await expect(page.locator("#offline")).to_contain_text("what you typed stays here")
    at.local.config = at.local.config.model_copy(update={"port": port})
    await at.local.start_anew()
    await expect(page.locator("#offline")).to_be_hidden()
    await at.post(SUPPORTER, plain("The chat came again"))
    await expect(entries(page, "ben")).to_have_count(2)
    await expect(box(page, "ben")).to_have_value("Would you lik")
    await expect(box(page, "ben")).to_be_visible()
    for name, user in (("luis ortega", "luis"), ("ben", "ben")):
        await page.locator(".who").click()
        await page.keyboard.type(name)
        await page.keyboard.press("Enter")
        await expect(phone(page, user)).to_be_visible()
    await phone(page, "ben").get_by_role("button", name="Ana Duarte").click()
    await expect(box(page, "ben")).to_have_value("Would you lik")
