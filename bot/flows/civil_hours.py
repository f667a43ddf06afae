"""A minute at which a message that is in no hurry wakes nobody."""

from datetime import datetime, timedelta

from bot.flows.looking import Surroundings, facts_of
from bot.model.people import Person
from bot.ports import Work
from bot.rules.minutes import windows
from bot.setting import Setting

#: Between two quiet nights there is always an hour.
_WITHIN = timedelta(days=2)


def civil_minute(
    person: Person, work: Work, setting: Setting, *, start: datetime | None = None
) -> datetime:
    """Now (or `start`), or the first instant after it that is neither in the quiet hours of this
    person's zone nor in the sleep after a night."""
    start = start or work.now
    until = start + _WITHIN
    facts = facts_of(person, until, Surroundings(work), work, setting)
    return min((window.starts for window in windows(facts, start, until)), default=start)
