"""An acceptance that comes to nothing: who held the request is out, and a new round begins."""

from dataclasses import replace
from enum import Enum, auto

from bot.flows import request_messages as say
from bot.flows.offering import Progress, go_on, new_round, with_offer
from bot.flows.request_facts import time_for_yes
from bot.model.requests import OfferState, Request, RequestState
from bot.ports import Work
from bot.setting import Setting


class Cause(Enum):
    """Why it came to nothing; two drops in thirty days rest a supporter, the rest is no drop."""

    DROPPED = auto()  #: the supporter gave it back, or never got in touch
    RELEASED = auto()  #: the supporter waited long enough for a yes, or no longer serves
    SOMEONE_ELSE = auto()  #: the member said so


def hand_back(request: Request, cause: Cause, work: Work, setting: Setting) -> Progress:
    """Begins a new round without whoever holds the request, and saves it.

    1. Their cards are closed. 2. They are not asked again: as one who passed, or as one of
    `declined_by_member`, which is also how the ledger knows that it was no drop. 3. The ladder
    begins anew, for those who have not passed. The caller tells the member.
    """
    offer = request.accepted_offer
    if offer is not None:
        if request.state is RequestState.TOGETHER:
            say.redraw_as_over(request, offer, work)
        else:
            say.close_offer(request, offer, work)
        dropped = cause is Cause.DROPPED
        ended = replace(offer, state=OfferState.PASSED if dropped else OfferState.CLOSED)
        request = with_offer(request, ended)
    if cause is not Cause.DROPPED and request.supporter is not None:
        declined = (*request.declined_by_member, request.supporter)
        request = replace(request, declined_by_member=declined)
    progress = go_on(new_round(request, work), work, setting)
    work.requests.save(progress.request)
    return progress


def cause_of_giving_back(request: Request, work: Work, setting: Setting) -> Cause:
    """Giving back before the member had their time to say yes, or after they did, is a drop."""
    if request.state is not RequestState.PROPOSED or request.accepted_at is None:
        return Cause.DROPPED
    over = work.now >= request.accepted_at + time_for_yes(request, setting)
    return Cause.RELEASED if over else Cause.DROPPED
