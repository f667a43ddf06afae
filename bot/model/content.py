"""What is to be said, not the words: kinds and references, sealed in the outbox, rendered at
delivery."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from bot.model.ids import OutboxId, PersonId


class ContentKind(StrEnum):
    """Every message that the program can send of its own accord; beside each what its arguments
    are. What a look brings has as well: e (earliest instant), s (1: was asked for), w (the worst
    hour it settles for), y (why)."""

    # routine
    INVITATION = "inv"
    INVITATION_REMINDER = "inr"
    HELLO = "hel"  #: t (text)
    NOTE = "not"  #: t
    CHECK_IN = "chk"  #: n, t
    FOLLOW_UP = "fol"  #: p (supporter): three days after a close
    FAREWELL = "far"
    ROSTER_ABOUT_YOU = "rab"  #: c: what a small import changed of the person, by comma
    GUEST_FOUND = "gfd"  #: p: a guest's account is that person's on the roster now; is it them?
    # to whoever did something, and did not see what came of it
    ANSWER_LOST = "anl"  #: k (1: it was taken)
    # what is held about somebody, as a file that they asked for
    OWN_FILE = "ofl"  #: m (the minute it was asked for); deleted an hour later under the same kind
    OWN_FILE_NOT_SENT = "ofn"
    OWN_FILE_STAYS = "ofs"  #: it could not be deleted
    # to the member who asked
    STEP = "stp"  #: r, s (`Told` or `News`), w (1: somebody is woken), p (who cannot, or closed)
    PROPOSED = "prp"  #: r, o, again (1: the reminder): who accepted; yes or someone else
    TOGETHER_MEMBER = "tgm"  #: r
    STILL_WAITING = "swt"  #: as STEP: nobody free, the truth, the lines
    SUPPORTER_CHANGED = "sch"  #: r, p (who no longer serves)
    GROUP_CHAT = "gch"  #: r, o, p (who else is in it): the first word in a group chat of the two
    INSTEAD_OF_GROUP_CHAT = "igc"  #: r, o: to each of the two, where it did not surely open
    # to supporters
    OFFER = "off"  #: r, o
    OFFER_CLOSED = "ofc"  #: r, o: redraws the offer; taken, withdrawn, lapsed look alike
    WAIT_FOR_YES = "wfy"  #: r, o, free (1: need not wait up): redraws the offer of who accepted
    TOGETHER_SUPPORTER = "tgs"  #: r
    DID_YOU_REACH = "dyr"  #: r
    CONVERSATION_CLOSED = "ccl"  #: m: 1 the member's card, 0 the supporter's; g: 1 a group chat
    ENTRY_DECIDED = "end"  #: ok: 1 shown now, 0 not yet
    CHOSEN_AS_CONTACT = "cho"  #: p (the member)
    WAKING_TEST = "wkt"  #: rings the second channel, as the supporter asked
    # to coordinators
    SOMEONE_WAITS = "smw"  #: r
    ENTRY_PROPOSED = "enp"  #: p, v: which version
    ROSTER_COMPARED = "rcp"  #: s: a large file was compared; the report is kept under that id
    WORKSPACE_RULE = "wsr"  #: w (`bot.ports.Rule`): a rule of the workspace forbids messages
    CALL_THE_LINES = "cln"
    ROSTER_OUTCOME = "rou"  #: o (`FileOutcome`)


class Lane(IntEnum):
    """Order of urgency; a lower lane never waits for a higher one."""

    ANSWER = 0  #: answers to a person
    REQUEST = 1  #: requests, offers and steps
    ACTIVATION = 2
    ROUTINE = 3


class Operation(StrEnum):
    POST = "post"
    EDIT = "edit"
    DELETE = "delete"
    OPEN = "open"  #: a conversation of the recipient, one more person and the bot, and a word in it
    WAKE = "wake"  #: the second channel: content-free, to a supporter on call or the clinician


@dataclass(frozen=True, slots=True)
class Content:
    """`args` are ids and enum values, short enough for 512 sealed bytes in all."""

    kind: ContentKind
    args: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message put in the outbox.

    `key` says what it is ("offer:9:3", "check-in:<person>:17"), unique in the organisation; the
    database holds its keyed hash. `edits` is the key of the message that an edit or a delete is
    about; a post with one waits until it is known what became of that message. `about` is the
    person under whose key it is sealed, whoever it goes to. `to` None is the outside clinician
    (WAKE only).
    """

    key: str
    to: PersonId | None
    about: PersonId
    content: Content
    due_at: datetime
    lane: Lane
    operation: Operation = Operation.POST
    edits: str = ""


class OutboxState(StrEnum):
    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"  #: tried, retried at `due_at`
    UNREACHABLE = "unreachable"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"  #: the outcome of the call is not known
    RESOLVED = "resolved"  #: was unknown, found delivered
    ABANDONED = "abandoned"  #: routine rows only, on record


#: How long a row may be sending before somebody else resolves it; longer than any call, its turn
#: and its settling take.
CLAIM = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A row as the delivering flow sees it, opened."""

    id: OutboxId
    state: OutboxState
    out: Outgoing
    attempts: int
    unknown_since: datetime | None = None  #: the first call whose outcome is not known
