"""A coordinator has somebody who left erased before their thirty days are over, and learns nothing:
the answer, what is done for it and what goes on record are the same whatever was held. So nobody is
erased by the press: their grace ends with it, and the next night erases whomever nobody waits for.
"""

from bot.cleaning import Refusal, clean
from bot.flows.admin import for_coordinators
from bot.flows.pressing import Pressed, Presses, Submits, Submitted, asked, said
from bot.flows.roles import coordinator_of
from bot.messages import Answer
from bot.model.actions import ActionKind
from bot.model.people import PersonState
from bot.ports import Work
from bot.rendering.erasing import leaver_form
from bot.rendering.wording import choice
from bot.setting import Setting

#: Characters of the organisation's own number for a person (choice: longer than any roster has).
LONGEST_NUMBER = 64


def _ask(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    return asked(leaver_form(pressed.whom.wording(setting)), pressed.whom, work)


def number_sent(submitted: Submitted, work: Work, setting: Setting) -> Answer:
    """1. Whoever is no coordinator any more gets the answer that everybody gets. 2. The grace of
    whoever left with that number is over: a file that has it means somebody new, whether or not
    they wait to be erased. Nobody on the roster is touched. 3. The press goes on record, and one
    answer is given, whoever there was."""
    whom = submitted.whom
    if coordinator_of(whom) is None:
        return said("not-for-you", whom, work, setting)
    wording = whom.wording(setting)
    number = clean(submitted.event.one("number"), most=LONGEST_NUMBER)
    if isinstance(number, Refusal):
        error = wording(number.why.value, most=number.most)
        return asked(leaver_form(wording, number.text, error), whom, work)
    if not number:
        return asked(leaver_form(wording, "", wording("error-required")), whom, work)
    _end_grace(number, work)
    work.audit.add("erasing of a leaver asked", {})
    on = choice(wording("button-admin-menu"), ActionKind.ADMIN_MENU)
    return said("erase-leaver-done", whom, work, setting, on)


def _end_grace(number: str, work: Work) -> None:
    """Nothing is read that a request or a conversation would change."""
    known = work.people.readable(work.people.by_numbers([number]).values()).values()
    left = [person.id for person in known if person.state is PersonState.LEFT]
    work.people.end_grace(left)


PRESSES: Presses = {ActionKind.ERASE_LEAVER: for_coordinators(_ask)}
SUBMITS: Submits = {ActionKind.ERASE_LEAVER: number_sent}
