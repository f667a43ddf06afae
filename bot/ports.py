"""What the core needs from outside, as Protocols. storage/ implements `Work` and `Ledger`,
adapters implement `Platform`, the composition root wires them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Protocol, TypeVar

from bot.events import Event
from bot.messages import Action, Answer, Message
from bot.model.content import Lane, Operation, OutboxRow, OutboxState, Outgoing
from bot.model.ids import Account, OrganisationId, OutboxId, PersonId, RequestId
from bot.model.people import Person, PersonState
from bot.model.requests import Request, RequestState
from bot.model.supporters import Supporter

T = TypeVar("T")


class Conflict(Exception):
    """Somebody changed the row in between. The ledger runs the flow again with fresh state."""


class RecordDamaged(Exception):
    """A sealed record does not open: changed, swapped or broken on the disk. Names the table, the
    column and the row."""


class NotFound(LookupError):
    """No such row in this organisation (ids and table only in the message)."""


class Clock(Protocol):
    """Wall and monotonic time; the demo's clock moves both."""

    def now(self) -> datetime:
        """Aware, UTC."""

    def monotonic(self) -> float:
        """Seconds that never go back."""


# ── the unit of work ────────────────────────────────────────────────────────────────────────


class People(Protocol):
    """People of this organisation. Loaded people are remembered for the unit of work; `save`
    writes what changed since and raises Conflict where the stored record is not the loaded one."""

    def get(self, person: PersonId) -> Person:
        """Raises NotFound."""

    def get_many(self, people: Iterable[PersonId]) -> dict[PersonId, Person]:
        """Those that exist."""

    def by_account(self, account: Account) -> Person | None:
        """By keyed hash; the sealed platform id must equal the account (else refused, audited)."""

    def by_numbers(self, numbers: Iterable[str]) -> dict[str, PersonId]:
        """The organisation's own numbers; people marked as left within 30 days included."""

    def add(self, person: Person, *, look_at: datetime | None = None) -> None:
        """With a new data key and all four records; links the accounts of the roster facts."""

    def add_many(self, people: Sequence[tuple[Person, datetime | None]]) -> None: ...

    def save(self, person: Person) -> None:
        """Compare-and-set; re-links accounts and number where the roster facts changed."""

    def save_many(self, people: Sequence[Person]) -> None: ...

    def set_state(self, person: PersonId, state: PersonState) -> None: ...

    def erase(self, person: PersonId) -> None:
        """Destroys the data key and every row of the person."""

    def ids(self, state: PersonState) -> tuple[PersonId, ...]: ...

    def coordinators(self) -> tuple[PersonId, ...]:
        """People on the roster who are coordinators, by a look-up of its own: they hear that
        someone is waiting, and nobody opens 100,000 records for it."""

    def count(self, state: PersonState) -> int: ...

    def due_for_look(self, limit: int) -> tuple[PersonId, ...]:
        """People whose look is due at `now`, the longest due first."""

    def set_looks(self, looks: Sequence[tuple[PersonId, datetime]]) -> None:
        """When each is looked at next."""

    def left_before(self, instant: datetime, limit: int) -> tuple[PersonId, ...]:
        """Leavers whose grace of 30 days is over, and guests 30 days after their last close."""


class Supporters(Protocol):
    def all(self) -> tuple[Supporter, ...]:
        """Every supporter of the organisation, in the order of their ids."""

    def get(self, person: PersonId) -> Supporter | None: ...

    def save(self, supporter: Supporter) -> None:
        """Adds or compare-and-sets."""


@dataclass(frozen=True, slots=True)
class Caseload:
    open: int  #: requests TOGETHER or PROPOSED with this supporter
    new_today: int  #: accepted in the last 24 hours
    live_now_offers: int  #: open offers of "now" requests
    dropped: int  #: accepted and then dropped, last 30 days


class Requests(Protocol):
    def add(self, request: Request) -> None:
        """Raises Conflict where the member has an open one (a constraint, not a look)."""

    def get(self, request: RequestId) -> Request:
        """Raises NotFound; a closed one has no member any more and is NotFound too."""

    def open_of(self, member: PersonId) -> Request | None: ...

    def save(self, request: Request) -> None:
        """Compare-and-set on the loaded state, its sealed record and each offer's."""

    def close(self, request: Request) -> None:
        """State CLOSED; member, supporter, record and offers are emptied."""

    def of_supporter(self, supporter: PersonId) -> tuple[Request, ...]:
        """Open requests offered to (offer open or accepted), or together with, this supporter."""

    def due(self, limit: int) -> tuple[RequestId, ...]:
        """Open requests whose `due_at` has come, the longest due first."""

    def next_due(self) -> datetime | None:
        """When the next step of any open request falls due."""

    def caseloads(self, supporters: Iterable[PersonId]) -> dict[PersonId, Caseload]: ...

    def count(self, state: RequestState) -> int: ...


