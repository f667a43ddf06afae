"""One row of the outbox to the call that it asks for: to whom, whether still, and in which words.

Marks the row *sending*; what is not to be said any more ends here, and what is to be said later or
elsewhere waits.
"""

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.faults import OWN_FAULTS, kind
from bot.flows.routine_delivery import BY_THE_RULES, recorded, refusal
from bot.flows.undelivered import NOT_DELIVERED, not_delivered
from bot.messages import Card, Message
from bot.model.content import Content, ContentKind, Lane, Operation, OutboxRow, OutboxState
from bot.model.direct_chats import DirectChat
from bot.model.ids import Account, OutboxId, PersonId, RequestId
from bot.model.people import Person
from bot.model.requests import RequestState
from bot.ports import (
    NO_ACCOUNT,
    Capabilities,
    Delivery,
    NewCard,
    NotFound,
    RecordDamaged,
    Work,
)
from bot.rendering.outcome import Dropped, Renderers
from bot.rendering.requests_people import group_chat_of
from bot.rules.looks import Draw
from bot.setting import Setting

log = logging.getLogger(__name__)

URGENT_FAULT, ROUTINE_FAULT = timedelta(minutes=1), timedelta(minutes=15)
"""When a row that could not be rendered is tried again."""


@dataclass(frozen=True, slots=True)
class Waking:
    """A call through the second channel: content-free, to on call or the outside clinician."""

    row: OutboxId
    url: str
    language: str
    attempts: int


Job = Delivery | Waking


@dataclass(frozen=True, slots=True)
class Batch:
    """How much to take: `lanes` in order of urgency; nothing to the workspaces `stopped`, of which
    those `out_of_service` take nothing until the operator acts; and of a platform or workspace
    named in `room` no more rows than that. Whoever `holder` is has until `until` to settle what is
    marked sending."""

    lanes: tuple[Lane, ...]
    most: int
    holder: str
    until: datetime
    stopped: Collection[str] = ()
    room: Mapping[str, int] = field(default_factory=dict)
    out_of_service: Collection[str] = ()


class _Over(Exception):
    """The row ends here, or is put off: no call is made."""

    def __init__(self, state: OutboxState, reason: str, at: datetime | None = None) -> None:
        super().__init__(reason)
        self.state, self.reason, self.at = state, reason, at


class Held(Exception):
    """The row waits, as due as it was, for its workspace."""

    def __init__(self, workspace: str) -> None:
        super().__init__(workspace)
        self.workspace = workspace


