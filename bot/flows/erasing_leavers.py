"""A coordinator has somebody who left erased before their thirty days are over, and learns nothing:
the answer is the same whether there was anybody, and whatever was held."""

from bot.cleaning import Refusal, clean
from bot.flows.admin import for_coordinators
from bot.flows.erasing import erase
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
    """1. Whoever is no coordinator any more gets the answer that everybody gets. 2. Somebody who
    left, and for whom nobody waits, is erased at once; whoever has a request or a conversation open
    once their thirty days are over. Nobody on the roster is touched. 3. One answer for all."""
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
    _erase_leaver(number, work)
    on = choice(wording("button-admin-menu"), ActionKind.ADMIN_MENU)
    return said("erase-leaver-done", whom, work, setting, on)


def _erase_leaver(number: str, work: Work) -> None:
    for person in work.people.readable(work.people.by_numbers([number]).values()).values():
        waited_for = work.requests.open_of(person.id) is not None
        in_hand = work.requests.caseloads([person.id])[person.id].open > 0
        if person.state is PersonState.LEFT and not waited_for and not in_hand:
            erase(person, work)
            work.audit.add("leaver erased early", {})


PRESSES: Presses = {ActionKind.ERASE_LEAVER: for_coordinators(_ask)}
SUBMITS: Submits = {ActionKind.ERASE_LEAVER: number_sent}
