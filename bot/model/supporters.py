"""A supporter: vetting, training, availability, and the entry in the directory."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.model.ids import PersonId


class SupporterState(StrEnum):
    """Vetting, kept by the coordinators."""

    NOMINATED = "nominated"  #: on the roster as supporter, not approved
    APPROVED = "approved"
    SUSPENDED = "suspended"


class Topic(StrEnum):
    """What a request may be about and a supporter good at (field.md, topics seen in use)."""

    WORK = "work"
    FAMILY = "family"
    SLEEP = "sleep"
    GRIEF = "grief"
    MONEY = "money"
    SUBSTANCES = "substances"
    INCIDENT = "incident"
    HEALTH = "health"
    RETIREMENT = "retirement"
    OTHER = "other"


#: Of somebody's own health: not said where a platform's rules forbid it (`Setting.topics`).
MEDICAL = frozenset({Topic.SUBSTANCES, Topic.HEALTH})


@dataclass(frozen=True, slots=True)
class OnCall:
    """On call from `start` to `end` (UTC)."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """What a supporter says of themselves; shown once approved by a coordinator."""

    topics: tuple[Topic, ...] = ()
    languages: tuple[str, ...] = ()
    words: str = ""  #: a few words of their own, at most 200 characters
    hello: str = ""  #: the hello to members who chose them, at most 200 characters
    photo: int | None = None  #: id of the stored picture


@dataclass(frozen=True, slots=True)
class Supporter:
    """A supporter's record (sealed, 4,096 bytes). `shown` is what the directory shows; `proposed`
    waits for a coordinator's approval, or was `returned` for another look."""

    person: PersonId
    state: SupporterState = SupporterState.NOMINATED
    trained_until: date | None = None
    available: bool = True
    on_call: tuple[OnCall, ...] = ()  #: at most ten, past ones dropped
    wake_url: str = ""  #: how on call is woken: an Apprise URL; "" : cannot be woken
    caseload_cap: int | None = None  #: None: the organisation's
    shown: DirectoryEntry = DirectoryEntry()
    proposed: DirectoryEntry | None = None
    returned: bool = False

    def trained(self, today: date) -> bool:
        """Training is valid through `trained_until`."""
        return self.trained_until is not None and today <= self.trained_until

    def on_call_at(self, now: datetime) -> bool:
        return any(period.start <= now < period.end for period in self.on_call)


@dataclass(frozen=True, slots=True)
class SupporterLine:
    """A supporter as a list for coordinators shows them: nothing of whom they talk to.

    `available` is what the directory says to everybody, None where it was not asked.
    """

    number: str
    name: str
    station: str
    state: SupporterState
    trained_until: date | None
    trained: bool
    available: bool | None
    on_call: tuple[OnCall, ...]
    can_be_woken: bool
