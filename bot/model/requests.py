"""A request for a peer, its offers, and the conversation it becomes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.ids import OfferId, PersonId, RequestId
from bot.model.supporters import Topic


class Urgency(StrEnum):
    NOW = "now"
    TODAY = "today"
    WEEK = "week"


class Reach(StrEnum):
    """How the member wishes to be reached."""

    HERE = "here"  #: chat, by links to each other
    PHONE = "phone"  #: call or text to a number typed now
    IN_PERSON = "in_person"
    GROUP = "group"  #: a conversation of the two and the bot, opened in the chat


class RequestState(StrEnum):
    """Kept in clear; `due_at` says when the next step falls."""

    ASKING = "asking"  #: offers are out, nobody has accepted
    PROPOSED = "proposed"  #: somebody accepted; the member has not said yes yet
    TOGETHER = "together"  #: both know of each other; a conversation
    CLOSED = "closed"  #: emptied: no member, no supporter, no wishes


class CloseReason(StrEnum):
    WITHDRAWN = "withdrawn"
    DONE = "done"
    LAPSED = "lapsed"


class News(StrEnum):
    """What the member hears of a request beside the steps of the ladder."""

    CANNOT = "cannot"  #: who accepted cannot after all; names who
    CLOSED = "closed"  #: by the supporter, or after weeks of silence; names who
    AT_REST = "at-rest"  #: nobody answered for long, so it was closed


class OfferState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    PASSED = "passed"
    CLOSED = "closed"  #: taken by somebody else, withdrawn or lapsed: all look alike


class When(StrEnum):
    """When an accepting supporter can."""

    NOW = "now"
    WITHIN_THE_HOUR = "within_the_hour"
    AFTER_SHIFT = "after_shift"
    COMING_DAYS = "coming_days"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the member asked for (part of the sealed request, 1,024 bytes)."""

    urgency: Urgency
    reach: Reach = Reach.HERE
    number: str = ""  #: typed for a call or text; wiped at the close; at most 40 characters
    topic: Topic | None = None  #: goes to the supporter only as it was ticked
    named: PersonId | None = None  #: "to whom": that person, first, whatever their role
    anyone: bool = False  #: the name may go over at once to whoever accepts
    call_me: str = ""  #: off the roster: what they typed to be called, at most 60 characters
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Offer:
    """The request as shown to one supporter."""

    id: OfferId
    supporter: PersonId
    state: OfferState
    made_at: datetime
    due_at: datetime | None  #: when others are asked too; the offer stays open
    tier: int  #: which step of the ladder made it
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A request with its offers. `member` and `supporter` are sealed in the database, found by
    keyed hash, and emptied at the close."""

    id: RequestId
    state: RequestState
    member: PersonId
    wishes: Wishes
    asked_at: datetime
    due_at: datetime | None  #: the next step of the ladder; the watch looks at this alone
    tier: int = 0  #: the step of the ladder reached
    supporter: PersonId | None = None
    accepted_at: datetime | None = None
    when: When | None = None
    code: str = ""  #: two words both are shown
    reached_at: datetime | None = None  #: the supporter said that they made contact
    waiting_told: bool = False  #: coordinators heard that someone is waiting
    asked_about: bool = False  #: the silent supporter was asked whether they got through
    declined_by_member: tuple[PersonId, ...] = ()  #: "someone else" was said to these
    offers: tuple[Offer, ...] = ()
    asking_since: datetime | None = None  #: when this round of asking began; None: `asked_at`
    member_told_at: datetime | None = None  #: when the member heard, in this round, the truth
    gone_told: bool = False  #: the member heard that whoever is with them no longer serves

    @property
    def accepted_offer(self) -> Offer | None:
        """The offer of the supporter who holds the request now."""
        held = (each for each in self.offers if each.state is OfferState.ACCEPTED)
        return next((each for each in held if each.supporter == self.supporter), None)
