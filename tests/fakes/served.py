"""Waiting for the requests that a fake platform answers."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Served:
    """A platform that counts the requests under way."""

    def __init__(self) -> None:
        self._under_way = 0
        self._noted = asyncio.Event()

    @contextmanager
    def answering(self) -> Iterator[None]:
        """For as long as one request is being answered."""
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1
            self._noted.set()

    async def until(self, there: Callable[[], bool], within: float) -> None:
        """Until a request made something so, or it was so before."""
        async with asyncio.timeout(within):
            while not there():
                self._noted.clear()
                await self._noted.wait()

    async def quiet(self, seconds: float = 0.05, within: float = 10.0) -> None:
        """Until no request was made or is under way for so long."""

        async def still() -> None:
            while True:
                self._noted.clear()
                try:
                    await asyncio.wait_for(self._noted.wait(), seconds)
                except TimeoutError:
                    if not self._under_way:
                        return

        await asyncio.wait_for(still(), within)
