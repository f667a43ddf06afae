"""The keys that everything is sealed under, as far as a rotation moves them (`storage.key_state`
says what the epochs are)."""

from dataclasses import dataclass
from typing import Protocol

#: Where a walk over everything begins.
FIRST = ""


@dataclass(frozen=True, slots=True)
class KeyEpochs:
    """What is in force. `rotating`: a rotation has begun and not ended; `renewing`: it also makes
    people's data keys anew."""

    current: int
    announced: int
    held_from: int
    trusted_from: int
    rotating: bool
    renewing: bool


@dataclass(frozen=True, slots=True)
class Place:
    """How far a walk has come: in which table, and after which of its rows."""

    table: str
    after: str = FIRST


@dataclass(frozen=True, slots=True)
class Needing:
    """Rows of one table that need the keys of an earlier epoch; `epoch` 0: a data key that is to
    be renewed. `waits`: nobody can seal or hash them anew, they go when their time is over."""

    table: str
    epoch: int
    rows: int
    waits: bool


@dataclass(frozen=True, slots=True)
class Walked:
    """One piece of a walk: where it goes on (None: the table is done), and what is left in it."""

    next: Place | None
    left: tuple[Needing, ...]


class Keys(Protocol):
    """Every step is one unit of work, may be repeated, and leaves everything readable by the keys
    that are held. The order is that of `bot.control.rotating`."""

    @property
    def epochs(self) -> KeyEpochs: ...

    @property
    def tables(self) -> tuple[str, ...]:
        """Those with something sealed or hashed in them, in the order in which to walk them; the
        people come first."""

    def announce(self, epoch: int, check: bytes, *, renew: bool) -> None:
        """Begins a rotation: every process loads this epoch's keys, which have to be the very ones
        of `check`. Raises CommandRefused where they are not here, or another is under way."""

    def lagging(self) -> int:
        """Other processes that do not have the announced epoch's keys yet."""

    def activate(self) -> None:
        """From here on everything is sealed and hashed under the announced epoch, and the database
        refuses the one before. Raises CommandRefused while a process lags behind."""

    def walk(self, place: Place, most: int) -> Walked:
        """Seals and hashes anew what needs it, in up to `most` rows."""

    def count(self, place: Place, most: int) -> Walked:
        """As `walk`, and changes nothing."""

    def require_new_data_keys(self) -> int:
        """How many people have a data key that is to be renewed; where nobody has, the database
        refuses records under earlier ones from here on."""

    def forget_former(self, place: Place, most: int) -> Walked:
        """Throws away the data keys before the renewed ones: no record needs them any more."""

    def finish(self) -> None:
        """The rotation is done; earlier epochs stay held for what waits until its time is over."""

    def release(self) -> None:
        """Nothing needs an epoch before the current one any more."""
