"""From a press to its answer: at a steady rate and in a burst, beside a commit for each press."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from random import Random
from statistics import median
from threading import Thread
from typing import Any, Protocol, TypeVar

from sqlalchemy import Engine

from bot.events import ButtonPressed
from bot.flows.table import DISPATCH
from bot.handling import handle
from bot.messages import Answer
from bot.model.ids import Account
from bot.model.people import Zone
from bot.ports import Priority, Work
from bot.rendering.routine import check_in_card
from bot.rendering.wording import Wording
from bot.setting import Setting
from storage.engine import file_of
from storage.id_blocks import IdBlocks
from storage.unit_of_work import UnitOfWork
from storage.vault import Vault
from tests.bench.coming import instants
from tests.bench.commits import COMMITS, Commits, open_bench_engine
from tests.bench.databases import NOW, Made, bench_setting, make, opened
from tests.bench.figures import Figure, Of, at_most, figure
from tests.bench.people import Mixture, account_of, person_id, reachable
from tests.bench.sizes import Sizes
from tests.bench.timing import percentile
from tests.storage_fixtures import ORGANISATION, SetClock, journal_of

T = TypeVar("T")

#: How often each zone is pressed, in hundredths.
_SHARES = {Zone.GREEN: 70, Zone.YELLOW: 15, Zone.ORANGE: 10, Zone.RED: 5}
_ZONES = tuple(Zone)
#: Presses before the first that is measured: statements are compiled once, texts read once.
_WARMING = 50


class Submits(Protocol):
    """Runs a flow, and tells when it is committed: the ledger, or what it is compared with."""

    def submit(
        self, flow: Callable[[Work], T], priority: Priority = Priority.PRESS
    ) -> "Future[T]": ...


class CommitEach:
    """What the ledger is compared with: the same flows, units of work and connection, in a thread
    of its own, with a commit for each."""

    def __init__(self, engine: Engine, vault: Vault, clock: SetClock) -> None:
        self._engine, self._vault, self._clock = engine, vault, clock
        self._journal = journal_of(file_of(engine))
        self._queue: SimpleQueue[tuple[Callable[[Work], Any], Future[Any]] | None] = SimpleQueue()
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    def submit(self, flow: Callable[[Work], T], priority: Priority = Priority.PRESS) -> "Future[T]":
        future: Future[T] = Future()
        self._queue.put((flow, future))
        return future

    def close(self) -> None:
        self._queue.put(None)
        self._thread.join()
        self._engine.dispose()

    def _serve(self) -> None:
        blocks = IdBlocks(ORGANISATION)
        with self._engine.connect() as connection:
            while (queued := self._queue.get()) is not None:
                flow, future = queued
                try:
                    with connection.begin():
                        work = UnitOfWork(
                            connection, self._vault, self._clock.now(), blocks, self._journal
                        )
                        result = flow(work)
                except Exception as error:
                    future.set_exception(error)
                else:
                    future.set_result(result)


@dataclass(frozen=True, slots=True)
class Asked:
    """An open check-in: whose, and its card's token."""

    account: Account
    token: str


@dataclass(slots=True)
class Pressing:
    """Presses on open check-ins, each on the next of them."""

    asked: Sequence[Asked]
    setting: Setting
    _numbers: "count[int]" = field(default_factory=count)
    _rng: Random = field(default_factory=lambda: Random(1))

    def next_press(self) -> Callable[[Work], Answer]:
        """Its flow."""
        return partial(_answer, event=self.next_event(), setting=self.setting)

    def next_event(self) -> ButtonPressed:
        """A first answer as long as there are people, then a changed one, or the same again."""
        number = next(self._numbers)
        asked = self.asked[number % len(self.asked)]
        zone = self._rng.choices(tuple(_SHARES), tuple(_SHARES.values()))[0]
        return ButtonPressed(f"press-{number}", asked.account, asked.token, _ZONES.index(zone))


def measure(folder: Path, sizes: Sizes) -> list[Figure]:
    """Presses of a check-in's answers, seven in ten green; every other round is the ledger's."""
    setting = bench_setting()
    made, asked = with_open_check_ins(folder / "presses.db", sizes.pressers, setting)
    steady, bursts = [], []
    for commits in COMMITS:
        bench = _Bench(made, asked, setting, commits, folder)
        steady.append(_steady(bench, sizes))
        bursts.append(_burst(bench, sizes))
    return [*steady, *bursts]


def with_open_check_ins(
    where: Path, number: int, setting: Setting, kind: type[Made] = Made
) -> tuple[Made, list[Asked]]:
    """Members who were just asked, and their check-ins, by number."""
    mixture = Mixture(NOW, setting.rotations)
    people = (reachable(mixture.due_person(n), n) for n in range(number))
    made = make(where, ((person, None) for person in people), kind=kind)
    asked: list[Asked] = []
    with opened(made) as ready:
        for first in range(0, number, 500):
            numbers = range(first, min(number, first + 500))
            asked += ready.run(partial(issue, numbers=numbers, setting=setting))
    return made, asked


