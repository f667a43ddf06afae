"""What the contract suite needs of a platform's tests: a person at the other end of the chat.

Each adapter has `tests/adapters/<name>/harness.py` with `open_harness(place)`, an asynchronous
context manager that gives a `Harness` whose platform runs against the platform's own server or a
fake of it at the level of the wire. Nothing here knows any platform.
"""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from bot.model.ids import Account
from bot.ports import Platform
from tests.fakes.scripted_core import ScriptedCore


@dataclass(frozen=True, slots=True)
class SeenButton:
    label: str
    style: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as somebody sees it: every text on it in order, buttons apart."""

    texts: tuple[str, ...]
    buttons: tuple[SeenButton, ...] = ()
    pictures: tuple[str, ...] = ()  #: what is said to whoever does not see them
    files: tuple[tuple[str, bytes], ...] = ()  #: by name, what somebody finds who opens them

    @property
    def text(self) -> str:
        return "\n".join(self.texts)


@dataclass(frozen=True, slots=True)
class SeenForm:
    """A form as somebody sees it. `errors` are those at fields, by the field's name."""

    title: str
    texts: tuple[str, ...]
    labels: dict[str, str]
    values: dict[str, tuple[str, ...]]
    errors: dict[str, str] = field(default_factory=dict)


class Outcome(StrEnum):
    TAKEN = "taken"
    REFUSED = "refused"  #: the platform did not take it, and said so
    SORRY = "sorry"  #: it was taken, could not be handled, and the person was told


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back at once to whoever acted, and nobody else saw."""

    outcome: Outcome
    aside: Seen | None = None
    form: SeenForm | None = None
    words: str = ""  #: why it was refused


class Harness(Protocol):
    platform: Platform
    core: ScriptedCore

    def account(self, name: str) -> Account:
        """Somebody of this workspace; the same for the same name."""

    def elsewhere(self) -> Account:
        """An account that this platform's connection cannot be meant for."""

    async def chat(self, account: Account) -> Sequence[Seen]:
        """Their direct messages with the bot, oldest first, as the platform keeps them: what
        they would see on a device that they sign in on now. Their own words are not in it."""

    async def held(self) -> Sequence[bytes]:
        """Every file that the platform holds, whoever may see it."""

    async def group_chat(self, *accounts: Account) -> Sequence[Seen]:
        """What each of them sees in the conversation of all of them and the bot, oldest first;
        nothing where there is none."""

    async def press(self, account: Account, place: int, button: str) -> Reply:
        """Press a button, by its label, of the message at that place of the chat."""

    async def press_in_aside(self, account: Account, button: str) -> Reply:
        """Press a button of the aside that they were shown last."""

    async def command(self, account: Account, name: str, text: str = "") -> Reply: ...

    async def type(self, account: Account, text: str) -> Reply: ...

    async def send_file(self, account: Account, name: str, content: bytes) -> Reply: ...

    async def submit(
        self,
        account: Account,
        values: dict[str, tuple[str, ...]],
        files: dict[str, tuple[str, bytes]] | None = None,
    ) -> Reply:
        """Submit the form that they were shown last."""

    async def repeat(self) -> Reply:
        """The platform brings the last event again, as platforms do."""

    async def restart(self) -> None:
        """The program's side is stopped and started anew."""


class OpenHarness(Protocol):
    def __call__(self, place: Path) -> AbstractAsyncContextManager[Harness]: ...
