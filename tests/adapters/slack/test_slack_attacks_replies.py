"""What Slack, or whoever stands in its place, may reply: elsewhere, nothing, something else."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from adapters.slack import build
from adapters.slack.manifest import manifest
from bot.events import CommandGiven
from bot.messages import Answer, Image, Message, Section
from bot.ports import OutcomeUnknown, PlatformError, SlowDown
from tests.adapters.local.samples import portrait
from tests.adapters.slack.harness import SlackHarness
from tests.contract.deliveries import NOTIFICATION, card, edit, group_chat, post
from tests.fakes.slack import payloads
from tests.fakes.slack.faults import Fault
from tests.fakes.slack.server import FakeSlack
from tests.fakes.surroundings import english

CANARY = "For Ana alone"
SHOWN = Message(
    (Section("Station", image=Image(portrait((90, 90, 90)), "A picture of Gia", stored=10)),),
    NOTIFICATION,
)


@asynccontextmanager
async def somebody_elses() -> AsyncIterator[tuple[str, list[bytes]]]:
    """A server that is not Slack's, its address, and what it was told."""
    told: list[bytes] = []

    async def take(request: web.Request) -> web.Response:
        told.append(await request.read())
        return web.json_response({"ok": True})

    served = web.Application()
    served.router.add_route("*", "/{rest:.*}", take)
    runner = web.AppRunner(served, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/x", told
    finally:
        await runner.cleanup()


def sent_on(address: str, status: int = 307) -> Fault:
    """307 and 308 ask for the same call, its body and all, somewhere else."""
    return Fault(status=status, body="", headers={"Location": address})


# ── elsewhere ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("status", [302, 307, 308])
async def test_what_is_said_follows_no_reply_elsewhere(at: SlackHarness, status: int) -> None:
    async with somebody_elses() as (address, told):
        at.slack.faults.plan("chat.postMessage", sent_on(address, status))
        with pytest.raises(PlatformError):
            await at.platform.deliver(post(at.account("ana"), card(CANARY)))
    assert told == []


async def test_an_answer_follows_no_reply_elsewhere(at: SlackHarness) -> None:
    user = at.person("ana")
    at.core.answer(Answer(aside=card(CANARY)))
    async with somebody_elses() as (address, told):
        at.slack.faults.plan("response_url", sent_on(address))
        body = payloads.slash_command(at.slack, user.member, user.room, "/peer", "")
        await at.slack.socket.send("slash_commands", body | {"trigger_id": "1.2.gone"})
        await at.slack.quiet(0.1)
    assert told == []


async def test_a_picture_goes_to_nobody_but_slack(at: SlackHarness) -> None:
    async with somebody_elses() as (address, told):
        reply = {"ok": True, "file_id": "F1", "upload_url": address}
        at.slack.faults.plan("files.getUploadURLExternal", replied(reply))
        await at.platform.deliver(post(at.account("ana"), SHOWN))
        at.slack.faults.plan("upload", sent_on(address))
        await at.platform.deliver(post(at.account("ana"), SHOWN))
    assert told == []
    assert len(await at.chat(at.account("ana"))) == 2, "it is told in words"


# ── nothing, or something else ──────────────────────────────────────────────────────────────

ODD: Mapping[str, object] = {
    "nothing": {"ok": True},
    "null": {"ok": True, "channel": None, "ts": None, "messages": None, "users": None},
    "words": {"ok": True, "channel": "x", "messages": "x", "users": 1, "view": "x", "file_id": []},
    "numbers": {"ok": True, "channel": 1, "ts": {}, "messages": 1, "view": 1},
    "messages": {
        "ok": True,
        "messages": [1, {"metadata": "x"}, {"metadata": {"event_payload": 1}}],
    },
    "list": [1],
}


def replied(reply: object) -> Fault:
    return Fault(body=json.dumps(reply), headers={"Content-Type": "application/json"})


@pytest.fixture(params=ODD.values(), ids=list(ODD))
def odd(request: pytest.FixtureRequest) -> Fault:
    return replied(request.param)


async def test_an_odd_reply_to_a_message_is_an_error_of_slacks(
    at: SlackHarness, odd: Fault
) -> None:
    """Anything else is told as a fault of ours; and nobody else is to wait for it."""
    at.slack.faults.plan("chat.postMessage", odd)
    with pytest.raises(OutcomeUnknown):
        await at.platform.deliver(post(at.account("ana"), card("Hello")))


async def test_an_odd_reply_to_the_opening_of_a_chat_is_one_too(
    at: SlackHarness, odd: Fault
) -> None:
    ana, ben = at.account("ana"), at.account("ben")
    at.slack.faults.plan("conversations.open", odd)
    with pytest.raises(OutcomeUnknown):
        await at.platform.deliver(group_chat(ana, ben, card("Hello")))
    at.slack.faults.plan("conversations.open", odd)
    with pytest.raises(PlatformError):
        await at.platform.deliver(edit(ana, "D1:1.1", card("Hello")))


async def test_an_odd_reply_to_a_look_up_is_one_too(at: SlackHarness, odd: Fault) -> None:
    told = post(at.account("ana"), card("Hello"))
    await at.platform.deliver(told)
    at.slack.faults.plan("conversations.history", odd)
    with pytest.raises(PlatformError):
        await at.platform.find(told)
    assert await at.platform.find(told)


async def test_an_odd_reply_to_a_view_takes_no_answer_away(at: SlackHarness, odd: Fault) -> None:
    at.core.answer(Answer(aside=card("The lines")))
    at.slack.faults.plan("views.open", odd)
    await at.person("ana").command("/peer")
    await at.slack.quiet(0.1)
    (said,) = at.person("ana").asides
    assert said.texts[0] == "The lines"


async def test_an_odd_reply_about_a_picture_takes_no_message_away(
    at: SlackHarness, odd: Fault
) -> None:
    at.slack.faults.plan("files.getUploadURLExternal", odd)
    await at.platform.deliver(post(at.account("ana"), SHOWN))
    assert len(await at.chat(at.account("ana"))) == 1


async def test_an_odd_reply_about_who_coordinates_keeps_nobody_from_help(
    tmp_path: Path, odd: Fault
) -> None:
    async with FakeSlack(manifest("Tailboard", english, group=True)) as slack:
        harness = SlackHarness(slack, tmp_path)
        more = {"coordinators_group": "S0COORD"}
        harness.platform = build(harness.config.model_copy(update=more), harness.around)
        await harness.start()
        try:
            slack.faults.plan("usergroups.users.list", odd)
            await harness.person("ana").command("/peer")
            event = await harness.core.next_event(CommandGiven)
            assert not event.may_coordinate
        finally:
            await harness.stop()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json; charset=klingon", "{}"),
        ("application/json", "[" * 100_000),
        ("application/json", '{"ok": true, "channel": ' + "9" * 5_000 + "}"),
        ("text/html", "<html>"),
        ("text/plain", "OK"),
        ("application/gzip", "x"),
        ("none", "x"),
    ],
)
async def test_a_reply_that_is_no_json_is_an_error_of_slacks(
    at: SlackHarness, kind: str, body: str
) -> None:
    at.slack.faults.plan("chat.postMessage", Fault(body=body, headers={"Content-Type": kind}))
    with pytest.raises(OutcomeUnknown):
        await at.platform.deliver(post(at.account("ana"), card("Hello")))


@pytest.mark.parametrize(
    "said", ["inf", "nan", "-5", "1e300", "99999999999", "soon", "Wed, 21 Oct 2026 07:28:00 GMT"]
)
async def test_however_long_slack_wants_there_is_an_end_to_it(at: SlackHarness, said: str) -> None:
    fault = Fault(error="ratelimited", status=429, headers={"Retry-After": said})
    at.slack.faults.plan("chat.postMessage", fault)
    with pytest.raises(SlowDown) as slow:
        await at.platform.deliver(post(at.account("ana"), card("Hello")))
    assert 1 <= slow.value.seconds <= 86_400
