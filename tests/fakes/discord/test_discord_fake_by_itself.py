"""One that is started by hand, in a process of its own."""

import asyncio
import json
import sys

import aiohttp


async def test_it_says_where_it_is_and_serves() -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.fakes.discord"), stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        told = json.loads(await asyncio.wait_for(process.stdout.readline(), 30))
        headers = {"Authorization": f"Bot {told['token']}"}
        async with aiohttp.ClientSession(headers=headers) as session:
            for person in told["people"].values():
                opened = {"recipient_id": person}
                async with session.post(f"{told['api']}/users/@me/channels", json=opened) as got:
                    channel = (await got.json())["id"]
                place = f"{told['api']}/channels/{channel}/messages"
                async with session.post(place, json={"content": "Hello"}) as got:
                    assert got.status == 200
            async with session.ws_connect(f"{told['gateway']}?v=10&encoding=json") as socket:
                assert (await socket.receive_json())["op"] == 10
    finally:
        process.terminate()
        await process.wait()
