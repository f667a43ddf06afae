"""What a supporter has in hand: open offers, proposals that wait for a yes, conversations."""

from bot.flows.pressing import Pressed, Presses, Whom, aside
from bot.messages import Answer, Card
from bot.model.actions import ActionKind
from bot.model.ids import PersonId
from bot.model.requests import OfferState, Request, RequestState
from bot.ports import Work
from bot.rendering.requests_conversations import conversation_card
from bot.rendering.requests_list import Item, ItemKind, list_card
from bot.rendering.requests_offers import held_offer_card, offer_card
from bot.setting import Setting

#: A list shows so many; a supporter's caps keep it shorter as a rule.
MOST_SHOWN = 10


def my_requests(whom: Whom, work: Work, setting: Setting) -> Card:
    """The list, each with a button that opens it; the same form where it is empty."""
    items = _items(whom, work)
    return list_card(whom.wording(setting), items[:MOST_SHOWN], more=len(items) > MOST_SHOWN)


def open_my_requests(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """The list, or the one of them that the button is about, with its own buttons."""
    whom, wanted = pressed.whom, pressed.action.args.get("r")
    found = next((item for item in _items(whom, work) if item.request.id == wanted), None)
    if whom.person is None or found is None:
        return aside(my_requests(whom, work, setting), whom, work)
    return aside(_opened(found, whom, work, setting), whom, work)


def _opened(item: Item, whom: Whom, work: Work, setting: Setting) -> Card:
    wording = whom.wording(setting)
    match item.kind:
        case ItemKind.OFFER:
            return offer_card(wording, item.request, item.offer)
        case ItemKind.WAITS_FOR_YES:
            return held_offer_card(wording, item.request, item.offer)
        case ItemKind.CONVERSATION:
            assert whom.person is not None
            return conversation_card(item.request, whom.person, work, setting)


def _items(whom: Whom, work: Work) -> list[Item]:
    """Conversations first, then what waits for a yes, then open offers."""
    if whom.person is None:
        return []
    requests = work.requests.of_supporter(whom.person.id)
    items = [item for request in requests for item in _item(request, whom.person.id)]
    return sorted(items, key=lambda item: item.kind)


def _item(request: Request, supporter: PersonId) -> list[Item]:
    own = [offer for offer in request.offers if offer.supporter == supporter]
    held = next((offer for offer in own if offer.state is OfferState.ACCEPTED), None)
    if held is not None and request.supporter == supporter:
        together = request.state is RequestState.TOGETHER
        kind = ItemKind.CONVERSATION if together else ItemKind.WAITS_FOR_YES
        return [Item(kind, request, held)]
    return [Item(ItemKind.OFFER, request, o) for o in own if o.state is OfferState.OPEN]


PRESSES: Presses = {ActionKind.MY_REQUESTS: open_my_requests}
