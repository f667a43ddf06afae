"""Looking at the people whose look is due, a batch a unit of work."""

import time
from functools import partial

from bot.flows.looking import look
from bot.ports import Ledger, Priority
from bot.setting import Setting
from scheduler.running import run

AT_ONCE = 100
"""People a batch: a press that comes meanwhile waits for one of them."""
SECONDS = 2.0
"""How long a tick looks; the rest has the next one."""


async def look_at_due(ledger: Ledger, setting: Setting, *, seconds: float = SECONDS) -> int:
    """How many people were looked at. Raises LedgerBusy."""
    until, looked = time.monotonic() + seconds, 0
    while True:
        flow = partial(look, setting=setting, most=AT_ONCE)
        some = await run(ledger, flow, Priority.LOOK)
        looked += some
        if some < AT_ONCE or time.monotonic() >= until:
            return looked
