"""A person: what the roster says, what they chose, what the program did and heard."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import IntEnum, StrEnum

from bot.model.ids import Account, PersonId
from bot.model.quarters import Quarter
from bot.rota.rotation import Override


class PersonState(StrEnum):
    """Where a person stands towards the roster; the only thing of a person kept in clear."""

    ROSTER = "roster"  #: on the roster
    LEFT = "left"  #: marked as left by an import; 14 days' grace, erased after 30
    GUEST = "guest"  #: off the roster, asked for a peer; erased 30 days after the close


class Role(StrEnum):
    """What the roster lets a person be. A supporter serves only once approved and trained."""

    MEMBER = "member"
    SUPPORTER = "supporter"
    COORDINATOR = "coordinator"


@dataclass(frozen=True, slots=True)
class FormerTie:
    """A supervisor or evaluator who was removed: excluded from routing for a year."""

    person: PersonId
    until: date  #: the last day on which it holds

    def holds(self, today: date) -> bool:
        return today <= self.until


@dataclass(frozen=True, slots=True)
class RosterFacts:
    """What the roster file says of a person (sealed, 1,024 bytes).

    `name` is the name that is shown, never a platform's display name. For a guest it is what
    they typed to be called. Empty strings mean that the roster does not say.
    """

    number: str = ""
    name: str = ""
    station: str = ""
    shift: str = ""
    crew: str = ""
    rank: str = ""
    roles: frozenset[Role] = frozenset({Role.MEMBER})
    supervisor: PersonId | None = None
    evaluators: tuple[PersonId, ...] = ()
    former_ties: tuple[FormerTie, ...] = ()
    rotation: str = ""
    zone: str = "UTC"
    language: str = "en"
    accounts: tuple[Account, ...] = ()
    left_on: date | None = None
    #: The roster's accounts that still belong to somebody else (a guest until they are erased or
    #: say yes, somebody who left): linked by a later import, written to by nobody.
    awaited: tuple[Account, ...] = ()
    #: Whom the number, or an account, was before them, at most three: ties to those, and a "rather
    #: not", hold for whoever is on the roster anew. Nothing else is known of them by it.
    formerly: tuple[PersonId, ...] = ()


class MembershipState(StrEnum):
    """Joining is only about being written to; anyone may ask for a peer."""

    NONE = "none"
    JOINED = "joined"
    LEFT = "left"  #: left the programme (not the organisation)
    DECLINED = "declined"  #: said no to the invitation: never invited again


@dataclass(frozen=True, slots=True)
class Hours:
    """Local hours in which a member likes to be written to, whole hours 0–24, `start` < `end`
    or wrapping past midnight (22 to 6)."""

    start: int
    end: int


class ShiftSide(StrEnum):
    """On which side of the rota a member likes to be written to."""

    EITHER = "either"
    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Membership:
    """Consent and what the member chose (sealed, 512 bytes); everyone has one, joined or not."""

    state: MembershipState = MembershipState.NONE
    joined_at: datetime | None = None
    cadence_days: int = 28  #: 14, 28, 90 or 0 for off
    hours: Hours | None = None  #: None: by the rota and the quiet hours
    paused_until: date | None = None  #: local date on which messages begin again
    language: str = ""  #: "" : the roster's
    account: Account | None = None  #: where to write, of several: see `Person.accounts`
    contact_peers: tuple[PersonId, ...] = ()  #: one to three, the first greets first
    follow_up_after_red: bool = True
    limits_read_at: datetime | None = None  #: when the limits text was shown, joined or not
    shift_side: ShiftSide = ShiftSide.EITHER


class Zone(StrEnum):
    """The Stress Continuum's zones; the words shown are plain and never clinical."""

    GREEN = "green"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """The last answer, kept until it is replaced or 30 days old."""

    zone: Zone
    at: datetime
    check_in: int  #: which check-in of this person, counting from 1


class CheckBackReason(StrEnum):
    """Why a check-in comes before its turn; shown to the member alone, under "why now?"."""

    AGREED = "agreed"  #: the member said yes to checking back after yellow or orange
    RED = "red"  #: the day after a red answer, not declined
    LATER = "later"  #: "later today" was pressed


@dataclass(frozen=True, slots=True)
class CheckBack:
    """A check-in that was agreed to: not before this instant, within the member's hours."""

    reason: CheckBackReason
    not_before: datetime


@dataclass(frozen=True, slots=True)
class Aftercare:
    """What the follow-up of a closed request needs, three days later."""

    not_before: datetime
    supporter: PersonId


