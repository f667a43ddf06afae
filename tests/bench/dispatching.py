"""From the outbox to a platform that answers at once: in batches under an idempotency key, and
one in flight where the platform has none."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import cycle
from pathlib import Path
from statistics import median

from sqlalchemy.engine import Connection

from bot.model.ids import Account, PersonId
from bot.ports import FOR_EVER, NEVER, Capabilities, Delivery, Intake, Rate
from bot.rendering.registry import RENDERERS
from bot.setting import Setting
from scheduler.calling import Caller
from scheduler.dispatcher import Dispatcher
from scheduler.pacing import Pacer
from scheduler.waking import AppriseWaker
from tests.bench import bare
from tests.bench.check_ins import NEXT_TIME, put_check_ins
from tests.bench.commits import COMMITS, Commits, open_bench_engine
from tests.bench.databases import NOW, bench_setting, make, opened
from tests.bench.figures import Figure, Of, at_least, figure
from tests.bench.people import Mixture, reachable
from tests.bench.sizes import Sizes
from tests.bench.timing import seconds_of
from tests.storage_fixtures import ReadyLedger

WITH_KEY = Capabilities(
    buttons=True,
    forms=True,
    asides=True,
    images=True,
    edits=True,
    keeps_keys=FOR_EVER,
    look_up=False,
)
WITHOUT_KEY = replace(WITH_KEY, keeps_keys=NEVER)
#: Messages of bare Core that share their two commits, as a batch of the dispatcher does.
_TOGETHER = 64


@dataclass(slots=True)
class AnsweringPlatform:
    """Takes every message at once, and counts them. Implements `bot.ports.Platform`."""

    capabilities: Capabilities
    name: str = "local"
    delivered: int = 0

    async def start(self, intake: Intake) -> None: ...

    async def stop(self) -> None: ...

    async def deliver(self, delivery: Delivery) -> str:
        self.delivered += 1
        return f"h{delivery.row}"

    async def find(self, delivery: Delivery) -> str | None:
        return None

    async def clear(self, account: Account, before: datetime) -> bool:
        return False

    async def take_away(self, place: str, handle: str) -> None:
        return None

    def rates(self, delivery: Delivery) -> Sequence[Rate]:
        return ()

    def look_up_rates(self, delivery: Delivery) -> Sequence[Rate]:
        return ()


@dataclass(slots=True)
class Delivering:
    """What one kind of commit is measured with."""

    ready: ReadyLedger
    bare_one: Connection
    setting: Setting
    people: Sequence[PersonId]

    def ours(self, capabilities: Capabilities, number: int) -> float:
        """Check-ins a second: every rule asked again, rendered, a card issued, the rhythm saved.

        Raises RuntimeError where one was not delivered, since then the figure would say nothing.
        """
        self.ready.clock.move(NEXT_TIME)
        self.ready.run(lambda work: put_check_ins(work, self.people[:number], self.setting))
        platform = AnsweringPlatform(capabilities)
        dispatcher = dispatcher_of(self.ready, platform, self.setting)
        seconds = seconds_of(lambda: asyncio.run(dispatcher.deliver_due()))
        if platform.delivered != number:
            raise RuntimeError(f"{platform.delivered} of {number} messages were delivered")
        return number / seconds

    def bare(self, number: int, some: Callable[[], int]) -> float:
        """The same by bare Core, `some` at a time."""
        now = self.ready.clock.now()
        bare.put_rows(self.bare_one, now, number)

        def deliver() -> None:
            while some():
                pass

        return number / seconds_of(deliver)

    def bare_batch(self) -> Callable[[], int]:
        now, people = self.ready.clock.now(), cycle(self.people)
        return lambda: bare.deliveries(self.bare_one, now, people, _TOGETHER)

    def bare_single(self) -> Callable[[], int]:
        now, people = self.ready.clock.now(), cycle(self.people)
        return lambda: bare.deliveries(self.bare_one, now, people, 1)

    def bare_marks(self) -> Callable[[], int]:
        now = self.ready.clock.now()
        return lambda: bare.two_commits(self.bare_one, now)


def measure(folder: Path, sizes: Sizes) -> list[Figure]:
    setting = bench_setting()
    mixture = Mixture(NOW, setting.rotations)
    number = max(sizes.messages, sizes.messages_alone)
    people = [reachable(mixture.due_person(n), n) for n in range(number)]
    ids = [person.id for person in people]
    with_key, alone = [], []
    for commits in COMMITS:
        made = make(folder / f"dispatch-{commits}.db", ((person, None) for person in people))
        engine = open_bench_engine(made.where, commits)
        with opened(made, commits=commits) as ready, engine.connect() as connection:
            delivering = Delivering(ready, connection, setting, ids)
            with_key.append(_with_key(delivering, commits, sizes))
            alone += _alone(delivering, commits, sizes)
        engine.dispose()
    return [*with_key, *alone]


def _with_key(delivering: Delivering, commits: Commits, sizes: Sizes) -> Figure:
    pairs = [
        (
            delivering.ours(WITH_KEY, sizes.messages),
            delivering.bare(sizes.messages, delivering.bare_batch()),
        )
        for _ in range(sizes.rounds)
    ]
    return figure(
        f"dispatch with an idempotency key{commits.mark}",
        median(ours for ours, _ in pairs),
        "messages/s",
        at_least(1_000),
        baseline=median(beside for _, beside in pairs),
        ratio=median(ours / beside for ours, beside in pairs),
    )


def _alone(delivering: Delivering, commits: Commits, sizes: Sizes) -> list[Figure]:
    """Beside bare Core with the same rows and two commits a message; and, to tell how much of it
    is work, beside two commits that hold nothing but the marks of sending and sent."""
    number = sizes.messages_alone
    rounds = [
        (
            delivering.ours(WITHOUT_KEY, number),
            delivering.bare(number, delivering.bare_single()),
            delivering.bare(number, delivering.bare_marks()),
        )
        for _ in range(sizes.rounds)
    ]
    name, unit = f"one in flight, without a key{commits.mark}", "messages/s"
    value = median(ours for ours, _, _ in rounds)
    return [
        figure(
            name,
            value,
            unit,
            at_least(0.8, Of.RATIO),
            baseline=median(same for _, same, _ in rounds),
            ratio=median(ours / same for ours, same, _ in rounds),
        ),
        figure(
            f"{name}, beside two bare updates",
            value,
            unit,
            baseline=median(marks for _, _, marks in rounds),
            ratio=median(ours / marks for ours, _, marks in rounds),
        ),
    ]


def dispatcher_of(ready: ReadyLedger, platform: AnsweringPlatform, setting: Setting) -> Dispatcher:
    """The program's dispatcher, with this platform alone and no limit to its pace."""
    platforms = {platform.name: platform}
    caller = Caller(platforms, AppriseWaker(), setting, ready.clock, Pacer(time.monotonic))
    return Dispatcher(
        ledger=ready.ledger,
        platforms=platforms,
        caller=caller,
        setting=setting,
        renderers=RENDERERS,
        clock=ready.clock,
        holder="bench",
    )
