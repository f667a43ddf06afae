"""A core that answers as it is told: what stands behind an adapter in the adapters' own tests."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.events import Event
from bot.messages import Answer

E = TypeVar("E", bound=Event)

Script = Callable[[Event], Awaitable[Answer]]


class ScriptedCore:
    """Implements `bot.ports.Intake`. Remembers every event, and answers each by its script; the
    script may wait, and may raise."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._script: Script = _nothing
        self._came = asyncio.Condition()

    async def __call__(self, event: Event) -> Answer:
        async with self._came:
            self.events.append(event)
            self._came.notify_all()
        return await self._script(event)

    def answer(self, answer: Answer) -> None:
        """Every event from now on gets this answer."""

        async def script(event: Event) -> Answer:
            return answer

        self._script = script

    def follow(self, script: Script) -> None:
        self._script = script

    async def next_event(self, kind: type[E], *, after: int = 0) -> E:
        """The first event of that kind, `after` so many events; waits up to five seconds."""

        def found() -> list[E]:
            return [event for event in self.events[after:] if isinstance(event, kind)]

        async with asyncio.timeout(5), self._came:
            await self._came.wait_for(found)
        return found()[0]


async def _nothing(event: Event) -> Answer:
    return Answer()
