"""Rows of the outbox: how they are written, found, changed and wiped.

States (design, Delivery): due → sending → sent | failed | unreachable | cancelled | unknown →
resolved | abandoned. A row in a final state is a tombstone: its id, unique key, state and day.
"""

from datetime import timedelta

from sqlalchemy import and_, bindparam, case, exists, func, or_, select, text, update
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import Select

from bot.model.content import CLAIM, Lane, OutboxState
from bot.model.ids import PersonId
from storage.context import ORGANISATION, Context, InsertIfNew
from storage.instants import to_day
from storage.tables import IN_FLIGHT, WAITING, outbox

FINAL = frozenset(
    {
        OutboxState.SENT,
        OutboxState.UNREACHABLE,
        OutboxState.CANCELLED,
        OutboxState.RESOLVED,
        OutboxState.ABANDONED,
    }
)

_OURS = outbox.c.organisation == ORGANISATION
_THIS = (_OURS, outbox.c.id == bindparam("row_id"))
_IS_WAITING = text(WAITING.replace("state", "outbox.state", 1))
_IS_IN_FLIGHT = text(IN_FLIGHT.replace("state", "outbox.state", 1))
#: Written out as well: a list of parameters cannot be given row after row.
_IS_CLAIMABLE = text("outbox.state IN ('due', 'failed', 'unknown')")
_IS_OPEN = outbox.c.settled_day.is_(None)

_same = outbox.alias("same_conversation")
PUT = InsertIfNew(
    outbox,
    state=OutboxState.DUE.value,
    attempts=0,
    holder=None,
    claimed_until=None,
    workspace_hash=None,
    settled_day=None,
    sequence=select(func.coalesce(func.max(_same.c.sequence), 0) + 1)
    .where(
        _same.c.organisation == ORGANISATION,
        _same.c.conversation_hash == bindparam("of_conversation"),
    )
    .scalar_subquery(),
)

#: What a reader needs to open a row.
COLUMNS = (
    outbox.c.id,
    outbox.c.state,
    outbox.c.lane,
    outbox.c.due_at,
    outbox.c.attempts,
    outbox.c.claimed_until,
    outbox.c.unknown_since,
    outbox.c.parties,
    outbox.c.record,
)


def _no_earlier() -> ColumnElement[bool]:
    """No row of the same conversation that was put before this one, is as urgent or more, and is
    due or under way: its outcome comes first. Less urgent ones never hold a row up."""
    earlier = outbox.alias("earlier")
    under_way = earlier.c.state.in_(
        [OutboxState.FAILED.value, OutboxState.SENDING.value, OutboxState.UNKNOWN.value]
    )
    its_time = and_(earlier.c.state == OutboxState.DUE.value, earlier.c.due_at <= bindparam("now"))
    return ~exists().where(
        earlier.c.organisation == ORGANISATION,
        earlier.c.conversation_hash == outbox.c.conversation_hash,
        earlier.c.sequence < outbox.c.sequence,
        earlier.c.lane <= outbox.c.lane,
        or_(under_way, its_time),
    )


def _edited_is_settled() -> ColumnElement[bool]:
    """The message that this row edits or deletes is not on its way any more."""
    edited = outbox.alias("edited")
    return or_(
        outbox.c.edits_hash.is_(None),
        ~exists().where(
            edited.c.organisation == ORGANISATION,
            edited.c.key_hash == outbox.c.edits_hash,
            edited.c.settled_day.is_(None),
        ),
    )


