"""What may come over the socket and is not what it seems: addresses, people, tokens, amounts."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from pydantic import ValidationError

from adapters.slack import build
from adapters.slack.blocks import blocks_of
from adapters.slack.config import SlackConfig
from adapters.slack.hosts import Hosts
from adapters.slack.manifest import manifest
from adapters.slack.web_api import SDK_LOG
from bot.cli.logs import is_ours
from bot.config.models import Secret
from bot.events import CommandGiven, FileSent, TextTyped
from bot.messages import Answer, Message, Section
from bot.model.ids import Account
from bot.ports import NotSent, WorkspaceStopped
from tests.adapters.slack.harness import SlackHarness
from tests.contract.deliveries import card, post
from tests.fakes.slack import faults, payloads
from tests.fakes.slack.posting import message_event
from tests.fakes.slack.server import FakeSlack
from tests.fakes.surroundings import APOLOGY, HELP_LINE, english

ELSEWHERE = "This workspace is not one that Tailboard looks after."


@asynccontextmanager
async def somebody_elses() -> AsyncIterator[tuple[str, list[web.Request]]]:
    """A server that is not Slack's, its address, and who came."""
    came: list[web.Request] = []

    async def take(request: web.Request) -> web.Response:
        came.append(request)
        return web.Response(text="number,name\n")

    served = web.Application()
    served.router.add_route("*", "/{rest:.*}", take)
    runner = web.AppRunner(served)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}", came
    finally:
        await runner.cleanup()


async def says(at: SlackHarness, name: str, **more: Any) -> None:
    """A message in somebody's direct messages with the bot, as Slack's event of it may be."""
    user = at.person(name)
    body = {"type": "message", "user": user.id, "ts": "1.000001", "text": "Hello", **more}
    told = message_event(at.slack, user.room, body, "1.000001")
    envelope = await at.slack.event(at.slack.workspace.id, told)
    assert await at.slack.socket.settled(envelope)
    await at.slack.quiet(0.1)


# ── addresses ───────────────────────────────────────────────────────────────────────────────


async def test_the_token_goes_to_nobody_but_slack(at: SlackHarness) -> None:
    async with somebody_elses() as (address, came):
        file = {"id": "F1", "name": "roster.csv", "is_external": True, "size": 12}
        for field in ("url_private", "url_private_download"):
            await says(at, "ana", subtype="file_share", files=[{**file, field: f"{address}/r"}])
    assert came == []
    assert not [event for event in at.core.events if isinstance(event, FileSent)]
    assert [aside.texts[0] for aside in at.person("ana").asides] == [APOLOGY, APOLOGY]


async def test_no_answer_goes_to_an_address_that_is_not_slacks(at: SlackHarness) -> None:
    user = at.person("ana")
    at.core.answer(Answer(aside=card("For Ana alone")))
    async with somebody_elses() as (address, came):
        body = payloads.slash_command(at.slack, user.member, user.room, "/peer", "")
        body |= {"response_url": f"{address}/actions", "trigger_id": "1.2.gone"}
        await at.slack.socket.send("slash_commands", body)
        await at.slack.quiet(0.1)
    assert came == []


