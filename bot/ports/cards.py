"""What buttons mean, whose they are, and which events were handled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.events import Event
from bot.messages import Action
from bot.model.ids import Account, PersonId


@dataclass(frozen=True, slots=True)
class OpenedCard:
    """What a token stands for. Whether it is the presser's own is the caller's to ask."""

    account: Account  #: whose card it is
    person: PersonId | None  #: None: somebody whom the roster does not know
    actions: tuple[Action, ...]
    key: str  #: the outbox key of the message, "" for asides and forms
    expired: bool


@dataclass(frozen=True, slots=True)
class NewCard:
    """A card of a message, to be issued under the message's key."""

    account: Account
    actions: tuple[Action, ...]
    person: PersonId
    key: str


class Cards(Protocol):
    """Tokens of cards and forms, with what their buttons mean (sealed)."""

    def issue(
        self, account: Account, actions: Sequence[Action], *, person: PersonId | None, key: str = ""
    ) -> str:
        """A 128-bit token (hex) that nobody can guess, stored hashed, good for 90 days. A card that
        is sent again under the same non-empty `key` keeps its token and replaces its actions."""

    def issue_many(self, cards: Sequence[NewCard]) -> tuple[str, ...]:
        """The same of many cards of messages at once; no key comes twice."""

    def open(self, token: str) -> OpenedCard | None:
        """None for a token that was never issued, or is kept no longer."""

    def set_handles(self, handles: Mapping[str, str]) -> None:
        """The platform's handles of messages, sealed, by the keys of their cards."""

    def handle_of(self, key: str) -> tuple[Account, str] | None:
        """Where the message of that key was posted, and its handle; None where it was not."""

    def renew(self, key: str) -> None:
        """The card of that key, if there is one, is good for 90 days from now on."""


class Events(Protocol):
    """Which of the platforms' events were handled."""

    def first_time(self, event: Event) -> bool:
        """Remembers the event's id for 7 days; False where it was handled before."""