@dataclass(slots=True)
class Preparing:
    """Prepares rows in one unit of work: marks them *sending*. `finish` is the last step.

    `room` is what is left of the batch's. Rows of which a connection takes no more now raise Held.
    """

    work: Work
    setting: Setting
    renderers: Renderers
    batch: Batch
    room: dict[str, int] = field(init=False)
    _recorded: dict[PersonId, Person] = field(default_factory=dict)
    _marks: list[tuple[OutboxId, str]] = field(default_factory=list)
    _cards: dict[OutboxId, NewCard] = field(default_factory=dict)
    _written_to: dict[PersonId, Account] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.room = dict(self.batch.room)

    def finish(self, jobs: Sequence[Job]) -> tuple[Job, ...]:
        """Marks the rows, issues the cards and keeps that the messages were sent, all at once: a
        statement a row would take longer than all the rest. Gives the calls with their tokens and
        chats."""
        batch = self.batch
        self.work.outbox.mark_many(self._marks, holder=batch.holder, until=batch.until)
        self.work.people.save_many(tuple(self._recorded.values()))
        tokens = self.work.cards.issue_many(tuple(self._cards.values()))
        issued = dict(zip(self._cards, tokens, strict=True))
        known = self.work.direct_chats.of_many(self._written_to) if self._written_to else {}
        chats = {chat.account: chat for chat in known.values()}
        return tuple(_in_chat(_with_token(job, issued), chats) for job in jobs)

    def job(self, row: OutboxRow) -> Job | None:
        """The call to make, or None where it was dropped, put off or reaches nobody.

        A row that a mistake of ours keeps from being rendered is tried again later, so that a
        better release finds it: meanwhile it holds up nobody else's, nor what follows it in its
        conversation.
        """
        try:
            return self._waking(row) if row.out.operation is Operation.WAKE else self._call(row)
        except _Over as over:
            self.work.outbox.settle(row.id, over.state, retry_at=over.at, reason=over.reason)
            if over.state in NOT_DELIVERED:
                not_delivered(row, self.work, over.reason)
        except (*OWN_FAULTS, RecordDamaged) as fault:
            log.error("outbox row %d cannot be rendered: %s", row.id, kind(fault))
            put_off(row, self.work)
        return None

    def look_up(self, row: OutboxRow) -> Delivery | None:
        """A row that posts or opens of which nobody knows whether it went out, to be found by its
        key. None where the recipient's platform finds nothing by keys."""
        if row.out.operation not in (Operation.POST, Operation.OPEN):
            return None
        try:
            account, _, others = self._address(row, self._recipient(row))
        except _Over:
            return None
        if not self._offers(account).look_up:
            return None
        self._require_room(account)
        self._mark(row, account)
        return self._delivery(row, account, None, others=others)

    def may_be_abandoned(self, row: OutboxRow) -> bool:
        """Whether a row of unknown outcome is better not said than said twice: a routine message
        posted to a platform that finds nothing by keys, and keeps none or not for so long. An edit
        may be made twice."""
        if row.out.lane is not Lane.ROUTINE or row.out.operation is not Operation.POST:
            return False
        try:
            account = self._account(self._recipient(row))
        except _Over:
            return False
        offers = self._offers(account)
        return not (offers.look_up or offers.takes_once(age_of(row, self.work.now)))

    def _delivery(
        self,
        row: OutboxRow,
        account: Account,
        message: Message | None,
        handle: str = "",
        others: tuple[Account, ...] = (),
    ) -> Delivery:
        return Delivery(
            row=row.id,
            key=call_key(row.id, self.work.draw),
            account=account,
            operation=row.out.operation,
            lane=row.out.lane,
            message=message,
            handle=handle,
            card_key=row.out.key if row.out.operation is Operation.POST else "",
            attempts=row.attempts,
            others=others,
        )

    # A message in the chat

    def _call(self, row: OutboxRow) -> Delivery:
        person = self._recipient(row)
        account, handle, others = self._address(row, person)
        self._require_room(account)
        self._ask_the_rules(row, person)
        message: Message | None = None
        if row.out.operation is not Operation.DELETE:
            shown = self._rendered(row, person)
            message = shown.message
            if shown.actions:  # a second attempt shows the same buttons
                self._cards[row.id] = NewCard(account, shown.actions, person.id, row.out.key)
        if row.out.content.kind in BY_THE_RULES and row.attempts == 0:
            rhythm = recorded(row.out.content, person.rhythm, self.work.now)
            self._recorded[person.id] = replace(person, rhythm=rhythm)
        if row.out.operation is Operation.POST and self._offers(account).direct_chats:
            self._written_to[person.id] = account
        self._take_room(account)
        self._mark(row, account)
        return self._delivery(row, account, message, handle, others)

    def _recipient(self, row: OutboxRow) -> Person:
        if row.out.to is None:
            raise _Over(OutboxState.CANCELLED, "nobody-there")
        try:
            return self._recorded.get(row.out.to) or self.work.people.get(row.out.to)
        except NotFound:
            raise _Over(OutboxState.CANCELLED, "nobody-there") from None

    def _account(self, person: Person) -> Account:
        """Where the person wants to be written to, of the platforms that are connected."""
        for account in person.accounts:
            if account.platform in self.setting.capabilities:
                return account
        raise _Over(OutboxState.UNREACHABLE, NO_ACCOUNT)

    def _offers(self, account: Account) -> Capabilities:
        return self.setting.capabilities[account.platform]

    def _address(self, row: OutboxRow, person: Person) -> tuple[Account, str, tuple[Account, ...]]:
        """The account; the platform's handle of the message that is edited or deleted ("" for
        others), which stands where it was posted, wherever the person is written to now; and who
        else is in a conversation that is opened."""
        if row.out.operation is Operation.POST:
            return self._account(person), "", ()
        if row.out.operation is Operation.OPEN:
            own, other = self._two(row, person)
            return own, "", (other,)
        found = self.work.cards.handle_of(row.out.edits)
        if row.out.content.kind is ContentKind.OWN_FILE:  # in whichever message it stands
            return (self._account(person) if found is None else found[0]), "", ()
        if found is None or found[0].platform not in self.setting.capabilities:
            raise _Over(OutboxState.CANCELLED, "nothing-to-edit")
        return *found, ()

    def _two(self, row: OutboxRow, person: Person) -> tuple[Account, Account]:
        """The accounts of the two in the workspace where a conversation of theirs can be opened."""
        other = PersonId(int(row.out.content.args["p"]))
        known = self.work.people.get_many([other]).get(other)
        both = None if known is None else group_chat_of(person, known, self.setting)
        if both is None:
            raise _Over(OutboxState.UNREACHABLE, NO_ACCOUNT)
        return both

    def _ask_the_rules(self, row: OutboxRow, person: Person) -> None:
        if row.out.content.kind not in BY_THE_RULES:
            return
        against = refusal(row, person, self.work, self.setting)
        if against is None:
            return
        if against.until is not None:
            raise _Over(OutboxState.FAILED, against.reason, against.until)
        raise _Over(OutboxState.CANCELLED, against.reason)

    def _rendered(self, row: OutboxRow, person: Person) -> Card:
        content = row.out.content
        match self.renderers[content.kind](content, person, self.work, self.setting):
            case Dropped(reason=reason):
                raise _Over(OutboxState.CANCELLED, reason)
            case card:
                return card

    # Room, and the mark

    def _require_room(self, account: Account) -> None:
        workspace = account.place
        left = min(self.room.get(account.platform, 1), self.room.get(workspace, 1))
        if workspace in self.batch.stopped or left < 1:
            raise Held(workspace)

    def _take_room(self, account: Account) -> None:
        for name in (account.platform, account.place):
            if name in self.room:
                self.room[name] -= 1

    def _mark(self, row: OutboxRow, account: Account) -> None:
        self._mark_for(row, account.place)

    def _mark_for(self, row: OutboxRow, workspace: str) -> None:
        self._marks.append((row.id, workspace))

    # The second channel

    def _waking(self, row: OutboxRow) -> Job:
        """The phone that rings: the supporter's own channel, or the clinician's (`to` None)."""
        person = self._recipient(row) if row.out.to is not None else None
        self._require_still_waiting(row, person)
        if self.setting.fictional and person is not None:
            # In the local workspace the phone on the page rings.
            account = self._account(person)
            self._require_room(account)
            self._take_room(account)
            self._mark(row, account)
            words = self.setting.texts.say(person.language, "waking")
            return self._delivery(row, account, Message((), notification=words))
        url = self._wake_url(person)
        if not url:
            raise _Over(OutboxState.CANCELLED, "cannot-be-woken")
        self._mark_for(row, "waking")
        language = person.language if person else self.setting.config.organisation.language
        return Waking(row.id, url, language, row.attempts)

    def _require_still_waiting(self, row: OutboxRow, person: Person | None) -> None:
        """Nobody is woken for what is over: the message that the call goes with would not be
        shown, or nobody waits any more."""
        content = row.out.content
        if content.kind is ContentKind.SOMEONE_WAITS:
            if not self._waits(content):
                raise _Over(OutboxState.CANCELLED, "nobody-waits")
        elif person is not None and content.kind in self.renderers:
            self._rendered(row, person)

    def _waits(self, content: Content) -> bool:
        request = self.work.requests.find(RequestId(int(content.args["r"])))
        return request is not None and request.state is RequestState.ASKING

    def _wake_url(self, person: Person | None) -> str:
        if person is None:
            return self.setting.clinician_url
        supporter = self.work.supporters.get(person.id)
        return supporter.wake_url if supporter is not None else ""


