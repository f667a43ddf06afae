"""Failures on demand, and rate limits."""

import time

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import faults
from tests.fakes.slack.people.person import FakeUser
from tests.fakes.slack.rates import Rates
from tests.fakes.slack.saying import refusal
from tests.fakes.slack.server import FakeSlack

POST = "chat.postMessage"


async def test_an_error_comes_as_often_as_planned(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser
) -> None:
    slack.faults.plan(POST, faults.refused("ekm_access_denied"), times=2, after=1)
    outcomes = []
    for _ in range(4):
        try:
            await client.chat_postMessage(channel=ana.id, text="x")
            outcomes.append("ok")
        except SlackApiError as error:
            outcomes.append(error.response["error"])
    assert outcomes == ["ok", "ekm_access_denied", "ekm_access_denied", "ok"]
    assert len(ana.messages) == 2


async def test_a_fault_may_be_meant_for_one_call(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser, theo: FakeUser
) -> None:
    slack.faults.plan(
        POST,
        faults.refused("user_disabled"),
        times=None,
        when=lambda arguments: arguments["channel"] == theo.id,
    )
    await client.chat_postMessage(channel=ana.id, text="x")
    assert await refusal(client.chat_postMessage(channel=theo.id, text="x")) == "user_disabled"
    slack.faults.clear()
    await client.chat_postMessage(channel=theo.id, text="x")


async def test_429_says_when_to_come_again(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser
) -> None:
    slack.faults.plan(POST, faults.rate_limited(30))
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=ana.id, text="x")
    answer = caught.value.response
    assert (answer.status_code, answer["error"]) == (429, "ratelimited")
    assert answer.headers["Retry-After"] == "30"
    assert ana.messages == []


async def test_an_internal_error_may_have_done_it(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser
) -> None:
    for error in ("internal_error", "fatal_error"):
        slack.faults.plan(POST, faults.internal_error(error))
        assert await refusal(client.chat_postMessage(channel=ana.id, text=error)) == error
    assert [message.text for message in ana.messages] == ["internal_error", "fatal_error"]


async def test_a_lost_reply_and_a_lost_request(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser
) -> None:
    slack.faults.plan(POST, faults.lost_reply())
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.chat_postMessage(channel=ana.id, text="done")
    slack.faults.plan(POST, faults.lost_request())
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.chat_postMessage(channel=ana.id, text="not done")
    assert [message.text for message in ana.messages] == ["done"]


async def test_the_sdks_own_retry_posts_twice_after_a_lost_reply(
    slack: FakeSlack, ana: FakeUser
) -> None:
    slack.faults.plan(POST, faults.lost_reply())
    retrying = AsyncWebClient(token=slack.bot_token, base_url=slack.base_url)
    await retrying.chat_postMessage(channel=ana.id, text="x")
    assert len(ana.messages) == 2


async def test_slacks_front_door_may_break(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser
) -> None:
    slack.faults.plan("*", faults.broken(503))
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=ana.id, text="x")
    assert caught.value.response.status_code == 503
    assert ana.messages == []


async def test_a_slow_answer(slack: FakeSlack, client: AsyncWebClient, ana: FakeUser) -> None:
    slack.faults.plan(POST, faults.slow(0.3))
    began = time.monotonic()
    await client.chat_postMessage(channel=ana.id, text="x")
    assert time.monotonic() - began >= 0.3


async def test_rates_are_off_until_switched_on(client: AsyncWebClient, ana: FakeUser) -> None:
    for _ in range(100):
        await client.chat_postMessage(channel=ana.id, text="x")
    assert len(ana.messages) == 100


async def test_one_message_a_second_in_a_channel(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser, theo: FakeUser
) -> None:
    slack.rates.on = True
    await client.chat_postMessage(channel=ana.id, text="x")
    await client.chat_postMessage(channel=theo.id, text="x")
    assert await refusal(client.chat_postMessage(channel=ana.room.id, text="y")) == "ratelimited"
    assert slack.rates.refused == 1
    slack.clock.forward(1.0)
    await client.chat_postMessage(channel=ana.id, text="y")


async def test_a_workspace_has_a_limit_too(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.rates = Rates(on=True, workspace_per_second=10.0, workspace_burst=3)
    people = [slack.person(f"P{number}") for number in range(4)]
    for person in people[:3]:
        await client.chat_postMessage(channel=person.id, text="x")
    limited = client.chat_postMessage(channel=people[3].id, text="x")
    assert await refusal(limited) == "ratelimited"


async def test_a_limit_holds_for_one_method_in_one_workspace(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser
) -> None:
    slack.rates = Rates(on=True)
    for _ in range(20):
        await client.users_list()
    assert await refusal(client.users_list()) == "ratelimited"
    assert (await client.users_info(user=ana.id))["ok"]
    other = slack.add_workspace("Elsewhere", "elsewhere")
    token = slack.installation_in(other.id).token
    theirs = AsyncWebClient(token=token, base_url=slack.base_url, retry_handlers=[])
    assert (await theirs.users_list())["ok"]
    slack.clock.forward(60)
    assert (await client.users_list())["ok"]


async def test_the_lowest_tier_bears_a_short_burst(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    slack.rates.on = True
    for _ in range(5):
        await client.apps_connections_open(app_token=slack.app_token)
    opened = client.apps_connections_open(app_token=slack.app_token)
    assert await refusal(opened) == "ratelimited"
    slack.clock.forward(60)
    await client.apps_connections_open(app_token=slack.app_token)


async def test_the_sdk_waits_as_long_as_it_is_told(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser
) -> None:
    client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=1))
    slack.faults.plan(POST, faults.rate_limited(1))
    posted = await client.chat_postMessage(channel=ana.id, text="x")
    assert posted["ok"]
    first, second = slack.called(POST)
    assert second.at - first.at >= 1.0


async def test_uploads_and_downloads_fail_too(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser
) -> None:
    given = await client.files_getUploadURLExternal(filename="a.txt", length=1)
    slack.faults.plan("upload", faults.broken(500, "no"))
    slack.faults.plan("download", faults.lost_request(), times=2)  # aiohttp asks again once
    await ana.upload("b.txt", b"b")
    place = ana.messages[-1].raw["files"][0]["url_private"]
    async with aiohttp.ClientSession() as session:
        assert (await session.post(given["upload_url"], data=b"a")).status == 500
        assert (await session.post(given["upload_url"], data=b"a")).status == 200
        with pytest.raises(aiohttp.ClientConnectionError):
            await session.get(place)
        slack.faults.clear("download")
        answer = await session.get(place, headers={"Authorization": f"Bearer {slack.bot_token}"})
        assert await answer.read() == b"b"


async def test_a_response_url_fails_too(slack: FakeSlack, ana: FakeUser) -> None:
    place = slack.response_urls.new(ana.member, ana.room, None)
    slack.faults.plan("response_url", faults.lost_reply())
    slack.faults.plan("response_url", faults.rate_limited(2))
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.ClientConnectionError):
            await session.post(place, json={"text": "done"})
        limited = await session.post(place, json={"text": "not done"})
        assert (limited.status, limited.headers["Retry-After"]) == (429, "2")
        strange = await session.post(place, json={"text": "x", "colour": "red"})
        assert (await strange.json())["error"] == "invalid_arguments"
    assert [aside.text for aside in ana.asides] == ["done"]
