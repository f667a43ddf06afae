"""What may bring a message. Each answers for itself; the first that is due before the next look
is the one (policy.py lists them in order)."""

from datetime import datetime, timedelta

from bot.model.content import ContentKind
from bot.model.people import CheckBackReason, MembershipState, Person
from bot.rota.clock import local_day, midnight
from bot.rota.windows import Fit
from bot.rules.facts import Facts, Trigger

CADENCE_OF_NOTES_ALONE = 3
"""With check-ins off, notes keep their place: every third message of the usual rhythm."""

OF_HELLOS = "why-hello"
OF_NOTES = "why-note"
OF_CHECK_INS = frozenset(
    ("why-first", "why-rhythm", "why-less", "why-agreed", "why-later", "why-red")
)
"""The reasons by what they bring, each a text of that name."""


def agreed_check_back(facts: Facts) -> Trigger | None:
    """Somebody said yes to being asked again, or answered red and did not decline the next day."""
    agreed = facts.person.rhythm.check_back
    if agreed is None or not facts.person.joined:
        return None
    if agreed.reason is CheckBackReason.RED:
        if not facts.person.membership.follow_up_after_red:
            return None
        return Trigger(
            ContentKind.CHECK_IN,
            agreed.not_before,
            "why-red",
            solicited=True,
            at_worst=Fit.OUTSIDE,
        )
    reason = "why-later" if agreed.reason is CheckBackReason.LATER else "why-agreed"
    return Trigger(ContentKind.CHECK_IN, agreed.not_before, reason, solicited=True)


def follow_up(facts: Facts) -> Trigger | None:
    """Three days after a request was closed; part of the request, joined or not."""
    aftercare = facts.person.rhythm.aftercare
    if aftercare is None:
        return None
    return Trigger(ContentKind.FOLLOW_UP, aftercare.not_before, "why-follow-up", solicited=True)


def invitation(facts: Facts) -> Trigger | None:
    """Once, when the coordinator has the station invited."""
    person, invited = facts.person, facts.station_invited_at
    if invited is None or not _may_be_invited(person) or person.rhythm.invited_at is not None:
        return None
    return Trigger(ContentKind.INVITATION, invited, "why-invitation")


def invitation_reminder(facts: Facts) -> Trigger | None:
    """Once, two weeks after the invitation, to who has said neither yes nor no."""
    rhythm = facts.person.rhythm
    if rhythm.invited_at is None or rhythm.reminded_at is not None:
        return None
    if not _may_be_invited(facts.person):
        return None
    wait = timedelta(days=facts.policy.invitation_reminder_days)
    return Trigger(ContentKind.INVITATION_REMINDER, rhythm.invited_at + wait, "why-invitation")


def first_hello(facts: Facts) -> Trigger | None:
    """On the day after joining, from the first contact peer where there is one.

    A hello that could not be sent by the day of the first check-in is left out: it would greet
    somebody who has been here for two weeks.
    """
    person = facts.person
    joined_at = person.membership.joined_at
    if not person.joined or joined_at is None or person.rhythm.greeted_at is not None:
        return None
    if facts.since >= joined_at + timedelta(days=facts.policy.first_check_in_days):
        return None
    return Trigger(
        ContentKind.HELLO,
        local_midnight(person, joined_at, facts.policy.first_hello_days),
        OF_HELLOS,
        on_its_day=True,
    )


def routine(facts: Facts) -> Trigger | None:
    """The rhythm: the first check-in two weeks after joining, then by the member's cadence with
    its spread; every third a note; fewer check-ins after silence; notes alone with check-ins off.
    """
    person = facts.person
    joined_at = person.membership.joined_at
    if not person.joined or joined_at is None:
        return None
    due = routine_due(facts, joined_at)
    if is_note(facts):
        return Trigger(ContentKind.NOTE, due, OF_NOTES)
    if person.rhythm.check_in_count == 0:
        return Trigger(ContentKind.CHECK_IN, due, "why-first")
    return Trigger(ContentKind.CHECK_IN, due, "why-less" if asks_less(facts) else "why-rhythm")


def routine_due(facts: Facts, joined_at: datetime) -> datetime:
    """When the next message of the rhythm is due, before hours and rota are asked.

    Counted from the last check-in of any kind or the last unasked message, whichever is later,
    so that a changed cadence takes effect at the next look.
    """
    rhythm, policy = facts.person.rhythm, facts.policy
    cadence = facts.person.membership.cadence_days
    alone = cadence == 0
    if rhythm.routine_count == 0 and not alone:
        return joined_at + timedelta(days=policy.first_check_in_days)
    days = CADENCE_OF_NOTES_ALONE * policy.cadence_days if alone else cadence
    last = max(
        (at for at in (rhythm.last_unsolicited_at, rhythm.last_check_in_at) if at is not None),
        default=joined_at,
    )
    return last + timedelta(days=days * (1 + policy.spread * (2 * facts.spread - 1)))


def is_note(facts: Facts) -> bool:
    """Whether the next message of the rhythm asks nothing."""
    rhythm, policy = facts.person.rhythm, facts.policy
    if facts.person.membership.cadence_days == 0:
        return True
    if asks_less(facts):
        return rhythm.notes_since_asked < policy.ask_less_every - 1
    return (rhythm.routine_count + 1) % policy.note_every == 0


def asks_less(facts: Facts) -> bool:
    """Whether so many check-ins in a row had no answer, the last one included."""
    rhythm = facts.person.rhythm
    in_a_row = rhythm.unanswered + (not rhythm.last_answered)
    return in_a_row >= facts.policy.ask_less_after


def local_midnight(person: Person, after: datetime, days: int) -> datetime:
    """The beginning of the local day that is `days` after the one that `after` falls on."""
    zone = person.roster.zone
    return midnight(zone, local_day(zone, after) + timedelta(days=days))


def _may_be_invited(person: Person) -> bool:
    return (
        person.on_roster
        and person.membership.state is MembershipState.NONE
        and bool(person.roster.accounts)
    )
