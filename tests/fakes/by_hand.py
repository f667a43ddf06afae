"""Playing people by hand: a line somebody types at a fake becomes what a person does there.

What all platforms have is here; a platform's own console has its verbs and its words.
"""

import asyncio
import threading
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Generic, Protocol, TypeVar

from tests.fakes.served import Served


class Unclear(Exception):
    """A line that names nobody, or nothing that can be done."""


class Played(Protocol):
    """Somebody at a client; the log has everything that was shown to them, in order."""

    log: list[Any]

    @property
    def id(self) -> str: ...


P = TypeVar("P", bound=Played)

#: Does what somebody is told to; what went wrong, "" where nothing did.
Act = Callable[[P, str], Awaitable[str]]
Around = Callable[[str], Awaitable[None]]


class Console(ABC, Generic[P]):
    """`say` gets what is to be read, a piece at a time. Lines begin with somebody's name, or with
    what is done to the place itself."""

    help: str
    #: Raised where something is not to be had: told, and nothing ends.
    not_there: type[Exception]

    def __init__(self, platform: Served, say: Callable[[str], None]) -> None:
        self._platform = platform
        self._say = say
        self._told: dict[str, int] = {}  #: of each person's log, how much was shown

    @property
    @abstractmethod
    def people(self) -> Mapping[str, P]:
        """Whoever is played, by id."""

    @property
    @abstractmethod
    def acts(self) -> Mapping[str, Act[P]]:
        """What somebody may do, by the verb."""

    @property
    @abstractmethod
    def around(self) -> Mapping[str, Around]:
        """What may be done to the place and the app, by the verb."""

    @abstractmethod
    def name_of(self, person: P) -> str: ...

    @abstractmethod
    def account_of(self, person: P) -> str:
        """As a roster has it, without the platform."""

    @abstractmethod
    def news_of(self, person: P, entry: Any) -> str:
        """An entry of their log, as lines."""

    @abstractmethod
    def screen_of(self, person: P) -> str: ...

    @abstractmethod
    async def command(self, person: P, command: str, rest: str) -> str:
        """They type a slash command; what went wrong, or ""."""

    async def line(self, line: str) -> None:
        """Do what it says, and show what comes of it to anybody."""
        try:
            await self._do(line.strip())
        except (Unclear, ValueError, OSError, self.not_there) as wrong:
            self._say(f"? {wrong}")
        await self._platform.quiet()
        self.news()

    def news(self) -> None:
        """What was shown to people since it was last told."""
        for person in list(self.people.values()):
            told = self._told.get(person.id, 0)
            self._told[person.id] = len(person.log)
            for entry in person.log[told:]:
                self._say(self.news_of(person, entry))

    async def tell_people(self, _: str = "") -> None:
        for person in self.people.values():
            self._say(f"{self.name_of(person)}: {self.account_of(person)}")

    def person(self, start: str) -> P:
        """Whose name begins so. Raises Unclear."""
        named = [
            person
            for person in self.people.values()
            if start == person.id or self.name_of(person).lower().startswith(start.lower())
        ]
        if len(named) != 1:
            told = "several people are" if named else "nobody is"
            raise Unclear(f"{told} called {start}; `people` names them, `help` the rest")
        return named[0]

    async def _do(self, line: str) -> None:
        first, _, rest = line.partition(" ")
        rest = rest.strip()
        if first in {"", "help", "?"}:
            self._say(self.help)
        elif first in self.around:
            await self.around[first](rest)
        else:
            await self._act(self.person(first), rest)

    async def _act(self, person: P, words: str) -> None:
        verb, _, rest = words.partition(" ")
        rest = rest.strip()
        if verb in {"", "see"}:
            self._told[person.id] = len(person.log)
            self._say(self.screen_of(person))
            return
        if verb.startswith("/"):
            wrong = await self.command(person, verb, rest)
        elif verb in self.acts:
            wrong = await self.acts[verb](person, rest)
        else:
            raise Unclear(f"{verb}? `help` shows what can be typed")
        if wrong:
            self._say(f"! {wrong}")


def parted(rest: str) -> list[tuple[str, str]]:
    """`Name = Ana; When = Today` by field."""
    fields = [part.partition("=") for part in rest.split(";") if part.strip()]
    return [(label.strip(), entered.strip()) for label, _, entered in fields]


async def play(console: Console[Any]) -> None:
    """Every line that is typed, and what comes to people without anybody's doing; it goes on
    serving when no more is typed."""
    await asyncio.gather(_typed(console), _watched(console))


async def _typed(console: Console[Any]) -> None:
    lines: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def listen() -> None:
        # A buffer of its own: sys.stdin's would still be locked when the interpreter ends.
        with open(0, closefd=False) as typed:
            for line in typed:
                loop.call_soon_threadsafe(lines.put_nowait, line)

    threading.Thread(target=listen, daemon=True).start()
    while True:
        await console.line(await lines.get())


async def _watched(console: Console[Any]) -> None:
    while True:
        await asyncio.sleep(1)
        console.news()
