"""Noting for the quarter's report what became of somebody's request: of who is counted, and of
nobody else."""

from collections.abc import Callable

from bot.model.ids import PersonId
from bot.model.people import Person
from bot.model.requests import Request
from bot.ports import Work
from bot.reports import noting
from bot.setting import Setting


def note_asked(request: Request, work: Work, setting: Setting) -> None:
    """They ask for a supporter."""
    _note(request.member, lambda p: noting.asked(p, work.now, _zone(setting)), work)


def note_waited(request: Request, work: Work, setting: Setting) -> None:
    """Coordinators hear that someone is waiting, and it is they."""
    _note(request.member, lambda p: noting.waited(p, work.now, _zone(setting)), work)


def note_passed(request: Request, work: Work, setting: Setting) -> None:
    """A supporter passes."""
    _note(request.member, lambda p: noting.passed(p, work.now, _zone(setting)), work)


def note_accepted(request: Request, work: Work, setting: Setting) -> None:
    """A supporter says yes, in the round that is on."""
    since = request.asking_since or request.asked_at
    _note(request.member, lambda p: noting.accepted(p, since, work.now, _zone(setting)), work)


def _zone(setting: Setting) -> str:
    return setting.config.organisation.zone


def _note(member: PersonId, mark: Callable[[Person], Person], work: Work) -> None:
    known = work.people.readable([member]).get(member)
    if known is None:
        return
    noted = mark(known)
    if noted is not known:
        work.people.save(noted)