class Outbox(Protocol):
    def put(self, out: Outgoing) -> bool:
        """False where the key is there already (said before, or about to be)."""

    def cancel_routine(self, to: PersonId) -> int:
        """Cancels what is due of the ROUTINE lane to this person; how many."""

    def cancel(self, key: str) -> bool:
        """Cancels a row that is still due or failed."""

    def due(
        self, limit: int, *, lanes: Iterable[Lane], not_to: Iterable[str] = ()
    ) -> tuple[OutboxRow, ...]:
        """Due and failed rows whose time has come, lane by lane, the longest due first; the order
        within a conversation is kept: a row waits while an earlier one of its conversation is not
        settled. `not_to` are workspaces ("slack:T1") that are stopped or used up. On PostgreSQL
        they are claimed with SKIP LOCKED."""

    def mark_sending(self, row: OutboxId, *, holder: str, until: datetime, workspace: str) -> None:
        """Compare-and-set from due, failed or unknown; raises Conflict."""

    def note_workspace(self, row: OutboxId, workspace: str) -> None:
        """Keeps the workspace of a row that stays due, so that `not_to` leaves it out."""

    def settle(
        self,
        row: OutboxId,
        state: OutboxState,
        *,
        retry_at: datetime | None = None,
        reason: str = "",
    ) -> None:
        """From sending (or due, for rows that are dropped or put off): to sent, failed (with
        `retry_at`), unreachable, cancelled, unknown, resolved or abandoned. Final states wipe
        what was to be said; only ROUTINE rows may be abandoned (ValueError)."""

    def in_flight(self) -> tuple[OutboxRow, ...]:
        """Rows marked sending whose time is over, and unknown ones: to be resolved."""

    def next_due(self) -> datetime | None:
        """When the next row falls due (for the demo's clock and idle ticks)."""


@dataclass(frozen=True, slots=True)
class OpenedCard:
    account: Account  #: whose card it is
    person: PersonId | None  #: None: somebody whom the roster does not know
    actions: tuple[Action, ...]
    key: str  #: the outbox key of the message, "" for asides and forms
    expired: bool


class Cards(Protocol):
    def issue(
        self, account: Account, actions: Sequence[Action], *, person: PersonId | None, key: str = ""
    ) -> str:
        """A 128-bit token (hex) that nobody can guess, stored hashed, good for 90 days. A card that
        is sent again under the same non-empty `key` keeps its token and replaces its actions."""

    def open(self, token: str) -> OpenedCard | None: ...

    def set_handle(self, key: str, handle: str) -> None:
        """The platform's handle of the message, sealed."""

    def handle_of(self, key: str) -> tuple[Account, str] | None: ...


class Events(Protocol):
    def first_time(self, event: Event) -> bool:
        """Remembers the event's id for 7 days; False where it was handled before."""


class Audit(Protocol):
    def add(self, kind: str, detail: Mapping[str, str | int]) -> None:
        """A link of the organisation's chain. Never who asked or answered."""


class Reservations(Protocol):
    def take(self, *parts: str, until: datetime) -> bool:
        """Reserves a keyed hash (of crew and hour), unique; False where it is taken."""

    def take_all(self, each: Sequence[tuple[str, ...]], *, until: datetime) -> bool:
        """Reserves all of them, or none and False where any is taken."""

    def spend(self, *parts: str, day: date, most: int) -> bool:
        """Counts one of a daily budget; False where `most` are used up."""


@dataclass(frozen=True, slots=True)
class Station:
    name: str
    size: int
    invited_at: datetime | None


class Stations(Protocol):
    def all(self) -> tuple[Station, ...]: ...
    def get(self, name: str) -> Station | None: ...
    def save(self, station: Station) -> None: ...


class Pictures(Protocol):
    def add(self, person: PersonId, png: bytes) -> int: ...
    def get(self, picture: int) -> bytes | None: ...


@dataclass(frozen=True, slots=True)
class PendingRoster:
    """A roster file sent in chat, kept sealed until it is applied or dropped (an hour)."""

    id: int
    by: PersonId
    content: bytes


