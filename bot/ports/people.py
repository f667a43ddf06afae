"""People and who of them serves; the stations they ride from, and their pictures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.model.ids import Account, PersonId
from bot.model.people import Person, PersonState
from bot.model.pictures import Picture
from bot.model.supporters import Supporter


class People(Protocol):
    """People of this organisation. Loaded people are remembered for the unit of work; `save`
    writes what changed since and raises Conflict where the stored record is not the loaded one."""

    def get(self, person: PersonId) -> Person:
        """Raises NotFound."""

    def get_many(self, people: Iterable[PersonId]) -> dict[PersonId, Person]:
        """Those that exist. Raises RecordDamaged where a single one cannot be read: for whoever
        would take a person who is not there for one who is gone."""

    def readable(self, people: Iterable[PersonId]) -> dict[PersonId, Person]:
        """Those that exist and can be read. Whose record is damaged is left out and named in the
        log: one broken page of a disk holds up nobody else of a batch."""

    def by_account(self, account: Account) -> Person | None:
        """By keyed hash; the sealed platform id must equal the account (else refused, audited)."""

    def by_numbers(self, numbers: Iterable[str]) -> dict[str, PersonId]:
        """The organisation's own numbers; who left is among them while their grace lasts."""

    def numbered(self) -> tuple[PersonId, ...]:
        """Everybody whom such a number means."""

    def add(self, person: Person, *, look_at: datetime | None = None) -> None:
        """With a new data key and all four records; links the accounts of the roster facts."""

    def add_many(self, people: Sequence[tuple[Person, datetime | None]]) -> None:
        """The same of several, each with the instant of their first look (None: no look)."""

    def save(self, person: Person) -> None:
        """Compare-and-set; re-links accounts and number where the roster facts changed."""

    def save_many(self, people: Sequence[Person]) -> None:
        """The same of several, in as few statements as it takes."""

    def set_state(self, person: PersonId, state: PersonState) -> None:
        """Who leaves has no look until they get one; who comes back is looked at at the next
        tick. Raises NotFound."""

    def hold(self, person: PersonId) -> None:
        """Before it is asked who waits for somebody who is to be erased: until this unit of work
        ends no other begins to count on them. Raises Conflict where they are not there any more."""

    def erase(self, person: PersonId) -> None:
        """Destroys the data key and every row of the person, but for the conversation that somebody
        is told of (`bot.flows.letting_go`)."""

    def ids(self, state: PersonState) -> tuple[PersonId, ...]:
        """Everybody in that state, in the order of their ids."""

    def coordinators(self) -> tuple[PersonId, ...]:
        """People on the roster who are coordinators, by a look-up of its own: they hear that
        someone is waiting, and nobody opens 100,000 records for it."""

    def count(self, state: PersonState) -> int:
        """How many are in that state."""

    def due_for_look(self, limit: int) -> tuple[PersonId, ...]:
        """People whose look is due at `now`, the longest due first."""

    def set_looks(self, looks: Sequence[tuple[PersonId, datetime]]) -> None:
        """When each is looked at next."""

    def grace_ends(self, instant: datetime, limit: int) -> tuple[PersonId, ...]:
        """Leavers whose grace has not ended yet, and who left on a day before the instant's."""

    def end_grace(self, people: Sequence[PersonId]) -> None:
        """Their number is nobody's from now on, and they are erased as soon as nobody waits for
        them (`left_before`). Raises Conflict where one is no leaver in their grace."""

    def left_before(self, instant: datetime, limit: int) -> tuple[PersonId, ...]:
        """Leavers whose grace of 30 days is over, and guests 30 days after their last close; nobody
        who has an open request, or whom somebody talks with."""


class Supporters(Protocol):
    """The records of supporters, approved or not."""

    def all(self) -> tuple[Supporter, ...]:
        """Every supporter of the organisation, in the order of their ids."""

    def get(self, person: PersonId) -> Supporter | None:
        """None for somebody who never was one."""

    def save(self, supporter: Supporter) -> None:
        """Adds or compare-and-sets."""


@dataclass(frozen=True, slots=True)
class Station:
    """A station or unit. `size` counts the people on the roster; 0: it is no more."""

    name: str
    size: int
    invited_at: datetime | None


class Stations(Protocol):
    """Stations by their name on the roster."""

    def all(self) -> tuple[Station, ...]:
        """By name, those without people included."""

    def get(self, name: str) -> Station | None:
        """None where the roster never had one of that name."""

    def save(self, station: Station) -> None:
        """Adds, or compare-and-sets. Raises Conflict."""


class Pictures(Protocol):
    """Photos of entries, sealed under the key of whose they are."""

    def add(self, person: PersonId, png: bytes) -> int:
        """Its id."""

    def get(self, picture: int) -> Picture | None:
        """None where it is kept no longer."""

    def kept(self, pictures: Iterable[int]) -> frozenset[int]:
        """Those of them that are still kept."""
