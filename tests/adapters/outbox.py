"""A real outbox and dispatcher before a platform: what becomes of a row, whatever it says."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from bot.model.content import ContentKind, Lane, OutboxState
from bot.model.ids import Account, PersonId
from bot.model.people import Person, PersonState, RosterFacts
from bot.ports import Platform
from tests.scheduler.rig import Rig, rig_of
from tests.storage_fixtures import ReadyLedger, ready_ledger


class Connected(Protocol):
    """The adapter, connected."""

    @property
    def platform(self) -> Platform: ...

    def account(self, name: str) -> Account: ...

    async def restart(self) -> None: ...


H = TypeVar("H", bound=Connected)


@dataclass
class Town(Generic[H]):
    """People of a workspace who are on the roster, and the rows that go to them."""

    at: H
    ready: ReadyLedger
    rig: Rig
    people: dict[str, Person] = field(default_factory=dict)

    def say(self, name: str, key: str, lane: Lane = Lane.REQUEST, **more: Any) -> None:
        more = {"kind": ContentKind.STEP, **more}
        self.rig.say(self.person(name), key, lane=lane, **more)

    def person(self, name: str) -> Person:
        if name not in self.people:
            number = len(self.people) + 1
            facts = RosterFacts(
                number=f"{number:04}",
                name=name,
                station="Station 1",
                accounts=(self.at.account(name),),
            )
            self.people[name] = Person(PersonId(2**61 + number), PersonState.ROSTER, facts)
            self.ready.add(self.people[name])
        return self.people[name]

    def state(self, key: str) -> OutboxState:
        return self.rig.state(key)

    async def go_on(self, seconds: float, step: float = 15) -> None:
        """As the jobs do: what is unknown, then what is due."""
        for _ in range(int(seconds / step)):
            self.rig.pass_time(step)
            self.rig.real.passed += step
            await self.rig.resolver.resolve()
            await self.rig.deliver()

    async def killed(self) -> None:
        """The process is dead, whatever it was about; another one begins."""
        self.ready.reopen()
        await self.at.restart()
        self.rig = rig_of(self.ready, self.at.platform)
        self.ready.run(lambda work: None)  # the writer has marked what was left


@contextmanager
def open_town(at: H, place: Path) -> Iterator[Town[H]]:
    with ready_ledger(place, fictional=True) as ready:
        yield Town(at, ready, rig_of(ready, at.platform))
