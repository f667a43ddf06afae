"""A real outbox and dispatcher before Slack: what becomes of a row, whatever Slack says."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.model.content import ContentKind, Lane, OutboxState
from bot.model.ids import PersonId
from bot.model.people import Person, PersonState, RosterFacts
from tests.adapters.slack.harness import SlackHarness
from tests.fakes.slack.people.person import FakeUser
from tests.scheduler.rig import Rig, rig_of
from tests.storage_fixtures import ReadyLedger, ready_ledger


@dataclass
class Town:
    """People of a workspace who are on the roster, and the rows that go to them."""

    at: SlackHarness
    ready: ReadyLedger
    rig: Rig
    people: dict[str, Person] = field(default_factory=dict)

    def user(self, name: str) -> FakeUser:
        return self.at.person(name)

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
            await self.rig.resolver.resolve()
            await self.rig.deliver()

    async def killed(self) -> None:
        """The process is dead, whatever it was about; another one begins."""
        self.ready.reopen()
        await self.at.restart()
        self.rig = rig_of(self.ready, self.at.platform)
        self.ready.run(lambda work: None)  # the writer has marked what was left


@contextmanager
def open_town(at: SlackHarness, place: Path) -> Iterator[Town]:
    with ready_ledger(place, fictional=True) as ready:
        yield Town(at, ready, rig_of(ready, at.platform))
