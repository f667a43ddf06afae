"""What somebody sees, as lines for a terminal: texts, fields with their choices, buttons."""

import textwrap
from collections.abc import Iterator

from tests.fakes.slack.people.client import Client
from tests.fakes.slack.people.screen import Field, Seen, SeenMessage, SeenView
from tests.fakes.slack.wire import Json

WIDTH = 78
HEADINGS = {
    "message": "a message",
    "redrawn": "a message is redrawn",
    "removed": "a message is gone",
    "ephemeral": "only they see",
    "modal": "a modal",
    "home": "the Home tab",
}


def shown(person: Client, kind: str, raw: Json) -> str:
    """One entry of a person's log, under the person's name."""
    title = f"{person.member.real_name}: {HEADINGS.get(kind, kind)}"
    seen = _seen(person, kind, raw)
    return title if seen is None else "\n".join([title, *_surface(seen)])


def whole_screen(person: Client) -> str:
    """The last five of the app's messages, what only they see, and the modal on top."""
    parts = [
        *(shown(person, "message", message.raw) for message in person.from_app[-5:]),
        *(shown(person, "ephemeral", aside.raw) for aside in person.asides),
    ]
    if person.modal is not None:
        parts.append(shown(person, "modal", person.modal.raw))
    return "\n".join(parts) or f"{person.member.real_name}: nothing yet"


def _seen(person: Client, kind: str, raw: Json) -> Seen | None:
    if kind in {"modal", "home"}:
        return person.as_view(raw) if kind == "modal" else SeenView(raw)
    if kind == "ephemeral":
        return person.as_ephemeral(raw)
    return person.as_message(raw) if kind in {"message", "redrawn"} else None


def _surface(seen: Seen) -> Iterator[str]:
    if isinstance(seen, SeenView) and seen.raw["type"] == "modal":
        yield from _lines(f"= {seen.title} =")
    if isinstance(seen, SeenMessage) and not seen.ephemeral:
        yield from _lines(f"(on the lock screen: {seen.notification})")
    for text in seen.texts:
        yield from _lines(text)
    for picture in seen.pictures:
        yield from _lines(f"(picture: {picture})")
    for field in seen.fields():
        yield from _field(field)
    if seen.labels:
        yield from _lines(" ".join(f"[{label}]" for label in seen.labels))
    if isinstance(seen, SeenView) and seen.submit:
        yield from _lines(f"submit: {seen.submit}")


def _field(field: Field) -> Iterator[str]:
    entered = ", ".join(field.value) or "-"
    yield from _lines(f"{field.label} = {entered}{' (optional)' if field.optional else ''}")
    if field.options:
        yield from _lines("   of: " + " | ".join(field.options))
    if field.error:
        yield from _lines(f"   ! {field.error}")


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from textwrap.wrap(line, WIDTH, initial_indent="  ", subsequent_indent="  ")
