"""What a member does with a check-in: answer, change it, take it back, put it off, ask why.

What stays in the chat is the same for every answer: the card is redrawn alike, and all that
depends on the answer comes as an aside.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.config.models import LineKind
from bot.flows.looking import Surroundings, facts_of, routine
from bot.flows.pressing import Pressed, Presses, aside, shown
from bot.messages import Answer, Message
from bot.model.actions import ActionKind
from bot.model.content import ContentKind
from bot.model.people import (
    CheckBack,
    CheckBackReason,
    LastAnswer,
    Person,
    Rhythm,
    Zone,
)
from bot.ports import Work
from bot.rendering.answers import answer_again_card, answered_card, follows_card
from bot.rendering.wording import Wording, card, choice, part
from bot.reports.noting import settled
from bot.rota.windows import Fit
from bot.rules.facts import Trigger, rotation_of
from bot.rules.minutes import minute_for
from bot.rules.triggers import OF_CHECK_INS, local_midnight
from bot.setting import Setting

_LATER = timedelta(hours=3)
"""How long "later today" waits at least."""


def answer(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """A zone was pressed.

    1. Left, replaced by a newer check-in, or too old to be kept: said so, nothing changed.
    2. The same zone again: what there is all the same, then said so. Another zone: changed, and
       that comes last as well: nothing stands before the lines and the way to a person.
    3. The answer is kept, the day after red is arranged or taken back.
    4. The card is redrawn alike for all; what follows is an aside.
    """
    person, wording = _member(pressed), pressed.whom.wording(setting)
    number, zone = int(pressed.action.args["n"]), Zone(str(pressed.action.args["zone"]))
    refused = _refused(person, number)
    if refused:
        return _said(refused, pressed, work, wording)
    before = person.rhythm.answer if _answers(person, number) else None
    if before is not None and before.zone is zone:
        same = follows_card(zone, person, wording, "answer-same")
        return aside(same, pressed.whom, work)
    person = _kept(person, LastAnswer(zone, work.now, number), work, setting)
    follows = follows_card(zone, person, wording, "answer-changed" if before is not None else "")
    said = shown(follows, pressed.whom, work)
    return Answer(redraw=_redrawn(pressed, work, wording, number), aside=said)


def change_answer(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """The four again, and taking it back; after that, the four as if never answered."""
    person, wording = _member(pressed), pressed.whom.wording(setting)
    number = int(pressed.action.args["n"])
    refused = _refused(person, number)
    if refused:
        return _said(refused, pressed, work, wording)
    answers = _answers(person, number)
    if not answers and _is_old(person, work, setting):
        return _said("answer-too-old", pressed, work, wording)
    return aside(answer_again_card(wording, number, answers=answers), pressed.whom, work)


def take_back(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """As if there had been no answer; nobody was told."""
    person, wording = _member(pressed), pressed.whom.wording(setting)
    number = int(pressed.action.args["n"])
    if not _answers(person, number):
        return _said("answer-none", pressed, work, wording)
    rhythm = _without_check_back(replace(person.rhythm, answer=None))
    work.people.save(replace(person, rhythm=rhythm))
    return _said("answer-taken-back", pressed, work, wording)


def later_today(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """Asked once more later today, or tomorrow where the day is over. The day after red stays: it
    was promised, and asks once more as well."""
    person, wording = _member(pressed), pressed.whom.wording(setting)
    number = int(pressed.action.args["n"])
    refused = _refused(person, number)
    if refused:
        return _said(refused, pressed, work, wording)
    agreed = person.rhythm.check_back
    if agreed is not None and agreed.reason in (CheckBackReason.LATER, CheckBackReason.RED):
        return _said("later-already", pressed, work, wording)
    tomorrow = local_midnight(person, work.now, 1)
    at = _ask_again(person, "why-later", work.now + _LATER, tomorrow, Fit.HOURS, work, setting)
    text = "later-today"
    if at is None:
        text = "later-tomorrow"
        end = local_midnight(person, work.now, 2)
        at = _ask_again(person, "why-later", tomorrow, end, Fit.OUTSIDE, work, setting)
    rhythm = replace(
        person.rhythm,
        check_back=CheckBack(CheckBackReason.LATER, at or tomorrow),
        last_answered=True,
        unanswered=0,
    )
    work.people.save(replace(person, rhythm=rhythm))
    return _said(text, pressed, work, wording)


def check_back(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """After yellow or orange: only a yes is looked in on again. `days` 0 is a no."""
    person, wording = _member(pressed), pressed.whom.wording(setting)
    days = int(pressed.action.args["days"])
    rhythm, text = _without_check_back(person.rhythm), "check-back-no"
    if days:
        ended = _ended(person)
        if ended:
            return _said(ended, pressed, work, wording)
        not_before = local_midnight(person, work.now, days)
        rhythm = replace(rhythm, check_back=CheckBack(CheckBackReason.AGREED, not_before))
        text = "check-back-yes"
    if rhythm != person.rhythm:
        work.people.save(replace(person, rhythm=rhythm))
    return _said(text, pressed, work, wording)


def no_follow_up(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """Nothing extra the day after red, this time."""
    person, wording = _member(pressed), pressed.whom.wording(setting)
    rhythm = _without_check_back(person.rhythm)
    if rhythm != person.rhythm:
        work.people.save(replace(person, rhythm=rhythm))
    return _said("answer-no-follow-up", pressed, work, wording)


def why_now(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """Why that very message came, shown to the member alone and kept nowhere.

    A note and a hello have one reason each. A check-in's may tell of an answer, so it stands in
    the member's record alone, and only until the next message: of an earlier one it is not told.
    """
    person, wording = _member(pressed), pressed.whom.wording(setting)
    reason = str(pressed.action.args.get("y", "")) or _reason_of_check_in(pressed, person.rhythm)
    reasons = (
        [_reason(reason, person, wording), wording(_hours_reason(person, setting))]
        if reason
        else [wording("why-not-kept")]
    )
    text = "\n".join((*reasons, wording("why-only-you")))
    return aside(card(wording, part(text, heading=wording("why-heading"))), pressed.whom, work)


def _reason_of_check_in(pressed: Pressed, rhythm: Rhythm) -> str:
    """ "" where another message has come since."""
    is_last = int(pressed.action.args.get("n", 0)) == rhythm.check_in_count
    return rhythm.last_reason if is_last and rhythm.last_reason in OF_CHECK_INS else ""


def everyday(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """Everyday resources, the organisation's own first."""
    wording = pressed.whom.wording(setting)
    lines = wording.lines(LineKind.EVERYDAY)
    text = wording("everyday-intro") + "\n" + lines if lines else wording("everyday-none")
    talk = choice(wording("button-talk"), ActionKind.TALK)
    shown_card = card(wording, part(text, talk, heading=wording("everyday-heading")))
    return aside(shown_card, pressed.whom, work)


