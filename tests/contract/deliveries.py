"""Deliveries as the dispatcher would make them, and messages to put into them."""

from itertools import count

from bot.messages import Button, Message, Section, Style
from bot.model.content import Lane, Operation
from bot.model.ids import Account, OutboxId
from bot.ports import Delivery

_rows = count(1)

FOOTER = "Emergency: 911. Crisis line: 988. This chat is not monitored."
NOTIFICATION = "A message from Tailboard"


def card(*texts: str, buttons: tuple[str, ...] = (), token: str = "") -> Message:
    """Sections of these texts; the buttons under the last of them, the first one primary."""
    sections = [Section(text=text) for text in texts]
    pressed = tuple(
        Button(place, label, Style.PRIMARY if place == 0 else Style.PLAIN)
        for place, label in enumerate(buttons)
    )
    sections[-1] = Section(text=texts[-1], buttons=pressed)
    return Message(tuple(sections), NOTIFICATION, token, FOOTER)


def post(account: Account, message: Message, key: str = "") -> Delivery:
    row = OutboxId(next(_rows))
    return Delivery(row, key or f"key-{row}", account, Operation.POST, Lane.ROUTINE, message)


def edit(account: Account, handle: str, message: Message) -> Delivery:
    row = OutboxId(next(_rows))
    return Delivery(row, f"key-{row}", account, Operation.EDIT, Lane.REQUEST, message, handle)


def group_chat(account: Account, other: Account, message: Message) -> Delivery:
    row = OutboxId(next(_rows))
    key = f"key-{row}"
    return Delivery(row, key, account, Operation.OPEN, Lane.REQUEST, message, others=(other,))


def delete(account: Account, handle: str) -> Delivery:
    row = OutboxId(next(_rows))
    return Delivery(row, f"key-{row}", account, Operation.DELETE, Lane.ROUTINE, None, handle)
