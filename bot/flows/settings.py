"""My check-ins: how often, at which hours, on which side of the rota, in which language, where,
and the day after red. Each change holds from the next look, or the next delivery, on."""

from dataclasses import replace
from datetime import date

from bot.config.models import QuietHours
from bot.flows.listing import names_of
from bot.flows.pressing import (
    PersonFlow,
    Pressed,
    Presses,
    PressFlow,
    Submits,
    Submitted,
    Whom,
    aside,
    asked,
    said,
)
from bot.messages import Answer
from bot.model.actions import ActionKind
from bot.model.people import CheckBackReason, Hours, Membership, Person, ShiftSide
from bot.ports import Work
from bot.rendering.settings import (
    CADENCES,
    State,
    hours_card,
    hours_form,
    language_card,
    not_joined_card,
    often_card,
    settings_card,
    side_card,
)
from bot.rota.clock import local_day
from bot.rules.facts import rotation_of
from bot.setting import Setting


def my_check_ins(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """How things stand; who has not joined is shown how to."""
    return page(pressed.whom, work, setting)


def page(whom: Whom, work: Work, setting: Setting, *, noted: str = "") -> Answer:
    """The page as it is now, under `noted` (words, "" for none)."""
    person, wording = whom.person, whom.wording(setting)
    if person is None or not person.on_roster:
        return said("join-only-roster", whom, work, setting)
    if not person.joined:
        return aside(not_joined_card(wording), whom, work)
    return aside(
        settings_card(wording, _state(whom, person, work, setting), noted=noted), whom, work
    )


def of_member(flow: PersonFlow) -> PressFlow:
    """For those who joined; anybody else is shown the page, which says how to."""

    def pressed_by(pressed: Pressed, work: Work, setting: Setting) -> Answer:
        person = pressed.whom.person
        if person is None or not person.joined:
            return page(pressed.whom, work, setting)
        return flow(pressed.whom, person, pressed, work, setting)

    return pressed_by


def keep(
    whom: Whom,
    person: Person,
    membership: Membership,
    work: Work,
    setting: Setting,
    *,
    noted: str = "settings-changed",
) -> Answer:
    """Keeps what was chosen and shows the page; what was so already is said to be."""
    if membership == person.membership:
        return page(whom, work, setting, noted=whom.wording(setting)("already-done"))
    person = replace(person, membership=membership)
    work.people.save(person)
    whom = Whom(whom.account, person)
    return page(whom, work, setting, noted=whom.wording(setting)(noted))


def local_today(person: Person, work: Work) -> date:
    """The day it is where the member is."""
    return local_day(person.roster.zone, work.now)


def _often(whom: Whom, person: Person, pressed: Pressed, work: Work, setting: Setting) -> Answer:
    days = pressed.action.args.get("days")
    if days not in CADENCES:
        return aside(often_card(whom.wording(setting), person.membership.cadence_days), whom, work)
    chosen = replace(person.membership, cadence_days=int(days))
    return keep(whom, person, chosen, work, setting)


def _hours(whom: Whom, person: Person, pressed: Pressed, work: Work, setting: Setting) -> Answer:
    args, now, wording = pressed.action.args, person.membership.hours, whom.wording(setting)
    if "own" in args:
        start, end = (str(now.start), str(now.end)) if now else ("9", "21")
        return asked(hours_form(wording, start, end), whom, work)
    if "any" in args:
        return keep(whom, person, replace(person.membership, hours=None), work, setting)
    if "start" not in args:
        return aside(hours_card(wording, now), whom, work)
    hours = Hours(int(args["start"]), int(args["end"]))
    return keep(whom, person, replace(person.membership, hours=hours), work, setting)


def hours_sent(submitted: Submitted, work: Work, setting: Setting) -> Answer:
    """Own hours. Whole hours from 0 to 24, wrapping past midnight where the end comes first."""
    whom, person = submitted.whom, submitted.whom.person
    if person is None or not person.joined:
        return page(whom, work, setting)
    wording, start, end = (
        whom.wording(setting),
        submitted.event.one("start"),
        submitted.event.one("end"),
    )
    if start not in _STARTS or end not in _ENDS:
        return asked(hours_form(wording, start, end, wording("error-choose")), whom, work)
    if start == end:
        return asked(hours_form(wording, start, end, wording("settings-hours-same")), whom, work)
    hours = Hours(int(start), int(end))
    return keep(whom, person, replace(person.membership, hours=hours), work, setting)


def _side(whom: Whom, person: Person, pressed: Pressed, work: Work, setting: Setting) -> Answer:
    side = pressed.action.args.get("side")
    if side is None:
        return aside(side_card(whom.wording(setting), person.membership.shift_side), whom, work)
    chosen = replace(person.membership, shift_side=ShiftSide(str(side)))
    return keep(whom, person, chosen, work, setting)


def _language(whom: Whom, person: Person, pressed: Pressed, work: Work, setting: Setting) -> Answer:
    language = str(pressed.action.args.get("l", ""))
    if language not in setting.texts.languages():
        return aside(language_card(whom.wording(setting), person.language), whom, work)
    if language == person.language:
        return keep(whom, person, person.membership, work, setting)
    changed = replace(person.membership, language=language)
    return replace(keep(whom, person, changed, work, setting), home_changed=True)


def _day_after_red(
    whom: Whom, person: Person, pressed: Pressed, work: Work, setting: Setting
) -> Answer:
    """Switched off, it also takes back what is arranged for tomorrow."""
    on = bool(pressed.action.args["on"])
    agreed = person.rhythm.check_back
    if not on and agreed is not None and agreed.reason is CheckBackReason.RED:
        person = replace(person, rhythm=replace(person.rhythm, check_back=None))
        work.people.save(person)
    chosen = replace(person.membership, follow_up_after_red=on)
    return keep(whom, person, chosen, work, setting)


def _write_here(
    whom: Whom, person: Person, pressed: Pressed, work: Work, setting: Setting
) -> Answer:
    chosen = replace(person.membership, account=whom.account)
    return keep(whom, person, chosen, work, setting, noted="settings-write-here-done")


def _state(whom: Whom, person: Person, work: Work, setting: Setting) -> State:
    membership, accounts = person.membership, person.accounts
    written_to = next(iter(accounts), whom.account)
    return State(
        membership=membership,
        language=person.language,
        today=local_today(person, work),
        peers=tuple(names_of(membership.contact_peers, work).values()),
        rota=rotation_of(person.roster, setting.rotations) is not None,
        night=at_night(membership.hours, setting.config.rhythm.quiet),
        elsewhere=len(accounts) > 1 and written_to != whom.account,
    )


def at_night(hours: Hours | None, quiet: QuietHours) -> bool:
    """Whether a chosen hour begins in the quiet ones."""
    if hours is None:
        return False
    chosen = _clock_hours(hours.start, hours.end)
    start, end = quiet.start.hour, quiet.end.hour + (1 if quiet.end.minute else 0)
    return start != end and not chosen.isdisjoint(_clock_hours(start, end))


def _clock_hours(start: int, end: int) -> frozenset[int]:
    """The hours of the day in [start, end), wrapping past midnight."""
    length = (end - start) % 24 or 24
    return frozenset((start + hour) % 24 for hour in range(length))


_STARTS = frozenset(str(hour) for hour in range(24))
_ENDS = frozenset(str(hour) for hour in range(1, 25))

PRESSES: Presses = {
    ActionKind.MY_CHECK_INS: my_check_ins,
    ActionKind.CADENCE: of_member(_often),
    ActionKind.HOURS: of_member(_hours),
    ActionKind.SHIFT_SIDE: of_member(_side),
    ActionKind.LANGUAGE: of_member(_language),
    ActionKind.DAY_AFTER_RED: of_member(_day_after_red),
    ActionKind.WRITE_HERE: of_member(_write_here),
}
SUBMITS: Submits = {ActionKind.HOURS: hours_sent}
