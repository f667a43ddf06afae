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
        """What happened since this database was copied, or was journalled by a process that died
        before it was committed: of each person the last. Nobody else writes to the journal until
        this unit of work ends."""

    def catch_up(self) -> int:
        """With this unit of work the database knows all that was missed. What was published of a
        quarter meanwhile is put back as it was, and never counted anew; how many quarters."""
