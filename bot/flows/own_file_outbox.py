"""Rows of the outbox for somebody's file: what sends it, what deletes it, and what they are told
where one of the two comes to nothing.

A row holds that a file was asked for and when, and nothing of what is in it. What deletes it names
no message: whatever of the bot's in that chat carries a file goes, so that one goes too that came
twice, or of which nobody knows.

Neither is as urgent as a request: a platform that does not take a file, or does not let go of it,
holds up nothing that somebody waits for.
"""

from datetime import UTC, datetime

from bot.model.content import (
    Content,
    ContentKind,
    Lane,
    Operation,
    OutboxRow,
    OutboxState,
    Outgoing,
)
from bot.model.ids import PersonId
from bot.ports import Forbidden, NotUnderstood, Refused, Work

MINUTES = 60
"""So long it is in the chat (choice: long enough to save it where it is safe)."""
_STANDS = frozenset({OutboxState.DUE, OutboxState.SENDING, OutboxState.FAILED, OutboxState.UNKNOWN})
_WAS_NOT_SENT = frozenset(error.__name__ for error in (Forbidden, Refused))
"""Why a file is given up that is certainly in no chat; any other may be, and is looked for."""
_NEVER = frozenset(error.__name__ for error in (Forbidden, NotUnderstood, Refused))
"""Why a delete is given up that did not find the file gone already."""


def put(person: PersonId, work: Work) -> int | None:
    """The minute by which the file is known from now on; None where one was asked for in it."""
    minute = _minute(work.now)
    content = Content(ContentKind.OWN_FILE, {"m": minute})
    key, lane = _key(person, minute), Lane.ACTIVATION
    if not work.outbox.put(Outgoing(key, person, person, content, work.now, lane)):
        return None
    _put_delete(person, minute, _gone_key(person, minute), until(minute), work)
    return minute


def delete(person: PersonId, minute: int, work: Work) -> None:
    """Before its hour is over. Whatever became of it meanwhile, it goes once more."""
    work.outbox.cancel(_key(person, minute))
    work.outbox.cancel(_gone_key(person, minute))
    _put_delete(person, minute, f"{_gone_key(person, minute)}:{_minute(work.now)}", work.now, work)


def standing(person: PersonId, work: Work) -> int | None:
    """The minute of the file that is there, or on its way; None where there is none."""
    keys = {_gone_key(person, minute): minute for minute in _last_hour(work.now)}
    states = work.outbox.states_of(tuple(keys))
    return max((keys[key] for key, state in states.items() if state in _STANDS), default=None)


def is_going_out(person: PersonId, work: Work) -> bool:
    """Whether a platform is being given a file just now."""
    keys = [_key(person, minute) for minute in _last_hour(work.now)]
    return OutboxState.SENDING in work.outbox.states_of(keys).values()


def came_to_nothing(row: OutboxRow, reason: str, work: Work) -> None:
    """They are told that the file does not come, or that it stays; nobody is told twice."""
    minute, person = int(row.out.content.args["m"]), row.out.about
    if row.out.operation is Operation.POST:
        if reason in _WAS_NOT_SENT:
            work.outbox.cancel(_gone_key(person, minute))
        _tell(person, ContentKind.OWN_FILE_NOT_SENT, minute, work)
    elif reason in _NEVER:
        _tell(person, ContentKind.OWN_FILE_STAYS, minute, work)


def until(minute: int) -> datetime:
    """When a file goes that was asked for in that minute."""
    return datetime.fromtimestamp((minute + MINUTES) * 60, UTC)


def _put_delete(person: PersonId, minute: int, key: str, at: datetime, work: Work) -> None:
    content = Content(ContentKind.OWN_FILE, {"m": minute})
    posted, lane = _key(person, minute), Lane.ACTIVATION
    work.outbox.put(
        Outgoing(key, person, person, content, at, lane, Operation.DELETE, edits=posted)
    )


def _tell(person: PersonId, kind: ContentKind, minute: int, work: Work) -> None:
    key = f"{kind.value}:{person}:{minute}"
    work.outbox.put(Outgoing(key, person, person, Content(kind), work.now, Lane.ACTIVATION))


def _key(person: PersonId, minute: int) -> str:
    return f"own-file:{person}:{minute}"


def _gone_key(person: PersonId, minute: int) -> str:
    return f"own-file-gone:{person}:{minute}"


def _minute(at: datetime) -> int:
    """Minutes since 1970."""
    return int(at.timestamp()) // 60


def _last_hour(now: datetime) -> range:
    return range(_minute(now) - MINUTES, _minute(now) + 1)
