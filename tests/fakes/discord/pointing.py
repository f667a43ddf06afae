"""Pointing the real discord.py at a fake: its two addresses, and nothing else.

python -m tests.fakes.discord.pointing API GATEWAY MODULE [ARGUMENT ...]

runs any program of discord.py's so, as `python -m MODULE` would.
"""

import runpy
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord


@contextmanager
def pointed_at(discord: "FakeDiscord") -> Iterator[None]:
    """For as long as it lasts, every client of this process talks to it."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    point(discord.api_url, discord.gateway_url)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before


def point(api_url: str, gateway_url: str) -> None:
    """For good: at one that may be another process's."""
    Route.BASE = api_url
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)


def main() -> None:
    api_url, gateway_url, module, *arguments = sys.argv[1:]
    point(api_url, gateway_url)
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
