"""A quarter turns: counted once, frozen, cleared, whatever happens around it."""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import select, update

from bot.config.models import Reports
from bot.flows.restoring import replay
from bot.model.ids import PersonId
from bot.model.people import (
    LastAnswer,
    Membership,
    MembershipState,
    Person,
    PersonState,
    QuarterNotes,
    Rhythm,
    Zone,
)
from bot.model.quarters import Quarter
from bot.ports import (
    Conflict,
    Ledger,
    LedgerBusy,
    Priority,
    QuarterState,
    Release,
    ReportQuarter,
    Work,
)
from bot.reports import noting
from bot.reports.figures import Amount, Cell, Figures, GroupFigures, Share, Told
from bot.reports.folding import Group, Partition
from bot.reports.noting import asked
from bot.reports.yearly import YearFigures
from bot.setting import Setting
from scheduler.reporting import Reporting
from storage.engine import open_engine
from storage.published.table import report_release
from storage.tables import person_record
from tests.playing import config_of, setting_of
from tests.storage_fixtures import ReadyLedger, person_of, ready_ledger

T = TypeVar("T")

ZONE = "America/Chicago"
Q1, Q2, Q3 = Quarter(2026, 1), Quarter(2026, 2), Quarter(2026, 3)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
LONG_AGO = Q2.begins(ZONE) - timedelta(days=60)
MAY = Q2.begins(ZONE) + timedelta(days=40)


@dataclass
class Town:
    """25 people at Station 1 and 24 at two small ones, of whom all have joined."""

    ready: ReadyLedger
    setting: Setting
    drawn: list[Figures] = field(default_factory=list)
    draw: Callable[[Figures], bytes] = lambda figures: b"drawn"

    def reporting(self) -> Reporting:
        """As after a start: nothing is remembered."""

        def drawing(figures: Figures) -> bytes:
            self.drawn.append(figures)
            return self.draw(figures)

        return Reporting(self.ready.ledger, self.setting, self.ready.clock, drawing)

    async def at(self, instant: datetime) -> None:
        """The tick at that instant."""
        self.ready.clock.instant = instant
        await self.reporting().run()

    async def opened(self) -> None:
        """Q2 is open: reports had begun before it did."""
        await self.at(Q2.begins(ZONE) - DAY)
        await self.at(Q2.begins(ZONE))

    def change(self, numbers: range, change: Callable[[Person, Work], Person]) -> None:
        def flow(work: Work) -> None:
            people = work.people.get_many([id_of(each) for each in numbers]).values()
            work.people.save_many([change(person, work) for person in people])

        self.ready.run(flow)

    def answer(self, numbers: range, zone: Zone, at: datetime = MAY) -> None:
        def answered(person: Person, work: Work) -> Person:
            return replace(person, rhythm=replace(person.rhythm, answer=LastAnswer(zone, at, 1)))

        self.change(numbers, answered)

    def ask(self, numbers: range, at: datetime = MAY) -> None:
        self.change(numbers, lambda person, _: asked(person, at, ZONE))

    def leave(self, numbers: range) -> None:
        self.change(numbers, lambda person, _: person.no_longer_member(MembershipState.LEFT))

    def erase(self, number: int) -> None:
        self.ready.run(lambda work: work.people.erase(id_of(number)))

    def last(self) -> ReportQuarter | None:
        return self.ready.run(lambda work: work.report_quarters.last())

    def release(self, quarter: Quarter = Q2) -> Release:
        found = self.ready.run(lambda work: work.releases.get(quarter))
        assert found is not None
        return found

    def group(self, place: int = 0) -> GroupFigures:
        return self.release().figures.groups[place]

    def noted(self, number: int = 1) -> tuple[QuarterNotes, ...]:
        return self.ready.person(id_of(number)).rhythm.quarters

    def row(self) -> tuple[object, ...]:
        """As it lies in the database."""
        engine = open_engine(self.ready.where, reads_only=True)
        with engine.connect() as connection:
            (found,) = connection.execute(select(report_release)).all()
        engine.dispose()
        return tuple(found)

    def audited(self) -> list[str]:
        def flow(work: Work) -> list[str]:
            return [entry.kind for entry, _ in work.audit.entries(0, 100)]  # type: ignore[attr-defined]

        return self.ready.run(flow)


