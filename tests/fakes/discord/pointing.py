"""Pointing the real discord.py at a fake: its two addresses, and nothing else."""

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
