"""The reports' work as a quarter turns: the one that closed is counted, frozen and cleared, and the
groups of the next are noted.

In small pieces behind whatever somebody waits for. Every step may be cut off and is gone on with at
the next tick; after days of downtime there is one freeze, late, and no quarter is made up that
nobody had begun.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import TypeVar

from bot.faults import kind
from bot.flows.report_quarters import (
    begin_quarter,
    count_notes,
    count_year,
    go_on_with,
    joined_by_unit,
    open_quarter,
    publish,
    put_in_groups,
    skip_quarter,
)
from bot.model.ids import PersonId
from bot.model.people import PersonState
from bot.model.quarters import Quarter
from bot.ports import Clock, Ledger, Priority, QuarterState, ReportQuarter, Work
from bot.reports.figures import Figures, Tally, figures_of
from bot.reports.folding import Plan
from bot.reports.tallying import together
from bot.reports.yearly import YearTally
from bot.reports.yearly import together as year_together
from bot.setting import Setting
from scheduler.running import run

T = TypeVar("T")

log = logging.getLogger(__name__)

PIECE = 25
"""People of one unit of work: a press that comes meanwhile waits for one of them."""

Draw = Callable[[Figures], bytes]
"""Makes the pictures of a release, as they are kept; raises where it cannot."""


@dataclass(slots=True)
class Reporting:
    """`clock` says which quarter is open."""

    ledger: Ledger
    setting: Setting
    clock: Clock
    draw: Draw
    _one: asyncio.Lock = field(default_factory=asyncio.Lock)  #: at a time, in this process
    _open: Quarter | None = field(default=None)  #: is, and there is nothing to do until the next

    async def run(self) -> None:
        """What there is to do, if anything. May be run at any time. Raises LedgerBusy, and
        Conflict where another process does it at the same time."""
        async with self._one:
            await self._what_there_is()

    async def _what_there_is(self) -> None:
        quarter = Quarter.at(self.clock.now(), self.setting.config.organisation.zone)
        if self._open == quarter:
            return
        last = await self._run(lambda work: work.report_quarters.last())
        if last is None:
            await self._run(partial(skip_quarter, quarter=quarter))
        elif last.quarter < quarter:
            if last.state is QuarterState.OPEN:
                await self._freeze(last)
            await self._begin(quarter, last)
        elif last.quarter == quarter and last.state is QuarterState.OPENING:
            assert last.plan is not None  # it is what opening begins with
            await self._put_in_groups(quarter, last.plan)
        self._open = quarter

    async def _freeze(self, closed: ReportQuarter) -> None:
        """Counts, draws, publishes."""
        assert closed.plan is not None  # as above
        groups = len(closed.plan.groups)
        tallies = (Tally(),) * groups
        for people in await self._pieces():
            flow = partial(
                count_notes,
                setting=self.setting,
                people=people,
                quarter=closed.quarter,
                groups=groups,
            )
            tallies = together(tallies, await self._run(flow))
        year = await self._year(closed.quarter)
        figures = figures_of(closed.quarter, closed.plan, closed.sizes, tallies, year)
        picture = await self._drawn(figures)
        await self._run(partial(publish, figures=figures, picture=picture))

    async def _year(self, quarter: Quarter) -> YearTally | None:
        """What is told of a year is told with its last quarter."""
        if quarter.next.year == quarter.year:
            return None
        tally = YearTally()
        for people in await self._pieces():
            count = partial(count_year, setting=self.setting, people=people, quarter=quarter)
            tally = year_together(tally, await self._run(count))
        return tally

    async def _drawn(self, figures: Figures) -> bytes:
        """Without a picture rather than never: the figures are told in words as well."""
        for _ in range(2):
            try:
                return await asyncio.to_thread(self.draw, figures)
            except Exception as error:
                log.error("the chart of a report was not drawn: %s", kind(error))
        return b""

    async def _begin(self, quarter: Quarter, last: ReportQuarter) -> None:
        """The groups of a year are chosen with its first quarter, and stay."""
        if last.plan is not None and last.plan.year == quarter.year:
            flow: Callable[[Work], Plan] = partial(go_on_with, quarter=quarter, plan=last.plan)
        else:
            joined: Counter[str] = Counter()
            for people in await self._pieces():
                joined += await self._run(
                    partial(joined_by_unit, setting=self.setting, people=people, quarter=quarter)
                )
            flow = partial(begin_quarter, setting=self.setting, quarter=quarter, joined=joined)
        await self._put_in_groups(quarter, await self._run(flow))

    async def _put_in_groups(self, quarter: Quarter, plan: Plan) -> None:
        sizes = (0,) * len(plan.groups)
        for people in await self._pieces():
            flow = partial(
                put_in_groups, setting=self.setting, people=people, quarter=quarter, plan=plan
            )
            some = await self._run(flow)
            sizes = tuple(a + b for a, b in zip(sizes, some, strict=True))
        await self._run(partial(open_quarter, quarter=quarter, sizes=sizes))

    async def _pieces(self) -> Iterator[Sequence[PersonId]]:
        ids = iter(await self._run(lambda work: work.people.ids(PersonState.ROSTER)))
        return iter(lambda: tuple(islice(ids, PIECE)), ())

    async def _run(self, flow: Callable[[Work], T]) -> T:
        return await run(self.ledger, flow, Priority.BULK)
