"""What a supporter does in a conversation: got through or not, worried about safety, refer."""

from dataclasses import replace
from datetime import timedelta

from bot.flows import request_messages as say
from bot.flows.pressing import Pressed, Presses, aside
from bot.flows.request_facts import time_for_yes
from bot.messages import Answer
from bot.model.actions import ActionKind
from bot.model.ids import RequestId
from bot.model.requests import Request, RequestState
from bot.ports import Work
from bot.rendering.requests_conversations import (
    keep_trying_card,
    not_reached_card,
    over_card,
    reached_card,
    refer_card,
    safety_card,
)
from bot.setting import Setting

#: How long a conversation may be silent before the supporter is asked whether it goes on, and
#: after that before it is closed (choice): the number typed for a call is kept no longer.
STILL_IN_TOUCH = timedelta(days=14)


def held_by_presser(pressed: Pressed, work: Work) -> Request | None:
    """The conversation of this supporter that the card is about, if it is still theirs."""
    person = pressed.whom.person
    request = work.requests.find(RequestId(int(pressed.action.args["r"])))
    if person is None or request is None or request.state is not RequestState.TOGETHER:
        return None
    return request if request.supporter == person.id else None


def reached(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """They are in touch, or still are: nobody asks again for two weeks."""
    wording = pressed.whom.wording(setting)
    request = held_by_presser(pressed, work)
    if request is None:
        return aside(over_card(wording), pressed.whom, work)
    offer = request.accepted_offer
    if offer is not None:
        say.keep_cards(request, offer, work)
    due = work.now + STILL_IN_TOUCH
    work.requests.save(replace(request, reached_at=work.now, asked_about=False, due_at=due))
    return aside(reached_card(wording, request.id), pressed.whom, work)


def not_reached(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """Not yet. First the two ways on are shown; "I keep trying" gives the time of a yes once
    more (10 minutes, 4 hours, 1 day), and then it is offered again."""
    wording = pressed.whom.wording(setting)
    request = held_by_presser(pressed, work)
    offer = request.accepted_offer if request is not None else None
    if request is None or offer is None:
        return aside(over_card(wording), pressed.whom, work)
    if not pressed.action.args.get("keep"):
        return aside(not_reached_card(wording, request.id, offer.id), pressed.whom, work)
    if request.reached_at is None:
        longer = time_for_yes(request, setting)
        due = max(work.now + longer, request.due_at or work.now)
        work.requests.save(replace(request, asked_about=True, due_at=due))
    return aside(keep_trying_card(wording), pressed.whom, work)


def worried_about_safety(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """The steps, the clinician, the limits. Nothing of it is stored, so it needs no request."""
    return aside(safety_card(pressed.whom.wording(setting)), pressed.whom, work)


def refer(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """Where to turn for what is beyond a peer; nothing of it is stored either."""
    return aside(refer_card(pressed.whom.wording(setting)), pressed.whom, work)


PRESSES: Presses = {
    ActionKind.REACHED: reached,
    ActionKind.NOT_REACHED: not_reached,
    ActionKind.SAFETY: worried_about_safety,
    ActionKind.REFER: refer,
}
