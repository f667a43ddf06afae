"""The gateway by hand: identify, intents, shards, resume, close codes."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import pytest

from tests.fakes.discord.people.person import FakeUser
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.discord.wire_client import INTENTS, Wire, identification

Dial = Callable[..., Wire]
QUERY = "?v=10&encoding=json"


@pytest.fixture
async def dial(discord: FakeDiscord) -> AsyncIterator[Dial]:
    async with aiohttp.ClientSession() as session:

        def dialled(query: str = QUERY, url: str = "") -> Wire:
            return Wire(discord, session, f"{url or discord.gateway_url}{query}")

        yield dialled


async def test_ready_then_the_servers(discord: FakeDiscord, dial: Dial) -> None:
    async with dial() as wire:
        ready = await wire.identify()
        assert ready["v"] == 10
        assert ready["user"]["id"] == ready["application"]["id"] == discord.bot.id
        assert ready["guilds"] == [{"id": discord.guild.id, "unavailable": True}]
        assert ready["resume_gateway_url"] == discord.resume_url
        assert "shard" not in ready
        guild = await wire.until("GUILD_CREATE")
        assert guild["name"] == "Cedar Falls Fire"
        assert [one["user"]["id"] for one in guild["members"]] == [discord.bot.id]
        assert [one["name"] for one in guild["channels"]] == ["general"]
        await wire.send(1, wire.sequence)
        assert (await wire.receive())["op"] == 11


async def test_zlib_stream(dial: Dial) -> None:
    async with dial(QUERY + "&compress=zlib-stream") as wire:
        await wire.identify(shard=[0, 1])
        assert (await wire.until("GUILD_CREATE"))["unavailable"] is False


BAD_IDENTIFIES: list[tuple[dict[str, Any], int]] = [
    ({"token": "wrong"}, 4004),
    ({"intents": None}, 4013),
    ({"intents": 1 << 18}, 4013),
    ({"intents": INTENTS | 1 << 1}, 4014),
    ({"intents": INTENTS | 1 << 8}, 4014),
    ({"intents": INTENTS | 1 << 15}, 4014),
    ({"shard": [1, 1]}, 4010),
    ({"shard": "x"}, 4010),
    ({"properties": None}, 4002),
]


@pytest.mark.parametrize(("given", "code"), BAD_IDENTIFIES)
async def test_an_identify_is_refused(
    discord: FakeDiscord, dial: Dial, given: dict[str, Any], code: int
) -> None:
    async with dial() as wire:
        await wire.send(2, identification(discord, **given))
        assert await wire.closed() == code
    assert discord.gateway.closes == [code]
    assert discord.gateway.sessions == {}


async def test_a_privileged_intent_that_is_switched_on(discord: FakeDiscord, dial: Dial) -> None:
    discord.app.privileged.add("members")
    async with dial() as wire:
        ready = await wire.identify(intents=INTENTS | 1 << 1)
        assert ready["application"]["flags"] == 1 << 15
        ana = discord.person("Ana Quiñones")
        assert (await wire.until("GUILD_MEMBER_ADD"))["user"]["id"] == ana.id
        ana.leave()
        assert (await wire.until("GUILD_MEMBER_REMOVE"))["user"]["id"] == ana.id


async def test_only_what_was_asked_for(discord: FakeDiscord, dial: Dial, ana: FakeUser) -> None:
    async with dial() as all_of_it, dial() as servers, dial() as nothing:
        for wire, intents in ((all_of_it, INTENTS), (servers, 1), (nothing, 0)):
            await wire.identify(intents=intents)
        ana.type("Hello")
        await all_of_it.until("MESSAGE_CREATE")
        for wire in (servers, nothing):
            await wire.send(1)
            while (await wire.receive())["op"] != 11:
                pass
        assert [event for event, _ in servers.events] == ["READY", "GUILD_CREATE"]
        assert [event for event, _ in nothing.events] == ["READY"]


async def test_too_many_servers_for_one_shard(discord: FakeDiscord, dial: Dial) -> None:
    discord.settings.guilds_a_shard = 1
    discord.add_guild("Second")
    async with dial() as wire:
        await wire.send(2, identification(discord))
        assert await wire.closed() == 4011


BAD_FRAMES: list[tuple[str, int]] = [
    ("x", 4002),
    ("[]", 4002),
    ('{"op": "1"}', 4002),
    ('{"op": 1, "d": "' + "x" * 4096 + '"}', 4002),
    ('{"op": 99}', 4001),
    ('{"op": 0}', 4001),
    ('{"op": 3, "d": {}}', 4003),
    ('{"op": 8, "d": {}}', 4003),
    ('{"op": 6, "d": {}}', 4002),
    ('{"op": 6, "d": {"seq": 1, "token": "wrong", "session_id": "x"}}', 4004),
]


@pytest.mark.parametrize(("frame", "code"), BAD_FRAMES, ids=range(len(BAD_FRAMES)))
async def test_a_frame_is_refused(dial: Dial, frame: str, code: int) -> None:
    async with dial() as wire:
        await wire.socket.send_str(frame)
        assert await wire.closed() == code


@pytest.mark.parametrize(
    ("query", "code"),
    [("?v=5&encoding=json", 4012), ("?v=10&encoding=etf", 4002), ("?encoding=json", 4012)],
)
async def test_a_version_and_an_encoding(dial: Dial, query: str, code: int) -> None:
    async with dial(query) as wire:
        assert await wire.closed() == code


async def test_identified_twice_and_too_much_said(discord: FakeDiscord, dial: Dial) -> None:
    async with dial() as wire:
        await wire.identify()
        await wire.send(2, identification(discord))
        assert await wire.closed() == 4005
    async with dial() as wire:
        await wire.identify()
        for _ in range(120):
            await wire.send(1)
        assert await wire.closed() == 4008


async def test_one_identify_in_five_seconds(discord: FakeDiscord, dial: Dial) -> None:
    discord.rates.on = True
    async with dial() as wire:
        await wire.identify()
    async with dial() as wire:
        await wire.receive()
        await wire.send(2, identification(discord))
        assert await wire.receive() == {"op": 9, "d": False, "s": None, "t": None}
        discord.clock.forward(5)
        await wire.send(2, identification(discord))
        assert (await wire.receive())["t"] == "READY"


async def resumed(wire: Wire, session: str, sequence: int | None) -> None:
    await wire.receive()
    token = wire.discord.token
    await wire.send(6, {"token": token, "session_id": session, "seq": sequence})


async def test_resume_replays_what_was_missed(
    discord: FakeDiscord, dial: Dial, ana: FakeUser
) -> None:
    async with dial() as wire:
        ready = await wire.identify()
        await wire.until("GUILD_CREATE")
        ana.type("one")
        await wire.until("MESSAGE_CREATE")
        discord.gateway.drop()
        await discord.gateway.gone()
    ana.type("two")
    ana.type("three")
    async with dial(QUERY, discord.resume_url) as again:
        await resumed(again, ready["session_id"], wire.sequence)
        assert (await again.until("MESSAGE_CREATE"))["content"] == "two"
        assert (await again.until("MESSAGE_CREATE"))["content"] == "three"
        assert (await again.receive())["t"] == "RESUMED"
        ana.type("four")
        assert (await again.until("MESSAGE_CREATE"))["content"] == "four"
    assert discord.gateway.resumes == 1


async def test_what_cannot_be_resumed(discord: FakeDiscord, dial: Dial) -> None:
    async def session(code: int) -> tuple[str, int]:
        async with dial() as wire:
            ready = await wire.identify()
            await wire.until("GUILD_CREATE")
            await wire.socket.close(code=code)
            await discord.gateway.gone()
            return ready["session_id"], wire.sequence or 0

    async def answer(identity: str, sequence: int) -> Any:
        async with dial() as wire:
            await resumed(wire, identity, sequence)
            return (await wire.receive())["d"]

    unknown = await answer("nobody's", 1)
    assert unknown is False
    assert await answer(*(await session(1000))) is False
    late = await session(4000)
    discord.clock.forward(181)
    assert await answer(*late) is False
    discord.settings.replay_events = 1
    identity, _ = await session(4000)
    assert await answer(identity, 0) is False
    identity, sequence = await session(4000)
    async with dial() as wire:
        await resumed(wire, identity, sequence + 1)
        assert await wire.closed() == 4007


@pytest.mark.parametrize(("resumable", "event"), [(True, "RESUMED"), (False, None)])
async def test_a_session_that_is_invalidated(
    discord: FakeDiscord, dial: Dial, resumable: bool, event: str | None
) -> None:
    async with dial() as wire:
        ready = await wire.identify()
        await wire.until("GUILD_CREATE")
        discord.gateway.invalidate(resumable=resumable)
        frame = await wire.receive()
        assert (frame["op"], frame["d"]) == (9, resumable)
        await wire.socket.close(code=4000)
        await discord.gateway.gone()
    async with dial(QUERY, discord.resume_url) as again:
        await resumed(again, ready["session_id"], wire.sequence)
        assert (await again.receive())["t"] == event


async def test_each_shard_hears_of_its_own_servers(
    discord: FakeDiscord, dial: Dial, ana: FakeUser
) -> None:
    other = discord.add_guild("Second")
    shard = (int(other.id) >> 22) % 2
    async with dial() as first, dial() as second:
        wires = (first, second)
        for number, wire in enumerate(wires):
            ready = await wire.identify(shard=[number, 2])
            assert ready["shard"] == [number, 2]
            assert len(ready["guilds"]) == 1
            await wire.until("GUILD_CREATE")
        discord.outage(other)
        gone = await wires[shard].until("GUILD_DELETE")
        assert gone == {"id": other.id, "unavailable": True}
        ana.type("Hello")
        assert (await first.until("MESSAGE_CREATE"))["content"] == "Hello"


async def test_what_others_write_in_a_server_is_not_read(
    discord: FakeDiscord, dial: Dial, ana: FakeUser
) -> None:
    general = next(iter(discord.guild.channels.values()))
    async with dial() as wire:
        await wire.identify(intents=INTENTS | 1 << 9)
        ana.type("Hello", general)
        heard = await wire.until("MESSAGE_CREATE")
        assert (heard["content"], heard["author"]["id"]) == ("", ana.id)
        ana.type(f"Hello <@{discord.bot.id}>", general)
        assert "Hello" in (await wire.until("MESSAGE_CREATE"))["content"]
        discord.app.privileged.add("message_content")
        own = ana.type("Hello", general)
        assert (await wire.until("MESSAGE_CREATE"))["content"] == "Hello"
        ana.edit(own, "Hello again")
        assert (await wire.until("MESSAGE_UPDATE"))["content"] == "Hello again"
        ana.delete(own)
        assert (await wire.until("MESSAGE_DELETE"))["id"] == own.id


async def test_members_by_id_and_by_name(discord: FakeDiscord, dial: Dial, ana: FakeUser) -> None:
    async with dial() as wire:
        await wire.identify()
        ask: dict[str, Any] = {"guild_id": discord.guild.id, "limit": 0}
        await wire.send(8, {**ask, "user_ids": [ana.id, "123"], "nonce": "n"})
        chunk = await wire.until("GUILD_MEMBERS_CHUNK")
        assert [one["user"]["id"] for one in chunk["members"]] == [ana.id]
        assert (chunk["not_found"], chunk["nonce"]) == (["123"], "n")
        await wire.send(8, {**ask, "query": "ana", "limit": 1})
        assert len((await wire.until("GUILD_MEMBERS_CHUNK"))["members"]) == 1
        await wire.send(8, {**ask, "query": ""})
        assert await wire.closed() == 4001


async def test_heartbeats_must_not_stop(discord: FakeDiscord, dial: Dial) -> None:
    discord.settings.heartbeat_seconds = 0.2
    discord.settings.heartbeat_tolerance = 1.0
    async with dial() as wire:
        await wire.identify()
        session = next(iter(discord.gateway.sessions.values()))
        for _ in range(2):
            await asyncio.sleep(0.22)
            await wire.send(1)
        assert session.connection is not None
        discord.settings.heartbeat_seconds = 0.01
        await wire.send(1)
        assert await wire.closed() == 4000
    await discord.gateway.gone()
    assert discord.gateway.sessions == {session.id: session}


async def test_a_frozen_socket_says_nothing_until_it_is_resumed(
    discord: FakeDiscord, dial: Dial, ana: FakeUser
) -> None:
    async with dial() as wire:
        ready = await wire.identify()
        await wire.until("GUILD_CREATE")
        discord.gateway.freeze()
        await wire.send(1)
        ana.type("Hello")
        with pytest.raises(TimeoutError):
            await wire.socket.receive(timeout=0.02)
        discord.gateway.drop()
        await discord.gateway.gone()
    async with dial(QUERY, discord.resume_url) as again:
        await resumed(again, ready["session_id"], wire.sequence)
        assert (await again.until("MESSAGE_CREATE"))["content"] == "Hello"


async def test_a_door_that_is_shut_for_a_while(discord: FakeDiscord, dial: Dial) -> None:
    discord.gateway.reject = 1
    with pytest.raises(aiohttp.WSServerHandshakeError):
        async with dial():
            pass
    async with dial() as wire:
        await wire.identify()


async def test_away_and_back(discord: FakeDiscord, dial: Dial) -> None:
    address = discord.api_url
    await discord.away()
    with pytest.raises(aiohttp.ClientConnectionError):
        async with dial():
            pass
    await discord.back()
    assert discord.api_url == address
    async with dial() as wire:
        await wire.identify()


async def test_the_app_joins_and_is_removed(discord: FakeDiscord, dial: Dial) -> None:
    other = discord.add_guild("Later", invited=False)
    async with dial() as wire:
        await wire.identify()
        discord.invite(other)
        while (joined := await wire.until("GUILD_CREATE"))["id"] != other.id:
            pass
        assert "unavailable" not in joined
        discord.remove_app(other)
        assert await wire.until("GUILD_DELETE") == {"id": other.id}
