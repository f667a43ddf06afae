"""The composition root's side of the local workspace: the running program, seen from its page."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from adapters.local.clock import DemoClock
from adapters.local.stage import Casting, Command, Scene, Someone
from adapters.local.workspace import LocalWorkspace
from bot.cli.demo.cast import WORKSPACE
from bot.cli.demo.living import Life
from bot.cli.demo.puppet import Seen
from bot.cli.demo.scenes import Scenes
from bot.cli.process import Process
from bot.events import COMMANDS, Event
from bot.messages import Answer
from bot.model.ids import Account
from bot.model.people import Person, PersonState, Role
from bot.model.supporters import SupporterState
from bot.ports import Priority, Work
from scheduler.jobs import next_event

T = TypeVar("T")

#: Somebody in the workspace whom no roster has; they may ask for a peer all the same.
VISITOR, VISITORS_NAME = Account("local", WORKSPACE, "visitor"), "Sol Marchbanks"

#: Longer than anybody's rhythm leaves a department of sixty without a message.
MOST_AHEAD = timedelta(days=30)
STRIDE = timedelta(hours=1)


@dataclass(slots=True)
class DemoStage:
    """Implements `adapters.local.stage.Stage`, and is what a story needs of the running program
    (`bot.cli.demo.living.Running`). Without scenes it is a plain workspace."""

    process: Process
    workspace: LocalWorkspace
    demo_clock: DemoClock
    scenes_of: Scenes | None = None
    _moving: asyncio.Lock = field(default_factory=asyncio.Lock)

    # The page's side

    @property
    def clock(self) -> DemoClock:
        return self.demo_clock

    async def people(self) -> Sequence[Someone]:
        return await self._ask(self._people)

    def commands(self) -> Sequence[Command]:
        return tuple(Command(name, self._say(f"command-{name}")) for name in COMMANDS)

    async def next_event(self) -> datetime | None:
        return await self._ask(next_event)

    async def go_to_next_event(self) -> None:
        async with self._moving:
            end = self.clock.now() + MOST_AHEAD
            before = self.delivered
            while self.clock.now() < end and self.delivered == before:
                due, now = await self.next_event(), self.clock.now()
                # Looks have no instant to jump to: they come within the hour.
                stride = now + STRIDE
                self.clock.jump_to(min(due, stride) if due is not None and due > now else stride)
                await self.settle()

    async def go_to(self, instant: datetime) -> None:
        async with self._moving:
            await Life(self, self.process.parts.setting.texts, prefix="").until(instant)

    def scenes(self) -> Sequence[Scene]:
        return self.scenes_of.list() if self.scenes_of is not None else ()

    async def opening(self) -> Casting:
        if self.scenes_of is not None:
            return self.scenes_of.opening()
        first = [someone.account for someone in await self.people()][:3]
        return Casting(tuple(first), self._say("demo-run-hint"))

    async def play(self, scene: str) -> Casting:
        if self.scenes_of is None:
            raise LookupError(scene)
        async with self._moving:
            self.workspace.silence()
            return await self.scenes_of.play(scene)

    # The story's side

    def channel(self, account: Account) -> Sequence[Seen]:
        return tuple(Seen(p.handle, p.message) for p in self.workspace.channel(account))

    async def act(self, event: Event, on: str) -> Answer:
        answer = await self.process.take_in(event)
        if answer.redraw is not None and on:
            await self.workspace.redraw(event.account, on, answer.redraw)
        return answer

    @property
    def delivered(self) -> int:
        return self.process.jobs.dispatcher.calls

    async def settle(self) -> None:
        await self.process.jobs.settle_everything()

    # Inside

    def _people(self, work: Work) -> Sequence[Someone]:
        ids = work.people.ids(PersonState.ROSTER)
        approved = {
            each.person for each in work.supporters.all() if each.state is SupporterState.APPROVED
        }
        everyone = work.people.readable(ids).values()
        people = sorted(everyone, key=lambda p: (p.roster.station, p.roster.number))
        found = [
            self._someone(each, approved=each.id in approved)
            for each in people
            if each.roster.accounts
        ]
        return (*found, Someone(VISITOR, VISITORS_NAME, self._say("demo-visitor")))

    def _someone(self, person: Person, *, approved: bool) -> Someone:
        """The rank is left out where it says no more than the role does."""
        roster, role = person.roster, self._role(person, approved=approved)
        rank = "" if role.casefold() in roster.rank.casefold() else roster.rank
        return Someone(roster.accounts[0], roster.name, role, roster.station, rank)

    def _role(self, person: Person, *, approved: bool) -> str:
        roles = ["demo-supporter"] if approved else []
        if Role.COORDINATOR in person.roster.roles:
            roles.append("demo-coordinator")
        return ", ".join(self._say(role) for role in roles or ["demo-member"])

    async def _ask(self, flow: Callable[[Work], T]) -> T:
        return await asyncio.wrap_future(self.process.parts.ledger.submit(flow, Priority.LOOK))

    def _say(self, text: str) -> str:
        return self.process.parts.setting.texts.say("en", text)
