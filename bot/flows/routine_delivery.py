"""Whether a routine message still may go out when its minute has come, and keeping that it did.

Every rule is asked again at the first attempt. What does not hold any more is dropped, and the
next look decides anew; what was asked for waits for a better hour. From the first attempt on the
message counts as theirs: a further one (the platform was away) asks what the member may have
changed since, the hours, and the crew.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.flows.crew_hours import reserve
from bot.model.content import Content, ContentKind, OutboxRow
from bot.model.people import CheckBackReason, MembershipState, Person, Rhythm
from bot.ports import Work
from bot.rota.windows import Fit
from bot.rules.facts import Effect, Facts, Trigger, facts_at
from bot.rules.limits import only_people_on_the_roster, silent_while_paused
from bot.rules.minutes import is_good_minute, next_good_minute
from bot.rules.policy import IN_GOOD_HOURS, MISSED_AFTER, missed_its_minute, still_allowed
from bot.setting import Setting

_INVITATIONS = (ContentKind.INVITATION, ContentKind.INVITATION_REMINDER)
_OF_THE_RHYTHM = (ContentKind.HELLO, ContentKind.NOTE, ContentKind.CHECK_IN)
BY_THE_RULES = frozenset((*_INVITATIONS, *_OF_THE_RHYTHM, ContentKind.FOLLOW_UP))
"""The kinds that a look puts in the outbox."""
STALE_AFTER = timedelta(days=2)
"""A message that the platform did not take for so long is not sent any more."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a message does not go out now, as a kind; `until` None: it is dropped."""

    reason: str
    until: datetime | None = None


def refusal(row: OutboxRow, person: Person, work: Work, setting: Setting) -> Refusal | None:
    """What stands against sending it now, or None where it may go out."""
    content, trigger = row.out.content, trigger_of(row.out.content)
    unwanted = _unwanted(row, person, work.now)
    if unwanted is not None:
        return Refusal(unwanted)
    facts = facts_at(person, work.now, work.now, setting.config.rhythm, setting.rotations)
    if row.attempts > 0:
        return _again(facts, trigger, work)
    if _settled(content, person.rhythm, work.now):
        return Refusal("settled")
    if missed_its_minute(trigger, row.out.due_at, work.now):
        return Refusal("missed-its-minute")
    verdict = still_allowed(facts, trigger, work.now)
    if verdict is None:
        return None
    if trigger.solicited and verdict.rule == IN_GOOD_HOURS:
        return _at_a_better_hour(facts, trigger, work)
    return Refusal(verdict.rule)


def recorded(content: Content, rhythm: Rhythm, now: datetime) -> Rhythm:
    """The rhythm once the message is on its way for the first time. Of a follow-up nothing stays:
    its reason would say for good that there was a conversation."""
    args, kind = content.args, content.kind
    if kind is ContentKind.FOLLOW_UP:
        return replace(rhythm, aftercare=None)
    last = now if not args["s"] else rhythm.last_unsolicited_at
    sent = partial(replace, rhythm, last_reason=str(args["y"]), last_unsolicited_at=last)
    if kind is ContentKind.INVITATION:
        return sent(invited_at=now)
    if kind is ContentKind.INVITATION_REMINDER:
        return sent(reminded_at=now)
    if kind is ContentKind.HELLO:
        return sent(greeted_at=now, last_hello_text=str(args["t"]))
    if kind is ContentKind.NOTE:
        return sent(
            routine_count=rhythm.routine_count + 1,
            notes_since_asked=rhythm.notes_since_asked + 1,
            last_note_text=str(args["t"]),
        )
    return sent(
        routine_count=rhythm.routine_count + (0 if args["s"] else 1),
        check_in_count=int(args["n"]),
        last_check_in_at=now,
        last_check_in_text=str(args["t"]),
        unanswered=0 if rhythm.last_answered else rhythm.unanswered + 1,
        last_answered=False,
        notes_since_asked=0,
        check_back=None,
    )


def trigger_of(content: Content) -> Trigger:
    """What brought it, as the look wrote it down."""
    args = content.args
    return Trigger(
        kind=content.kind,
        earliest=datetime.fromtimestamp(int(args["e"]), UTC),
        reason=str(args["y"]),
        solicited=bool(args["s"]),
        at_worst=Fit(int(args["w"])),
    )


_AGREED = {
    "why-agreed": CheckBackReason.AGREED,
    "why-red": CheckBackReason.RED,
    "why-later": CheckBackReason.LATER,
}


def _unwanted(row: OutboxRow, person: Person, now: datetime) -> str | None:
    """What the member has said or changed since the row was put."""
    kind, agreed = row.out.content.kind, _AGREED.get(str(row.out.content.args["y"]))
    if agreed is not None and row.attempts == 0:
        arranged = person.rhythm.check_back
        if arranged is None or arranged.reason is not agreed or arranged.not_before > now:
            return "taken-back"
    if kind in _INVITATIONS and person.membership.state is not MembershipState.NONE:
        return "answered"
    if kind in _OF_THE_RHYTHM and not person.joined:
        return "not-joined"
    return None


def _again(facts: Facts, trigger: Trigger, work: Work) -> Refusal | None:
    """What stands against a further attempt."""
    off_roster = only_people_on_the_roster(facts, trigger)
    if off_roster.effect is Effect.FORBIDS:
        return Refusal(off_roster.rule)
    paused = silent_while_paused(facts, trigger).not_before
    if paused is not None and paused > work.now:
        return Refusal("silent_while_paused")
    since = _counted_since(facts.person.rhythm, trigger)
    if since is not None and work.now > since + STALE_AFTER:
        return Refusal("stale")
    if not is_good_minute(facts, work.now, trigger.at_worst):
        return _at_a_better_hour(facts, trigger, work)
    late = since is not None and work.now > since + MISSED_AFTER
    if late and not trigger.solicited and not reserve(facts.person, work.now, work):
        return Refusal("crew-hour", work.now + timedelta(hours=1))
    return None


def _counted_since(rhythm: Rhythm, trigger: Trigger) -> datetime | None:
    """When the first attempt was; None for a follow-up, of which nothing is kept."""
    if not trigger.solicited:
        return rhythm.last_unsolicited_at
    return rhythm.last_check_in_at if trigger.kind is ContentKind.CHECK_IN else None


def _at_a_better_hour(facts: Facts, trigger: Trigger, work: Work) -> Refusal:
    return Refusal(IN_GOOD_HOURS, next_good_minute(facts, work.now, trigger.at_worst))


def _settled(content: Content, rhythm: Rhythm, now: datetime) -> bool:
    """Whether its like went out already, by another row, or is planned anew."""
    match content.kind:
        case ContentKind.INVITATION:
            return rhythm.invited_at is not None
        case ContentKind.INVITATION_REMINDER:
            return rhythm.reminded_at is not None
        case ContentKind.HELLO:
            return rhythm.greeted_at is not None
        case ContentKind.CHECK_IN:
            return rhythm.check_in_count >= int(content.args["n"])
        case ContentKind.FOLLOW_UP:
            return rhythm.aftercare is None or rhythm.aftercare.not_before > now
        case _:
            return False
