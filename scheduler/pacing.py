"""How fast the platforms are called: below their limits, and slower where they say so.

A budget is a bucket of tokens under a key that the adapter gives (Slack: method and workspace;
Discord: the bot). The urgent never wait for the routine: as long as somebody urgent waits for a
key, routine calls under it do, and where a budget allows bursts its last token is the urgent's.
"""

import asyncio
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.model.content import Lane
from bot.ports import Rate

SLOWER = 0.7
"""Times the rate, after the platform said to slow down."""
RECOVERY = 0.02
"""Of the configured rate, gained back each second without a complaint."""
BELOW, BELOW_SECONDS = 0.96, 600.0
"""Times the rate at which the platform said so: for so many seconds it is not gone beyond, else
the limit would be met again and again. The first complaint comes late where the platform bears
bursts; those after it find the limit."""
LEAST, LEAST_PER_SECOND = 0.1, 1.0
"""Of the configured rate, and calls a second: it falls no lower than the smaller of the two. What
is configured far above the platform's limit is no reason to ask for more again and again."""
SHORTEST_BLOCK, LONGEST_BLOCK = 0.1, 3600.0
"""Seconds; a platform that wants more silence is asked again after an hour."""
YIELDING = 0.005
"""Seconds after which a routine call looks again whether somebody urgent still waits."""
LONGEST_SLEEP = 0.5
"""Seconds after which a waiting call looks whether the program is being stopped."""
MANY = 1_000
"""Budgets from which on those are forgotten that are as good as new: each person has one."""


class NoTurn(Exception):
    """The call cannot be made so soon; `seconds` until it may be."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"no turn for {seconds:.1f} s")
        self.seconds = seconds


@dataclass(slots=True)
class Budget:
    """One bucket. All instants are monotonic seconds."""

    configured: float
    burst: int
    per_second: float
    tokens: float
    at: float
    blocked_until: float = -math.inf
    ceiling: float = math.inf  #: calls a second, as long as it holds
    ceiling_until: float = -math.inf
    urgent_waiting: int = 0
    calls: int = 0  #: that wait for it, or for another budget beside it

    def refill(self, now: float) -> None:
        """Tokens for the time that passed outside a block; a slowed rate recovers."""
        passed = max(0.0, now - max(self.at, self.blocked_until))
        self.at = now
        faster = self.per_second + RECOVERY * self.configured * passed
        most = min(self.configured, self.ceiling) if now < self.ceiling_until else self.configured
        self.per_second = min(most, faster)
        self.tokens = min(float(self.burst), self.tokens + passed * self.per_second)

    def wait(self, now: float, *, kept_back: int = 0) -> float:
        """Seconds until a token is there beyond those kept back; 0 when one is."""
        self.refill(now)
        missing = max(0.0, 1 + kept_back - self.tokens) / self.per_second
        return max(0.0, self.blocked_until - now) + missing

    def is_as_new(self, now: float) -> bool:
        """Whether it says no more than another under its key would: a blocked one has no token, and
        one that was slowed is below its rate."""
        self.refill(now)
        return self.tokens >= self.burst and self.per_second >= self.configured and not self.calls

    def slow_down(self, now: float, seconds: float) -> None:
        """The platform wants `seconds` of silence, and a lower rate after. Several complaints
        of one moment (calls that were under way together) lower it once."""
        self.refill(now)
        if now >= self.blocked_until:
            least = min(self.configured * LEAST, LEAST_PER_SECOND)
            self.ceiling = max(least, self.per_second * BELOW)
            self.ceiling_until = now + BELOW_SECONDS
            self.per_second = max(least, self.per_second * SLOWER)
        until = now + min(max(SHORTEST_BLOCK, seconds), LONGEST_BLOCK)
        self.blocked_until = max(self.blocked_until, until)
        self.tokens = 0.0


@dataclass(slots=True)
class Pacer:
    """All budgets of the process. `monotonic` gives real seconds: a platform's limit does not
    follow the demo's clock."""

    monotonic: Callable[[], float]
    _budgets: dict[str, Budget] = field(default_factory=dict)
    _room: int = MANY
    _closed: bool = False

    async def acquire(self, rates: Sequence[Rate], lane: Lane, *, patience: float) -> None:
        """Waits until the call may be made, and takes a token of every budget it uses. Raises
        NoTurn when its turn has not come after `patience` seconds, or plainly will not."""
        self._forget()
        budgets = [self._budget(rate) for rate in rates]
        urgent = lane < Lane.ROUTINE
        deadline = self.monotonic() + patience
        for budget in budgets:
            budget.calls += 1
            budget.urgent_waiting += urgent
        try:
            while (seconds := self._wait(budgets, urgent=urgent)) > 0:
                if self._closed or self.monotonic() + seconds > deadline:
                    raise NoTurn(seconds)
                # A bucket fills by time alone: there is no event to wait for.
                await asyncio.sleep(min(seconds, LONGEST_SLEEP))
        finally:
            for budget in budgets:
                budget.calls -= 1
                budget.urgent_waiting -= urgent
        for budget in budgets:
            budget.tokens -= 1

    def close(self) -> None:
        """Whoever waits for a turn has none any more."""
        self._closed = True

    def slow_down(self, key: str, seconds: float) -> None:
        """A call under `key` was refused for its rate. An unknown key is a new budget at one a
        second, so that a limit nobody foresaw is kept too."""
        budget = self._budgets.get(key) or self._budget(Rate(key, 1.0))
        budget.slow_down(self.monotonic(), seconds)

    def _wait(self, budgets: Sequence[Budget], *, urgent: bool) -> float:
        now = self.monotonic()
        if urgent:
            return max((budget.wait(now) for budget in budgets), default=0.0)
        longest = max((b.wait(now, kept_back=int(b.burst > 1)) for b in budgets), default=0.0)
        if longest == 0 and any(budget.urgent_waiting for budget in budgets):
            return YIELDING
        return longest

    def _forget(self) -> None:
        """Now and then, so that one call in many takes the time for it."""
        if len(self._budgets) < self._room:
            return
        now = self.monotonic()
        kept = {key: each for key, each in self._budgets.items() if not each.is_as_new(now)}
        self._budgets, self._room = kept, max(MANY, 2 * len(kept))

    def _budget(self, rate: Rate) -> Budget:
        """The budget of the key; where the adapter names another rate now, what was used and a
        block stay."""
        budget = self._budgets.get(rate.key)
        if budget is None:
            now = self.monotonic()
            budget = Budget(rate.per_second, rate.burst, rate.per_second, float(rate.burst), now)
            self._budgets[rate.key] = budget
        elif (budget.configured, budget.burst) != (rate.per_second, rate.burst):
            budget.configured, budget.burst = rate.per_second, rate.burst
            budget.per_second = min(budget.per_second, rate.per_second)
        return budget