def id_of(number: int) -> PersonId:
    return person_of(number).id


def resident(number: int, joined_at: datetime | None = LONG_AGO) -> Person:
    state = MembershipState.JOINED if joined_at else MembershipState.NONE
    person = person_of(number, membership=Membership(state, joined_at=joined_at))
    station = "Station 1" if number <= 25 else f"Station {2 + number % 2}"
    return replace(person, roster=replace(person.roster, station=station))


@pytest.fixture
def units() -> Setting:
    return setting_of(config_of(reports=Reports(by=Partition.UNITS)))


@pytest.fixture
def town(tmp_path: Path, units: Setting) -> Iterator[Town]:
    with ready_ledger(tmp_path, now=LONG_AGO) as ready:
        ready.add(*(resident(number) for number in range(1, 50)))
        yield Town(ready, units)


async def test_reports_begin_with_the_first_whole_quarter(town: Town) -> None:
    await town.at(Q2.begins(ZONE) - DAY)
    assert town.last() == ReportQuarter(Q1, QuarterState.SKIPPED)
    await town.at(Q2.begins(ZONE))
    last = town.last()
    assert last is not None
    assert (last.quarter, last.state) == (Q2, QuarterState.OPEN)
    assert last.plan is not None
    assert last.plan.groups == (Group(("Station 1",)), Group(("Station 2", "Station 3")))
    assert last.sizes == (25, 24)
    assert town.noted() == (QuarterNotes(Q2, 0),)
    assert town.noted(30) == (QuarterNotes(Q2, 1),)
    assert town.audited() == ["report groups chosen", "report quarter opened"]


async def test_a_quarter_is_counted_as_it_closes(town: Town) -> None:
    await town.opened()
    town.answer(range(1, 15), Zone.YELLOW)
    town.answer(range(15, 17), Zone.RED)
    town.answer(range(17, 24), Zone.GREEN)
    town.ask(range(1, 9))
    await town.at(Q3.begins(ZONE) - SECOND)
    assert town.ready.run(lambda work: work.releases.quarters()) == ()
    await town.at(Q3.begins(ZONE))
    group = town.group()
    assert group.yellow.amount is Amount.MOST
    assert group.red.amount is group.orange.amount is Amount.FEW
    assert group.asked.about == 10
    assert group.response is Share.OVER_THREE_QUARTERS
    assert group.waited == group.unfilled == group.passed == Told(Amount.FEW)
    assert town.release().picture == b"drawn"
    assert town.drawn == [town.release().figures]
    assert town.release().figures.year is None, "it is told with the fourth quarter"
    assert "report released" in town.audited()


async def test_what_was_noted_is_cleared_and_the_next_quarter_noted(town: Town) -> None:
    await town.opened()
    town.ask(range(1, 9))
    assert town.noted()[0].asked
    await town.at(Q3.begins(ZONE))
    assert town.noted() == (QuarterNotes(Q3, 0),)
    last = town.last()
    assert last is not None
    assert (last.quarter, last.state) == (Q3, QuarterState.OPEN)
    assert last.plan is not None
    assert last.plan.year == 2026, "the groups of the year stay"
    assert town.audited().count("report groups chosen") == 1


async def test_joiners_leavers_and_who_moves_change_no_group(town: Town) -> None:
    """The size is that of the first day, the figures those of who is still there."""
    town.ready.add(resident(60, Q2.begins(ZONE) - timedelta(days=29)), resident(61, None))
    await town.opened()
    assert town.noted(60) == town.noted(61) == ()
    town.change(range(1, 2), lambda p, _: replace(p, roster=replace(p.roster, station="Station 2")))
    town.answer(range(1, 14), Zone.ORANGE)
    town.answer(range(60, 61), Zone.ORANGE)
    town.leave(range(2, 4))
    await town.at(Q3.begins(ZONE))
    assert town.group(0).orange.about == 10, "eleven of 25: who moved is still counted there"
    assert town.group(1).orange.amount is Amount.FEW


