"""A platform in the test's own process: keeps what it takes, and does what its script says."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.model.content import Operation
from bot.model.ids import Account
from bot.ports import FOR_EVER, NEVER, Capabilities, Delivery, Intake, Rate

Script = Callable[[Delivery], Awaitable[None]]


async def _nothing(delivery: Delivery) -> None:
    return None


async def _held(handle: str) -> None:
    return None


def capabilities_of(*, keeps_keys: timedelta, look_up: bool) -> Capabilities:
    return Capabilities(
        buttons=True,
        forms=True,
        asides=True,
        images=True,
        edits=True,
        keeps_keys=keeps_keys,
        look_up=look_up,
    )


async def _cleared(account: Account, before: datetime) -> bool:
    return False


@dataclass
class RecordingPlatform:
    """Implements `bot.ports.Platform`. `before` runs before a message is taken, `after` when it is
    there: what they raise reaches the caller, and the message is there or not accordingly."""

    name: str = "local"
    keeps_keys: timedelta = FOR_EVER
    look_up: bool = True
    group_chats: bool = False
    one_limit: bool = False
    limits: tuple[Rate, ...] = ()
    look_up_limits: tuple[Rate, ...] = ()
    before: Script = _nothing
    after: Script = _nothing
    finding: Script = _nothing
    letting_go: Callable[[str], Awaitable[None]] = _held
    clearing: Callable[[Account, datetime], Awaitable[bool]] = _cleared
    let_go: list[tuple[str, str]] = field(default_factory=list)
    taken: list[Delivery] = field(default_factory=list)
    calls: list[Delivery] = field(default_factory=list)
    looked_up: list[Delivery] = field(default_factory=list)
    forgotten: set[str] = field(default_factory=set)  #: keys that it keeps no more
    most_at_once: int = 0
    _at_once: int = 0

    @property
    def capabilities(self) -> Capabilities:
        known = capabilities_of(keeps_keys=self.keeps_keys, look_up=self.look_up)
        return replace(known, group_chats=self.group_chats, one_limit=self.one_limit)

    @property
    def keys(self) -> list[str]:
        """Of what was taken, in order."""
        return [delivery.card_key or delivery.key for delivery in self.taken]

    async def start(self, intake: Intake) -> None:
        return None

    async def stop(self) -> None:
        return None

    async def deliver(self, delivery: Delivery) -> str:
        self.calls.append(delivery)
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            await self.before(delivery)
            if delivery.key in self.forgotten or not self._known(delivery):
                self.taken.append(delivery)
            await self.after(delivery)
        finally:
            self._at_once -= 1
        return f"h-{delivery.key}"

    async def find(self, delivery: Delivery) -> str | None:
        self.looked_up.append(delivery)
        await self.finding(delivery)
        return self._handle(delivery) if self.look_up else None

    async def clear(self, account: Account, before: datetime) -> bool:
        return await self.clearing(account, before)

    async def take_away(self, place: str, handle: str) -> None:
        await self.letting_go(handle)
        self.let_go.append((place, handle))

    def rates(self, delivery: Delivery) -> Sequence[Rate]:
        return self.limits

    def look_up_rates(self, delivery: Delivery) -> Sequence[Rate]:
        return self.look_up_limits

    def _known(self, delivery: Delivery) -> bool:
        return self.keeps_keys > NEVER and self._handle(delivery) is not None

    def _handle(self, delivery: Delivery) -> str | None:
        made = (Operation.POST, Operation.OPEN)
        there = any(each.key == delivery.key and each.operation in made for each in self.taken)
        return f"h-{delivery.key}" if there else None
