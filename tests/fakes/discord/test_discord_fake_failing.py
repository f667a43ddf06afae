"""Failures on demand, rate limits and bans, with discord.py and by hand."""

import time
from collections.abc import AsyncIterator

import aiohttp
import discord as discord_py
import pytest

from tests.fakes.discord import faults
from tests.fakes.discord.conftest import Bot, Connect
from tests.fakes.discord.error_codes import ERRORS
from tests.fakes.discord.people.person import FakeUser
from tests.fakes.discord.rates import Rates
from tests.fakes.discord.saying import Api
from tests.fakes.discord.server import FakeDiscord

CREATE = "POST /channels/{channel.id}/messages"
CALLBACK = "POST /interactions/{interaction.id}/{interaction.token}/callback"
HELLO = {"content": "Hello"}


def here(person: FakeUser) -> str:
    return f"/channels/{person.room.id}/messages"


@pytest.fixture
async def logged_in(discord: FakeDiscord, bot: Bot) -> AsyncIterator[Bot]:
    """Without a gateway: only its HTTP client."""
    await bot.login(discord.token)
    yield bot
    await bot.close()


async def sends(bot: Bot, person: FakeUser, words: str = "x") -> None:
    await bot.get_partial_messageable(int(person.room.id)).send(words)


@pytest.mark.parametrize("code", sorted(ERRORS))
async def test_every_code_comes_on_demand(
    discord: FakeDiscord, api: Api, ana: FakeUser, code: int
) -> None:
    discord.faults.plan(CREATE, faults.refused(code))
    status, said = await api("POST", here(ana), HELLO)
    assert (status, said["code"]) == (ERRORS[code][0], code)
    assert ("retry_after" in said) is (status == 429)
    assert ana.messages == []


async def test_a_fault_comes_as_often_as_planned_and_for_whom(
    discord: FakeDiscord, api: Api, ana: FakeUser, theo: FakeUser
) -> None:
    discord.faults.plan(
        CREATE,
        faults.refused(50007),
        times=2,
        after=1,
        when=lambda given: given["channel.id"] == ana.room.id,
    )
    answers = [(await api("POST", here(ana), HELLO))[0] for _ in range(4)]
    assert answers == [200, 403, 403, 200]
    assert (await api("POST", here(theo), HELLO))[0] == 200
    assert len(discord.called(CREATE)) == 5
    assert discord.called(CREATE)[1].answer["code"] == 50007


@pytest.mark.parametrize(
    ("fault", "done"), [(faults.broken(503), 0), (faults.broken_after(503), 1)]
)
async def test_what_stands_before_discord_breaks(
    discord: FakeDiscord, logged_in: Bot, ana: FakeUser, fault: faults.Fault, done: int
) -> None:
    discord.faults.plan(CREATE, fault)
    with pytest.raises(discord_py.DiscordServerError):
        await sends(logged_in, ana)
    assert len(ana.messages) == done


async def test_a_502_after_success_is_made_good_by_the_nonce(
    discord: FakeDiscord, api: Api, ana: FakeUser
) -> None:
    discord.faults.plan(CREATE, faults.broken_after(502))
    body = {"content": "Hello", "nonce": "n1", "enforce_nonce": True}
    assert [(await api("POST", here(ana), body))[0] for _ in range(2)] == [502, 200]
    assert len(ana.messages) == 1


async def test_a_lost_reply_and_a_lost_request(
    discord: FakeDiscord, logged_in: Bot, ana: FakeUser
) -> None:
    discord.faults.plan(CREATE, faults.lost_reply())
    with pytest.raises(aiohttp.ClientConnectionError):
        await sends(logged_in, ana, "done")
    discord.faults.plan(CREATE, faults.lost_request())
    with pytest.raises(aiohttp.ClientConnectionError):
        await sends(logged_in, ana, "not done")
    assert [one.text for one in ana.messages] == ["done"]


async def test_slow_requests_and_slow_replies(
    discord: FakeDiscord, api: Api, ana: FakeUser
) -> None:
    discord.faults.plan(CREATE, faults.slow(0.05))
    discord.faults.plan(CREATE, faults.slow_reply(0.05))
    began = discord.clock.now()
    await api("POST", here(ana), HELLO)
    await api("POST", here(ana), HELLO)
    ended = discord.clock.now()
    late, early = ana.room.messages.values()
    assert late.created - began >= 0.05
    assert ended - early.created >= 0.05


async def test_the_reply_to_an_answer_is_lost(
    discord: FakeDiscord, bot: Bot, connect: Connect, ana: FakeUser
) -> None:
    failed: list[Exception] = []

    @bot.tree.command(description="Ask for somebody")
    async def peer(interaction: discord_py.Interaction[Bot]) -> None:
        try:
            await interaction.response.send_message("Hello", ephemeral=True)
        except aiohttp.ClientConnectionError as error:
            failed.append(error)

    await connect(bot)
    discord.faults.plan(CALLBACK, faults.lost_reply())
    reply = await ana.command("/peer")
    assert reply.ok
    assert (await reply.ephemeral()).text == "Hello"
    await discord.quiet()
    assert len(failed) == 1