DUE = (
    select(*COLUMNS)
    .where(
        _OURS,
        outbox.c.lane == bindparam("lane"),
        _IS_WAITING,
        outbox.c.due_at <= bindparam("now"),
        or_(
            outbox.c.workspace_hash.is_(None),
            outbox.c.workspace_hash.not_in(bindparam("stopped", expanding=True)),
        ),
        _no_earlier(),
        _edited_is_settled(),
    )
    .order_by(outbox.c.due_at, outbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(of=outbox, skip_locked=True)  # PostgreSQL's; SQLite has one writer
)
UNRESOLVED = (
    select(*COLUMNS)
    .where(_OURS, _IS_IN_FLIGHT, outbox.c.claimed_until <= bindparam("now"))
    .order_by(outbox.c.claimed_until)
    .with_for_update(of=outbox, skip_locked=True)
)
MARK_SENDING = (
    update(outbox)
    .where(*_THIS, _IS_CLAIMABLE)
    .values(
        state=OutboxState.SENDING.value,
        holder=bindparam("new_holder"),
        claimed_until=bindparam("until"),
        workspace_hash=bindparam("workspace"),
        attempts=outbox.c.attempts + 1,
    )
)
NOTE_WORKSPACE = (
    update(outbox).where(*_THIS, _IS_WAITING).values(workspace_hash=bindparam("workspace"))
)
#: Until when an unknown row is left alone: it is to be asked about at once.
_AT_ONCE = 0
_CLAIM = int(CLAIM / timedelta(microseconds=1))
#: The first of its calls whose outcome is not known.
_SINCE = func.coalesce(outbox.c.unknown_since, outbox.c.claimed_until - _CLAIM)
_new_state = bindparam("new_state", type_=outbox.c.state.type)
_IS_UNKNOWN_NOW = _new_state == OutboxState.UNKNOWN.value
#: Somebody may have it already, from an earlier call than the one that failed for certain.
_STAYS_UNKNOWN = and_(_new_state == OutboxState.FAILED.value, outbox.c.unknown_since.is_not(None))
_ENDS_UNKNOWN = or_(_IS_UNKNOWN_NOW, _STAYS_UNKNOWN)
#: Back into the queue, or left unknown: still to be said.
PUT_BACK = (
    update(outbox)
    .where(*_THIS, _IS_OPEN)
    .values(
        state=case((_ENDS_UNKNOWN, OutboxState.UNKNOWN.value), else_=_new_state),
        due_at=func.coalesce(bindparam("retry_at", type_=outbox.c.due_at.type), outbox.c.due_at),
        holder=None,
        claimed_until=case((_ENDS_UNKNOWN, _AT_ONCE), else_=None),
        unknown_since=case((_IS_UNKNOWN_NOW, _SINCE), else_=outbox.c.unknown_since),
    )
)


def marked_at(claimed_until: int) -> int:
    """When a row that is sending was marked, in microseconds."""
    return claimed_until - _CLAIM


_WIPED: dict[str, object] = {
    "lane": None,
    "due_at": None,
    "conversation_hash": None,
    "sequence": None,
    "edits_hash": None,
    "holder": None,
    "claimed_until": None,
    "unknown_since": None,
    "workspace_hash": None,
    "parties": None,
    "record": None,
}
_TOMBSTONE: dict[str, object] = {
    **_WIPED,
    "state": bindparam("new_state"),
    "settled_day": bindparam("day"),
}
SETTLE = update(outbox).where(*_THIS, _IS_OPEN).values(_TOMBSTONE)
ABANDON = SETTLE.where(outbox.c.lane == Lane.ROUTINE)
OF_KEY = select(*COLUMNS).where(_OURS, outbox.c.key_hash == bindparam("hash_"), _IS_WAITING)
AMEND = (
    update(outbox)
    .where(*_THIS, _IS_WAITING, outbox.c.record == bindparam("old_record"))
    .values(record=bindparam("new_record"))
)
CANCEL_KEY = (
    update(outbox)
    .where(_OURS, outbox.c.key_hash == bindparam("hash_"), _IS_WAITING)
    .values(_TOMBSTONE)
)
_CANCEL_CONVERSATION = (
    update(outbox)
    .where(
        _OURS,
        outbox.c.conversation_hash == bindparam("hash_"),
        outbox.c.lane + 0 >= bindparam("from_lane"),  # + 0: by the conversation, not the lane
        _IS_WAITING,
    )
    .values(_TOMBSTONE)
)
THIS = select(*COLUMNS).where(*_THIS, _IS_OPEN)
STATE_OF = select(outbox.c.state).where(*_THIS)
STATE_OF_KEY = select(outbox.c.state).where(_OURS, outbox.c.key_hash == bindparam("hash_"))
STATES_OF_KEYS = select(outbox.c.key_hash, outbox.c.state).where(
    _OURS, outbox.c.key_hash.in_(bindparam("hashes", expanding=True))
)
#: A row that was being sent when the process died: nobody knows whether it went out. It was due,
#: whatever the clock shows now.
ORPHAN_ALL = (
    update(outbox)
    .where(_OURS, outbox.c.state == OutboxState.SENDING.value)
    .values(
        state=OutboxState.UNKNOWN.value,
        holder=None,
        claimed_until=_AT_ONCE,
        unknown_since=_SINCE,
        due_at=case((outbox.c.due_at > bindparam("now"), bindparam("now")), else_=outbox.c.due_at),
    )
)


def _first_due(lane: Lane) -> Select[tuple[int | None]]:
    return select(func.min(outbox.c.due_at)).where(_OURS, outbox.c.lane == lane.value, _IS_WAITING)


#: The first due of each lane: four steps down an index, where one over all would read it whole.
NEXT_DUE = select(*(_first_due(lane).scalar_subquery() for lane in Lane))


def conversation_hash(context: Context, to: PersonId | None, *, wakes: bool) -> bytes:
    """The conversation a row belongs to: a person's chat, or the second channel that wakes."""
    name = "clinician" if to is None else str(to)
    return context.lookup("outbox.conversation", "wake" if wakes else "chat", name)


def conversation_hashes(context: Context, to: PersonId) -> tuple[bytes, bytes]:
    return (
        conversation_hash(context, to, wakes=False),
        conversation_hash(context, to, wakes=True),
    )


def cancel_conversation(
    context: Context, conversation: bytes, *, from_lane: Lane = Lane.ANSWER
) -> int:
    """Cancels what waits in it, of this lane and the less urgent ones; how many rows."""
    return context.run(
        _CANCEL_CONVERSATION,
        hash_=conversation,
        from_lane=from_lane.value,
        new_state=OutboxState.CANCELLED.value,
        day=to_day(context.now),
    ).rowcount