class PendingRosters(Protocol):
    def add(self, by: PersonId, content: bytes) -> int: ...
    def get(self, pending: int) -> PendingRoster | None: ...
    def drop(self, pending: int) -> None: ...


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
    def pending_rosters(self) -> PendingRosters: ...

    def new_id(self) -> int:
        """Random, 63 bits."""

    def draw(self, *parts: str) -> float:
        """In [0, 1), from a keyed hash of the parts: the same parts always draw the same."""


class Priority(IntEnum):
    """Order in the writer's queue."""

    PRESS = 0  #: somebody waits for the answer
    DELIVERY = 1
    LOOK = 2
    BULK = 3  #: imports, erasing, retention: small pieces


class Ledger(Protocol):
    """Runs flows, each in a unit of work of its own; on SQLite as savepoints of one writer's
    shared transaction. The future is done after the commit, never before."""

    def submit(self, flow: Callable[[Work], T], priority: Priority = Priority.PRESS) -> "Future[T]":
        """A flow that raises rolls back its own work and nobody else's. Conflict is tried again
        (three times). Raises `LedgerBusy` in the future where the database stays locked, is full
        or is closed."""


class LedgerBusy(Exception):
    """The database could not take the change; nothing of it was done."""


# ── platforms ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Capabilities:
    buttons: bool
    forms: bool
    asides: bool
    images: bool
    edits: bool
    idempotent: bool  #: sending twice under one key gives one message
    look_up: bool  #: a message can be found by its key


@dataclass(frozen=True, slots=True)
class Delivery:
    """One platform call: a rendered message on its way."""

    row: OutboxId
    key: str  #: opaque idempotency key, <= 25 characters, the same at every attempt
    account: Account
    operation: Operation
    lane: Lane
    message: Message | None  #: None for a delete
    handle: str = ""  #: of the message that is edited or deleted
    card_key: str = ""  #: under which the handle of a posted message is kept
    attempts: int = 0  #: calls made before this one


@dataclass(frozen=True, slots=True)
class Rate:
    """A pacing budget of the platform: at most `per_second` calls under `key`, `burst` at once."""

    key: str
    per_second: float
    burst: int = 1


class PlatformError(Exception):
    """What went wrong with a call, in the words of the core; an adapter translates its
    platform's errors into these in one table."""


class SlowDown(PlatformError):
    """Wait `seconds` before the next call under `key`; nothing was sent."""

    def __init__(self, key: str, seconds: float) -> None:
        super().__init__(f"slow down: {key} for {seconds:g} s")
        self.key = key
        self.seconds = seconds


class PersonUnreachable(PlatformError):
    """This person cannot be written to (blocked, disabled, closed)."""


class MessageGone(PlatformError):
    """The message to edit or delete is not there any more."""


class Refused(PlatformError):
    """The platform refuses this call and would again (our fault, or missing rights)."""


class WorkspaceStopped(PlatformError):
    """Nothing goes to this workspace until the operator acts (token revoked, uninstalled)."""


class NotSent(PlatformError):
    """Certainly not sent; try again later (connection refused, service unavailable)."""


class OutcomeUnknown(PlatformError):
    """Sent or not: the reply was lost."""


class Platform(Protocol):
    """One connection to a platform; one folder in adapters/."""

    @property
    def name(self) -> str:
        """The folder's name, and the first part of its accounts."""

    @property
    def capabilities(self) -> Capabilities: ...

    async def start(self, intake: "Intake") -> None: ...

    async def stop(self) -> None:
        """Finishes what is in flight."""

    async def deliver(self, delivery: Delivery) -> str:
        """Posts, edits or deletes; returns the platform's handle. Raises PlatformError."""

    async def find(self, delivery: Delivery) -> str | None:
        """The handle of a message sent under this delivery's key, where look_up is offered."""

    def rates(self, delivery: Delivery) -> Sequence[Rate]:
        """The budgets that this call uses."""


class Intake(Protocol):
    """Where an adapter brings its events; the composition root gives it one."""

    async def __call__(self, event: Event) -> Answer:
        """The answer, after the commit. Raises LedgerBusy where nothing could be done: the
        adapter then apologises (`bot.flows.apology`)."""


class Waker(Protocol):
    """The second channel that wakes on call (Apprise): content-free."""

    async def wake(self, url: str, title: str, text: str) -> bool: ...


class Texts(Protocol):
    """Every text a person reads. Raises TextMissing for an unknown id, a missing variable or a
    language without it (after falling back to English for a language that is not there)."""

    def say(self, language: str, text: str, /, **variables: str | int) -> str: ...

    def rotation(self, language: str, group: str) -> tuple[str, ...]:
        """The ids of a rotated group ("check-in", "note", "hello"), in order."""

    def languages(self) -> tuple[str, ...]: ...
