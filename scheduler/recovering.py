"""What was sending when a process died: unknown, and resolved with what the platform offers."""

import logging
from collections.abc import Sequence
from functools import partial

from bot.flows.delivering import Job, Outcome, prepare_row, settle
from bot.model.content import Lane, OutboxState
from bot.ports import Delivery, PlatformError, Work
from scheduler.dispatcher import AT_ONCE, ROUTINE, URGENT, Dispatcher

log = logging.getLogger(__name__)


async def resolve_unknown(dispatcher: Dispatcher) -> int:
    """Resolves every row whose outcome is not known and that nobody has in hand; how many.

    1. Where the platform finds messages by their key, it is asked: found, the row is resolved.
    2. With an idempotency key, or a request's row, the call is made again under the same key.
    3. Otherwise a routine message is abandoned, on record: rather not said than said twice.
    """
    done = 0
    while jobs := await dispatcher.submit(partial(_take, dispatcher=dispatcher)):
        open_jobs: list[Job] = []
        found: list[Outcome] = []
        for job in jobs:
            handle = await _look_up(job, dispatcher)
            if handle is None:
                open_jobs.append(job)
            else:
                assert isinstance(job, Delivery)
                found.append(Outcome(job.row, OutboxState.RESOLVED, job.card_key, handle))
        if found:
            await dispatcher.submit(partial(settle, outcomes=found))
        await dispatcher.carry_out(open_jobs)
        done += len(jobs)
    return done


def _take(work: Work, *, dispatcher: Dispatcher) -> Sequence[Job]:
    """Marks up to a batch of unknown rows as sending again, and abandons what may be."""
    batch = dispatcher.batch((*URGENT, *ROUTINE), AT_ONCE)
    jobs: list[Job] = []
    for row in work.outbox.in_flight():
        if row.id in dispatcher.in_hand or len(jobs) >= batch.most:
            continue
        if row.out.lane is Lane.ROUTINE and not dispatcher.can_tell:
            log.warning("outbox row %d: abandoned, its outcome is unknown", row.id)
            work.outbox.settle(row.id, OutboxState.ABANDONED)
            continue
        job = prepare_row(row, work, dispatcher.setting, dispatcher.renderers, batch)
        if job is not None:
            jobs.append(job)
    return jobs


async def _look_up(job: Job, dispatcher: Dispatcher) -> str | None:
    """The handle of the message, where the platform finds it by its key."""
    if not isinstance(job, Delivery) or job.handle:
        return None
    platform = dispatcher.platforms[job.account.platform]
    if not platform.capabilities.look_up:
        return None
    await dispatcher.pacer.acquire(platform.rates(job), job.lane)
    try:
        return await platform.find(job)
    except PlatformError as error:
        log.warning("outbox row %d: not looked up, %s", job.row, type(error).__name__)
        return None