async def steadily(
    submits: Submits, pressing: Pressing, rate: float, until: Callable[[float], bool]
) -> list[float]:
    """Seconds from press to answer, of presses that come when they come, whether the ones before
    were answered or not; `until` is asked with the seconds that have passed."""
    began = asyncio.get_running_loop().time()
    answers: list[asyncio.Task[float]] = []
    async with instants(rate) as presses:
        async for due in presses:
            answers.append(asyncio.create_task(_answered(submits, pressing.next_press(), due)))
            if until(due - began):
                break
    return list(await asyncio.gather(*answers))


async def at_once(submits: Submits, pressing: Pressing, number: int) -> float:
    """Seconds until the last of them is answered."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    presses = [pressing.next_press() for _ in range(number)]
    await asyncio.gather(*(_answered(submits, press, began) for press in presses))
    return loop.time() - began


async def _answered(submits: Submits, press: Callable[[Work], Answer], since: float) -> float:
    await asyncio.wrap_future(submits.submit(press, Priority.PRESS))
    return asyncio.get_running_loop().time() - since


@dataclass(frozen=True, slots=True)
class _Bench:
    """What one kind of commit is measured with. Each run has its own copy of the database, so
    that all meet the same."""

    made: Made
    asked: Sequence[Asked]
    setting: Setting
    commits: Commits
    folder: Path

    def ours(self, run: "Run[T]") -> T:
        made = self._copied()
        with opened(made, commits=self.commits) as ready:
            return self._warm_run(ready.ledger, run)

    def commit_each(self, run: "Run[T]") -> T:
        made = self._copied()
        engine = open_bench_engine(made.where, self.commits)
        beside = CommitEach(engine, made.vault, SetClock(NOW))
        try:
            return self._warm_run(beside, run)
        finally:
            beside.close()

    def _warm_run(self, submits: Submits, run: "Run[T]") -> T:
        pressing = Pressing(self.asked, self.setting)

        async def warm_run() -> T:
            for _ in range(min(_WARMING, len(self.asked) // 4)):
                await at_once(submits, pressing, 1)
            return await run(submits, pressing)

        return asyncio.run(warm_run())

    def _copied(self) -> Made:
        copy = self.folder / "press-run.db"
        shutil.copyfile(self.made.where, copy)
        return replace(self.made, where=copy)


Run = Callable[[Submits, Pressing], Awaitable[T]]


def _steady(bench: _Bench, sizes: Sizes) -> Figure:
    async def p99(submits: Submits, pressing: Pressing) -> float:
        seconds = await steadily(
            submits, pressing, sizes.press_rate, lambda passed: passed >= sizes.press_seconds
        )
        return 1000 * percentile(seconds, 0.99)

    pairs = [(bench.ours(p99), bench.commit_each(p99)) for _ in range(sizes.rounds)]
    return figure(
        f"press to answer, {sizes.press_rate:g}/s, p99{bench.commits.mark}",
        median(ours for ours, _ in pairs),
        "ms",
        at_most(0.5, Of.RATIO),
        baseline=median(beside for _, beside in pairs),
        ratio=median(ours / beside for ours, beside in pairs),
    )


def _burst(bench: _Bench, sizes: Sizes) -> Figure:
    async def middle(submits: Submits, pressing: Pressing) -> float:
        return median([await at_once(submits, pressing, sizes.burst) for _ in range(sizes.bursts)])

    pairs = [(bench.ours(middle), bench.commit_each(middle)) for _ in range(sizes.rounds)]
    return figure(
        f"burst of {sizes.burst} presses{bench.commits.mark}",
        1000 * median(ours for ours, _ in pairs),
        "ms",
        at_most(0.5, Of.RATIO),
        baseline=1000 * median(beside for _, beside in pairs),
        ratio=median(ours / beside for ours, beside in pairs),
    )


def issue(work: Work, numbers: Iterable[int], setting: Setting) -> list[Asked]:
    """The cards of check-ins that these people were just sent."""
    text = setting.texts.rotation("en", "check-in")[0]
    asked = []
    for number in numbers:
        account, person = account_of(number), work.people.get(person_id(number))
        nth = person.rhythm.check_in_count
        card = check_in_card(Wording(setting, "en"), text, nth)
        key = f"chk:{person.id}:{nth}"
        token = work.cards.issue(account, card.actions, person=person.id, key=key)
        asked.append(Asked(account, token))
    return asked


def _answer(work: Work, *, event: ButtonPressed, setting: Setting) -> Answer:
    answer = handle(event, work, setting, DISPATCH)
    if answer.aside is None:
        raise RuntimeError("a press was not answered")
    return answer
