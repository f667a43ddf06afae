"""A supporter's list of what they have in hand."""

from dataclasses import dataclass
from enum import IntEnum

from bot.messages import Card
from bot.model.actions import ActionKind
from bot.model.requests import Offer, Request, Urgency
from bot.rendering.wording import Wording, card, choice, part


class ItemKind(IntEnum):
    """In the order of the list."""

    CONVERSATION = 0
    WAITS_FOR_YES = 1
    OFFER = 2


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a supporter's list: a request, and their own offer of it."""

    kind: ItemKind
    request: Request
    offer: Offer


LABELS = {
    ItemKind.CONVERSATION: "button-list-conversation",
    ItemKind.WAITS_FOR_YES: "button-list-waits",
    ItemKind.OFFER: "button-list-offer",
}
URGENCIES = {
    Urgency.NOW: "request-urgency-now",
    Urgency.TODAY: "request-urgency-today",
    Urgency.WEEK: "request-urgency-week",
}


def list_card(wording: Wording, items: list[Item], *, more: bool) -> Card:
    """One button an item; a conversation is told apart by its two words, never by a name."""
    choices = [
        choice(_label(item, wording), ActionKind.MY_REQUESTS, r=item.request.id) for item in items
    ]
    text = wording("list-some") if items else wording("list-empty")
    parts = [part(text, *choices, heading=wording("list-heading"))]
    if more:
        parts.append(part(wording("list-more")))
    return card(wording, *parts)


def _label(item: Item, wording: Wording) -> str:
    what = item.request.code
    if item.kind is not ItemKind.CONVERSATION:
        what = wording(URGENCIES[item.request.wishes.urgency])
    return wording(LABELS[item.kind], what=what)
