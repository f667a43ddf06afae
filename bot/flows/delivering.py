"""From rows of the outbox to platform calls, and what became of them.

`take` renders what is due and marks it *sending*, in one unit of work; only when that is committed
may the platform be called. `settle` keeps the outcome.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.faults import kind
from bot.flows.calls import Batch, Held, Job, Preparing, Waking, put_off
from bot.flows.undelivered import NOT_DELIVERED, held_up, not_delivered
from bot.flows.workspace_rules import tell_coordinators
from bot.model.content import Lane, OutboxState
from bot.model.direct_chats import DirectChat
from bot.model.ids import OutboxId
from bot.ports import NOT_WOKEN, OUT_OF_SERVICE, Conflict, NotFound, RecordDamaged, Rule, Work
from bot.rendering.outcome import Renderers
from bot.setting import Setting

__all__ = ["Batch", "Job", "Outcome", "Taken", "Waking", "retry_at", "settle", "take"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Taken:
    """The calls to make, the most urgent first, and the workspaces for which rows were met that
    have to wait; those rows stay due. In the lanes of `more` there may be others, not read yet."""

    jobs: tuple[Job, ...] = ()
    held: frozenset[str] = frozenset()
    more: frozenset[Lane] = frozenset()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one call. `handle` is the platform's, of a message that was posted."""

    row: OutboxId
    state: OutboxState
    key: str = ""  #: under which the handle is kept
    handle: str = ""
    retry_at: datetime | None = None
    reason: str = ""
    forbidden: "Ban | None" = None
    chat: DirectChat | None = None  #: of whom it went to, where that it is closed is news, or over


@dataclass(frozen=True, slots=True)
class Ban:
    """A rule of a workspace ("slack:T1") that forbade a call."""

    workspace: str
    rule: Rule


def take(work: Work, setting: Setting, renderers: Renderers, batch: Batch) -> Taken:
    """Marks what is due as sending, as far as there is room."""
    rows = work.outbox.due(batch.most, lanes=batch.lanes, not_to=batch.stopped)
    if not rows:
        return Taken()
    # Read at once; whose record is damaged is met row by row.
    work.people.readable(row.out.to for row in rows if row.out.to is not None)
    preparing = Preparing(work, setting, renderers, batch)
    jobs: list[Job] = []
    held: set[str] = set()
    for row in rows:
        try:
            job = preparing.job(row)
        except Held as waits:
            work.outbox.note_workspace(row.id, waits.workspace)
            held.add(waits.workspace)
            if waits.workspace in batch.out_of_service:
                held_up(row, work)
            continue
        if job is not None:
            jobs.append(job)
    more = frozenset(batch.lanes if len(rows) == batch.most else ())
    return Taken(preparing.finish(jobs), frozenset(held), more)


def put_off_first(work: Work, batch: Batch) -> bool:
    """Of a batch of one that cannot be taken: the row that is first, if there is one."""
    rows = work.outbox.due(1, lanes=batch.lanes, not_to=batch.stopped)
    for row in rows:
        log.error("outbox row %d cannot be taken", row.id)
        put_off(row, work)
    return bool(rows)


def settle(work: Work, outcomes: Iterable[Outcome]) -> None:
    """Keeps what became of the calls. Where somebody else has settled a row meanwhile (its claim
    ran out, its person was erased), theirs stands. Who waits for an answer to what reached nobody
    does not wait on (`bot.flows.undelivered`)."""
    kept = tuple(outcomes)
    work.cards.set_handles({each.key: each.handle for each in kept if each.key and each.handle})
    sent = [each.row for each in kept if each.state is OutboxState.SENT]
    if work.outbox.settle_many(sent, OutboxState.SENT) != len(sent):
        log.warning("of %d rows that were sent some were settled by others", len(sent))
    for outcome in kept:
        if outcome.chat is not None:
            _mark(outcome.chat, work)
        if outcome.state is OutboxState.SENT:
            continue
        missed = outcome.state in NOT_DELIVERED or outcome.reason == NOT_WOKEN
        stopped = outcome.reason == OUT_OF_SERVICE
        wanted = missed or stopped or outcome.forbidden is not None
        row = work.outbox.find(outcome.row) if wanted else None
        try:
            work.outbox.settle(
                outcome.row, outcome.state, retry_at=outcome.retry_at, reason=outcome.reason
            )
        except (Conflict, NotFound) as lost:
            log.warning("outbox row %d: settled by others (%s)", outcome.row, type(lost).__name__)
        else:
            if row is not None and missed:
                not_delivered(row, work, outcome.reason)
            if row is not None and stopped:
                held_up(row, work)
            if row is not None and outcome.forbidden is not None:
                tell_coordinators(row, outcome.forbidden.workspace, outcome.forbidden.rule, work)


def _mark(chat: DirectChat, work: Work) -> None:
    """Whose record is damaged is passed over: no other row's outcome is lost for it."""
    try:
        work.direct_chats.mark(chat.account, closed=chat.closed)
    except RecordDamaged as fault:
        log.error("that a chat is closed or open could not be kept: %s", kind(fault))


def retry_at(now: datetime, attempts: int, lane: Lane) -> datetime:
    """When a call that was certainly not made is tried again: 2 s, 4 s ... at most 5 minutes, or
    half a minute where somebody waits."""
    most = 300.0 if lane is Lane.ROUTINE else 30.0
    return now + timedelta(seconds=min(2.0 ** min(attempts + 1, 9), most))
