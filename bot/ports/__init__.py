"""What the core needs from outside, as Protocols. storage/ implements `Work` and `Ledger`,
adapters implement `Platform`, the composition root wires them.

people.py           people, supporters, stations, pictures
picture_copies.py   what platforms hold of pictures
direct_chats.py     where people are written to directly
form_drafts.py      forms that are half filled in
reports.py          the quarter that is open, and what is published
requests.py         requests, and what each supporter has in hand
outbox.py           what is to be said; cards.py what its buttons mean, and events by their ids
installations.py    what a platform gave for a workspace
keys.py             the keys in force, and the steps of their rotation
work.py             one open unit of work
ledger.py           where flows run, and how a unit of work can fail
platform.py         a connection to a platform; platform_errors.py what can go wrong with a call
surroundings.py     the clock, the second channel, the texts
"""

from bot.ports.cards import Cards, Events, NewCard, OpenedCard
from bot.ports.direct_chats import DirectChats, WithDirectChats
from bot.ports.form_drafts import DRAFT_KEPT_FOR, FormDrafts, WithFormDrafts
from bot.ports.installations import Installation, Installations, Place, WithInstallations
from bot.ports.keys import KeyEpochs, Keys, Needing, Walked
from bot.ports.ledger import (
    CommitUnknown,
    Conflict,
    Ledger,
    LedgerBusy,
    NotFound,
    Priority,
    RecordDamaged,
)
from bot.ports.outbox import NO_ACCOUNT, NOT_ITS_TURN, NOT_WOKEN, OUT_OF_SERVICE, Outbox
from bot.ports.people import People, Pictures, Station, Stations, Supporters
from bot.ports.picture_copies import PictureCopies, WithPictureCopies
from bot.ports.platform import (
    FOR_EVER,
    NEVER,
    Capabilities,
    Delivery,
    Intake,
    Platform,
    Rate,
)
from bot.ports.platform_errors import (
    CannotStart,
    Forbidden,
    MessageGone,
    NotSent,
    NotUnderstood,
    OutcomeUnknown,
    PersonLeft,
    PersonUnreachable,
    PlatformError,
    Refused,
    Rule,
    SlowDown,
    WorkspaceStopped,
)
from bot.ports.reports import (
    QuarterState,
    Release,
    Releases,
    ReportQuarter,
    ReportQuarters,
)
from bot.ports.requests import Caseload, Requests
from bot.ports.surroundings import Clock, Texts, Waker
from bot.ports.work import ROSTER_KEPT_FOR, Audit, PendingRoster, PendingRosters, Reservations, Work

__all__ = [
    "DRAFT_KEPT_FOR",
    "FOR_EVER",
    "NEVER",
    "NOT_ITS_TURN",
    "NOT_WOKEN",
    "NO_ACCOUNT",
    "OUT_OF_SERVICE",
    "ROSTER_KEPT_FOR",
    "Audit",
    "CannotStart",
    "Capabilities",
    "Cards",
    "Caseload",
    "Clock",
    "CommitUnknown",
    "Conflict",
    "Delivery",
    "DirectChats",
    "Events",
    "Forbidden",
    "FormDrafts",
    "Installation",
    "Installations",
    "Intake",
    "KeyEpochs",
    "Keys",
    "Ledger",
    "LedgerBusy",
    "MessageGone",
    "Needing",
    "NewCard",
    "NotFound",
    "NotSent",
    "NotUnderstood",
    "OpenedCard",
    "Outbox",
    "OutcomeUnknown",
    "PendingRoster",
    "PendingRosters",
    "People",
    "PersonLeft",
    "PersonUnreachable",
    "PictureCopies",
    "Pictures",
    "Place",
    "Platform",
    "PlatformError",
    "Priority",
    "QuarterState",
    "Rate",
    "RecordDamaged",
    "Refused",
    "Release",
    "Releases",
    "ReportQuarter",
    "ReportQuarters",
    "Requests",
    "Reservations",
    "Rule",
    "SlowDown",
    "Station",
    "Stations",
    "Supporters",
    "Texts",
    "Waker",
    "Walked",
    "WithDirectChats",
    "WithFormDrafts",
    "WithInstallations",
    "WithPictureCopies",
    "Work",
    "WorkspaceStopped",
]
