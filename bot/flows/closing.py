"""The end of a request: withdrawn before anybody came, done by either of the two, or at rest."""

from dataclasses import replace
from datetime import timedelta

from bot.flows import request_messages as say
from bot.flows.conversing import held_by_presser
from bot.flows.offering import close_open_offers
from bot.flows.pressing import Pressed, Presses, aside
from bot.flows.request_status import request_of_presser, status
from bot.messages import Answer
from bot.model.actions import ActionKind
from bot.model.ids import PersonId
from bot.model.people import Aftercare
from bot.model.requests import CloseReason, News, Request, RequestState
from bot.ports import Work
from bot.rendering.requests_conversations import ended_card, over_card
from bot.rendering.requests_members import closed_card
from bot.setting import Setting

#: How many withdrawals are kept with the member; the rule looks at three in 24 hours.
WITHDRAWALS_KEPT = 5
#: What a supporter ends sooner after the two were brought together is a drop (choice).
NO_CONVERSATION = timedelta(minutes=10)


def close(
    request: Request,
    reason: CloseReason,
    work: Work,
    setting: Setting,
    *,
    dropped_by: PersonId | None = None,
) -> None:
    """Closes an open request and empties it.

    1. What outlives it goes to the member's record: a withdrawal (24 hours), the follow-up (three
    days). 2. The request is emptied. The caller says what each is told beside that.
    """
    if reason is CloseReason.WITHDRAWN:
        _remember_withdrawal(request, work)
    if reason is CloseReason.DONE:
        _plan_follow_up(request, work, setting)
    empty(request, work, dropped_by=dropped_by)


def empty(request: Request, work: Work, *, dropped_by: PersonId | None = None) -> None:
    """Offers and the cards of a conversation are redrawn: no name and no number stays. Then the
    request is emptied."""
    offer = request.accepted_offer
    close_open_offers(request, work)
    if offer is not None and request.state is RequestState.TOGETHER:
        say.redraw_as_over(request, offer, work)
    elif offer is not None:
        say.close_offer(request, offer, work)
    work.requests.close(request, dropped_by=dropped_by)


def withdraw(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """The member does not need it any more; where two have met already, this is the end of it."""
    request = request_of_presser(pressed, work)
    if request is None:
        return status(pressed, work, setting)
    met = request.state is RequestState.TOGETHER
    close(request, CloseReason.DONE if met else CloseReason.WITHDRAWN, work, setting)
    return aside(closed_card(pressed.whom.wording(setting), met=met), pressed.whom, work)


def done_by_supporter(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """The supporter says that the conversation is done; the member hears so, and may ask again.

    Within minutes of learning who it is, that is no conversation: it counts as a drop, so that
    names are not to be had by accepting and ending.
    """
    person = pressed.whom.person
    wording = pressed.whom.wording(setting)
    request = held_by_presser(pressed, work)
    if request is None or person is None:
        return aside(over_card(wording), pressed.whom, work)
    say.news(request, News.CLOSED, work, of=person.id)
    at_once = request.accepted_at is None or work.now < request.accepted_at + NO_CONVERSATION
    close(request, CloseReason.DONE, work, setting, dropped_by=person.id if at_once else None)
    return aside(ended_card(wording), pressed.whom, work)


def _remember_withdrawal(request: Request, work: Work) -> None:
    member = work.people.get(request.member)
    kept = (*member.rhythm.withdrawals, work.now)[-WITHDRAWALS_KEPT:]
    work.people.save(replace(member, rhythm=replace(member.rhythm, withdrawals=kept)))


def _plan_follow_up(request: Request, work: Work, setting: Setting) -> None:
    """In the member's own record, where the look finds it: whoever has an account is looked at
    every day, on the roster or not."""
    if request.supporter is None:
        return
    at = work.now + timedelta(days=setting.config.requests.follow_up_days)
    member = work.people.get(request.member)
    rhythm = replace(member.rhythm, aftercare=Aftercare(at, request.supporter))
    work.people.save(replace(member, rhythm=rhythm))


PRESSES: Presses = {
    ActionKind.WITHDRAW: withdraw,
    ActionKind.CLOSE: withdraw,
    ActionKind.DONE: done_by_supporter,
}
