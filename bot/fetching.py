"""Files that somebody sent, had from the platform: whole or not at all, and a few at a time."""

import asyncio
from collections.abc import AsyncIterable, Awaitable, Callable
from dataclasses import dataclass, field

from bot.events import SentFile
from bot.ports import PlatformError

#: bytes of a file; a roster of 100,000 rows is about 12 MB
MOST_BYTES = 25_000_000
#: what many send at once does not fill the memory
AT_ONCE = 2
#: bytes of a piece that a platform asks its library for
PIECE = 65_536


@dataclass(slots=True)
class Fetching:
    """`download` is the platform's: the bytes behind an address, or None where they are more than
    the number it is given."""

    download: Callable[[str, int], Awaitable[bytes | None]]
    _turn: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def file(self, name: str, url: str, size: int) -> SentFile:
        """`size` in bytes, as the platform says. Raises PlatformError where it cannot be had
        whole."""
        content = None
        if size <= MOST_BYTES:
            async with self._turn:
                content = await self.download(url, MOST_BYTES)
        if content is None:
            raise PlatformError("a file of too many bytes")
        return SentFile(name, content)


async def whole(pieces: AsyncIterable[bytes], most: int) -> bytes | None:
    """What comes in pieces; None where it is of more bytes than `most`, and no more is read."""
    content = bytearray()
    async for piece in pieces:
        content += piece
        if len(content) > most:
            return None
    return bytes(content)
