"""What the local workspace asks of the composition root: who is there, what can be typed, what
happens next, and the scenes of the story."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from adapters.local.clock import DemoClock
from bot.messages import Message
from bot.model.ids import Account


@dataclass(frozen=True, slots=True)
class Someone:
    """A person of the fictional agency, whom anyone may become. `role` is in words ("Member",
    "Supporter, on call"); `station` is "" for whoever has none (and for guests, off the roster),
    and so is `rank`."""

    account: Account
    name: str
    role: str
    station: str = ""
    rank: str = ""


@dataclass(frozen=True, slots=True)
class Command:
    name: str  #: without the slash: "peer"
    description: str


@dataclass(frozen=True, slots=True)
class Scene:
    id: str
    title: str
    description: str  #: one line


@dataclass(frozen=True, slots=True)
class Casting:
    """Who is on which phone, from left to right; `hint` says what to try or to watch, in one or
    two sentences. `asides` are what some of them were just answered, for their eyes alone."""

    phones: tuple[Account, ...]
    hint: str = ""
    asides: Mapping[Account, Message] = field(default_factory=dict)


class Stage(Protocol):
    """The composition root's side of the local workspace. Called on the event loop: whatever
    takes long inside awaits."""

    @property
    def clock(self) -> DemoClock:
        """The program's own clock."""

    async def people(self) -> Sequence[Someone]:
        """Everyone, in the order in which they are to be listed within a station and a role."""

    def commands(self) -> Sequence[Command]: ...

    async def next_event(self) -> datetime | None:
        """When something happens next; None: nothing is planned. Moves nothing."""

    async def go_to_next_event(self) -> None:
        """Moves the clock to what happens next, over days on which nothing does."""

    async def go_to(self, instant: datetime) -> None:
        """Moves the clock ahead to then. What is due on the way comes at its own time."""

    def scenes(self) -> Sequence[Scene]: ...

    async def opening(self) -> Casting:
        """Who is on the phones when the page is opened."""

    async def play(self, scene: str) -> Casting:
        """Brings the story to the scene's beginning. Raises LookupError for one it has not."""
