"""The connection: renewed, dropped, refused; what comes meanwhile is not lost."""

import asyncio
import logging
from pathlib import Path

import pytest
from slack_bolt.async_app import AsyncApp

from adapters.slack import build
from adapters.slack.link import TokenRefused
from adapters.slack.manifest import manifest
from adapters.slack.socket import Socket, TicketClient
from adapters.slack.web_api import SDK_LOG
from bot.events import CommandGiven
from bot.ports import NotSent
from tests.adapters.slack.harness import SlackHarness
from tests.contract.deliveries import card, post
from tests.fakes.slack import faults
from tests.fakes.slack.server import FakeSlack
from tests.fakes.surroundings import english


async def _command_arrives(at: SlackHarness) -> None:
    before = len(at.core.events)
    reply = await at.person("ana").command("/peer")
    assert reply.ok, reply.error
    await at.core.next_event(CommandGiven, after=before)


async def test_a_renewed_connection_loses_nothing(at: SlackHarness) -> None:
    await _command_arrives(at)
    await at.slack.socket.refresh()
    await at.slack.connected()
    await _command_arrives(at)


async def test_a_dropped_connection_comes_back(at: SlackHarness) -> None:
    at.slack.socket.drop()
    await asyncio.sleep(0.1)
    await at.slack.connected(within=20)
    await _command_arrives(at)


@pytest.mark.timeout(90)
async def test_a_ticket_that_slack_rejects_is_replaced(at: SlackHarness) -> None:
    """The SDK would try the same one for ever."""
    at.slack.socket.reject_tickets = 1
    at.slack.socket.drop()
    await asyncio.sleep(0.1)
    await at.slack.connected(within=60)
    assert at.slack.socket.rejected > 1
    await _command_arrives(at)


async def test_a_bot_token_that_is_none_stops_the_start_with_words(tmp_path: Path) -> None:
    async with FakeSlack(manifest("Tailboard", english)) as slack:
        harness = SlackHarness(slack, tmp_path)
        (tmp_path / "bot.token").write_text("xoxb-nobodys")
        with pytest.raises(TokenRefused, match="invalid_auth"):
            await harness.platform.start(harness.core)
        await harness.platform.stop()


async def test_the_app_s_token_in_the_bot_s_place_is_told_from_it(tmp_path: Path) -> None:
    async with FakeSlack(manifest("Tailboard", english)) as slack:
        harness = SlackHarness(slack, tmp_path)
        (tmp_path / "bot.token").write_text(slack.app_token)
        with pytest.raises(TokenRefused, match="which begins with xoxb-"):
            await harness.platform.start(harness.core)
        await harness.platform.stop()


async def test_an_app_token_that_is_none_leaves_deliveries_going(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """And the log says it in words, at growing intervals, with nothing of the SDK's beside it."""
    async with FakeSlack(manifest("Tailboard", english)) as slack:
        harness = SlackHarness(slack, tmp_path)
        (tmp_path / "app.token").write_text("xapp-nobodys")
        await harness.platform.start(harness.core)
        try:
            assert len(slack.called("apps.connections.open")) == 1
            assert caplog.text.count("Slack does not take the app token (invalid_auth)") == 1
            assert "tried again in 10 s" in caplog.text
            told = {line.name for line in caplog.records if line.levelno >= logging.WARNING}
            assert SDK_LOG.name not in told
            await harness.platform.deliver(post(harness.account("ana"), card("Hello")))
            assert len(await harness.chat(harness.account("ana"))) == 1
        finally:
            await harness.platform.stop()


async def test_a_refused_app_token_is_tried_again_after_twice_as_long_each_time(
    at: SlackHarness, caplog: pytest.LogCaptureFixture
) -> None:
    """And is taken once Slack takes it."""
    slack, app = at.slack, AsyncApp(token=at.slack.bot_token)
    slack.faults.plan("apps.connections.open", faults.refused("not_allowed_token_type"), times=3)
    client = TicketClient(base_url=slack.base_url, retry_handlers=[], logger=SDK_LOG)
    socket = Socket(app, client, refused=0.02)
    before = len(slack.called("apps.connections.open"))
    socket.start(slack.app_token)
    await slack.until(lambda: len(slack.called("apps.connections.open")) - before == 4, 10)
    await slack.connected(2)
    told = [line for line in caplog.messages if "does not take the app token" in line]
    assert len(told) == 3
    assert not [line for line in caplog.messages if "built anew" in line]
    await socket.stop()


@pytest.mark.timeout(90)
async def test_a_slack_that_is_away_at_the_start_is_tried_on(tmp_path: Path) -> None:
    async with FakeSlack(manifest("Tailboard", english)) as slack:
        slack.faults.plan("auth.test", faults.broken(503), times=3)
        harness = SlackHarness(slack, tmp_path)
        await harness.platform.start(harness.core)
        delivery = post(harness.account("ana"), card("Hello"))
        with pytest.raises(NotSent):
            await harness.platform.deliver(delivery)
        await slack.connected(within=30)
        await harness.platform.deliver(delivery)
        await harness.platform.stop()


async def test_stopping_while_slack_is_away_takes_no_time(tmp_path: Path) -> None:
    async with FakeSlack(manifest("Tailboard", english)) as slack:
        harness = SlackHarness(slack, tmp_path)
        address = slack.base_url
    platform = build(harness.config.model_copy(update={"api_url": address}), harness.around)
    starting = asyncio.create_task(platform.start(harness.core))
    await asyncio.sleep(0.3)
    starting.cancel()
    async with asyncio.timeout(5):
        await platform.stop()