async def test_discord_py_waits_as_long_as_it_is_told(
    discord: FakeDiscord, logged_in: Bot, ana: FakeUser
) -> None:
    discord.faults.plan(CREATE, faults.rate_limited(0.05))
    discord.faults.plan(CREATE, faults.rate_limited(0.05, "global"))
    began = time.monotonic()
    await sends(logged_in, ana)
    assert time.monotonic() - began >= 0.1
    assert [call.status for call in discord.called(CREATE)] == [429, 429, 200]


async def test_rates_are_off_until_switched_on(api: Api, ana: FakeUser) -> None:
    for _ in range(60):
        assert (await api("POST", here(ana), HELLO))[0] == 200
    assert api.last is not None
    assert "X-RateLimit-Bucket" not in api.last.headers


async def test_a_bucket_says_what_is_left_of_it(
    discord: FakeDiscord, api: Api, ana: FakeUser, theo: FakeUser
) -> None:
    discord.rates.on = True
    left = []
    for _ in range(5):
        await api("POST", here(ana), HELLO)
        assert api.last is not None
        left.append(api.last.headers["X-RateLimit-Remaining"])
    assert left == ["4", "3", "2", "1", "0"]
    status, said = await api("POST", here(ana), HELLO)
    assert (status, said["global"]) == (429, False)
    assert api.last is not None
    headers = api.last.headers
    assert (headers["X-RateLimit-Scope"], headers["X-RateLimit-Limit"]) == ("user", "5")
    assert float(headers["X-RateLimit-Reset-After"]) == said["retry_after"] <= 5
    assert int(headers["Retry-After"]) >= said["retry_after"]
    assert headers["Via"]
    bucket = headers["X-RateLimit-Bucket"]
    assert (await api("POST", here(theo), HELLO))[0] == 200
    assert api.last is not None
    assert api.last.headers["X-RateLimit-Bucket"] == bucket
    discord.clock.forward(5)
    assert (await api("POST", here(ana), HELLO))[0] == 200
    assert discord.rates.refused == 1


async def test_fifty_requests_a_second_and_answers_apart(
    discord: FakeDiscord, api: Api, ana: FakeUser
) -> None:
    discord.rates = Rates(on=True, a_second=3, sizes={})
    asked = [(await api("GET", f"/users/{ana.id}"))[0] for _ in range(4)]
    assert asked == [200, 200, 200, 429]
    assert api.last is not None
    assert api.last.headers["X-RateLimit-Global"] == "true"
    _, said = await api("GET", "/users/@me")
    assert said["global"] is True
    assert discord.rates.refused_globally == 2
    assert await api.code("POST", "/interactions/1/x/callback", {"type": 4}) == (404, 10062)
    discord.clock.forward(1)
    assert (await api("GET", "/users/@me"))[0] == 200


async def test_too_many_new_direct_messages(discord: FakeDiscord, api: Api) -> None:
    discord.rates = Rates(on=True, new_dms=2)
    people = [discord.person(f"P{number}") for number in range(3)]

    async def opened(person: FakeUser) -> tuple[int, int]:
        status, said = await api("POST", "/users/@me/channels", {"recipient_id": person.id})
        return status, said.get("code", 0)

    assert [await opened(person) for person in people] == [(200, 0), (200, 0), (403, 40003)]
    assert await opened(people[0]) == (200, 0)
    discord.clock.forward(600)
    assert await opened(people[2]) == (200, 0)


async def test_too_many_invalid_requests_are_a_ban(
    discord: FakeDiscord, api: Api, logged_in: Bot, ana: FakeUser
) -> None:
    discord.settings.invalid_requests = 3
    for _ in range(3):
        assert (await api("GET", "/users/@me", token="wrong"))[0] == 401
    status, page = await api("GET", "/users/@me")
    assert (status, "1015" in page) == (429, True)
    assert api.last is not None
    assert "Via" not in api.last.headers
    with pytest.raises(discord_py.HTTPException) as caught:
        await sends(logged_in, ana)
    assert caught.value.status == 429
    discord.clock.forward(600)
    assert (await api("GET", "/users/@me"))[0] == 200


async def test_shared_limits_do_not_count_towards_a_ban(discord: FakeDiscord, api: Api) -> None:
    discord.settings.invalid_requests = 2
    discord.faults.plan("*", faults.rate_limited(1, "shared"), times=2)
    for _ in range(2):
        _, said = await api("GET", "/users/@me")
        assert said["message"] == "The resource is being rate limited."
    assert (await api("GET", "/users/@me"))[0] == 200
