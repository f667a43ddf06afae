"""A platform's side of what is measured: two fakes, the program's and that of the bare app beside
it, and people at their clients.

Instants are monotonic seconds, which every process of the machine shares. The fakes keep whatever
they were called with, and a pass of Python's collector over all of that takes up to 400 ms, which
would be told as the program's. So nothing is collected here but between what is measured.
"""

import asyncio
import gc
import time
from abc import ABC, abstractmethod
from collections.abc import Coroutine, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from tests.bench.told import Deed, Json

T = TypeVar("T")
Fake = TypeVar("Fake")
User = TypeVar("User")

_LOOK = 0.02
_SHOWN = 0.2


class Side(ABC, Generic[Fake, User]):
    """`POST` is the name of the call that posts a message, `ASKED_FIRST` that of what the program
    asks before it does; "" where it asks nothing. Its process is its own."""

    POST: ClassVar[str]
    ASKED_FIRST: ClassVar[str] = ""

    def __init__(self) -> None:
        self.fakes: dict[str, Fake] = {}
        self.people: dict[str, list[User]] = {}
        gc.disable()

    @property
    def deeds(self) -> dict[str, Deed]:
        return {
            "begin": self.begin,
            "connected": self.connected,
            "forget": self.forget,
            "posted": self.posted,
            "press": self.press,
            "command": self.command,
            "prepare": self.prepare,
            "ask": self.ask,
            "end": self.end,
        }

    # What every platform has

    async def forget(self, place: str) -> Json:
        """What was called until now; and collects, since nobody waits at this moment."""
        self.calls(place).clear()
        gc.collect()
        return {}

    async def posted(self, place: str, number: int, within: float) -> Json:
        """Waits for so many messages; when each came, and how many calls met a limit."""
        async with asyncio.timeout(within):
            while len(self._posts(place)) < number:  # noqa: ASYNC110 - nobody tells of it
                await asyncio.sleep(_LOOK)
        calls = self.calls(place)
        return {
            "at": [call.at for call in self._posts(place)],
            "limited": [call.at for call in calls if call.status == 429],
            "calls": [call.at for call in calls],
        }

    async def end(self) -> Json:
        for fake in self.fakes.values():
            await self.stop(fake)
        return {"core": time.process_time()}

    def _posts(self, place: str) -> list[Any]:
        calls = self.calls(place)
        return [call for call in calls if self.called(call) == self.POST and self.went_well(call)]

    async def all_shown(self, place: str) -> None:
        """Until nothing but what belongs to a fan-out has come for a while; that goes on."""
        calls, fan_out = self.calls(place), (self.POST, self.ASKED_FIRST)
        before, found = -1, 0
        while before < found:
            before = found
            await asyncio.sleep(_SHOWN)
            found = sum(self.called(call) not in fan_out for call in calls)

    async def together(self, place: str, deeds: Sequence[Coroutine[Any, Any, T]]) -> list[T]:
        """All at once: what they send leaves when everybody has done their part of it, so that
        nobody's answer waits here for the next one's payload to be made."""
        sending = self.sending(place)
        sending.hold()
        doing = [asyncio.ensure_future(deed) for deed in deeds]
        while sending.held < len(doing):  # noqa: ASYNC110 - nobody tells of it
            await asyncio.sleep(0)
        await sending.release()
        return await asyncio.gather(*doing)

    # What each has in its own way

    @abstractmethod
    async def begin(self, places: Sequence[str], people: int) -> Json:
        """So many people in each; where it is, and who they are."""

    @abstractmethod
    async def connected(self, place: str) -> Json:
        """Waits for the app."""

    @abstractmethod
    async def press(self, place: str, number: int) -> Json:
        """So many people press at once. Seconds until each was answered, by what was done."""

    @abstractmethod
    async def command(self, place: str, number: int) -> Json:
        """So many people type /peer at once. Seconds, by what was done."""

    @abstractmethod
    async def prepare(self, place: str, asker: int, supporter: int) -> Json:
        """A request to that supporter that is for now, but for sending it off."""

    @abstractmethod
    async def ask(self, place: str, asker: int, supporter: int) -> Json:
        """Sends it off. Seconds until that supporter has the offer."""

    @abstractmethod
    async def stop(self, fake: Fake) -> None: ...

    @abstractmethod
    def calls(self, place: str) -> list[Any]:
        """Every request since `forget`."""

    @abstractmethod
    def called(self, call: Any) -> str:
        """The name of a call."""

    @abstractmethod
    def went_well(self, call: Any) -> bool: ...

    @abstractmethod
    def sending(self, place: str) -> Any:
        """What takes the events to the app: `hold`, `held`, `release`."""
