"""What somebody sees, as lines for a terminal: texts, fields with their choices, buttons."""

import textwrap
from collections.abc import Iterator

from tests.fakes.discord.people.client import Client
from tests.fakes.discord.people.screen import Field, Seen, SeenMessage, SeenModal
from tests.fakes.discord.state import GUILD_TEXT

WIDTH = 78
HEADINGS = {
    "message": "a message",
    "redrawn": "a message is redrawn",
    "removed": "a message is gone",
    "ephemeral": "only they see",
    "thinking": "the bot is thinking",
    "modal": "a form",
}


def shown(person: Client, kind: str, seen: SeenMessage) -> str:
    """One entry of a person's log, under the person's name."""
    where = f" in #{seen.channel.name}" if seen.channel.kind == GUILD_TEXT else ""
    said = HEADINGS.get(kind, kind) if seen.by_app else "somebody writes"
    title = f"{person.user.global_name}: {said}{where}"
    if kind == "modal":
        surface: Seen | None = person.modal  # none: it was closed or sent meanwhile
    else:
        surface = None if kind in {"removed", "thinking"} else seen
    return title if surface is None else "\n".join([title, *_surface(surface)])


def whole_screen(person: Client) -> str:
    """The last five of the app's messages, what only they see, and the form on top."""
    parts = [
        *(shown(person, "message", message) for message in person.from_app[-5:]),
        *(shown(person, "ephemeral", aside) for aside in person.asides),
    ]
    if person.modal is not None:
        parts.append("\n".join([f"{person.user.global_name}: a form", *_surface(person.modal)]))
    return "\n".join(parts) or f"{person.user.global_name}: nothing yet"


def _surface(seen: Seen) -> Iterator[str]:
    if isinstance(seen, SeenModal):
        yield from _lines(f"= {seen.title} =")
    for text in seen.texts:
        yield from _lines(text)
    if isinstance(seen, SeenMessage):
        for picture in seen.pictures:
            yield from _lines(f"(picture: {picture})")
        for select in seen.selects:
            yield from _field(select)
        if seen.labels:
            yield from _lines(" ".join(f"[{label}]" for label in seen.labels))
    if isinstance(seen, SeenModal):
        for field in seen.fields:
            yield from _field(field)


def _field(field: Field) -> Iterator[str]:
    entered = ", ".join(field.value) or "-"
    yield from _lines(f"{field.label} = {entered}{'' if field.required else ' (optional)'}")
    if field.description:
        yield from _lines(f"   {field.description}")
    if field.options:
        yield from _lines("   of: " + " | ".join(field.options))


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from textwrap.wrap(line, WIDTH, initial_indent="  ", subsequent_indent="  ")