def put_off(row: OutboxRow, work: Work, state: OutboxState = OutboxState.DUE) -> None:
    """A row that a mistake of ours, or a damaged record, keeps from going out: it is tried again
    later; as UNKNOWN, where it may have gone out before."""
    wait = ROUTINE_FAULT if row.out.lane is Lane.ROUTINE else URGENT_FAULT
    work.outbox.settle(row.id, state, retry_at=work.now + wait)


def _with_token(job: Job, tokens: Mapping[OutboxId, str]) -> Job:
    if isinstance(job, Waking) or job.message is None or job.row not in tokens:
        return job
    return replace(job, message=replace(job.message, token=tokens[job.row]))


def _in_chat(job: Job, chats: Mapping[Account, DirectChat]) -> Job:
    if isinstance(job, Waking) or job.operation is not Operation.POST:
        return job
    chat = chats.get(job.account)
    return job if chat is None else replace(job, chat=chat)


def call_key(row: OutboxId, draw: Draw) -> str:
    """The idempotency key of a call, the same at every attempt; at most 25 characters.

    Platforms show it to other apps. The row's own number counts all that is said, and whoever sees
    two of them a while apart knows how much was said between: enough to tell requests by."""
    return f"tb{int(draw('call', str(row)) * 2**53):014x}"


def age_of(row: OutboxRow, now: datetime) -> timedelta:
    """How long ago the first call was made whose outcome is not known."""
    return now - row.unknown_since if row.unknown_since is not None else timedelta(0)
