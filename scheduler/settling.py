"""What became of calls, kept: outcomes that come while others are being kept share a commit."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from bot.faults import kind
from bot.flows.delivering import Outcome, settle
from bot.ports import Ledger, LedgerBusy, Priority
from scheduler.running import run

log = logging.getLogger(__name__)

AGAIN_SECONDS = 1.0
"""How long outcomes wait when the database could not take them."""


@dataclass(slots=True)
class Settler:
    """`after` is called after each commit."""

    ledger: Ledger
    after: Callable[[], None]
    _waiting: list[tuple[Outcome, asyncio.Future[None]]] = field(default_factory=list)
    _settling: asyncio.Task[None] | None = None

    async def keep(self, outcome: Outcome) -> None:
        """Done when it is kept. Whatever the database does, the outcome waits: until it is kept,
        the row is sending in the database, and nobody calls again."""
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((outcome, kept))
        if self._settling is None:
            self._settling = asyncio.ensure_future(self._settle())
        await kept

    async def _settle(self) -> None:
        await asyncio.sleep(0)  # what is done at the same moment joins
        try:
            while self._waiting:
                waiting, self._waiting = self._waiting, []
                outcomes = [outcome for outcome, _ in waiting]
                try:
                    await run(self.ledger, partial(settle, outcomes=outcomes), Priority.DELIVERY)
                except LedgerBusy:
                    self._waiting = waiting + self._waiting
                    log.warning("%d outcomes wait for the database", len(self._waiting))
                    await asyncio.sleep(AGAIN_SECONDS)
                    continue
                except Exception as error:
                    # They are sending until their claim runs out, and are then resolved.
                    log.error("%d outcomes could not be kept: %s", len(outcomes), kind(error))
                for _, kept in waiting:
                    if not kept.done():
                        kept.set_result(None)
                self.after()
        finally:
            self._settling = None