def _member(pressed: Pressed) -> Person:
    """Cards of check-ins are issued to people of the roster, and opened by nobody else."""
    assert pressed.whom.person is not None
    return pressed.whom.person


def _refused(person: Person, number: int) -> str:
    """The text that says why nothing is changed, "" where the press counts."""
    if number < person.rhythm.check_in_count and person.joined:
        return "answer-superseded"
    return _ended(person)


def _ended(person: Person) -> str:
    """The text for who is asked no more, "" for who is: nothing that would be promised now would
    come."""
    if person.joined:
        return ""
    return "answer-after-leaving" if person.on_roster else "answer-off-roster"


def _is_old(person: Person, work: Work, setting: Setting) -> bool:
    """Whether an answer to the newest check-in would no longer be kept."""
    asked = person.rhythm.last_check_in_at
    return asked is None or work.now - asked >= timedelta(days=setting.config.retention.answer)


def _answers(person: Person, number: int) -> bool:
    kept = person.rhythm.answer
    return kept is not None and kept.check_in == number


def _kept(person: Person, given: LastAnswer, work: Work, setting: Setting) -> Person:
    before = person.rhythm
    if not _answers(person, given.check_in):  # else it is changed, and the old one was none
        before = settled(before, setting.config.organisation.zone)
    agreed = None  # what was arranged after another answer goes with it
    if given.zone is Zone.RED and person.membership.follow_up_after_red:
        start, end = (local_midnight(person, work.now, days) for days in (1, 2))
        _ask_again(person, "why-red", start, end, Fit.OUTSIDE, work, setting)
        agreed = CheckBack(CheckBackReason.RED, start)
    rhythm = replace(before, answer=given, last_answered=True, unanswered=0, check_back=agreed)
    person = replace(person, rhythm=rhythm)
    work.people.save(person)
    return person


def _without_check_back(rhythm: Rhythm) -> Rhythm:
    """What was arranged after an answer goes with it; a row in the outbox then finds nothing."""
    return replace(rhythm, check_back=None)


def _ask_again(
    person: Person,
    reason: str,
    start: datetime,
    end: datetime,
    at_worst: Fit,
    work: Work,
    setting: Setting,
) -> datetime | None:
    """Puts a check-in in the outbox for a good minute of [start, end), if there is one."""
    facts = replace(
        facts_of(person, end, Surroundings(work), work, setting), since=start, until=end
    )
    at = minute_for(facts, start, at_worst)
    if at is not None:
        trigger = Trigger(ContentKind.CHECK_IN, start, reason, solicited=True, at_worst=at_worst)
        work.outbox.put(routine(person, trigger, at, work, setting))
    return at


def _reason(reason: str, person: Person, wording: Wording) -> str:
    if reason == "why-rhythm":
        return wording(reason, days=person.membership.cadence_days)
    return wording(reason)


def _hours_reason(person: Person, setting: Setting) -> str:
    if person.membership.hours is not None:
        return "why-hours-chosen"
    if rotation_of(person.roster, setting.rotations) is not None:
        return "why-hours-shift"
    return "why-hours-quiet"


def _redrawn(pressed: Pressed, work: Work, wording: Wording, number: int) -> Message | None:
    """The card of the check-in, the same for every answer, where it was pressed on the card."""
    if not pressed.card.key:
        return None
    return shown(answered_card(wording, number), pressed.whom, work)


def _said(text: str, pressed: Pressed, work: Work, wording: Wording) -> Answer:
    """A fixed answer as an aside, with the way to someone under it."""
    talk = choice(wording("button-talk"), ActionKind.TALK)
    return aside(card(wording, part(wording(text), talk)), pressed.whom, work)


PRESSES: Presses = {
    ActionKind.ANSWER: answer,
    ActionKind.CHANGE_ANSWER: change_answer,
    ActionKind.TAKE_BACK: take_back,
    ActionKind.LATER_TODAY: later_today,
    ActionKind.CHECK_BACK: check_back,
    ActionKind.NO_FOLLOW_UP: no_follow_up,
    ActionKind.WHY_NOW: why_now,
    ActionKind.EVERYDAY: everyday,
}
