"""Moving a clock that can be moved, as if the time had been lived through."""

from datetime import datetime, timedelta
from typing import Protocol

from bot.ports import Clock, Ledger, Priority
from scheduler.jobs import Jobs, next_event
from scheduler.running import run

MOST = timedelta(hours=1)
"""The longest jump: looks come near their time, and nothing else has an instant of its own."""


class MovableClock(Clock, Protocol):
    def jump_to(self, instant: datetime) -> None:
        """Moves ahead to an aware instant."""


async def live_through(jobs: Jobs, ledger: Ledger, clock: MovableClock, until: datetime) -> None:
    """From event to event until then, each at its minute; what has no minute (a look) within the
    hour. Raises LedgerBusy."""
    while True:
        await jobs.settle_everything()
        now = clock.now()
        if now >= until:
            return
        event = await run(ledger, next_event, Priority.LOOK)
        ahead = event if event is not None and event > now else until
        clock.jump_to(min(until, ahead, now + MOST))
