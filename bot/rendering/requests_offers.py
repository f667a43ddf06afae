"""The offer: what one supporter is shown of a request. Urgency, and the topic if it was ticked; no
name, no unit, no language, no shift. Taken, withdrawn and lapsed offers look alike."""

from collections.abc import Sequence

from bot.messages import Card, Style
from bot.model.actions import ActionKind
from bot.model.content import Content, ContentKind
from bot.model.ids import RequestId
from bot.model.people import Person
from bot.model.requests import Offer, OfferState, Request, RequestState, Urgency, When
from bot.ports import Work
from bot.rendering.outcome import Dropped, Rendered, Renderers
from bot.rendering.wording import Wording, card, choice, part
from bot.setting import Setting

OFFERED = {
    Urgency.NOW: "offer-now",
    Urgency.TODAY: "offer-today",
    Urgency.WEEK: "offer-week",
}
PROMISES = {
    When.NOW: "button-offer-now",
    When.WITHIN_THE_HOUR: "button-offer-hour",
    When.AFTER_SHIFT: "button-offer-shift",
    When.COMING_DAYS: "button-offer-days",
}
SOON = (When.NOW, When.WITHIN_THE_HOUR, When.AFTER_SHIFT)
#: What can be said to each: a request for this week may wait for days, and for nothing less.
CAN = {
    Urgency.NOW: SOON,
    Urgency.TODAY: SOON,
    Urgency.WEEK: (*SOON, When.COMING_DAYS),
}


def offer_card(wording: Wording, request: Request, offer: Offer) -> Card:
    """An open offer: the ways to say yes, one to pass."""
    ids = {"r": request.id, "o": offer.id}
    text = wording(OFFERED[request.wishes.urgency])
    text = "\n".join((text, *topic_lines(wording, request)))
    accepts = [
        choice(wording(PROMISES[when]), ActionKind.ACCEPT, Style.PRIMARY, **ids, when=when.value)
        for when in CAN[request.wishes.urgency]
    ]
    passes = choice(wording("button-offer-pass"), ActionKind.PASS, **ids)
    return card(wording, part(text, *accepts, passes))


def topic_lines(wording: Wording, request: Request) -> Sequence[str]:
    """What it is about, where it was ticked, and may be said on every platform there is."""
    topic = request.wishes.topic
    if topic is None or topic not in wording.setting.topics:
        return ()
    return (wording("offer-topic", topic=wording(f"topic-{topic.value}")),)


def held_offer_card(
    wording: Wording, request: Request, offer: Offer, *, free: bool = False
) -> Card:
    """Of whoever accepted: the member is asked first, or the rest is in a message of its own.
    `free`: the member has not answered for long, and nobody need wait up."""
    if request.state is RequestState.TOGETHER:
        mine = choice(wording("button-my-requests"), ActionKind.MY_REQUESTS, Style.QUIET)
        return card(wording, part(wording("offer-together"), mine))
    text = wording("offer-free") if free else wording("offer-waits")
    give_back = choice(wording("button-offer-give-back"), ActionKind.PASS, r=request.id, o=offer.id)
    return card(wording, part(text, give_back))


def passed_offer_card(wording: Wording) -> Card:
    return card(wording, part(wording("offer-passed")))


def closed_offer_card(wording: Wording) -> Card:
    """The same for taken, withdrawn, lapsed, and for whoever was a moment late."""
    return card(wording, part(wording("offer-closed")))


def offer(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    found = _find(content, person, work)
    if found is None or found[1].state is not OfferState.OPEN:
        return Dropped("offer-not-open")
    return offer_card(Wording(setting, person.language), *found)


def offer_closed(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    return closed_offer_card(Wording(setting, person.language))


def wait_for_yes(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    found = _find(content, person, work)
    if found is None or found[1].state is not OfferState.ACCEPTED:
        return Dropped("offer-not-held")
    free = bool(content.args.get("free"))
    return held_offer_card(Wording(setting, person.language), *found, free=free)


def _find(content: Content, person: Person, work: Work) -> tuple[Request, Offer] | None:
    """The recipient's offer, if its request is still open."""
    request = work.requests.find(RequestId(int(content.args["r"])))
    if request is None:
        return None
    for offer in request.offers:
        if offer.id == content.args["o"] and offer.supporter == person.id:
            return request, offer
    return None


RENDERERS: Renderers = {
    ContentKind.OFFER: offer,
    ContentKind.OFFER_CLOSED: offer_closed,
    ContentKind.WAIT_FOR_YES: wait_for_yes,
}
