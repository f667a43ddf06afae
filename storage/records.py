"""What is sealed in which column: one typed record a purpose, in a fixed size.

These are the forms on disk. Fields are only ever added at the end with a default
(`storage/codec.py`); a test holds each form against a written copy.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.messages import Action
from bot.model.clearings import Clearing
from bot.model.content import Content, Operation
from bot.model.direct_chats import DirectChat
from bot.model.ids import Account, PersonId
from bot.model.people import Membership, Preferences, Rhythm, RosterFacts
from bot.model.pictures import PictureCopy
from bot.model.requests import Offer, Request
from bot.model.supporters import Supporter
from bot.ports import Installation
from bot.reports.folding import Plan
from storage.audit_chain import ChainState
from storage.codec import Codec


@dataclass(frozen=True, slots=True)
class SupporterRecord:
    """A supporter, and of what they accepted no more than the caps need: the instants of the
    last 24 hours, the days of the last thirty on which they dropped somebody."""

    supporter: Supporter
    accepted_at: tuple[datetime, ...] = ()
    dropped_on: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class OutboxRecord:
    """What is to be said; `key` is the one whose keyed hash makes the row unique."""

    key: str
    content: Content
    operation: Operation
    edits: str


@dataclass(frozen=True, slots=True)
class CardRecord:
    """Whose card it is, and what its buttons mean."""

    account: Account
    actions: tuple[Action, ...]
    key: str


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """What was done, and with which counts: never who asked or answered."""

    at: datetime
    kind: str
    detail: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StationRecord:
    """A station of the roster; `size` 0: nobody is there any more."""

    name: str
    size: int
    invited_at: datetime | None


@dataclass(frozen=True, slots=True)
class QuarterRecord:
    """How an open quarter is counted; `sizes`, how many are in each group, go with its freeze."""

    plan: Plan
    sizes: tuple[int, ...] = ()


ROSTER = Codec(RosterFacts)
MEMBERSHIP = Codec(Membership)
RHYTHM = Codec(Rhythm)
PREFERENCES = Codec(Preferences)
SUPPORTER = Codec(SupporterRecord)
REQUEST = Codec(Request)  # without what stands in columns of its own: see storage/requests.py
OFFER = Codec(Offer)
OUTBOX = Codec(OutboxRecord)
CARD = Codec(CardRecord)
AUDIT_ENTRY = Codec(AuditEntry)
CHAIN_STATE = Codec(ChainState)
STATION = Codec(StationRecord)
PICTURE_COPY = Codec(PictureCopy)
CLEARING = Codec(Clearing)
DIRECT_CHAT = Codec(DirectChat)
INSTALLATION = Codec(Installation)
REPORT_QUARTER = Codec(QuarterRecord)

_NOBODY = 0


def person_to_bytes(person: PersonId | None) -> bytes:
    """Eight bytes; nobody is zero, which no id is."""
    return (_NOBODY if person is None else person).to_bytes(8)


def person_from_bytes(raw: bytes) -> PersonId | None:
    """What `person_to_bytes` wrote."""
    number = int.from_bytes(raw)
    return None if number == _NOBODY else PersonId(number)
