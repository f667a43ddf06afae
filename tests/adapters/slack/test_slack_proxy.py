"""Where an agency lets nobody out but by a proxy, everything goes by it."""

import asyncio

import aiohttp

from adapters.slack.calls import Calls
from adapters.slack.tokens import FixedToken, TokenClient

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
OK = b'{"ok":true}'


async def test_answers_and_files_go_by_it_like_every_call() -> None:
    asked: list[str] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = (await reader.readline()).decode()
        asked.append(line.rpartition(" ")[0].partition("?")[0])
        await reader.readuntil(b"\r\n\r\n")
        writer.write(ANSWER + OK)
        await writer.drain()
        writer.close()

    proxy = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = proxy.sockets[0].getsockname()[1]
    slack = "http://slack.example.org"
    async with proxy, aiohttp.ClientSession() as http:
        client = TokenClient(
            FixedToken("xoxb-1"),
            base_url=f"{slack}/api/",
            proxy=f"http://127.0.0.1:{port}",
            session=http,
        )
        calls = Calls(client, http, "T1", "B1")
        assert await calls.are_taken()
        await calls.respond(f"{slack}/actions/1", "Hello", [], redraws=True)
        assert await calls.files.download(f"{slack}/files-pri/1", 100) == OK
        await calls.files.upload("F1", f"{slack}/upload/1", b"png")
    assert asked == [
        f"POST {slack}/api/auth.test",
        f"POST {slack}/actions/1",
        f"GET {slack}/files-pri/1",
        f"POST {slack}/upload/1",
        f"POST {slack}/api/files.completeUploadExternal",
    ]