async def test_the_year_is_told_with_its_last_quarter(town: Town) -> None:
    """Of the agency as a whole: who joined since a year before, and who paused."""
    q4 = Quarter(2026, 4)
    await town.at(q4.begins(ZONE) - DAY)
    await town.at(q4.begins(ZONE))
    november = q4.begins(ZONE) + 40 * DAY
    town.change(range(1, 27), lambda p, _: noting.paused(p, november, ZONE))
    assert town.ready.person(id_of(1)).rhythm.paused_in == 2026
    await town.at(q4.next.begins(ZONE))
    release = town.release(q4).figures
    assert release.year == YearFigures(joined=50, paused=30)
    assert town.ready.person(id_of(1)).rhythm.paused_in == 0
    assert town.drawn == [release]


async def test_an_erased_person_is_not_counted_and_after_it_nothing_changes(town: Town) -> None:
    await town.opened()
    town.answer(range(1, 7), Zone.RED)
    town.erase(1)
    await town.at(Q3.begins(ZONE))
    before = town.row()
    assert town.group().red.about == 5

    for number in range(2, 20):
        town.erase(number)
    town.answer(range(20, 26), Zone.RED, at=MAY)
    for _ in range(3):
        await town.at(Q3.begins(ZONE) + DAY)
    assert town.row() == before


async def test_a_late_answer_belongs_to_the_quarter_in_which_it_comes(town: Town) -> None:
    await town.opened()
    town.answer(range(1, 9), Zone.RED, at=Q3.begins(ZONE))
    town.ask(range(1, 9), at=Q3.begins(ZONE) + SECOND)
    await town.at(Q3.begins(ZONE) + timedelta(minutes=1))
    assert town.group().red.amount is town.group().asked.amount is Amount.FEW
    assert town.noted() == (QuarterNotes(Q3, 0, asked=True),)


async def test_after_downtime_there_is_one_freeze_and_no_quarter_is_made_up(town: Town) -> None:
    await town.opened()
    town.answer(range(1, 9), Zone.RED)
    await town.at(Quarter(2027, 1).begins(ZONE) + 3 * DAY)
    assert town.ready.run(lambda work: work.releases.quarters()) == (Q2,)
    assert town.group().red.about == 10
    last = town.last()
    assert last is not None
    assert (last.quarter, last.state) == (Quarter(2027, 1), QuarterState.OPEN)
    assert town.audited().count("report groups chosen") == 2, "a new year"


async def test_a_clock_that_is_set_back_repeats_nothing(town: Town) -> None:
    await town.opened()
    await town.at(Q3.begins(ZONE))
    before = town.row(), town.last()
    await town.at(Q2.begins(ZONE) + DAY)
    assert (town.row(), town.last()) == before


class CutOff:
    """A ledger that goes away after so many units of work."""

    def __init__(self, ledger: Ledger, after: int) -> None:
        self._ledger, self._left = ledger, after

    def submit(self, flow: Callable[[Work], T], priority: Priority = Priority.PRESS) -> Future[T]:
        self._left -= 1
        if self._left < 0:
            raise LedgerBusy("gone")
        return self._ledger.submit(flow, priority)


@pytest.mark.parametrize("after", range(14))
async def test_what_was_cut_off_at_any_step_is_gone_on_with(town: Town, after: int) -> None:
    """As after a kill: groups half noted, counted and not published, published and not cleared."""
    for turn in (Q2, Q3):
        await town.at(turn.begins(ZONE) - DAY)
        if turn is Q3:
            town.answer(range(1, 9), Zone.RED)
            town.ask(range(1, 9))
        town.ready.clock.instant = turn.begins(ZONE)
        cut = town.reporting()
        cut.ledger = CutOff(town.ready.ledger, after)
        with suppress(LedgerBusy):
            await cut.run()
        await town.at(turn.begins(ZONE) + SECOND)
    assert town.group().red.about == town.group().asked.about == 10
    assert town.noted() == (QuarterNotes(Q3, 0),)
    last = town.last()
    assert last is not None
    assert (last.quarter, last.state, last.sizes) == (Q3, QuarterState.OPEN, (25, 24))
    assert town.audited().count("report released") == 1


async def test_the_groups_that_were_chosen_stay_though_somebody_leaves_meanwhile(
    town: Town,
) -> None:
    await town.at(Q2.begins(ZONE) - DAY)
    town.ready.clock.instant = Q2.begins(ZONE)
    cut = town.reporting()
    cut.ledger = CutOff(town.ready.ledger, 6)  # the groups are chosen, some people have theirs
    with pytest.raises(LedgerBusy):
        await cut.run()
    chosen = town.last()
    assert chosen is not None
    assert chosen.state is QuarterState.OPENING
    town.leave(range(10, 20))
    await town.at(Q2.begins(ZONE) + DAY)
    last = town.last()
    assert last is not None
    assert (last.state, last.plan, last.sizes) == (QuarterState.OPEN, chosen.plan, (15, 24))


