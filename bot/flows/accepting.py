"""A supporter answers an offer: I can (now, within the hour, after my shift, in the coming days
where it is for this week), or not just now.

Two accept at once: one wins, and the other gets the answer that everybody gets whose offer no
longer needs one (taken, withdrawn and lapsed are not told apart).
"""

from dataclasses import dataclass, replace

from bot.flows import request_messages as say
from bot.flows.bringing_together import propose, together
from bot.flows.handing_back import cause_of_giving_back, hand_back
from bot.flows.offering import close_open_offers, go_on, tell_member, with_offer
from bot.flows.pressing import Pressed, Presses, shown
from bot.flows.report_notes import note_accepted, note_passed
from bot.flows.request_facts import asker_of, candidates_for
from bot.messages import Answer, Card
from bot.model.actions import ActionKind
from bot.model.ids import OfferId, PersonId, RequestId
from bot.model.requests import Offer, OfferState, Request, RequestState, When
from bot.ports import Work
from bot.rendering.requests_offers import closed_offer_card, held_offer_card, passed_offer_card
from bot.routing.eligibility import ALWAYS, judge
from bot.setting import Setting


@dataclass(frozen=True, slots=True)
class _Found:
    request: Request
    offer: Offer


def accept(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """Takes the request, if it is still to be taken.

    1. Find the offer. 2. If it is not open any more, show what is true. If the presser may not
    take it any more, it ends for them, and holds up nobody else. 3. Mark it accepted, and close
    the others. 4. Bring the two together at once, or ask the member. Who presses at the same
    instant loses by the compare-and-set, comes again with fresh state, and finds the offer closed.
    """
    found = _find(pressed, work)
    if found is None or found.offer.state is not OfferState.OPEN:
        return _as_it_stands(pressed, found, work, setting)
    request, offer = found.request, found.offer
    if not _may_take(request, offer.supporter, work, setting):
        _end_offer(pressed, found, OfferState.CLOSED, work, setting)
        return _answer(pressed, closed_offer_card(pressed.whom.wording(setting)), work)
    when = When(str(pressed.action.args["when"]))
    say.let_sleep(request, offer, work)
    taken = replace(offer, state=OfferState.ACCEPTED, when=when)
    request = close_open_offers(with_offer(request, taken), work)
    request = replace(request, supporter=offer.supporter, when=when, accepted_at=work.now)
    at_once = request.wishes.anyone or request.wishes.named == offer.supporter
    request = (together if at_once else propose)(request, taken, work, setting)
    work.requests.save(request)
    note_accepted(request, work, setting)
    return _as_it_stands(pressed, _Found(request, taken), work, setting)


def pass_on(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """Not just now, or not any more.

    An open offer is passed, and the ladder goes on at once where nobody of its step is left. Who
    had accepted gives the request back, and a new round begins.
    """
    found = _find(pressed, work)
    if found is None:
        return _as_it_stands(pressed, None, work, setting)
    request, offer = found.request, found.offer
    if offer.state is OfferState.OPEN:
        _end_offer(pressed, found, OfferState.PASSED, work, setting)
        note_passed(request, work, setting)
    elif _holds(request, offer):
        cause = cause_of_giving_back(request, work, setting)
        tell_member(hand_back(request, cause, work, setting), work, cannot=offer.supporter)
        _close_the_posted_card(pressed, found, work)
    else:
        return _as_it_stands(pressed, found, work, setting)
    return _answer(pressed, passed_offer_card(pressed.whom.wording(setting)), work)


def _end_offer(
    pressed: Pressed, found: _Found, state: OfferState, work: Work, setting: Setting
) -> None:
    """Ends an open offer, and the ladder goes on at once where nobody of its step is left."""
    say.let_sleep(found.request, found.offer, work)
    ended = with_offer(found.request, replace(found.offer, state=state))
    progress = go_on(ended, work, setting)
    work.requests.save(progress.request)
    tell_member(progress, work)
    _close_the_posted_card(pressed, found, work)


def _close_the_posted_card(pressed: Pressed, found: _Found, work: Work) -> None:
    """Where it was pressed somewhere else; the card that was pressed is redrawn by the answer."""
    if not _on_the_posted_card(pressed, found.request, found.offer):
        say.close_offer(found.request, found.offer, work)


def _find(pressed: Pressed, work: Work) -> _Found | None:
    """The presser's own offer of a request that is open."""
    person = pressed.whom.person
    args = pressed.action.args
    request = work.requests.find(RequestId(int(args["r"])))
    if person is None or request is None:
        return None
    own = (offer for offer in request.offers if offer.supporter == person.id)
    offer = next((offer for offer in own if offer.id == OfferId(int(args["o"]))), None)
    return None if offer is None else _Found(request, offer)


def _may_take(request: Request, supporter: PersonId, work: Work, setting: Setting) -> bool:
    """What always holds is asked again: they may have been suspended, or avoided, in between."""
    asker = asker_of(request, work, setting)
    candidates = candidates_for(request, work, setting, only=supporter)
    return any(judge(asker, candidate, ALWAYS).eligible for candidate in candidates)


def _as_it_stands(pressed: Pressed, found: _Found | None, work: Work, setting: Setting) -> Answer:
    """The truth about the presser's offer; nothing is changed."""
    wording = pressed.whom.wording(setting)
    if found is not None and _holds(found.request, found.offer):
        if not _on_the_posted_card(pressed, found.request, found.offer):
            say.redraw_as_held(found.request, found.offer, work)
        return _answer(pressed, held_offer_card(wording, found.request, found.offer), work)
    if found is not None and found.offer.state is OfferState.PASSED:
        return _answer(pressed, passed_offer_card(wording), work)
    return _answer(pressed, closed_offer_card(wording), work)


def _on_the_posted_card(pressed: Pressed, request: Request, offer: Offer) -> bool:
    """Pressed on the offer itself, as it was posted or as it was redrawn."""
    return pressed.card.key.startswith(say.offer_key(request.id, offer.id))


def _holds(request: Request, offer: Offer) -> bool:
    held = request.state in (RequestState.PROPOSED, RequestState.TOGETHER)
    return held and offer.state is OfferState.ACCEPTED and request.supporter == offer.supporter


def _answer(pressed: Pressed, card: Card, work: Work) -> Answer:
    """The card redrawn; or, pressed in an aside, the aside in its place.

    The redrawn card has a key of its own. Under the old one it would keep the old token, and a
    second tap on "I can, now" would press whatever button has taken its place.
    """
    if not pressed.card.key:
        return Answer(aside=shown(card, pressed.whom, work))
    args = pressed.action.args
    key = say.redrawn_key(RequestId(int(args["r"])), OfferId(int(args["o"])))
    return Answer(redraw=shown(card, pressed.whom, work, key=key))


PRESSES: Presses = {ActionKind.ACCEPT: accept, ActionKind.PASS: pass_on}
