"""A dispatcher on a real ledger, with platforms that keep what they take."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Select, select

from bot.messages import Action, Button, Card, Message, Section
from bot.model.content import (
    CLAIM,
    Content,
    ContentKind,
    Lane,
    Operation,
    OutboxRow,
    OutboxState,
    Outgoing,
)
from bot.model.ids import Account, PersonId
from bot.model.people import Person, RosterFacts
from bot.ports import Platform, Work
from bot.rendering.outcome import Renderers
from bot.setting import Setting
from scheduler.calling import Caller
from scheduler.dispatcher import Dispatcher
from scheduler.jobs import Duties
from scheduler.pacing import Pacer
from scheduler.recovering import Resolver
from scheduler.retiring import Sweep
from scheduler.steps import Escalate
from storage.engine import open_engine
from storage.tables import outbox
from tests.fakes.recording_platform_in_process import RecordingPlatform
from tests.playing import setting_of
from tests.storage_fixtures import ReadyLedger, person_of


def plain(content: Content, person: Person, work: Work, setting: Setting) -> Card:
    """Renders anything: its kind, and its first argument."""
    words = " ".join((content.kind.value, *map(str, content.args.values())))
    return Card(Message((Section(text=words),), notification="A message"))


def pressable(content: Content, person: Person, work: Work, setting: Setting) -> Card:
    """The same with a button, so that the platform's handle of it is kept."""
    button = Button(0, "Menu")
    section = Section(text=content.kind.value, buttons=(button,))
    return Card(Message((section,), notification="A message"), (Action("menu"),))


#: Every kind that the rules are not asked about.
PLAIN: Renderers = {
    ContentKind.STEP: plain,
    ContentKind.OFFER: plain,
    ContentKind.OFFER_CLOSED: plain,
    ContentKind.FAREWELL: plain,
    ContentKind.ENTRY_DECIDED: plain,
}


@dataclass
class Bell:
    """Implements `bot.ports.Waker`: remembers who was woken, and does what its script says."""

    rung: list[str] = field(default_factory=list)
    answer: Callable[[str], bool] = lambda url: True

    async def wake(self, url: str, title: str, text: str) -> bool:
        self.rung.append(url)
        return self.answer(url)


@dataclass
class RealTime:
    """The process's own seconds, by which a platform's limits go; a test lets more of them pass."""

    passed: float = 0.0

    def monotonic(self) -> float:
        return time.monotonic() + self.passed