class Wait(IntEnum):
    """How long somebody who asked waited for a supporter's yes, no more exactly; the longer is the
    greater."""

    QUARTER_HOUR = 1  #: at most 15 minutes
    HOUR = 2  #: at most 60 minutes
    LONGER = 3


@dataclass(frozen=True, slots=True)
class QuarterNotes:
    """What the report of a quarter needs of somebody who is counted in it, until the freeze.

    An answer comes in when it is replaced or forgotten; the last one is counted where it is. Of
    `zones` the green one is never among them.
    """

    quarter: Quarter
    group: int | None = None  #: the place of the group they are counted in; None: not known yet
    zones: frozenset[Zone] = frozenset()
    answered: bool = False
    asked: bool = False  #: for a supporter
    waited: bool = False  #: coordinators had to hear that someone was waiting
    unfilled: bool = False  #: and nobody has said yes after that
    passed: bool = False  #: a supporter passed
    wait: Wait | None = None  #: the longest for a yes; None: nobody has said one


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What the program did and heard (sealed, 512 bytes); everyone has one, joined or not."""

    invited_at: datetime | None = None
    reminded_at: datetime | None = None
    greeted_at: datetime | None = None  #: the hello of the first day
    routine_count: int = 0  #: routine messages since joining; decides check-in or note
    check_in_count: int = 0
    last_unsolicited_at: datetime | None = None
    last_check_in_at: datetime | None = None
    unanswered: int = 0  #: check-ins in a row without an answer, the last one left out
    last_answered: bool = True  #: the last check-in was answered, or put off by its button
    last_hello_text: str = ""
    last_note_text: str = ""
    last_check_in_text: str = ""
    last_reason: str = ""  #: why the last message came; shown to the member under "why now?"
    answer: LastAnswer | None = None
    check_back: CheckBack | None = None
    aftercare: Aftercare | None = None
    withdrawals: tuple[datetime, ...] = ()  #: of the last 24 h, at most five kept
    notes_since_asked: int = 0  #: notes since the last check-in; counts while less is asked
    #: Of the quarter that is open, and of the one before until it is frozen.
    quarters: tuple[QuarterNotes, ...] = ()
    paused_in: int = 0  #: the year in which they paused, for its report; until that is frozen


@dataclass(frozen=True, slots=True)
class Preferences:
    """Whom a member would like and whom not, and their own single days (sealed, 1,024 bytes);
    shown to nobody else."""

    preferred: tuple[PersonId, ...] = ()  #: ranked, at most five
    avoided: tuple[PersonId, ...] = ()  #: at most twenty
    no_officers: bool = False
    other_station: bool | None = None  #: None: on by itself in a station of under 20
    #: Trades and call-backs: single days on which they depart from their shift, at most ten.
    overrides: tuple[Override, ...] = ()


MOST_PREFERRED = 5
MOST_AVOIDED = 20
MOST_CONTACT_PEERS = 3
MOST_OVERRIDES = 10


@dataclass(frozen=True, slots=True)
class Person:
    """A person as flows see them: their records, opened."""

    id: PersonId
    state: PersonState
    roster: RosterFacts = RosterFacts()
    membership: Membership = Membership()
    rhythm: Rhythm = Rhythm()
    preferences: Preferences = Preferences()

    @property
    def language(self) -> str:
        """The member's choice, else the roster's."""
        return self.membership.language or self.roster.language

    @property
    def accounts(self) -> tuple[Account, ...]:
        """Where to write, the chosen one first; one that is no longer linked is not among them."""
        chosen, linked = self.membership.account, self.roster.accounts
        if chosen is None or chosen not in linked:
            return linked
        return (chosen, *(each for each in linked if each != chosen))

    @property
    def on_roster(self) -> bool:
        return self.state is PersonState.ROSTER

    @property
    def joined(self) -> bool:
        """Said yes and is on the roster: check-ins come, and what is chosen about them counts. The
        one question that rules and flows ask; nobody off the roster is a member."""
        return self.on_roster and self.membership.state is MembershipState.JOINED

    def no_longer_member(self, state: MembershipState) -> "Person":
        """Consent has ended, by their own word or with the roster: who would greet them, a pause,
        the last answer, what was noted for the report, what was agreed after it and why the last
        message came go with it. How they like to be written to stays, for an open request and for
        a return."""
        return replace(
            self,
            membership=replace(
                self.membership,
                state=state,
                joined_at=None,
                contact_peers=(),
                paused_until=None,
            ),
            rhythm=replace(
                self.rhythm,
                answer=None,
                check_back=None,
                last_reason="",
                quarters=(),
                paused_in=0,
            ),
        )
