"""From the loop to the ledger and back."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from bot.ports import Ledger, Priority, Work

T = TypeVar("T")


async def run(ledger: Ledger, flow: Callable[[Work], T], priority: Priority) -> T:
    """The flow's result, after the commit. Raises what the flow raises, and LedgerBusy."""
    return await asyncio.wrap_future(ledger.submit(flow, priority))
