"""How fast the platforms are called: below their limits, and slower where they say so.

A budget is a bucket of tokens under a key that the adapter gives (Slack: method and workspace;
Discord: the bot). The urgent never wait for the routine: as long as somebody urgent waits for a
key, routine calls under it do.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.model.content import Lane
from bot.ports import Rate

SLOWER = 0.7
"""Times the rate, after the platform said to slow down."""
RECOVERY = 0.02
"""Of the configured rate, gained back each second without a complaint."""
LEAST = 0.1
"""Of the configured rate: it never falls below."""


@dataclass(slots=True)
class Budget:
    """One bucket. All instants are monotonic seconds."""

    configured: float
    burst: int
    per_second: float
    tokens: float
    at: float
    blocked_until: float = 0.0
    urgent_waiting: int = 0

    def refill(self, now: float) -> None:
        """Tokens for the time that passed; a slowed rate recovers."""
        passed = max(0.0, now - self.at)
        self.at = now
        if now >= self.blocked_until:
            self.per_second = min(
                self.configured, self.per_second + RECOVERY * self.configured * passed
            )
        self.tokens = min(float(self.burst), self.tokens + passed * self.per_second)

    def wait(self, now: float) -> float:
        """Seconds until a token is there; 0 when one is."""
        self.refill(now)
        if now < self.blocked_until:
            return self.blocked_until - now
        return 0.0 if self.tokens >= 1 else (1 - self.tokens) / self.per_second

    def slow_down(self, now: float, seconds: float) -> None:
        """The platform wants `seconds` of silence, and a lower rate after."""
        self.refill(now)
        if now >= self.blocked_until:
            self.per_second = max(self.configured * LEAST, self.per_second * SLOWER)
        self.blocked_until = max(self.blocked_until, now + seconds)
        self.tokens = 0.0


@dataclass(slots=True)
class Pacer:
    """All budgets of the process. `monotonic` gives real seconds: a platform's limit does not
    follow the demo's clock."""

    monotonic: Callable[[], float]
    _budgets: dict[str, Budget] = field(default_factory=dict)

    async def acquire(self, rates: Sequence[Rate], lane: Lane) -> None:
        """Waits until the call may be made, and takes a token of every budget it uses."""
        budgets = [self._budget(rate) for rate in rates]
        urgent = lane < Lane.ROUTINE
        for budget in budgets:
            budget.urgent_waiting += urgent
        try:
            # A bucket fills by time alone: there is no event to wait for.
            while (seconds := self._wait(budgets, urgent)) > 0:  # noqa: ASYNC110
                await asyncio.sleep(seconds)
        finally:
            for budget in budgets:
                budget.urgent_waiting -= urgent
        for budget in budgets:
            budget.tokens -= 1

    def slow_down(self, key: str, seconds: float) -> None:
        """A call under `key` was refused for its rate. Unknown keys are new budgets at one a
        second, so that a limit nobody foresaw is kept too."""
        budget = self._budgets.get(key) or self._budget(Rate(key, 1.0))
        budget.slow_down(self.monotonic(), seconds)

    def _wait(self, budgets: Sequence[Budget], urgent: bool) -> float:
        now = self.monotonic()
        longest = max((budget.wait(now) for budget in budgets), default=0.0)
        if longest == 0 and not urgent and any(b.urgent_waiting for b in budgets):
            return 0.005
        return longest

    def _budget(self, rate: Rate) -> Budget:
        budget = self._budgets.get(rate.key)
        if budget is None or (budget.configured, budget.burst) != (rate.per_second, rate.burst):
            now = self.monotonic()
            budget = Budget(rate.per_second, rate.burst, rate.per_second, float(rate.burst), now)
            self._budgets[rate.key] = budget
        return budget
