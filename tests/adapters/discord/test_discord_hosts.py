"""Files are had from Discord, whatever address a payload names."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord
import pytest
from aiohttp import web

from adapters.discord.calls import Calls
from adapters.discord.hosts import has_files
from bot.events import FileSent
from bot.ports import NotSent, Refused
from tests.adapters.discord.harness import DiscordHarness, read
from tests.fakes.surroundings import APOLOGY

DISCORD = "https://discord.com/api/v10"


@pytest.mark.parametrize(
    ("url", "discords"),
    [
        ("https://cdn.discordapp.com/attachments/1/2/a.csv?ex=1&is=2&hm=3", True),
        ("https://media.discordapp.net/attachments/1/2/a.png", True),
        ("https://cdn.discordapp.com:443/attachments/1/2/a.csv", True),
        ("http://cdn.discordapp.com/attachments/1/2/a.csv", False),
        ("https://cdn.discordapp.com:8443/a", False),
        ("https://cdn.discordapp.com.example.org/a", False),
        ("https://cdn.discordapp.com@example.org/a", False),
        ("https://example.org/cdn.discordapp.com", False),
        ("https://cdn.discordapp.com:x/a", False),
        ("http://169.254.169.254/latest", False),
        ("http://127.0.0.1/a", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_which_addresses_have_files(url: str, discords: bool) -> None:
    assert has_files(url, DISCORD) is discords


def test_a_discord_that_is_elsewhere_has_its_files_there() -> None:
    assert has_files("http://127.0.0.1:1234/attachments/1/2/a", "http://127.0.0.1:80/api/v10")
    assert not has_files("http://127.0.0.2:1234/a", "http://127.0.0.1:1234/api/v10")
    assert not has_files("", "")


@asynccontextmanager
async def somebody_elses(location: str = "") -> AsyncIterator[tuple[int, list[web.Request]]]:
    """A server, its port, and who came; where there is a `location` it sends everybody on."""
    came: list[web.Request] = []

    async def take(request: web.Request) -> web.Response:
        came.append(request)
        if location:
            raise web.HTTPFound(location)
        return web.Response(text="number,name\n")

    served = web.Application()
    served.router.add_get("/{rest:.*}", take)
    runner = web.AppRunner(served)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield runner.addresses[0][1], came
    finally:
        await runner.cleanup()


async def test_a_file_elsewhere_is_not_asked_for(at: DiscordHarness) -> None:
    ana = at.person("ana")
    sent = ana.upload("roster.csv", b"number,name\n")
    await at.core.next_event(FileSent)
    assert len([event for event in at.core.events if isinstance(event, FileSent)]) == 1
    async with somebody_elses() as (port, came):
        (file,) = sent.raw["attachments"]
        elsewhere = {**file, "url": f"http://localhost:{port}/roster.csv"}
        told = {**sent.raw, "id": str(int(sent.raw["id"]) + 1), "attachments": [elsewhere]}
        at.discord.gateway.dispatch("MESSAGE_CREATE", told)
        await at.discord.until(lambda: bool(ana.from_app), within=10)
    assert came == []
    assert len([event for event in at.core.events if isinstance(event, FileSent)]) == 1
    assert read(ana.from_app[-1].texts[0]) == APOLOGY


async def test_nobody_is_sent_on_and_a_file_has_its_size(at: DiscordHarness) -> None:
    calls = Calls(discord.Client(intents=discord.Intents.none()))
    async with somebody_elses() as (port, came):
        here = f"http://127.0.0.1:{port}/a.csv"
        assert await calls.download(here, 12) == b"number,name\n"
        assert await calls.download(here, 11) is None
        with pytest.raises(Refused):
            await calls.download(f"http://localhost:{port}/a.csv", 12)
        assert len(came) == 2
        async with somebody_elses(here) as (on, asked):
            with pytest.raises(NotSent):
                await calls.download(f"http://127.0.0.1:{on}/a.csv", 12)
        assert len(asked) == 1
        assert len(came) == 2
