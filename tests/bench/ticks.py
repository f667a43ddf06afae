"""Ticks of a large roster: one that finds nothing, and what a day of looks costs."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median

from sqlalchemy.engine import Connection

from bot.setting import Setting
from scheduler.looks import AT_ONCE, look_at_due
from tests.bench import bare, large
from tests.bench.commits import open_bench_engine
from tests.bench.databases import bench_setting, opened
from tests.bench.figures import Figure, at_most, figure
from tests.bench.sizes import Sizes
from tests.bench.timing import core_seconds_of, timed
from tests.storage_fixtures import ReadyLedger

SECONDS_OF_A_DAY = 86_400
#: Ticks that are timed together.
_STRETCH = 60
#: Bare Core lives a tenth of the program's ticks: it varies less.
_BARE_SHARE = 10

Tick = Callable[[], int]


def measure(folder: Path, sizes: Sizes) -> list[Figure]:
    setting = bench_setting()
    roster = large.database(sizes.people, kept_under=folder.parent)
    engine = open_bench_engine(roster.made.where)
    with (
        opened(roster.made, now=roster.first_look) as ready,
        engine.connect() as connection,
        asyncio.Runner() as loop,
    ):
        ours, bare_one = _ticks(ready, connection, setting, loop)
        figures = [
            _nothing_due(ready, ours, bare_one, sizes),
            _day_of_looks(ready, ours, bare_one, sizes),
        ]
    engine.dispose()
    return figures


def _ticks(
    ready: ReadyLedger, connection: Connection, setting: Setting, loop: asyncio.Runner
) -> tuple[Tick, Tick]:
    """A tick of the scheduler's, and what bare Core does in its place: read the people that are
    due, write when they are next."""

    def ours() -> int:
        return loop.run(look_at_due(ready.ledger, setting))

    def bare_one() -> int:
        looked = some = bare.looks_without_messages(connection, ready.clock.now(), AT_ONCE)
        while some == AT_ONCE:
            some = bare.looks_without_messages(connection, ready.clock.now(), AT_ONCE)
            looked += some
        return looked

    return ours, bare_one


def _nothing_due(ready: ReadyLedger, ours: Tick, bare_one: Tick, sizes: Sizes) -> Figure:
    """From asking for the tick to its being committed."""
    ready.clock.move(timedelta(seconds=-1))

    def find_nothing(tick: Tick) -> float:
        seconds, looked = timed(tick)
        if looked:
            raise RuntimeError("the tick was to find nothing")
        return 1000 * seconds

    pairs = [(find_nothing(ours), find_nothing(bare_one)) for _ in range(sizes.empty_ticks)]
    return figure(
        f"tick that finds nothing, {sizes.people:,} people",
        median(mine for mine, _ in pairs),
        "ms",
        at_most(5),
        baseline=median(beside for _, beside in pairs),
    )


def _day_of_looks(ready: ReadyLedger, ours: Tick, bare_one: Tick, sizes: Sizes) -> Figure:
    """A tick a second, some thousands in a row, told for all 86,400 of a day: looks are spread
    evenly over it."""
    return figure(
        f"a day of looks at {sizes.people:,} people",
        _core_seconds_a_day(ready, ours, sizes.day_ticks),
        "s of a core",
        at_most(300),
        baseline=_core_seconds_a_day(ready, bare_one, sizes.day_ticks // _BARE_SHARE),
    )


def _core_seconds_a_day(ready: ReadyLedger, tick: Tick, ticks: int) -> float:
    """By the median minute of those that are lived."""
    stretch = min(_STRETCH, ticks)

    def live() -> None:
        for _ in range(stretch):
            ready.clock.move(timedelta(seconds=1))
            tick()

    stretches = [core_seconds_of(live) for _ in range(max(1, ticks // stretch))]
    return median(stretches) / stretch * SECONDS_OF_A_DAY
