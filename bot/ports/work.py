"""One open unit of work: everything that a flow reads and changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.model.ids import OrganisationId, PersonId
from bot.ports.cards import Cards, Events
from bot.ports.clearings import Clearings
from bot.ports.direct_chats import DirectChats
from bot.ports.form_drafts import FormDrafts
from bot.ports.installations import Installations
from bot.ports.journal import Journal
from bot.ports.keys import Keys
from bot.ports.outbox import Outbox
from bot.ports.people import People, Pictures, Stations, Supporters
from bot.ports.picture_copies import PictureCopies
from bot.ports.reports import Releases, ReportQuarters
from bot.ports.requests import Requests


class Audit(Protocol):
    """What was done to the programme, in a chain that shows a link that was changed."""

    def add(self, kind: str, detail: Mapping[str, str | int]) -> None:
        """A link of the organisation's chain. Never who asked or answered."""

    def last(self, kind: str) -> Mapping[str, str | int] | None:
        """The newest detail of that kind; None where nothing of it was recorded."""


class Reservations(Protocol):
    """What two may not have at once, by keyed hash."""

    def taken(self, each: Sequence[tuple[str, ...]]) -> frozenset[tuple[str, ...]]:
        """Those of them that somebody has reserved."""

    def take_all(self, each: Sequence[tuple[str, ...]], *, until: datetime) -> bool:
        """Reserves all of them, each by its parts (crew and hour), or none and False where any is
        taken."""

    def spend_some(self, *parts: str, day: date, most: int, wanted: int) -> int:
        """Counts up to `wanted` of a daily budget of `most` at once; how many there were left."""


ROSTER_KEPT_FOR = timedelta(hours=1)
"""So long a roster file waits for the coordinator who sent it."""


@dataclass(frozen=True, slots=True)
class PendingRoster:
    """A roster file sent in chat, kept sealed until it is applied or dropped, or its hour is
    over."""

    id: int
    by: PersonId
    content: bytes


class PendingRosters(Protocol):
    """Roster files that wait for a coordinator, and the reports on them."""

    def add(self, by: PersonId, content: bytes) -> int:
        """Its id."""

    def get(self, pending: int) -> PendingRoster | None:
        """None where its hour is over, or it was dropped."""

    def others(self, by: PersonId, content: bytes) -> tuple[PersonId, ...]:
        """Who else has sent the very same within the hour."""

    def drop(self, pending: int) -> None:
        """Does nothing where it is not there."""


class Work(Protocol):
    """One open unit of work in one organisation: state, event and what is to be said are
    committed together or not at all."""

    @property
    def organisation(self) -> OrganisationId: ...
    @property
    def now(self) -> datetime:
        """The instant of this unit of work, aware, UTC."""

    @property
    def people(self) -> People: ...
    @property
    def supporters(self) -> Supporters: ...
    @property
    def requests(self) -> Requests: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def cards(self) -> Cards: ...
    @property
    def events(self) -> Events: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def reservations(self) -> Reservations: ...
    @property
    def stations(self) -> Stations: ...
    @property
    def pictures(self) -> Pictures: ...
    @property
    def picture_copies(self) -> PictureCopies: ...
    @property
    def direct_chats(self) -> DirectChats: ...
    @property
    def form_drafts(self) -> FormDrafts: ...
    @property
    def pending_rosters(self) -> PendingRosters: ...
    @property
    def clearings(self) -> Clearings: ...
    @property
    def installations(self) -> Installations: ...
    @property
    def journal(self) -> Journal: ...
    @property
    def report_quarters(self) -> ReportQuarters: ...
    @property
    def releases(self) -> Releases: ...
    @property
    def keys(self) -> Keys: ...

    def new_id(self) -> int:
        """Random, 63 bits."""

    def draw(self, *parts: str) -> float:
        """In [0, 1), from a keyed hash of the parts: the same parts always draw the same."""
