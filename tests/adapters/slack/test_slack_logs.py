"""Nothing of what anybody says stands in a log, however much is logged: not in Slack's library's
lines, nor in those beneath it, nor in the words of an error."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.slack.web_api import SDK_LOG
from bot.events import Event, FileSent, FormSubmitted, HomeOpened
from bot.messages import Answer
from bot.ports import LedgerBusy, PlatformError
from tests.adapters.canary import CANARY, CARD, FORM, Everything, every_log, said
from tests.adapters.slack.harness import SlackHarness, open_harness
from tests.contract.deliveries import edit, post
from tests.fakes.slack import faults


@pytest.fixture
def everything() -> Iterator[Everything]:
    with every_log() as logs:
        yield logs


async def live_a_little(at: SlackHarness) -> None:
    """Every way in and out."""
    ana, user = at.account("ana"), at.person("ana")
    await at.slack.changes(user, display_name=CANARY, real_name=said("real"))

    async def script(event: Event) -> Answer:
        if isinstance(event, FormSubmitted):
            raise LedgerBusy(said("busy"))
        if isinstance(event, FileSent | HomeOpened):
            raise ValueError(said("a flow's"))
        return Answer(redraw=CARD, aside=CARD, form=None)

    at.core.follow(script)
    handle = await at.platform.deliver(post(ana, CARD))
    await at.platform.deliver(edit(ana, handle, CARD))
    await user.press(said("Yes"), user.from_app[0])
    await user.type(said("typed"))
    await user.upload(f"{CANARY}.csv", said("content").encode())
    await user.command("/peer", said("command"))
    at.core.answer(Answer(form=FORM))
    await user.command("/peer")
    await at.slack.quiet()
    at.core.follow(script)
    await user.submit({"f.words": said("entered"), "f.one": said("option")})
    await user.open_home()
    await at.slack.quiet()


async def fail_a_little(at: SlackHarness) -> None:
    """Every way to fail, with what was said in the reply."""
    ana, user, plan = at.account("ana"), at.person("ana"), at.slack.faults.plan
    echo = {"response_metadata": {"messages": [said("[ERROR]")]}, "blocks": said("echoed")}
    for fault in (
        faults.refused("invalid_blocks", **echo),
        faults.refused("an_error_of_next_year", **echo),
        faults.refused(said("code")),
        faults.broken(500, said("body")),
        faults.broken(200, said("no json")),
        faults.lost_reply(),
        faults.lost_request(),
        faults.rate_limited(1),
    ):
        plan("chat.postMessage", fault)
        with pytest.raises(PlatformError) as told:
            await at.platform.deliver(post(ana, CARD))
        assert CANARY not in repr(told.value)
    for method in ("views.open", "views.publish", "response_url", "download", "conversations.open"):
        plan(method, faults.refused("internal_error", **echo), times=2)
    at.core.answer(Answer(redraw=CARD, aside=CARD))
    await user.press(said("Yes"), user.from_app[0])
    await user.upload(f"{CANARY}.csv", said("content").encode())
    await user.command("/peer", said("command"))
    await user.open_home()
    await at.slack.quiet()


async def be_strange(at: SlackHarness) -> None:
    """What Bolt, or we, stumble over."""
    who = {"id": at.person("ana").id, "team_id": at.slack.workspace.id}
    whole = {"user": who, "team": {"id": at.slack.workspace.id}, "trigger_id": "1.2.3"}
    for payload in (
        {"type": said("kind")},
        {"type": "block_actions", "actions": said("no list")},
        {"type": "block_actions", "actions": [{"value": said("value"), "action_id": "x"}]},
        {"type": "view_submission", "view": {"state": {"values": said("no values")}}},
        {"type": "view_submission", "view": said("no view")},
    ):
        envelope = await at.slack.socket.send("interactive", {**whole, **payload})
        assert envelope.acked is not None, payload
    odd = await at.slack.socket.put(said("unheard of"), {"type": said("x")})
    await at.slack.socket.settled(odd)
    event = {"type": "message", "channel_type": "im", "user": who["id"], "text": [said("list")]}
    assert await at.slack.socket.settled(await at.slack.event(at.slack.workspace.id, event))


async def test_not_a_byte_of_what_is_said_is_logged(tmp_path: Path, everything: Everything) -> None:
    async with open_harness(tmp_path) as at:
        await live_a_little(at)
        await fail_a_little(at)
        await be_strange(at)
        await at.slack.socket.refresh()
        await at.slack.connected()
        at.slack.socket.reject_tickets = 1
        at.slack.socket.drop()
        await asyncio.sleep(0.5)
        secrets = (at.slack.bot_token, at.slack.app_token)
    assert everything.from_whom & {"adapters.slack.listening", "adapters.slack.errors"}
    assert SDK_LOG.name in everything.from_whom, "the library's own lines were listened to"
    said_of_it = [line for line in everything.lines if CANARY in line]
    assert said_of_it == []
    assert not [line for line in everything.lines if any(each in line for each in secrets)]
