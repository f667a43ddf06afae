"""Putting a request before supporters: the next step of the ladder, and the end of a round."""

from dataclasses import dataclass, replace

from bot.flows import request_messages as say
from bot.flows.report_notes import note_waited
from bot.flows.request_facts import notice_times, pool_for, spans_of
from bot.flows.undelivered import only_reached
from bot.model.ids import OfferId, PersonId
from bot.model.requests import News, Offer, OfferState, Request, RequestState
from bot.ports import Work
from bot.routing.ladder import Standing, Step, Told, climb
from bot.setting import Setting


@dataclass(frozen=True, slots=True)
class Progress:
    """A request after a step, not saved yet; `told` is what the member hears of it, and `woken`
    that somebody's phone rings."""

    request: Request
    told: Told | None = None
    woken: bool = False


def go_on(request: Request, work: Work, setting: Setting) -> Progress:
    """Takes the next step of the ladder.

    1. Close the offers that reached nobody. 2. Ask the ladder. 3. Make the offers and put them in
    the outbox. 4. Wake who is on call and can be woken. 5. Let coordinators know, where it is time.
    The caller saves the request and tells the member.
    """
    urgency = request.wishes.urgency
    request, not_woken = only_reached(request, work)
    step = climb(
        standing_of(request, not_woken),
        pool_for(request, work, setting),
        spans_of(urgency, setting),
        notice_times(setting),
        work.now,
    )
    made = tuple(_offer_to(supporter, step, work) for supporter in step.ask)
    for each in made:
        say.offer(request, each, work)
    woken = [
        o for o in made if o.supporter in step.wake and can_be_woken(o.supporter, work, setting)
    ]
    for each in woken:
        say.wake(request, each, work)
    if step.notice is not None:
        say.someone_waits(request, step.notice, work)
        note_waited(request, work, setting)
    truth = step.member is not None and step.member.is_the_truth
    asked = replace(
        request,
        state=RequestState.ASKING,
        tier=step.rung,
        due_at=step.due_at,
        offers=(*request.offers, *made),
        member_told_at=work.now if truth else request.member_told_at,
        waiting_told=request.waiting_told or step.notice is not None,
    )
    return Progress(asked, step.member, woken=bool(woken))


def tell_member(progress: Progress, work: Work, *, cannot: PersonId | None = None) -> None:
    """Tells the member the step, if there is anything to tell."""
    if progress.told is not None:
        say.step(progress.request, progress.told, work, woken=progress.woken, cannot=cannot)
    elif cannot is not None:
        say.news(progress.request, News.CANNOT, work, of=cannot)


def standing_of(request: Request, not_woken: frozenset[PersonId] = frozenset()) -> Standing:
    """Where the request stands in the present round.

    Whoever passed is not asked again at all; an offer that was closed unanswered bars nobody from
    the next round.
    """
    since = request.asking_since or request.asked_at
    of_round = [offer for offer in request.offers if offer.made_at >= since]
    of_rung = [offer for offer in of_round if offer.tier == request.tier]
    settled = [offer for offer in request.offers if offer.state is not OfferState.CLOSED]
    due = [offer.due_at for offer in of_rung if offer.due_at is not None]
    return Standing(
        urgency=request.wishes.urgency,
        since=since,
        rung=request.tier,
        rung_due=max(due, default=None),
        open=_open(request.offers),
        open_in_rung=_open(of_rung),
        not_again=frozenset(offer.supporter for offer in (*of_round, *settled)),
        told_at=request.member_told_at,
        not_woken=not_woken,
    )


def new_round(request: Request, work: Work) -> Request:
    """The request as if just asked, for an acceptance came to nothing; its offers are kept, so
    that whoever passed is left in peace."""
    return replace(
        request,
        state=RequestState.ASKING,
        tier=0,
        due_at=work.now,
        supporter=None,
        accepted_at=None,
        when=None,
        code="",
        reached_at=None,
        waiting_told=False,
        asked_about=False,
        asking_since=work.now,
        member_told_at=None,
        gone_told=False,
    )


def close_open_offers(request: Request, work: Work) -> Request:
    """Closes every open offer, redrawn alike whatever the reason."""
    for offer in request.offers:
        if offer.state is OfferState.OPEN:
            say.close_offer(request, offer, work)
    return replace(
        request,
        offers=tuple(
            replace(offer, state=OfferState.CLOSED) if offer.state is OfferState.OPEN else offer
            for offer in request.offers
        ),
    )


def with_offer(request: Request, changed: Offer) -> Request:
    """The request with this offer in place of the one of the same id."""
    return replace(
        request,
        offers=tuple(changed if offer.id == changed.id else offer for offer in request.offers),
    )


def can_be_woken(supporter: PersonId, work: Work, setting: Setting) -> bool:
    """By a second channel of their own; in the local workspace the phone on the page rings."""
    found = work.supporters.get(supporter)
    return found is not None and (setting.fictional or bool(found.wake_url))


def _offer_to(supporter: PersonId, step: Step, work: Work) -> Offer:
    return Offer(
        id=OfferId(work.new_id()),
        supporter=supporter,
        state=OfferState.OPEN,
        made_at=work.now,
        due_at=step.offers_due,
        tier=step.rung,
    )


def _open(offers: tuple[Offer, ...] | list[Offer]) -> frozenset[PersonId]:
    return frozenset(offer.supporter for offer in offers if offer.state is OfferState.OPEN)
