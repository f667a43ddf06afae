"""Deliveries as the dispatcher would make them, and messages to put into them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

from bot.messages import Button, File, Message, Section, Style
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


def with_file(words: str) -> Message:
    """What carries a file with these words in it."""
    until = datetime.now(UTC) + timedelta(hours=1)
    file = File("my-data.txt", "text/plain; charset=utf-8", f"{words}\n".encode(), until)
    said = card("Your file", buttons=("Delete it now",), token="ab12")
    return replace(said, file=file)


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
