"""A Discord by itself, for whoever wants to point a program at one by hand.

python -m tests.fakes.discord [--port PORT]

Prints its addresses and the bot's token as JSON, and serves until it is ended. Lines that are typed
play the people: `help` shows how (`console.py`).
"""

import argparse
import asyncio
import json
import sys

from tests.fakes.by_hand import play
from tests.fakes.discord.console import DiscordConsole
from tests.fakes.discord.server import FakeDiscord


async def serve(port: int) -> None:
    discord = FakeDiscord()
    for name in ("Ana Quiñones", "Theo Brandt", "Maren Okafor"):
        discord.person(name)
    await discord.start(port)
    told = {
        "api": discord.api_url,
        "gateway": discord.gateway_url,
        "token": discord.token,
        "application": discord.app.id,
        "guild": discord.guild.id,
        "channels": {one.name: one.id for one in discord.guild.channels.values()},
        "people": {one.user.global_name: one.id for one in discord.people.values()},
    }
    print(json.dumps(told, ensure_ascii=False), flush=True)
    try:
        await play(DiscordConsole(discord, lambda text: print(text, flush=True)))
    finally:
        await discord.stop()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fakes.discord")
    parser.add_argument("--port", type=int, default=0)
    given = parser.parse_args()
    try:
        asyncio.run(serve(given.port))
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
