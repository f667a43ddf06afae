"""What a restored backup may not undo, as the journal beside the keys remembers it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.model.ids import PersonId
from bot.model.people import MembershipState


@dataclass(frozen=True, slots=True)
class Erased:
    """The person's key was destroyed."""


@dataclass(frozen=True, slots=True)
class Consented:
    """What the person last said about being written to."""

    state: MembershipState
    paused_until: date | None


#: What became of a person last; nothing else is kept of them.
Last = Erased | Consented


class Journal(Protocol):
    """Everything that is kept in it is put there by storage itself, in the commit that does it:
    no flow can forget to."""

    def missed(self) -> Mapping[PersonId, Last]:
        """What happened since this database was copied, of each person the last; empty where the
        database is not a restored backup."""

    def catch_up(self) -> None:
        """With this unit of work the database knows all that was missed."""
