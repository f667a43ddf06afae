"""Every ninety days coordinators hear which of the organisation's own lines are to be called: a
number that nobody answers any more stands under every message."""

from datetime import date, timedelta

from bot.config.models import Line
from bot.flows.civil_hours import civil_minute
from bot.lines import CALLED_EVERY, to_be_called
from bot.model.content import Content, ContentKind, Lane, Outgoing
from bot.model.people import Person
from bot.ports import Work
from bot.rota.clock import local_day
from bot.setting import Setting

#: Days in which it is made up for where the program did not run; the outbox knows for longer what
#: was said.
MADE_UP_FOR = timedelta(days=7)


def remind_of_lines(work: Work, setting: Setting) -> int:
    """Once a day: how many messages. Each coordinator hears once in ninety days of a line, until it
    is called and the day of it written in the configuration. Nobody in a fictional workspace,
    where nobody answers."""
    if setting.fictional:
        return 0
    today = local_day(setting.config.organisation.zone, work.now)
    terms = [_term(line, today) for line in to_be_called(setting.config, today)]
    begun = [term for term in terms if today - term < MADE_UP_FOR]
    if not begun:
        return 0
    term = max(begun)
    coordinators = work.people.readable(work.people.coordinators()).values()
    return sum(work.outbox.put(_reminder(each, term, work, setting)) for each in coordinators)


def _reminder(coordinator: Person, term: date, work: Work, setting: Setting) -> Outgoing:
    return Outgoing(
        key=f"call-the-lines:{term}:{coordinator.id}",
        to=coordinator.id,
        about=coordinator.id,
        content=Content(ContentKind.CALL_THE_LINES),
        due_at=civil_minute(coordinator, work, setting),
        lane=Lane.ROUTINE,
    )


def _term(line: Line, today: date) -> date:
    """The last day that ended a term of ninety days since it was called; without a day of a call
    the terms are those of the calendar."""
    since = date.min if line.checked_on is None else line.checked_on
    return today - (today - since) % CALLED_EVERY
