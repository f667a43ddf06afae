"""What an import puts in the outbox, for a good minute of the next day: to who was changed, who
left, and to a guest whose account the roster has by now."""

from datetime import datetime, timedelta

from bot.model.content import Content, ContentKind, Lane, Outgoing
from bot.model.ids import PersonId
from bot.model.people import MembershipState, Person
from bot.ports import Work
from bot.roster.stored import Change
from bot.rota.clock import local_day
from bot.rota.windows import Fit
from bot.rules.facts import facts_at
from bot.rules.minutes import minute_for
from bot.setting import Setting

#: What of a small change everybody with an account is told: whoever asks, joined or not, is kept
#: from these people, and was kept from those before.
TOLD_TO_ALL = (Change.CHAIN, Change.EVALUATORS)
#: And what a member is told beside it.
TOLD = (*TOLD_TO_ALL, Change.ROLE, Change.STATION)


def tell_change(before: Person, after: Person, work: Work, setting: Setting) -> None:
    """A change of one person, or a few, may be aimed at them: they hear of it."""
    told_of = TOLD if before.joined else TOLD_TO_ALL
    changes = [change for change in told_of if _of(before, change) != _of(after, change)]
    if not changes or not after.accounts:
        return
    told = Content(ContentKind.ROSTER_ABOUT_YOU, {"c": ",".join(changes)})
    key = f"roster-about-you:{after.id}:{int(work.now.timestamp())}"
    due_at = _good_minute(after, work, setting)
    work.outbox.put(Outgoing(key, after.id, after.id, told, due_at, Lane.ROUTINE))


def _of(person: Person, change: Change) -> object:
    facts = person.roster
    match change:
        case Change.CHAIN:
            return facts.supervisor
        case Change.EVALUATORS:
            return frozenset(facts.evaluators)
        case Change.ROLE:
            return facts.roles
        case _:
            return facts.station


def say_farewell(person: Person, work: Work, setting: Setting) -> None:
    """To who joined or is waiting for a peer; whoever never answered the invitation hears
    nothing more."""
    if not person.joined and work.requests.open_of(person.id) is None:
        return
    work.outbox.put(
        Outgoing(
            key=f"farewell:{person.id}:{local_day(person.roster.zone, work.now)}",
            to=person.id,
            about=person.id,
            content=Content(ContentKind.FAREWELL),
            due_at=_good_minute(person, work, setting),
            lane=Lane.ROUTINE,
        )
    )


def ask_guest(guest: Person, person: PersonId, work: Work, setting: Setting) -> None:
    """Once, unless they have said no."""
    if guest.membership.state is MembershipState.DECLINED:
        return
    asked = Content(ContentKind.GUEST_FOUND, {"p": person})
    key = f"guest-found:{guest.id}:{person}"
    due_at = _good_minute(guest, work, setting)
    work.outbox.put(Outgoing(key, guest.id, guest.id, asked, due_at, Lane.ROUTINE))


def _good_minute(person: Person, work: Work, setting: Setting) -> datetime:
    """A minute of the next day that falls in the person's hours."""
    facts = facts_at(
        person,
        work.now,
        work.now + timedelta(days=1),
        setting.config.rhythm,
        setting.rotations,
        minute=work.draw("roster minute", str(person.id)),
    )
    return minute_for(facts, facts.since, Fit.HOURS) or facts.until
