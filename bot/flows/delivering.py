"""From rows of the outbox to platform calls, and what became of them.

`prepare` renders what is due and marks it *sending*, in one unit of work; only when that is
committed may the platform be called. `settle` keeps the outcome.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.flows.routine_delivery import BY_THE_RULES, recorded, refusal
from bot.messages import Card, Message
from bot.model.content import Lane, Operation, OutboxRow, OutboxState
from bot.model.ids import Account, OutboxId
from bot.model.people import Person
from bot.ports import Delivery, NotFound, Work
from bot.rendering.outcome import Dropped, Later, Renderers
from bot.setting import Setting


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
    """How much to take: `lanes` in order of urgency, nothing for `stopped` workspaces; whoever
    `holder` is has until `until` to settle what is marked sending."""

    lanes: tuple[Lane, ...]
    most: int
    holder: str
    until: datetime
    stopped: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one call. `handle` is the platform's, of a message that was posted."""

    row: OutboxId
    state: OutboxState
    key: str = ""  #: under which the handle is kept
    handle: str = ""
    retry_at: datetime | None = None
    reason: str = ""


class _Over(Exception):
    """The row ends here, or waits: no call is made."""

    def __init__(self, state: OutboxState, reason: str, at: datetime | None = None) -> None:
        super().__init__(reason)
        self.state, self.reason, self.at = state, reason, at


def prepare(work: Work, setting: Setting, renderers: Renderers, batch: Batch) -> tuple[Job, ...]:
    """Marks what is due as sending and gives the calls to make, the most urgent first."""
    rows = work.outbox.due(batch.most, lanes=batch.lanes, not_to=batch.stopped)
    jobs = (prepare_row(row, work, setting, renderers, batch) for row in rows)
    return tuple(job for job in jobs if job is not None)


def prepare_row(
    row: OutboxRow, work: Work, setting: Setting, renderers: Renderers, batch: Batch
) -> Job | None:
    """One row: the call to make, or None where it was dropped, put off or reaches nobody."""
    try:
        if row.out.operation is Operation.WAKE:
            return _waking(row, work, setting, batch)
        return _call(row, work, setting, renderers, batch)
    except _Over as over:
        work.outbox.settle(row.id, over.state, retry_at=over.at, reason=over.reason)
        return None


def _call(
    row: OutboxRow, work: Work, setting: Setting, renderers: Renderers, batch: Batch
) -> Delivery:
    out, person = row.out, _recipient(row, work)
    account, handle = _account(person, setting), _handle(row, work)
    _ask_the_rules(row, person, work, setting)
    message: Message | None = None
    if out.operation is not Operation.DELETE:
        rendered = _rendered(row, person, work, setting, renderers)
        message = _issued(rendered, account, person, row, work)
    if out.content.kind in BY_THE_RULES and row.attempts == 0:
        rhythm = recorded(out.content, person.rhythm, work.now)
        work.people.save(replace(person, rhythm=rhythm))
    _mark(row, account, batch, work)
    return Delivery(
        row=row.id,
        key=call_key(row.id),
        account=account,
        operation=out.operation,
        lane=out.lane,
        message=message,
        handle=handle,
        card_key=out.key if out.operation is Operation.POST else "",
        attempts=row.attempts,
    )


def settle(work: Work, outcomes: Iterable[Outcome]) -> None:
    """Keeps what became of the calls."""
    for outcome in outcomes:
        if outcome.handle and outcome.key:
            work.cards.set_handle(outcome.key, outcome.handle)
        work.outbox.settle(
            outcome.row, outcome.state, retry_at=outcome.retry_at, reason=outcome.reason
        )


def call_key(row: OutboxId) -> str:
    """The idempotency key of a call, the same at every attempt; at most 25 characters."""
    return f"tb{row:x}"


def retry_at(now: datetime, attempts: int) -> datetime:
    """When a call that was certainly not made is tried again: 2 s, 4 s ... at most 5 minutes."""
    return now + timedelta(seconds=min(2.0 ** min(attempts + 1, 9), 300.0))


def _recipient(row: OutboxRow, work: Work) -> Person:
    if row.out.to is None:
        raise _Over(OutboxState.CANCELLED, "nobody-there")
    try:
        return work.people.get(row.out.to)
    except NotFound:
        raise _Over(OutboxState.CANCELLED, "nobody-there") from None


def _account(person: Person, setting: Setting) -> Account:
    """Where the person wants to be written to, of the platforms that are connected."""
    chosen = person.membership.account
    accounts = (chosen, *person.roster.accounts) if chosen else person.roster.accounts
    connected = (a for a in accounts if a.platform in setting.capabilities)
    account = next(connected, None)
    if account is None:
        raise _Over(OutboxState.UNREACHABLE, "no-account")
    return account


def _handle(row: OutboxRow, work: Work) -> str:
    """The platform's handle of the message that is edited or deleted; "" for a post."""
    if row.out.operation is Operation.POST:
        return ""
    found = work.cards.handle_of(row.out.edits)
    if found is None:
        raise _Over(OutboxState.CANCELLED, "nothing-to-edit")
    return found[1]


def _ask_the_rules(row: OutboxRow, person: Person, work: Work, setting: Setting) -> None:
    content = row.out.content
    if content.kind not in BY_THE_RULES:
        return
    against = refusal(content, person, row.attempts, work, setting)
    if against is not None:
        raise _Over(OutboxState.CANCELLED, against)


def _rendered(
    row: OutboxRow, person: Person, work: Work, setting: Setting, renderers: Renderers
) -> Card:
    content = row.out.content
    match renderers[content.kind](content, person, work, setting):
        case Dropped(reason=reason):
            raise _Over(OutboxState.CANCELLED, reason)
        case Later(at=at, reason=reason):
            raise _Over(OutboxState.FAILED, reason, at)
        case card:
            return card


def _issued(card: Card, account: Account, person: Person, row: OutboxRow, work: Work) -> Message:
    """The message under the token of its key: a second attempt shows the same buttons."""
    if not card.actions:
        return card.message
    token = work.cards.issue(account, card.actions, person=person.id, key=row.out.key)
    return replace(card.message, token=token)


def _mark(row: OutboxRow, account: Account, batch: Batch, work: Work) -> None:
    workspace = f"{account.platform}:{account.workspace}"
    work.outbox.mark_sending(row.id, holder=batch.holder, until=batch.until, workspace=workspace)


def _waking(row: OutboxRow, work: Work, setting: Setting, batch: Batch) -> Job:
    """The phone that rings: the supporter's own channel, or the clinician's (`to` None)."""
    person = _recipient(row, work) if row.out.to is not None else None
    if setting.fictional and person is not None:
        # In the local workspace the phone on the page rings.
        account = _account(person, setting)
        _mark(row, account, batch, work)
        ring = Message((), notification=setting.texts.say(person.language, "waking"))
        key = call_key(row.id)
        return Delivery(row.id, key, account, Operation.WAKE, row.out.lane, ring)
    url = _wake_url(person, work, setting)
    if not url:
        raise _Over(OutboxState.CANCELLED, "cannot-be-woken")
    work.outbox.mark_sending(row.id, holder=batch.holder, until=batch.until, workspace="waking")
    language = person.language if person else setting.config.organisation.language
    return Waking(row.id, url, language, row.attempts)


def _wake_url(person: Person | None, work: Work, setting: Setting) -> str:
    if person is None:
        return setting.clinician_url
    supporter = work.supporters.get(person.id)
    return supporter.wake_url if supporter is not None else ""