@dataclass
class Rig:
    ready: ReadyLedger
    platforms: Mapping[str, Platform]
    setting: Setting
    dispatcher: Dispatcher
    resolver: Resolver
    bell: Bell
    real: RealTime

    @property
    def platform(self) -> RecordingPlatform:
        """The one of tests that have one."""
        (only,) = self.platforms.values()
        assert isinstance(only, RecordingPlatform)
        return only

    def restart(self, **changes: Any) -> "Rig":
        """As after the death of the process: nothing in memory is left. On PostgreSQL nobody can
        tell that it died until its claims have run out."""
        self.ready.reopen()
        if not isinstance(self.ready.where, Path):
            self.ready.clock.move(CLAIM)
        return rig_of(self.ready, *self.platforms.values(), setting=self.setting, **changes)

    def say(
        self,
        to: Person,
        key: str,
        *,
        kind: ContentKind = ContentKind.STEP,
        lane: Lane = Lane.REQUEST,
        due: datetime | None = None,
        operation: Operation = Operation.POST,
        edits: str = "",
        args: Mapping[str, str | int] | None = None,
    ) -> None:
        """Puts one message in the outbox."""
        self.ready.run(
            lambda work: work.outbox.put(
                Outgoing(
                    key=key,
                    to=to.id,
                    about=to.id,
                    content=Content(kind, args or {}),
                    due_at=due or work.now,
                    lane=lane,
                    operation=operation,
                    edits=edits,
                )
            )
        )

    def say_to_all(self, people: Iterable[Person], key: str, **what: Any) -> None:
        lane, kind = what.get("lane", Lane.ROUTINE), what.get("kind", ContentKind.FAREWELL)

        def put(work: Work) -> None:
            for person in people:
                content = Content(kind)
                said = f"{key}:{person.id}"
                work.outbox.put(Outgoing(said, person.id, person.id, content, work.now, lane))

        self.ready.run(put)

    def due(self) -> tuple[OutboxRow, ...]:
        """What waits and whose time has come."""
        return self.ready.run(lambda work: work.outbox.due(10_000, lanes=tuple(Lane)))

    def unresolved(self) -> tuple[OutboxRow, ...]:
        return self.ready.run(lambda work: work.outbox.in_flight())

    def state(self, key: str) -> OutboxState:
        """What became of a message, from the database itself."""
        hash_ = self.ready.vault.lookup("outbox.key", key)
        (state,) = self._read(select(outbox.c.state).where(outbox.c.key_hash == hash_))
        return OutboxState(state)

    def states(self) -> Counter[str]:
        return Counter(self._read(select(outbox.c.state)))

    def _read(self, query: Select[str]) -> list[str]:
        """Past the ledger, which may be held up."""
        engine = open_engine(self.ready.where, reads_only=True)
        with engine.connect() as database:
            found = list(database.execute(query).scalars())
        engine.dispose()
        return found

    def pass_time(self, seconds: float) -> None:
        self.ready.clock.move(timedelta(seconds=seconds))

    @asynccontextmanager
    async def ticking(self) -> AsyncIterator[None]:
        """As the jobs tick: something may be due."""

        async def tick() -> None:
            while True:
                self.dispatcher.nudge()
                await asyncio.sleep(0.1)

        ticking = asyncio.ensure_future(tick())
        try:
            yield
        finally:
            ticking.cancel()

    async def deliver(self) -> int:
        async with asyncio.timeout(30):
            return await self.dispatcher.deliver_due()


def rig_of(
    ready: ReadyLedger,
    *platforms: Platform,
    setting: Setting | None = None,
    renderers: Renderers = PLAIN,
    blind_in_flight: int = 1,
    **changes: Any,
) -> Rig:
    by_name = {platform.name: platform for platform in platforms}
    capabilities = {name: platform.capabilities for name, platform in by_name.items()}
    setting = setting or setting_of(capabilities=capabilities, **changes)
    bell, real = Bell(), RealTime()
    caller = Caller(by_name, bell, setting, ready.clock, Pacer(real.monotonic))
    dispatcher = Dispatcher(
        ready.ledger,
        by_name,
        caller,
        setting,
        renderers,
        ready.clock,
        holder="test",
        blind_in_flight=blind_in_flight,
    )
    resolver = Resolver(dispatcher, look_again=0.01)
    return Rig(ready, by_name, setting, dispatcher, resolver, bell, real)


def people_of(count: int, *, platform: str = "local", workspace: str = "demo") -> list[Person]:
    return [on(platform, workspace, number) for number in range(1, count + 1)]


def on(platform: str, workspace: str, number: int) -> Person:
    """Somebody in that workspace."""
    offset = 0 if (platform, workspace) == ("local", "demo") else _offset(platform, workspace)
    person = person_of(offset + number)
    facts: RosterFacts = person.roster
    account = Account(platform, workspace, f"u{number}")
    changed = RosterFacts(
        number=facts.number, name=facts.name, station=facts.station, accounts=(account,)
    )
    return Person(PersonId(person.id), person.state, changed)


def _offset(platform: str, workspace: str) -> int:
    return 10_000 * (1 + sum(f"{platform}:{workspace}".encode()) % 97)


def duties_of(
    escalate: Escalate = lambda request, work, setting: None,
    supporters_gone: Callable[[Work, Setting], int] = lambda work, setting: 0,
    sweep: Sweep = lambda ledger, days: None,
    reread: Callable[[], object] | None = None,
) -> Duties:
    """What others would do; nothing where it is not said."""
    return Duties(escalate, supporters_gone, sweep, lambda figures: b"", lambda work: None, reread)


async def until(true: Callable[[], object], *, seconds: float = 20) -> None:
    """Waits until it is true; fails where it does not become so."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110  # what is waited for has no event
            await asyncio.sleep(0.005)
