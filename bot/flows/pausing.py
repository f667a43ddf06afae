"""A pause, its end, and leaving: what a member says holds for messages already queued, too."""

from dataclasses import replace
from datetime import date, timedelta

from bot.cleaning import Refusal, clean
from bot.flows.pressing import Pressed, Presses, Submits, Submitted, Whom, aside, asked, said
from bot.flows.settings import local_today, of_member, page
from bot.messages import Answer, TextKind
from bot.model.actions import ActionKind
from bot.model.people import MembershipState, Person
from bot.ports import Work
from bot.rendering.settings import BY_DATE, leave_card, pause_card, pause_form, until_words
from bot.rendering.wording import card, part, ways_on
from bot.reports.noting import paused as note_paused
from bot.setting import Setting

LONGEST_PAUSE = timedelta(days=366)
"""A longer one is a way of leaving, and leaving says more clearly what it does."""


def _pause(whom: Whom, person: Person, pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """Nothing: the choices; a number of days: done; 0: the form for a day."""
    wording, days = whom.wording(setting), pressed.action.args.get("days")
    if days is None:
        return aside(pause_card(wording), whom, work)
    if days == BY_DATE:
        return asked(pause_form(wording, ""), whom, work)
    return _paused(
        whom, person, local_today(person, work) + timedelta(days=int(days)), work, setting
    )


def pause_sent(submitted: Submitted, work: Work, setting: Setting) -> Answer:
    """The form: a day ahead, at most a year."""
    whom, person = submitted.whom, submitted.whom.person
    if person is None or not person.joined:
        return page(whom, work, setting)
    wording, typed = whom.wording(setting), submitted.event.one("until")
    cleaned = clean(typed, most=10, kind=TextKind.DATE)
    if isinstance(cleaned, Refusal):
        error = wording(cleaned.why.value, most=cleaned.most)
        return asked(pause_form(wording, cleaned.text, error), whom, work)
    if not cleaned:
        return asked(pause_form(wording, "", wording("error-required")), whom, work)
    until, today = date.fromisoformat(cleaned), local_today(person, work)
    if until <= today:
        return asked(pause_form(wording, cleaned, wording("pause-not-past")), whom, work)
    if until - today > LONGEST_PAUSE:
        return asked(pause_form(wording, cleaned, wording("pause-too-long")), whom, work)
    return _paused(whom, person, until, work, setting)


def _resume(whom: Whom, person: Person, pressed: Pressed, work: Work, setting: Setting) -> Answer:
    wording, until = whom.wording(setting), person.membership.paused_until
    if until is None or until <= local_today(person, work):
        return page(whom, work, setting, noted=wording("pause-none"))
    person = replace(person, membership=replace(person.membership, paused_until=None))
    work.people.save(person)
    return page(Whom(whom.account, person), work, setting, noted=wording("pause-over"))


def leave(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """Asks once."""
    whom = pressed.whom
    if whom.person is None or not whom.person.joined:
        return said("leave-not-joined", whom, work, setting)
    return aside(leave_card(whom.wording(setting)), whom, work)


def leave_sure(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """Leaves the programme.

    1. Who is not in it is told so; where a yes had ended with the roster, nobody is invited anew
    who wished to stop. 2. Consent, contact peers, the last answer and what was agreed go; how often
    and when stay, for a return. 3. What is queued is cancelled. 4. An open request goes on as it
    is.
    """
    whom, person = pressed.whom, pressed.whom.person
    if person is None or not person.joined:
        if person is not None and person.membership.state is MembershipState.NONE:
            work.people.save(person.no_longer_member(MembershipState.DECLINED))
        return said("leave-not-joined", whom, work, setting)
    work.people.save(person.no_longer_member(MembershipState.LEFT))
    work.outbox.cancel_routine(person.id)
    wording, text = whom.wording(setting), whom.wording(setting)("leave-done")
    if work.requests.open_of(person.id) is not None:
        text += "\n" + wording("leave-request-stays")
    return aside(card(wording, part(text, *ways_on(wording))), whom, work)


def stay(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    wording = pressed.whom.wording(setting)
    return page(pressed.whom, work, setting, noted=wording("leave-stayed"))


def _paused(whom: Whom, person: Person, until: date, work: Work, setting: Setting) -> Answer:
    wording = whom.wording(setting)
    words = until_words(wording, until, local_today(person, work))
    if person.membership.paused_until != until:
        person = replace(person, membership=replace(person.membership, paused_until=until))
        person = note_paused(person, work.now, setting.config.organisation.zone)
        work.people.save(person)
    return page(Whom(whom.account, person), work, setting, noted=wording("pause-done", until=words))


PRESSES: Presses = {
    ActionKind.PAUSE: of_member(_pause),
    ActionKind.RESUME: of_member(_resume),
    ActionKind.LEAVE: leave,
    ActionKind.LEAVE_SURE: leave_sure,
    ActionKind.STAY: stay,
}
SUBMITS: Submits = {ActionKind.PAUSE: pause_sent}
