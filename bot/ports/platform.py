"""A connection to a platform: what it can show, what it is given, what it brings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.events import Event
from bot.messages import Answer, Message
from bot.model.content import Lane, Operation
from bot.model.direct_chats import DirectChat
from bot.model.ids import Account, OutboxId

#: how long a platform may keep a key
FOR_EVER = timedelta.max
NEVER = timedelta(0)


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a platform can show and promise; what it cannot show, its adapter degrades."""

    buttons: bool
    forms: bool
    asides: bool
    images: bool
    edits: bool
    keeps_keys: timedelta  #: for so long sending again under one key gives one message, or NEVER
    look_up: bool  #: a message can be found by its key
    #: opening somebody's direct chat is dear, so it is kept (`Delivery.chat`, `WithDirectChats`)
    direct_chats: bool = False
    health: bool = True  #: its rules let a message say that somebody's health is what it is about
    one_limit: bool = False  #: all its workspaces have one limit of calls between them
    group_chats: bool = False  #: a conversation of two people and the bot can be opened
    files: bool = False  #: a message can carry a file, and both can be deleted again

    @property
    def tells_twice(self) -> bool:
        """Whether a message of unknown outcome can be told from one that was not sent."""
        return self.look_up or self.keeps_keys > NEVER

    def takes_once(self, age: timedelta) -> bool:
        """Whether a call that was first made so long ago can be made again without doubling."""
        return age < self.keeps_keys


@dataclass(frozen=True, slots=True)
class Delivery:
    """One platform call: a rendered message on its way."""

    row: OutboxId
    key: str  #: opaque idempotency key, <= 25 characters, the same at every attempt
    account: Account
    operation: Operation
    lane: Lane
    message: Message | None  #: None for a delete
    #: of the message that is edited or deleted; of a delete "": whatever of the bot's in their
    #: chat carries a file, message and file, which may be none by now
    handle: str = ""
    card_key: str = ""  #: under which the handle of a posted message is kept
    attempts: int = 0  #: calls made before this one
    #: of a conversation that is opened: who else is in it, in the same workspace
    others: tuple[Account, ...] = ()
    #: of a message that is posted, where something is known of it
    chat: DirectChat | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """A pacing budget of the platform: at most `per_second` calls under `key`, `burst` at once."""

    key: str
    per_second: float
    burst: int = 1


class Platform(Protocol):
    """One connection to a platform; one folder in adapters/."""

    @property
    def name(self) -> str:
        """The folder's name, and the first part of its accounts."""

    @property
    def capabilities(self) -> Capabilities: ...

    async def start(self, intake: "Intake") -> None:
        """Connects; from here on events go to `intake`."""

    async def stop(self) -> None:
        """Finishes what is in flight."""

    async def deliver(self, delivery: Delivery) -> str:
        """Posts, edits, deletes or opens; returns the platform's handle. Raises PlatformError:
        Refused where a conversation is to be opened and the platform has none."""

    async def find(self, delivery: Delivery) -> str | None:
        """The handle of a message sent under this delivery's key, where look_up is offered; of a
        conversation that was to be opened, its own, if it stands."""

    async def clear(self, account: Account, before: datetime) -> bool:
        """Deletes some of what the bot wrote to this account before this instant, files with their
        messages; whether there may be more. Raises PlatformError: Refused where it never can be
        done."""

    async def take_away(self, place: str, handle: str) -> None:
        """Takes away what the platform was given to hold: a picture, or a file
        (`bot.model.pictures`).
        Raises PlatformError: MessageGone where it is not there any more, Refused where the platform
        will never let go of it."""

    def rates(self, delivery: Delivery) -> Sequence[Rate]:
        """The budgets that this call uses."""

    def look_up_rates(self, delivery: Delivery) -> Sequence[Rate]:
        """Those that finding it uses."""


class Intake(Protocol):
    """Where an adapter brings its events; the composition root gives it one."""

    async def __call__(self, event: Event) -> Answer:
        """The answer, after the commit. Raises LedgerBusy where nothing could be done: the
        adapter then apologises (`Surroundings.apology`)."""
