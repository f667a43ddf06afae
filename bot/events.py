"""What platforms tell the core, typed. Each carries the platform's own id of it, so that an event
that comes twice is handled once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.model.ids import Account

#: The commands there are, in the order in which a platform lists them; `command-<name>` is the
#: line beside each.
COMMANDS = ("peer", "supporter", "peer-report", "peer-admin")


@dataclass(frozen=True, slots=True)
class Event:
    id: str  #: the platform's id of the event; unique within the platform
    account: Account  #: who did it
    #: whether the platform lets this account do a coordinator's work, where it was told who may;
    #: the roster has to say so as well
    may_coordinate: bool = field(default=True, kw_only=True)


@dataclass(frozen=True, slots=True)
class ButtonPressed(Event):
    token: str
    number: int


@dataclass(frozen=True, slots=True)
class CommandGiven(Event):
    name: str  #: without the slash: one of COMMANDS, or what somebody typed for one
    text: str = ""
    #: whom it is about: the value of a suggestion (`NameBegun`), or what was typed in place of one
    to: str = ""


@dataclass(frozen=True, slots=True)
class NameBegun(Event):
    """They begin to type a supporter's name behind a command, on platforms that complete it. The
    answer has the suggestions. It comes with every letter, so nothing is kept of it, its id
    neither."""

    typed: str


@dataclass(frozen=True, slots=True)
class AnswerLost(Event):
    """The platform could not show what came of something that they did: it was too late, or its
    way is gone. They hear of it by a message, where they may be written to. `in_chat`: they did it
    in their direct chat, so that they are there. `taken`: it was handled; else it may not have
    been. Whom the program does not know has the answer's aside, in the chat."""

    in_chat: bool
    taken: bool


@dataclass(frozen=True, slots=True)
class HomeOpened(Event):
    """They look at the bot's own page, on platforms that have one; the answer's aside is drawn
    there, and stays until the next. A press on it may be answered with the page redrawn."""


@dataclass(frozen=True, slots=True)
class SentFile:
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class FormSubmitted(Event):
    token: str
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: Mapping[str, SentFile] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """The first value of a field, or "" where nothing was given."""
        given = self.values.get(name, ())
        return given[0] if given else ""


@dataclass(frozen=True, slots=True)
class TextTyped(Event):
    text: str


@dataclass(frozen=True, slots=True)
class FileSent(Event):
    file: SentFile
