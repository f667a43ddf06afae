"""One that is started by hand, in a process of its own."""

import asyncio
import json
import sys

from slack_sdk.web.async_client import AsyncWebClient


async def test_it_says_where_it_is_and_serves() -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.fakes.slack"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        told = json.loads(await asyncio.wait_for(process.stdout.readline(), 30))
        client = AsyncWebClient(token=told["bot_token"], base_url=told["base_url"])
        for person in told["people"].values():
            assert (await client.chat_postMessage(channel=person, text="Hello"))["ok"]
        process.stdin.write(b"people\n")
        process.stdin.close()
        played = await asyncio.wait_for(process.stdout.readuntil(b"Maren Okafor: T"), 30)
        assert b"Ana Qui" in played
        assert (await client.auth_test())["ok"], "nothing more is typed, and it serves on"
    finally:
        process.terminate()
        await process.wait()
