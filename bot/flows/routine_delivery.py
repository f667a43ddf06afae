"""Whether a routine message still may go out when its minute has come, and keeping that it did.

Every rule is asked again at the first attempt. What does not hold any more is dropped, and the
next look decides anew. A further attempt (the platform was away) asks only what the member may
have changed since: the message counts as theirs from the first attempt on.
"""

from dataclasses import replace
from datetime import UTC, datetime

from bot.model.content import Content, ContentKind
from bot.model.people import CheckBackReason, MembershipState, Person, Rhythm
from bot.ports import Work
from bot.rota.windows import Fit
from bot.rules.facts import Facts, Trigger
from bot.rules.limits import silent_while_paused
from bot.rules.policy import still_allowed
from bot.setting import Setting

_INVITATIONS = (ContentKind.INVITATION, ContentKind.INVITATION_REMINDER)
_OF_THE_RHYTHM = (ContentKind.HELLO, ContentKind.NOTE, ContentKind.CHECK_IN)
BY_THE_RULES = frozenset((*_INVITATIONS, *_OF_THE_RHYTHM, ContentKind.FOLLOW_UP))
"""The kinds that a look puts in the outbox."""


def refusal(
    content: Content, person: Person, attempts: int, work: Work, setting: Setting
) -> str | None:
    """The kind of reason for which the message is dropped, or None where it may go out."""
    if (unwanted := _unwanted(content, person, attempts)) is not None:
        return unwanted
    facts = _facts(person, work, setting)
    if attempts > 0:
        paused = silent_while_paused(facts, trigger_of(content)).not_before
        return "silent_while_paused" if paused is not None and paused > work.now else None
    if _settled(content, person.rhythm):
        return "settled"
    verdict = still_allowed(facts, trigger_of(content), work.now)
    return verdict.rule if verdict is not None else None


def recorded(content: Content, rhythm: Rhythm, now: datetime) -> Rhythm:
    """The rhythm once the message is on its way for the first time."""
    args, kind = content.args, content.kind
    rhythm = replace(rhythm, last_reason=str(args["y"]))
    if not args["s"]:
        rhythm = replace(rhythm, last_unsolicited_at=now)
    if kind is ContentKind.INVITATION:
        return replace(rhythm, invited_at=now)
    if kind is ContentKind.INVITATION_REMINDER:
        return replace(rhythm, reminded_at=now)
    if kind is ContentKind.HELLO:
        return replace(rhythm, greeted_at=now, last_hello_text=str(args["t"]))
    if kind is ContentKind.NOTE:
        count = rhythm.routine_count + 1
        return replace(rhythm, routine_count=count, last_note_text=str(args["t"]))
    if kind is ContentKind.CHECK_IN:
        return _asked(content, rhythm, now)
    return replace(rhythm, aftercare=None)


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


def _unwanted(content: Content, person: Person, attempts: int) -> str | None:
    """What the member has said or changed since the row was put."""
    kind, agreed = content.kind, _AGREED.get(str(content.args["y"]))
    if agreed is not None and attempts == 0:
        arranged = person.rhythm.check_back
        if arranged is None or arranged.reason is not agreed:
            return "taken-back"
    if kind in _INVITATIONS and person.membership.state is not MembershipState.NONE:
        return "answered"
    if kind in _OF_THE_RHYTHM and not person.joined:
        return "not-joined"
    return None


def _settled(content: Content, rhythm: Rhythm) -> bool:
    """Whether its like went out already, by another row."""
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
            return rhythm.aftercare is None
        case _:
            return False


def _asked(content: Content, rhythm: Rhythm, now: datetime) -> Rhythm:
    args = content.args
    return replace(
        rhythm,
        routine_count=rhythm.routine_count + (0 if args["s"] else 1),
        check_in_count=int(args["n"]),
        last_check_in_at=now,
        last_check_in_text=str(args["t"]),
        unanswered=0 if rhythm.last_answered else rhythm.unanswered + 1,
        last_answered=False,
        check_back=None,
    )


def _facts(person: Person, work: Work, setting: Setting) -> Facts:
    return Facts(
        person=person,
        policy=setting.config.rhythm,
        since=work.now,
        until=work.now,
        spread=0.0,
        minute=0.0,
        rotation=setting.rotations.get(person.roster.rotation),
    )
