"""Mistakes and differences in words, for the command line and the chat alike."""

from collections.abc import Iterator, Sequence

from bot.rendering.wording import Wording
from bot.roster.difference import Summary
from bot.roster.mistakes import Mistake, Mistakes
from bot.roster.stored import Change
from bot.rules.capacity import Shortfall

#: Numbers of people, or names of stations, that one line lists.
MOST_NAMED = 10


def mistake_lines(mistakes: Mistakes, wording: Wording) -> Iterator[str]:
    """A line each, how many first."""
    count = len(mistakes.listed) + mistakes.more
    yield wording("roster-mistakes", count=count)
    for mistake in mistakes.listed:
        yield _mistake(mistake, wording)
    if mistakes.more:
        yield wording("roster-more-mistakes", count=mistakes.more)


def _mistake(mistake: Mistake, wording: Wording) -> str:
    # As text: a spreadsheet's row 1200 is not "1,200".
    about = {name: str(value) for name, value in mistake.about.items()}
    what = wording(f"roster-mistake-{mistake.kind.value}", **about)
    if not mistake.row:
        return wording("roster-at-file", what=what)
    if not mistake.column:
        return wording("roster-at-row", row=str(mistake.row), what=what)
    return wording("roster-at-cell", row=str(mistake.row), column=mistake.column, what=what)


def difference_lines(found: Summary, wording: Wording) -> Iterator[str]:
    """What a file would change, a line for each kind of change."""
    if found.is_empty:
        yield wording("roster-no-difference")
    if found.added:
        yield wording("roster-added", count=found.added)
    if found.changed:
        changes = ", ".join(_change(change, count, wording) for change, count in found.by_change)
        yield wording("roster-changed", count=found.changed, changes=changes)
    if found.renewed:
        yield _naming(wording("roster-renewed", count=len(found.renewed)), found.renewed, wording)
    if found.returned:
        line = wording("roster-returned", count=len(found.returned))
        yield _naming(line, found.returned, wording)
    if found.unapproved:
        line = wording("roster-unapproved", count=len(found.unapproved))
        yield _naming(line, found.unapproved, wording)
    if found.left:
        yield _naming(wording("roster-left", count=len(found.left)), found.left, wording)
    if found.narrowed:
        line = wording("roster-narrows", count=sum(count for _, count in found.narrowed))
        yield _naming(line, [f"{name}: {count}" for name, count in found.narrowed], wording)
    yield from _about_the_file(found, wording)


def _about_the_file(found: Summary, wording: Wording) -> Iterator[str]:
    if found.unchanged:
        yield wording("roster-unchanged", count=found.unchanged)
    if found.without_account:
        yield wording("roster-without-account", count=found.without_account)
    if found.new_stations:
        line = wording("roster-new-stations", count=len(found.new_stations))
        yield _naming(line, found.new_stations, wording)
    if found.empty_stations:
        line = wording("roster-empty-stations", count=len(found.empty_stations))
        yield _naming(line, found.empty_stations, wording)
    if not found.coordinators:
        yield wording("roster-no-coordinator")
    for platform, count in found.nowhere:
        yield wording("roster-nowhere", count=count, platform=platform)
    if found.shortfall is not None:
        yield budget_line(found.shortfall, wording)


def budget_line(short: Shortfall, wording: Wording) -> str:
    return wording("roster-budget", budget=short.budget, people=short.people, needed=short.needed)


def _change(change: Change, count: int, wording: Wording) -> str:
    return wording(f"roster-change-{change.value}", count=count)


def _naming(line: str, names: Sequence[str], wording: Wording) -> str:
    """The line, and the first of those that it is about."""
    named = ", ".join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return f"{line} ({named}{' ' + wording('roster-and-others', count=more) if more > 0 else ''})"
