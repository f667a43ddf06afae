"""What routing knows of who asks and of who could be asked. Made by a flow from the records."""

from dataclasses import dataclass

from bot.model.ids import PersonId
from bot.model.supporters import Topic


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and what they wish.

    `declined` are those to whom they said "someone else", or who accepted and then could not.
    `above` are all who stand above them in the chain of command, former ones included until
    their date. `other_station` is the wish in force, given or by default.
    """

    person: PersonId
    language: str
    station: str = ""
    topic: Topic | None = None
    named: PersonId | None = None
    preferred: tuple[PersonId, ...] = ()
    avoided: frozenset[PersonId] = frozenset()
    declined: frozenset[PersonId] = frozenset()
    above: frozenset[PersonId] = frozenset()
    evaluators: frozenset[PersonId] = frozenset()
    no_officers: bool = False
    other_station: bool = False

    def chose(self, supporter: PersonId) -> bool:
        """Named for this request, or on their ranked list."""
        return supporter == self.named or supporter in self.preferred


@dataclass(frozen=True, slots=True)
class Load:
    """What a supporter has in hand, and the caps that hold for them."""

    open: int = 0  #: conversations, and proposals that wait for a yes
    new_today: int = 0  #: accepted in the last 24 hours
    live_now_offers: int = 0  #: open offers for now whose time still runs
    dropped: int = 0  #: accepted and then dropped, last 30 days
    most_open: int = 5
    most_new_a_day: int = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could be asked. `draw`, in [0, 1), decides between equals: a keyed hash of
    request and supporter, so that nobody is first by the alphabet."""

    person: PersonId
    on_roster: bool = True
    approved: bool = True
    trained: bool = True
    available: bool = True
    on_call: bool = False
    languages: frozenset[str] = frozenset()
    topics: frozenset[Topic] = frozenset()
    station: str = ""
    officer: bool = False
    coordinator: bool = False
    above: frozenset[PersonId] = frozenset()
    load: Load = Load()
    draw: float = 0.0