@pytest.mark.parametrize(
    ("url", "slacks"),
    [
        ("https://slack.com/x", True),
        ("https://files.slack.com/files-pri/T1-F1/download/a.csv", True),
        ("https://hooks.slack.com:443/actions/1", True),
        ("http://files.slack.com/x", False),
        ("https://files.slack.com.example.org/x", False),
        ("https://notslack.com/x", False),
        ("https://files.slack.com@example.org/x", False),
        ("https://example.org/?files.slack.com", False),
        ("https://files.slack.com:8443/x", False),
        ("https://files.slack.com:x/", False),
        ("https://docs.google.com/d/1", False),
        ("http://169.254.169.254/latest", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_which_addresses_are_slacks(url: str, slacks: bool) -> None:
    assert Hosts.of("https://slack.com/api/").have(url) is slacks


@pytest.mark.parametrize(
    "url", ["http://localhost.example.org/api", "http://127.0.0.1.example.org/", "https://", "ftp:"]
)
def test_an_api_that_would_get_the_token_in_the_clear_is_refused(url: str) -> None:
    secret = Secret(env="SOME_TOKEN")
    with pytest.raises(ValidationError):
        SlackConfig(bot_token=secret, app_token=secret, api_url=url)


# ── people ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "theirs",
    [{"user_team": "T0THEIRS"}, {"source_team": "T0THEIRS"}],
)
async def test_somebody_of_another_organisation_is_told_where_this_is(
    at: SlackHarness, theirs: Mapping[str, str]
) -> None:
    await says(at, "ana", **theirs)
    assert at.core.events == []
    assert at.person("ana").asides[-1].texts == (ELSEWHERE, HELP_LINE)


async def test_a_press_by_somebody_of_another_organisation_is_none(at: SlackHarness) -> None:
    ana, user = at.account("ana"), at.person("ana")
    await at.platform.deliver(post(ana, card("Well?", buttons=("Yes",), token="a1")))
    envelope = (await user.press("Yes")).envelope
    assert envelope is not None
    before = len(at.core.events)
    theirs = {**envelope.payload["user"], "team_id": "T0THEIRS"}
    strange = {**envelope.payload, "user": theirs, "trigger_id": "1.2.3"}
    assert (await at.slack.socket.send("interactive", strange)).acked is not None
    await at.slack.quiet(0.1)
    assert len(at.core.events) == before


async def test_a_shared_direct_message_is_not_answered_as_ours(at: SlackHarness) -> None:
    user = at.person("ana")
    body = {"type": "message", "user": user.id, "ts": "1.000001", "text": "Hello"}
    told = message_event(at.slack, user.room, body, "1.000001")
    payload = payloads.event(at.slack, at.slack.workspace.id, told)
    envelope = await at.slack.socket.event({**payload, "is_ext_shared_channel": True})
    assert await at.slack.socket.settled(envelope)
    await at.slack.quiet(0.1)
    assert at.core.events == []


async def test_nobodys_words_tell_whose_conversation_it_is(at: SlackHarness) -> None:
    """What another app or a changed message claims does not lead a check-in to somebody else."""
    ana, ben = at.account("ana"), at.person("ben")
    await says(at, "ben", user=ana.user, bot_id="B0OTHER", subtype="bot_message")
    await says(at, "ben", user=ana.user, subtype="message_changed")
    await at.platform.deliver(post(ana, card("For Ana alone")))
    assert len(await at.chat(ana)) == 1
    ben.reload()
    assert ben.from_app == []


@pytest.mark.parametrize("subtype", ["me_message", "thread_broadcast"])
async def test_whatever_a_person_types_is_answered(at: SlackHarness, subtype: str) -> None:
    await says(at, "ana", subtype=subtype, text="can't go on")
    (event,) = at.core.events
    assert isinstance(event, TextTyped)
    assert event.text == "can't go on"


async def test_nobody_in_need_waits_for_who_may_coordinate(tmp_path: Path) -> None:
    """Slack is slow to say who is in the group; a member's press is with the core all the same."""
    async with FakeSlack(manifest("Tailboard", english, group=True)) as slack:
        harness = SlackHarness(slack, tmp_path)
        group = slack.user_group("coordinators", harness.person("cleo"))
        harness.config = harness.config.model_copy(update={"coordinators_group": group.id})
        harness.platform = build(harness.config, harness.around)
        await harness.start()
        try:
            slack.faults.plan("usergroups.users.list", faults.slow(5))
            began = time.monotonic()
            await harness.person("ana").command("/peer")
            event = await harness.core.next_event(CommandGiven)
            assert time.monotonic() - began < 4.5
            assert not event.may_coordinate, "where Slack does not say, nobody is"
        finally:
            await harness.stop()


def test_an_account_cannot_change_what_its_link_says() -> None:
    """A roster may be written by anybody who coordinates."""
    account = Account("slack", "T1", "U1|Call-this-number>")
    way = Section(talk_to=account, talk_label="Write to them here")
    (section, *_) = blocks_of(Message((way,), "A message"), {})
    assert section["text"]["text"].endswith("id=U1%7CCall-this-number%3E|Write to them here>")


# ── what stays between two ──────────────────────────────────────────────────────────────────


async def test_nothing_is_ever_said_to_a_whole_channel(at: SlackHarness) -> None:
    user, other = at.person("ana"), at.person("ben")
    room = at.slack.channel("station-2", user, other, with_app=True)
    at.core.answer(Answer(aside=card("Who?", buttons=("Yes",), token="a1")))
    body = payloads.slash_command(at.slack, user.member, room, "/peer", "")
    await at.slack.socket.send("slash_commands", {**body, "trigger_id": "1.2.gone"})
    await at.slack.quiet(0.1)
    at.core.answer(Answer(redraw=card("Somebody was asked")))
    await user.press("Yes", user.asides[-1])
    await at.slack.quiet(0.1)
    assert len(at.slack.response_urls.answers) == 2
    said = [answer.get("response_type") for answer in at.slack.response_urls.answers]
    assert "in_channel" not in said
    assert room.messages == {}


def test_the_words_of_slacks_own_library_are_not_kept() -> None:
    """They quote what an error quotes: an address with its ticket, a reply."""
    record = logging.LogRecord(SDK_LOG.name, logging.ERROR, "x.py", 1, "words", (), None)
    assert not is_ours(record)
    assert SDK_LOG.level >= logging.INFO, "at DEBUG it prints what people say"


# ── tokens and amounts ──────────────────────────────────────────────────────────────────────


async def test_a_token_of_some_persons_that_is_revoked_stops_nothing(at: SlackHarness) -> None:
    ana = at.account("ana")
    gone = {"type": "tokens_revoked", "tokens": {"oauth": [ana.user], "bot": []}}
    envelope = await at.slack.event(at.slack.workspace.id, gone)
    assert await at.slack.socket.settled(envelope)
    await at.platform.deliver(post(ana, card("Still here")))
    assert len(await at.chat(ana)) == 1


async def test_a_token_that_turns_out_to_be_refused_later_stops_with_a_reason(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Slack was out of reach at the start, so nobody waits for the answer; a message must not wait
    for a connection that will never be."""
    async with FakeSlack(manifest("Tailboard", english)) as slack:
        harness = SlackHarness(slack, tmp_path)
        await slack.away()
        await harness.platform.start(harness.core)
        slack.refuse_token()
        await slack.back()
        delivery = post(harness.account("ana"), card("Hello"))
        try:
            async with asyncio.timeout(20):
                while True:
                    try:
                        await harness.platform.deliver(delivery)
                    except NotSent:
                        await asyncio.sleep(0.2)
                    except WorkspaceStopped:
                        break
            assert "could not be used: TokenRefused" in caplog.text
        finally:
            await harness.stop()


async def test_a_file_that_is_too_large_is_not_even_begun(at: SlackHarness) -> None:
    url = f"{at.slack.origin}/files-pri/T1-F1/download/a.csv"
    file = {"id": "F1", "name": "a.csv", "size": 900_000_000, "url_private_download": url}
    at.slack.faults.plan("download", faults.broken())
    await says(at, "ana", subtype="file_share", files=[file])
    assert at.slack.faults.next("download", {}) is not None, "it was asked for"
    assert at.person("ana").asides[-1].texts[0] == APOLOGY


async def test_an_answer_that_cannot_even_begin_ends_the_form_it_came_to(at: SlackHarness) -> None:
    """What is of many sections is cut (test_slack_cut.py); this is one that no view takes."""
    user = at.person("ana")
    at.core.answer(Answer(aside=card("A line " * 50_000)))
    await user.command("/peer")
    await at.slack.quiet(0.1)
    assert user.modal is not None
    assert user.modal.texts == ("Done.", HELP_LINE)
