"""An event to its answer after the commit, also where the database is cut off at it."""

import asyncio
from collections.abc import Sequence
from functools import partial

from bot.events import Event
from bot.handling import Dispatch, handle_first
from bot.messages import Answer
from bot.ports import CommitUnknown, Ledger, LedgerBusy, Priority
from bot.setting import Setting

AGAIN_AFTER_SECONDS = (0.0, 0.5, 2.0)
"""When it is tried again; somebody waits, so not for long."""


async def taken_in(
    event: Event,
    ledger: Ledger,
    setting: Setting,
    dispatch: Dispatch,
    *,
    again_after: Sequence[float] = AGAIN_AFTER_SECONDS,
) -> Answer:
    """Where it is not known whether the change was committed, the event is handled again: its id is
    committed with what it changes, so that this time it either is done, or was, and then the first
    answer is the true one. Raises LedgerBusy where nothing was done, and CommitUnknown where the
    database stays away."""
    flow = partial(handle_first, event, setting=setting, dispatch=dispatch)
    unknown: CommitUnknown | None = None
    for seconds in (None, *again_after):
        if seconds is not None:
            await asyncio.sleep(seconds)
        try:
            answer = await asyncio.wrap_future(ledger.submit(flow, Priority.PRESS))
        except CommitUnknown as lost:
            # One that found the event there has changed nothing, and has no answer.
            unknown = lost if lost.result is not None or unknown is None else unknown
        except LedgerBusy:
            if unknown is None:
                raise
        else:
            return answer or _first(unknown)
    assert unknown is not None
    raise unknown


def _first(unknown: CommitUnknown | None) -> Answer:
    """The answer that was lost with the connection; none where the platform repeats an event."""
    result = unknown.result if unknown is not None else None
    return result if isinstance(result, Answer) else Answer()
