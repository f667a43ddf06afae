"""The whole program, where Discord is another process's."""

import asyncio

from tests.bench.told import Json
from tests.bench.whole_program import serve_program
from tests.fakes.discord.pointing import point


async def point_at(api: str, gateway: str) -> Json:
    """discord.py's two addresses, for good."""
    point(api, gateway)
    return {}


if __name__ == "__main__":
    asyncio.run(serve_program({"point": point_at}))
