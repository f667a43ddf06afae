"""Supporters as the coordinators keep them: approved, trained until, on call."""

from dataclasses import replace
from datetime import date

from bot.flows.escalating import told_anew
from bot.flows.nameable import is_available
from bot.flows.refusing import CommandRefused
from bot.flows.request_facts import candidates
from bot.model.ids import PersonId
from bot.model.people import Person, Role
from bot.model.supporters import OnCall, Supporter, SupporterLine, SupporterState
from bot.ports import Work
from bot.setting import Setting

#: Periods on call that one supporter may have ahead (the record's room).
MOST_ON_CALL = 10
LONGEST_WAKE_URL = 300


def approve(number: str, work: Work, setting: Setting) -> SupporterLine:
    """Vetted, and asked from now on as long as their training is valid."""
    person, supporter = _supporter(number, work)
    work.supporters.save(replace(supporter, state=SupporterState.APPROVED))
    told_anew(person.id, work, setting)
    work.audit.add("supporter approved", {"person": person.id})
    return _line(person, work)


def suspend(number: str, work: Work) -> SupporterLine:
    """Not asked any more, until approved again."""
    person, supporter = _supporter(number, work)
    work.supporters.save(replace(supporter, state=SupporterState.SUSPENDED))
    work.audit.add("supporter suspended", {"person": person.id})
    return _line(person, work)


def set_training(number: str, until: date, work: Work, setting: Setting) -> SupporterLine:
    """Trained through that day."""
    person, supporter = _supporter(number, work)
    work.supporters.save(replace(supporter, trained_until=until))
    told_anew(person.id, work, setting)
    work.audit.add("supporter trained", {"person": person.id, "until": until.isoformat()})
    return _line(person, work)


def put_on_call(number: str, period: OnCall, wake_url: str | None, work: Work) -> SupporterLine:
    """One more period; those that are over are dropped. `wake_url` None leaves the way in which
    they are woken as it is, "" takes it away."""
    person, supporter = _supporter(number, work)
    if period.end <= max(period.start, work.now):
        raise CommandRefused("The end has to come after the start, and after now.")
    periods = {each for each in supporter.on_call if each.end > work.now} | {period}
    if len(periods) > MOST_ON_CALL:
        raise CommandRefused(f"At most {MOST_ON_CALL} periods on call can lie ahead of one person.")
    changed = replace(supporter, on_call=tuple(sorted(periods, key=lambda each: each.start)))
    if wake_url is not None:
        if len(wake_url) > LONGEST_WAKE_URL:
            raise CommandRefused(f"The address is too long: at most {LONGEST_WAKE_URL} characters.")
        changed = replace(changed, wake_url=wake_url)
    work.supporters.save(changed)
    work.audit.add("on call set", {"person": person.id})
    return _line(person, work)


def take_off_call(number: str, work: Work) -> SupporterLine:
    """Every period ahead of them, and the one they are in."""
    person, supporter = _supporter(number, work)
    work.supporters.save(replace(supporter, on_call=()))
    work.audit.add("on call cleared", {"person": person.id})
    return _line(person, work)


def supporter_lines(work: Work, setting: Setting) -> tuple[SupporterLine, ...]:
    """Every supporter on the roster, by name."""
    people = work.people.readable(each.person for each in work.supporters.all())
    there = [person for person in people.values() if person.on_roster]
    free = {each.person for each in candidates(work, setting) if is_available(each)}
    return tuple(
        _line(person, work, available=person.id in free) for person in sorted(there, key=_by_name)
    )


def _by_name(person: Person) -> tuple[str, PersonId]:
    return person.roster.name, person.id


def _supporter(number: str, work: Work) -> tuple[Person, Supporter]:
    """Raises CommandRefused for a number that is nobody's, or not a supporter's."""
    id_ = work.people.by_numbers([number]).get(number)
    person = None if id_ is None else work.people.get(id_)
    if person is None or not person.on_roster:
        raise CommandRefused(f"Nobody on the roster has the number {number}.")
    supporter = work.supporters.get(person.id)
    if supporter is None or Role.SUPPORTER not in person.roster.roles:
        raise CommandRefused(
            f"{number} is not a supporter on the roster. Write supporter into the column role of"
            " the roster file, import it, and try again."
        )
    return person, supporter


def _line(person: Person, work: Work, *, available: bool | None = None) -> SupporterLine:
    supporter = work.supporters.get(person.id)
    assert supporter is not None
    return SupporterLine(
        number=person.roster.number,
        name=person.roster.name,
        station=person.roster.station,
        state=supporter.state,
        trained_until=supporter.trained_until,
        trained=supporter.trained(work.now.date()),
        available=available,
        on_call=tuple(each for each in supporter.on_call if each.end > work.now),
        can_be_woken=bool(supporter.wake_url),
    )
