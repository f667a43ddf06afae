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
LONGEST_SLEEP = 0.5
"""Seconds after which it is looked again whose turn it is: a rate may have changed, and whoever
was before them may have gone."""
LOOKS_AGAIN = 0.02
"""The same, where the routine gives way to what is no call."""
MANY = 1_000
"""Budgets from which on those are forgotten that are as good as new: each person has one."""


class NoTurn(Exception):
    """The call cannot be made so soon; `seconds` until it may be."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"no turn for {seconds:.1f} s")
        self.seconds = seconds


@dataclass(slots=True, eq=False)
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


@dataclass(slots=True, eq=False)
class Waiting:
    """A call that waits for its turn, until `deadline` at the latest."""

    budgets: Sequence[Budget]
    urgent: bool
    deadline: float
    turn: "asyncio.Future[None]"


@dataclass(slots=True)
class Pacer:
    """All budgets of the process. `monotonic` gives real seconds: a platform's limit does not
    follow the demo's clock.

    Whoever waits is woken when it is their turn, and not to look whether it is: of a hundred that
    wait for one budget, one goes with each token, and the others would have the loop for nothing.
    """

    monotonic: Callable[[], float]
    #: whether routine calls wait just now for what is no call (`answers_first.py`)
    routine_waits: Callable[[], bool] = lambda: False
    _budgets: dict[str, Budget] = field(default_factory=dict)
    _room: int = MANY
    _closed: bool = False
    #: in the order in which they came
    _urgent: dict[Waiting, None] = field(default_factory=dict)
    _routine: dict[Waiting, None] = field(default_factory=dict)
    _timer: asyncio.TimerHandle | None = None

    async def acquire(self, rates: Sequence[Rate], lane: Lane, *, patience: float) -> None:
        """Waits until the call may be made, and takes a token of every budget it uses. Raises
        NoTurn when its turn has not come after `patience` seconds, or plainly will not."""
        self._forget()
        budgets, urgent = [self._budget(rate) for rate in rates], lane < Lane.ROUTINE
        now = self.monotonic()
        seconds = _wait(budgets, now, urgent=urgent)
        before_it = any(each.urgent_waiting if urgent else each.calls for each in budgets)
        if seconds == 0 and not before_it and (urgent or not self.routine_waits()):
            _take(budgets)
            return
        if self._closed or seconds > patience:
            raise NoTurn(seconds)
        turn = asyncio.get_running_loop().create_future()
        waiting = Waiting(budgets, urgent, now + patience, turn)
        self._enter(waiting)
        if seconds == 0:
            self._give_turns()
        else:
            self._look_after(seconds)
        try:
            await turn
        finally:
            self._leave(waiting)

    def close(self) -> None:
        """Whoever waits for a turn has none any more."""
        self._closed = True
        self._give_turns()

    def slow_down(self, key: str, seconds: float) -> None:
        """A call under `key` was refused for its rate. An unknown key is a new budget at one a
        second, so that a limit nobody foresaw is kept too."""
        budget = self._budgets.get(key) or self._budget(Rate(key, 1.0))
        budget.slow_down(self.monotonic(), seconds)

    def _give_turns(self) -> None:
        """To whoever may go now, the urgent before the routine and each in their order. Who waits
        for a budget that is used up holds up nobody who does without it."""
        now, routine_waits = self.monotonic(), self.routine_waits()
        soonest = LOOKS_AGAIN if routine_waits and self._routine else LONGEST_SLEEP
        for waiting in (*self._urgent, *self._routine):
            if waiting.turn.done():
                continue  # its caller was cancelled, and leaves by itself
            budgets, urgent = waiting.budgets, waiting.urgent
            seconds = _wait(budgets, now, urgent=urgent)
            gives_way = not urgent and (
                routine_waits or any(each.urgent_waiting for each in budgets)
            )
            if seconds == 0 and not gives_way:
                _take(budgets)
                self._leave(waiting)
                waiting.turn.set_result(None)
            elif self._closed or now + seconds > waiting.deadline:
                self._leave(waiting)
                waiting.turn.set_exception(NoTurn(seconds))
            elif not gives_way:
                soonest = min(soonest, seconds)
        self._look_after(soonest)

    def _look_after(self, seconds: float) -> None:
        """At the latest. A bucket fills by time alone: there is no event to wait for."""
        loop = asyncio.get_running_loop()
        if self._timer is not None:
            if self._timer.when() <= loop.time() + seconds:
                return
            self._timer.cancel()
            self._timer = None
        if self._urgent or self._routine:
            self._timer = loop.call_later(min(seconds, LONGEST_SLEEP), self._looked)

    def _looked(self) -> None:
        self._timer = None
        self._give_turns()

    def _enter(self, waiting: Waiting) -> None:
        (self._urgent if waiting.urgent else self._routine)[waiting] = None
        for budget in waiting.budgets:
            budget.calls += 1
            budget.urgent_waiting += waiting.urgent

    def _leave(self, waiting: Waiting) -> None:
        """It waits no more, if it did still."""
        queue = self._urgent if waiting.urgent else self._routine
        if waiting not in queue:
            return
        del queue[waiting]
        for budget in waiting.budgets:
            budget.calls -= 1
            budget.urgent_waiting -= waiting.urgent

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


def _wait(budgets: Sequence[Budget], now: float, *, urgent: bool) -> float:
    """Seconds until each of them has a token; where it allows bursts, the last is the urgent's."""
    kept = 0 if urgent else 1
    return max((b.wait(now, kept_back=kept * (b.burst > 1)) for b in budgets), default=0.0)


def _take(budgets: Sequence[Budget]) -> None:
    for budget in budgets:
        budget.tokens -= 1
