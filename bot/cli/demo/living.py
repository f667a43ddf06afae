"""Time that passes in the story: the program lives through it, and the fictional people react."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from adapters.local.clock import DemoClock
from bot.cli.demo.puppet import Puppet, Room
from bot.model.ids import Account
from bot.ports import Texts

#: How far the clock goes at once where nothing is planned: looks have to come at their time.
STRIDE = timedelta(hours=3)
#: How far it goes at least: what is due now was done, or waits for something else. Where what was
#: due brought nothing, again and again (a request that nobody is free for), it goes further.
LEAST, MOST_IN_VAIN = timedelta(seconds=1), timedelta(hours=1)


class Running(Room, Protocol):
    """What a story needs of the running program."""

    @property
    def clock(self) -> DemoClock: ...

    async def settle(self) -> None:
        """Does everything that is due by the clock."""

    async def next_event(self) -> datetime | None:
        """When something is due next, after now."""

    @property
    def delivered(self) -> int:
        """How many messages went out since the program was started."""


#: What somebody does when something came: nothing, as a rule.
React = Callable[[Puppet], Awaitable[None]]


@dataclass(slots=True)
class Life:
    """The department living its days. `reactions` are of those who act by themselves; whoever
    sits on a phone is left out."""

    running: Running
    texts: Texts
    prefix: str
    reactions: Mapping[Account, React] = field(default_factory=dict)
    puppets: dict[Account, Puppet] = field(default_factory=dict)
    asleep: bool = False  #: nobody reacts

    def puppet(self, account: Account) -> Puppet:
        known = self.puppets.get(account)
        if known is None:
            known = Puppet(account, self.running, self.texts, self.prefix)
            known.news()  # what is there already is old
            self.puppets[account] = known
        return known

    async def until(self, end: datetime, *, over: Callable[[], bool] = lambda: False) -> None:
        """Lives through it till then, or till `over`."""
        clock = self.running.clock
        for account in self.reactions:
            self.puppet(account)
        least = LEAST
        while clock.now() < end and not over():
            due = await self.running.next_event()
            stride, before = clock.now() + STRIDE, self.running.delivered
            clock.jump_to(min(max(due or stride, clock.now() + least), stride, end))
            await self.running.settle()
            await self._react()
            in_vain = due is not None and due < stride and self.running.delivered == before
            least = min(least * 2, MOST_IN_VAIN) if in_vain else LEAST

    async def _react(self) -> None:
        """Whoever got something acts on it, and what that brings about is done and reacted to,
        before time goes on."""
        while not self.asleep and await self._react_once():
            await self.running.settle()

    async def _react_once(self) -> bool:
        acted = False
        for account, react in self.reactions.items():
            puppet = self.puppet(account)
            if puppet.news():
                await react(puppet)
                acted = True
        return acted
