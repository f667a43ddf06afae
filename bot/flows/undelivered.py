"""What of a request could not be delivered: nobody waits for an answer that cannot come.

Where a row is settled as not deliverable, its request falls due at once, in the same unit of work;
the next tick finds it, and takes the step that it would have taken had whoever was not reached
passed. About them nothing is kept, and the member is told the step and nobody's name.

A workspace that takes nothing may be connected again within minutes, so what waits for it goes on
waiting: whoever is to be asked there may still come. Nobody waits for them where it is for now.
"""

import logging
from dataclasses import replace

from bot.faults import OWN_FAULTS, kind
from bot.flows import request_messages as say
from bot.flows.own_file_outbox import came_to_nothing
from bot.model.content import ContentKind, Operation, OutboxRow, OutboxState
from bot.model.ids import OfferId, PersonId, RequestId
from bot.model.requests import Offer, OfferState, Request, RequestState, Urgency
from bot.ports import RecordDamaged, Work
from bot.routing.ladder import NowRung

log = logging.getLogger(__name__)

NOT_DELIVERED = frozenset({OutboxState.UNREACHABLE, OutboxState.CANCELLED})
"""How a row ends that reached nobody. An open offer's own is cancelled for no other reason: a card
that is taken back goes with its offer."""
_DOES_NOT_RING = NOT_DELIVERED | {OutboxState.FAILED}
_NOT_OUT_YET = (OutboxState.DUE, OutboxState.FAILED)


def not_delivered(row: OutboxRow, work: Work, reason: str = "") -> None:
    """The request that waits for an answer to this row takes its next step now; one that waits for
    something else, or whose record is damaged, is left as it is. Whoever asked for a file hears
    what came of it."""
    if row.out.content.kind is ContentKind.OWN_FILE:
        came_to_nothing(row, reason, work)
    if row.out.content.kind not in _AWAITED:
        return
    request = _request_of(row, work)
    if request is not None and request.due_at is not None and _waits_for(row, request):
        # Saved though it is due already: a step that is being taken by another process has read
        # the row as it was, and loses the race.
        work.requests.save(replace(request, due_at=min(request.due_at, work.now)))


def held_up(row: OutboxRow, work: Work) -> None:
    """An offer that a workspace does not take until the operator acts. Of a request for now, which
    everyone is asked about in minutes anyway, the next step comes at once. Those for today and this
    week keep their deadlines: else one after the other would be asked where nobody can be."""
    if row.out.content.kind is not ContentKind.OFFER or row.out.operation is not Operation.POST:
        return
    request = _request_of(row, work)
    if request is None or request.due_at is None or not _waits_for(row, request):
        return
    if request.wishes.urgency is Urgency.NOW and request.tier == NowRung.FIRST:
        work.requests.save(replace(request, due_at=min(request.due_at, work.now)))


def only_reached(request: Request, work: Work) -> tuple[Request, frozenset[PersonId]]:
    """The request with the offers closed that reached nobody; and who holds an open one that has
    not gone out yet, or could not be woken for it, so that they may not know of it before morning.

    Closed and not passed: in a next round they may be reached again.
    """
    open_ = [offer for offer in request.offers if offer.state is OfferState.OPEN]
    posted = {offer.id: say.offer_key(request.id, offer.id) for offer in open_}
    rung = {offer.id: say.wake_key(request.id, offer.id) for offer in open_}
    states = work.outbox.states_of((*posted.values(), *rung.values())) if open_ else {}
    gone = {each for each, key in posted.items() if states.get(key) in NOT_DELIVERED}
    asleep = {each for each, key in rung.items() if states.get(key) in _DOES_NOT_RING}
    asleep |= {each for each, key in posted.items() if states.get(key) in _NOT_OUT_YET}
    for offer in open_:
        if offer.id in gone:
            say.let_sleep(request, offer, work)
    offers = tuple(_closed(offer) if offer.id in gone else offer for offer in request.offers)
    not_woken = frozenset(o.supporter for o in open_ if o.id in asleep - gone)
    return replace(request, offers=offers), not_woken


def proposal_reached_nobody(request: Request, made: Offer, work: Work) -> bool:
    """The member cannot be told who accepted, and so cannot say yes from there."""
    begins = say.proposed_key(request.id, made.id)
    states = work.outbox.states_of([f"{begins}:{again}" for again in (0, 1)])
    return any(state in NOT_DELIVERED for state in states.values())


def supporter_was_not_told(request: Request, made: Offer, work: Work) -> bool:
    """Whoever accepted cannot be told whom they are together with, or how to reach them."""
    key = say.together_key(request.id, made.id, to_member=False)
    return work.outbox.state_of(key) in NOT_DELIVERED


_AWAITED = {
    ContentKind.OFFER: RequestState.ASKING,
    ContentKind.PROPOSED: RequestState.PROPOSED,
    ContentKind.TOGETHER_SUPPORTER: RequestState.TOGETHER,
}


def _request_of(row: OutboxRow, work: Work) -> Request | None:
    """None where its record is damaged, too: no other row's outcome is lost for it."""
    try:
        return work.requests.find(RequestId(int(row.out.content.args["r"])))
    except (*OWN_FAULTS, RecordDamaged) as fault:
        log.error("outbox row %d: its request cannot be read: %s", row.id, kind(fault))
        return None


def _waits_for(row: OutboxRow, request: Request) -> bool:
    """Whether this row is what the request waits for in the state that it is in."""
    content, held = row.out.content, request.accepted_offer
    if request.state is not _AWAITED[content.kind]:
        return False
    if content.kind is ContentKind.OFFER:
        open_ = [offer.id for offer in request.offers if offer.state is OfferState.OPEN]
        in_time = row.out.operation is not Operation.WAKE or request.tier == NowRung.FIRST
        return in_time and OfferId(int(content.args["o"])) in open_
    if content.kind is ContentKind.PROPOSED:
        return held is not None and held.id == content.args["o"]
    return request.reached_at is None and row.out.to == request.supporter


def _closed(offer: Offer) -> Offer:
    return replace(offer, state=OfferState.CLOSED)
