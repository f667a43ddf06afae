"""Nobody is left waiting for somebody who is erased, whoever has it done: they themselves, a
coordinator, the night, or a backup that was put back."""

import logging
from dataclasses import replace

from bot.flows import request_messages as say
from bot.flows.closing import empty
from bot.flows.offering import with_offer
from bot.model.ids import PersonId
from bot.model.requests import OfferState, Request, RequestState
from bot.ports import RecordDamaged, Work

log = logging.getLogger(__name__)


def let_go(person: PersonId, work: Work) -> None:
    """Just before they are erased, with their row held (`People.hold`).

    1. Their own request is closed: who was asked sees that it no longer needs an answer. 2. What
    is offered to them, or proposed with them, takes its next step at the next tick, and the member
    is told by it. 3. Whoever is in a conversation with them is told, once, and chooses.
    """
    _close_their_own(person, work)
    for request in work.requests.of_supporter(person):
        if request.supporter != person:
            _offer_to_the_next(request, person, work)
        elif request.state is RequestState.TOGETHER:
            tell_that_they_are_gone(request, person, work)
        else:
            _take_the_next_step(request, work)


def tell_that_they_are_gone(request: Request, supporter: PersonId, work: Work) -> bool:
    """Whether the member had not heard yet."""
    if request.gone_told:
        return False
    say.supporter_changed(request, supporter, work)
    work.requests.save(replace(request, gone_told=True))
    return True


def _close_their_own(person: PersonId, work: Work) -> None:
    try:
        own = work.requests.open_of(person)
    except RecordDamaged as damaged:  # its row goes with them all the same
        log.error("a request cannot be read: %s", damaged)
        return
    if own is not None:
        empty(own, work)


def _offer_to_the_next(request: Request, person: PersonId, work: Work) -> None:
    """Their card goes with their chat; where it has not come yet, with what waits to be sent."""
    for offer in request.offers:
        if offer.supporter == person and offer.state is OfferState.OPEN:
            request = with_offer(request, replace(offer, state=OfferState.CLOSED))
    _take_the_next_step(request, work)


def _take_the_next_step(request: Request, work: Work) -> None:
    """As where a message reached nobody (`bot.flows.undelivered`). Saved though it may be due: a
    step that another process is taking has read it as it was, and loses the race."""
    work.requests.save(replace(request, due_at=min(request.due_at or work.now, work.now)))
