"""Discord's errors by what they ask for, translated into the core's in one table.

The codes are those of docs.discord.com, "Opcodes and Status Codes".
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum, auto

import aiohttp
import discord

from bot.ports import (
    Forbidden,
    MessageGone,
    NotSent,
    NotUnderstood,
    OutcomeUnknown,
    PersonUnreachable,
    PlatformError,
    Refused,
    SlowDown,
    WorkspaceStopped,
)

log = logging.getLogger(__name__)

#: seconds to wait where Discord says "slow down" and not for how long
UNSAID_WAIT = 30.0
#: seconds without a new conversation after Discord said that there were too many
TOO_MANY_NEW = 300.0

#: close codes after which no connection is ever taken as this one was
FATAL_CLOSES = {
    4004: "the token",
    4010: "the number of shards",
    4011: "so few shards",
    4012: "this version of its interface",
    4013: "the intents",
    4014: "the intents",
}


class Group(StrEnum):
    """What an error asks for."""

    STOPPED = auto()  #: nothing goes there until the operator acts
    TOO_MANY_NEW = auto()  #: no new conversations for a while; nobody is unreachable by it
    UNREACHABLE = auto()  #: this person cannot be written to
    FORBIDDEN = auto()  #: rights or rules of the server; the coordinator can mend it
    OURS = auto()  #: it would be refused again
    MOVED_ON = auto()  #: what it was about is not there any more, or was answered too late
    ANSWERED = auto()  #: it was answered before: by an attempt whose reply was lost, or by a copy
    WAIT = auto()
    NOT_SENT = auto()
    UNKNOWN = auto()  #: done or not
    NEW = auto()  #: in no list: nobody knows what it asks for


_CODES: dict[Group, tuple[int, ...]] = {
    Group.STOPPED: (40001, 50014),
    Group.TOO_MANY_NEW: (40003,),
    Group.UNREACHABLE: (50007, 50278, 50033, 10013, 10004, 10007),
    Group.FORBIDDEN: (50001, 50013, 50083, 160005, 160006),
    # 200000 and 240000: moderation or the link filter blocked the text; whoever wrote it is told
    Group.OURS: (200000, 240000, 50035, 50006, 50008, 40005, 50109, 30015),
    Group.MOVED_ON: (10062, 10003, 10008, 10015, 50027, 50005),
    Group.ANSWERED: (40060,),
    Group.WAIT: (20016, 20028, 30046),
}
_GROUPS = {code: group for group, codes in _CODES.items() for code in codes}

_TRANSLATED: dict[Group, Callable[[str], PlatformError]] = {
    Group.STOPPED: WorkspaceStopped,
    Group.UNREACHABLE: PersonUnreachable,
    Group.FORBIDDEN: Forbidden,
    Group.OURS: Refused,
    Group.MOVED_ON: MessageGone,
    Group.ANSWERED: MessageGone,
    Group.NOT_SENT: NotSent,
    Group.UNKNOWN: OutcomeUnknown,
    Group.NEW: NotUnderstood,
}
_OVER = (10062, 10015, 50027)
#: of which the operator has to know what Discord said
_FOR_THE_OPERATOR = (Group.STOPPED, Group.FORBIDDEN, Group.OURS, Group.NEW)


def group_of(code: int, status: int) -> Group:
    """By the code where Discord gives one it documents, else by the HTTP status."""
    if code in _GROUPS:
        return _GROUPS[code]
    if status == 429:
        return Group.WAIT
    if status == 401:
        return Group.STOPPED
    if status == 503:
        return Group.NOT_SENT
    return Group.UNKNOWN if status >= 500 else Group.NEW


def translated(error: discord.HTTPException, key: str, opening: str) -> PlatformError:
    """`key` is the pacing budget of the call, `opening` that of new conversations."""
    group = group_of(error.code, error.status)
    if group is Group.TOO_MANY_NEW:
        log.warning("Discord takes no new conversations for now (%d)", error.code)
        return SlowDown(opening, TOO_MANY_NEW)
    if group is Group.WAIT:
        return SlowDown(key, _seconds(error))
    said = str(error.code) if error.code else f"HTTP {error.status}"
    if group in _FOR_THE_OPERATOR:
        log.error("Discord refuses a call: %s", said)
    return _TRANSLATED[group](said)


def code_of(error: BaseException | None) -> int:
    """Discord's number for it; 0 where it gave none."""
    return error.code if isinstance(error, discord.HTTPException) else 0


def is_over(error: PlatformError) -> bool:
    """Whether nothing can be answered to an interaction any more: it came too late, or its quarter
    of an hour is over."""
    return code_of(error.__cause__) in _OVER


@contextmanager
def told(key: str, opening: str = "") -> Iterator[None]:
    """Discord's errors in the core's words; the library's own stays the error's context."""
    try:
        yield
    except discord.RateLimited as error:
        raise SlowDown(key, max(1.0, error.retry_after)) from error
    except discord.HTTPException as error:
        raise translated(error, key, opening or key) from error
    except aiohttp.ClientConnectorError as error:
        raise NotSent("no connection") from error
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        raise OutcomeUnknown(type(error).__name__) from error


def _seconds(error: discord.HTTPException) -> float:
    try:
        return max(1.0, float(error.response.headers.get("Retry-After", "")))
    except ValueError:
        return UNSAID_WAIT