async def test_who_comes_second_changes_nothing(town: Town) -> None:
    """Two processes on one database freeze at once."""
    await town.opened()
    town.answer(range(1, 9), Zone.RED)
    town.ready.clock.instant = Q3.begins(ZONE)
    first, second = town.reporting(), town.reporting()
    last = town.last()
    assert last is not None
    await first.run()
    before = town.row()
    with pytest.raises(Conflict):
        await second._freeze(last)
    await second.run()
    assert town.row() == before


async def test_a_chart_that_cannot_be_drawn_holds_up_no_report(town: Town) -> None:
    def failing(figures: Figures) -> bytes:
        raise RuntimeError("no ink")

    town.draw = failing
    await town.opened()
    await town.at(Q3.begins(ZONE))
    assert town.release().picture == b""
    assert len(town.drawn) == 2


async def test_a_backup_from_before_the_freeze_publishes_nothing_anew(town: Town) -> None:
    """People were erased since, and others left: it would come out otherwise. What was published
    is put back byte for byte, with its picture, and the next quarter is noted."""
    await town.opened()
    town.answer(range(1, 15), Zone.YELLOW)
    town.ready.clock.instant = Q3.begins(ZONE) - SECOND
    kept = backup(town)
    await town.at(Q3.begins(ZONE))
    published = town.row()
    town.erase(3)
    town.leave(range(4, 12))
    put_back(town, kept)
    assert town.ready.run(replay) == 10
    assert town.row() == published
    town.draw = lambda figures: b"drawn anew"
    await town.at(Q3.begins(ZONE) + DAY)
    assert town.row() == published
    assert len(town.drawn) == 1
    last = town.last()
    assert last is not None
    assert (last.quarter, last.state, last.sizes) == (Q3, QuarterState.OPEN, (16, 24))


def backup(town: Town) -> Path:
    town.ready.ledger.close()
    kept = Path(town.ready.where).with_name("backup.db")
    shutil.copy(town.ready.where, kept)
    town.ready.reopen()
    return kept


def put_back(town: Town, kept: Path) -> None:
    town.ready.ledger.close()
    shutil.copy(kept, town.ready.where)
    town.ready.reopen()


async def test_fewer_than_twenty_say_nothing(town: Town) -> None:
    town.leave(range(1, 31))
    await town.opened()
    town.answer(range(31, 50), Zone.RED)
    town.ask(range(31, 50))
    await town.at(Q3.begins(ZONE))
    (group,) = town.release().figures.groups
    assert {group.cell(cell).amount for cell in Cell} == {Amount.FEW}
    assert group.response is None
    assert group.waited is None


async def test_a_damaged_record_holds_up_nobody_elses(town: Town) -> None:
    await town.opened()
    town.answer(range(1, 9), Zone.RED)
    with open_engine(town.ready.where).begin() as connection:
        connection.execute(
            update(person_record).where(person_record.c.person == id_of(1)).values(rhythm=b"broken")
        )
    await town.at(Q3.begins(ZONE))
    assert town.group().red.about == 5


async def test_nobody_off_the_roster_is_counted_or_noted(town: Town) -> None:
    await town.opened()
    town.answer(range(1, 9), Zone.RED)
    town.change(
        range(1, 7),
        lambda p, _: replace(p.no_longer_member(MembershipState.NONE), state=PersonState.LEFT),
    )
    await town.at(Q3.begins(ZONE))
    assert town.group().red.amount is Amount.FEW
    assert town.ready.person(id_of(1)).rhythm == Rhythm()


async def test_of_who_is_counted_no_more_nothing_stays_noted(town: Town) -> None:
    """As of somebody whose record came out of a backup."""
    await town.opened()
    town.ready.add(resident(60, None))
    town.change(
        range(60, 61),
        lambda p, _: replace(p, rhythm=replace(p.rhythm, quarters=(QuarterNotes(Q2, 0),))),
    )
    await town.at(Q3.begins(ZONE))
    assert town.noted(60) == ()
