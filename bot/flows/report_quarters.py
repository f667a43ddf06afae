"""A quarter's report, from its first day to its freeze, in small pieces of who is on the roster.

Who is counted, and in which group, is settled as the quarter begins; what they do is noted in their
own sealed records; as it closes that is counted, published and cleared.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.model.ids import PersonId
from bot.model.people import Person
from bot.model.quarters import Quarter
from bot.ports import Work
from bot.reports.figures import Figures, Tally
from bot.reports.folding import Plan, plan_for
from bot.reports.noting import cleared, counted_in, opened
from bot.reports.tallying import tallied
from bot.reports.yearly import YearTally
from bot.reports.yearly import tallied as tallied_of_year
from bot.setting import Setting


def joined_by_unit(
    work: Work, setting: Setting, *, people: Sequence[PersonId], quarter: Quarter
) -> Counter[str]:
    """How many of these are counted in the quarter, by station."""
    return Counter(p.roster.station for p in _counted(work, setting, people, quarter))


def begin_quarter(
    work: Work, setting: Setting, *, quarter: Quarter, joined: Mapping[str, int]
) -> Plan:
    """The groups of its year are chosen."""
    wanted = setting.config.reports
    plan = plan_for(quarter.year, wanted.by, wanted.floor, joined)
    work.report_quarters.begin(quarter, plan)
    work.audit.add("report groups chosen", {"year": quarter.year, "by": wanted.by.value})
    return plan


def go_on_with(work: Work, *, quarter: Quarter, plan: Plan) -> Plan:
    """The quarter begins with the groups that its year has already."""
    work.report_quarters.begin(quarter, plan)
    return plan


def skip_quarter(work: Work, *, quarter: Quarter) -> None:
    """Reports begin with the next one: of this no whole report could be made."""
    work.report_quarters.begin(quarter, None)


def put_in_groups(
    work: Work, setting: Setting, *, people: Sequence[PersonId], quarter: Quarter, plan: Plan
) -> tuple[int, ...]:
    """Notes of each of these in which group they are counted, and clears what was noted for earlier
    quarters, of everybody. How many of them are in each group; done twice is done once."""
    zone = setting.config.organisation.zone
    counted = {p.id for p in _counted(work, setting, people, quarter)}
    sizes, changed = [0] * len(plan.groups), []
    for person in work.people.readable(people).values():
        rhythm = (
            opened(person.rhythm, quarter, plan.group_of(person.roster.station))
            if person.id in counted
            else cleared(person.rhythm)
        )
        if rhythm is not person.rhythm:
            changed.append(replace(person, rhythm=rhythm))
        notes = counted_in(rhythm, quarter, zone)
        if notes is not None and notes.group is not None:
            sizes[notes.group] += 1
    work.people.save_many(changed)
    return tuple(sizes)


def open_quarter(work: Work, *, quarter: Quarter, sizes: tuple[int, ...]) -> None:
    """Everybody is in their group."""
    work.report_quarters.open(quarter, sizes)
    work.audit.add("report quarter opened", {"quarter": str(quarter)})


def count_notes(
    work: Work, setting: Setting, *, people: Sequence[PersonId], quarter: Quarter, groups: int
) -> tuple[Tally, ...]:
    """The true counts of these people, by group. Whoever left meanwhile has nothing to count."""
    zone = setting.config.organisation.zone
    known = work.people.readable(people).values()
    notes = [counted_in(p.rhythm, quarter, zone) for p in known if p.joined]
    return tallied([each for each in notes if each is not None], groups)


def count_year(
    work: Work, setting: Setting, *, people: Sequence[PersonId], quarter: Quarter
) -> YearTally:
    """Of these people, who are counted in the fourth quarter."""
    zone = setting.config.organisation.zone
    known = work.people.readable(people).values()
    counted = (p for p in known if p.joined and counted_in(p.rhythm, quarter, zone) is not None)
    return tallied_of_year(counted, quarter, zone)


def publish(work: Work, *, figures: Figures, picture: bytes) -> None:
    """Once, and for good."""
    work.report_quarters.release(figures, picture)
    work.audit.add("report released", {"quarter": str(figures.quarter)})


def _counted(
    work: Work, setting: Setting, people: Sequence[PersonId], quarter: Quarter
) -> Iterator[Person]:
    zone = setting.config.organisation.zone
    for person in work.people.readable(people).values():
        if person.joined and quarter.counts(person.membership.joined_at, zone):
            yield person
