"""What the report of an open quarter needs of a person, and when it is noted.

Of somebody who is counted in it, and of nobody else: which sensitive answers they gave, whether
they answered at all, whether they asked for a supporter, and how that went. An answer that is
changed or taken back was never noted, since an answer is noted when it goes: replaced by that to a
newer check-in, or forgotten with its days.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.model.people import Person, QuarterNotes, Rhythm, Wait, Zone
from bot.model.quarters import Quarter

Mark = Callable[[QuarterNotes], QuarterNotes]


def settled(rhythm: Rhythm, zone: str) -> Rhythm:
    """The rhythm, its last answer noted in the quarter in which it was given, if that is open.
    Whoever calls this takes the answer away, or puts another in its place."""
    answer = rhythm.answer
    if answer is None:
        return rhythm
    at = Quarter.at(answer.at, zone)
    return _changed(rhythm, at, lambda notes: _with_answer(notes, answer.zone))


def asked(person: Person, now: datetime, zone: str) -> Person:
    """They ask for a supporter."""
    return _marked(person, now, zone, lambda notes: replace(notes, asked=True))


def waited(person: Person, now: datetime, zone: str) -> Person:
    """Coordinators hear that someone is waiting, and it is they."""
    return _marked(
        person, now, zone, lambda notes: replace(notes, asked=True, waited=True, unfilled=True)
    )


def passed(person: Person, now: datetime, zone: str) -> Person:
    """A supporter passes. Whoever had asked in an earlier quarter is in the report of that one."""
    return _of_who_asked(person, now, zone, lambda notes: replace(notes, passed=True))


def accepted(person: Person, since: datetime, now: datetime, zone: str) -> Person:
    """A supporter says yes, who was asked `since` then. As above; the longest wait counts."""
    wait = wait_of(now - since)

    def mark(notes: QuarterNotes) -> QuarterNotes:
        longest = wait if notes.wait is None else max(notes.wait, wait)
        return replace(notes, unfilled=False, wait=longest)

    return _of_who_asked(person, now, zone, mark)


def paused(person: Person, now: datetime, zone: str) -> Person:
    """They pause, and are counted in the quarter that is open."""
    quarter = Quarter.at(now, zone)
    counted = any(n.quarter == quarter and n.group is not None for n in person.rhythm.quarters)
    if not counted or person.rhythm.paused_in == quarter.year:
        return person
    return replace(person, rhythm=replace(person.rhythm, paused_in=quarter.year))


def wait_of(span: timedelta) -> Wait:
    """As it is noted, and no more exactly."""
    if span <= timedelta(minutes=15):
        return Wait.QUARTER_HOUR
    return Wait.HOUR if span <= timedelta(hours=1) else Wait.LONGER


def counted_in(rhythm: Rhythm, quarter: Quarter, zone: str) -> QuarterNotes | None:
    """The notes of that quarter with the last answer in them, where it was given in it; None for
    who is not counted."""
    noted = settled(rhythm, zone)
    return next((n for n in noted.quarters if n.quarter == quarter and n.group is not None), None)


def opened(rhythm: Rhythm, quarter: Quarter, group: int) -> Rhythm:
    """Counted in that group for the whole quarter; what was noted for earlier ones is cleared."""
    known = next((n for n in rhythm.quarters if n.quarter == quarter), QuarterNotes(quarter))
    grouped = known if known.group is not None else replace(known, group=group)
    paused_in = rhythm.paused_in if rhythm.paused_in == quarter.year else 0
    if rhythm.quarters == (grouped,) and rhythm.paused_in == paused_in:
        return rhythm
    return replace(rhythm, quarters=(grouped,), paused_in=paused_in)


def cleared(rhythm: Rhythm) -> Rhythm:
    """Nothing is noted of them any more."""
    noted = rhythm.quarters or rhythm.paused_in
    return replace(rhythm, quarters=(), paused_in=0) if noted else rhythm


def _marked(person: Person, now: datetime, zone: str, mark: Mark) -> Person:
    quarter = Quarter.at(now, zone)
    rhythm = person.rhythm
    if not any(notes.quarter == quarter for notes in rhythm.quarters):
        if not rhythm.quarters or not quarter.counts(person.membership.joined_at, zone):
            return person
        # It has just begun, and they are counted as soon as their turn comes.
        rhythm = replace(rhythm, quarters=(*rhythm.quarters[-1:], QuarterNotes(quarter)))
    return _with(person, _changed(rhythm, quarter, mark))


def _of_who_asked(person: Person, now: datetime, zone: str, mark: Mark) -> Person:
    quarter = Quarter.at(now, zone)
    changed = _changed(person.rhythm, quarter, lambda notes: mark(notes) if notes.asked else notes)
    return _with(person, changed)


def _with(person: Person, rhythm: Rhythm) -> Person:
    return person if rhythm is person.rhythm else replace(person, rhythm=rhythm)


def _changed(rhythm: Rhythm, quarter: Quarter, mark: Mark) -> Rhythm:
    quarters = tuple(mark(n) if n.quarter == quarter else n for n in rhythm.quarters)
    return rhythm if quarters == rhythm.quarters else replace(rhythm, quarters=quarters)


def _with_answer(notes: QuarterNotes, zone: Zone) -> QuarterNotes:
    sensitive = {zone} - {Zone.GREEN}
    return replace(notes, answered=True, zones=notes.zones | sensitive)
