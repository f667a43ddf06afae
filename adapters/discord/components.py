"""A message as Discord's components. Pictures travel with the message itself."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import discord
from discord import ui

from adapters.discord import limits
from adapters.discord.custom_ids import Pressed
from adapters.discord.words import escaped, heading, shortened, small
from bot.messages import Button, Image, Message, Section, Style
from bot.model.ids import Account

Item: TypeAlias = ui.Item[Any]

_STYLES = {Style.PRIMARY: discord.ButtonStyle.primary, Style.URGENT: discord.ButtonStyle.danger}


class TooMuch(ValueError):
    """A message of more than Discord shows at once; it is not cut."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A message that can be sent once: its files are read as they go."""

    view: ui.LayoutView
    files: list[discord.File]


def drawn(message: Message, guild: str, *more: Item) -> Drawn:
    """Everything that the message says, in its order, `more` under it; the help line last, and
    small. `guild` is the server that its buttons tell of. Raises TooMuch."""
    items, files = _items(message, guild, more, together=False)
    if len(list(_walk(items))) > limits.COMPONENTS_IN_MESSAGE:
        items, files = _items(message, guild, more, together=True)
    if (count := len(list(_walk(items)))) > limits.COMPONENTS_IN_MESSAGE:
        raise TooMuch(f"{count} components, and Discord shows {limits.COMPONENTS_IN_MESSAGE}")
    said = [text for item in _walk(items) if (text := _said(item))]
    if sum(len(text) for text in said) > limits.TEXT_IN_MESSAGE:
        raise TooMuch(f"more than {limits.TEXT_IN_MESSAGE} characters")
    if sum(len(text.encode()) + 12 for text in said) > limits.BYTES_IN_MESSAGE:
        raise TooMuch(f"more than {limits.BYTES_IN_MESSAGE} bytes")
    view = ui.LayoutView(timeout=None)
    # Nobody listens by this object: what is pressed says itself what it is (`custom_ids.py`), and
    # the library would keep a view that is not stopped for as long as the program runs.
    view.stop()
    for item in items:
        view.add_item(item)
    return Drawn(view, files)


def parts_of(message: Message, guild: str) -> list[Message]:
    """The message in as many as it takes, parted between its sections. A section that is more than
    a message may be stands alone, and cannot be drawn."""
    parts: list[Message] = []
    for section in message.sections:
        longer = parts and replace(parts[-1], sections=(*parts[-1].sections, section))
        if longer and _fits(longer, guild):
            parts[-1] = longer
        else:
            parts.append(replace(message, sections=(section,)))
    return parts or [message]


def _fits(message: Message, guild: str) -> bool:
    try:
        drawn(message, guild)
    except TooMuch:
        return False
    return True


def _items(
    message: Message, guild: str, more: tuple[Item, ...], *, together: bool
) -> tuple[list[Item], list[discord.File]]:
    """`together`: a heading and its text are one component, where many have to fit."""
    items: list[Item] = []
    files: list[discord.File] = []
    for section in message.sections:
        items += _section(section, files, together=together)
        items += _rows(section, guild, message.token)
    return [*items, *more, *_texts(small(message.footer))], files


def _section(section: Section, files: list[discord.File], *, together: bool) -> Iterator[Item]:
    said = [text for text in (heading(section.heading), escaped(section.text)) if text.strip()]
    if together and said:
        said = ["\n".join(said)]
    if section.image is None:
        yield from _texts(*said)
    else:
        file = _file(section.image, len(files))
        files.append(file)
        yield _with_picture(said, section.image, file)
    if section.talk_to is not None:
        yield ui.ActionRow[Any](_link_to(section.talk_to, section.talk_label))


def _texts(*texts: str) -> Iterator[Item]:
    return (ui.TextDisplay[Any](text) for text in texts if text)


def _file(image: Image, number: int) -> discord.File:
    return discord.File(io.BytesIO(image.png), f"picture-{number}.png")


def _with_picture(said: list[str], image: Image, file: discord.File) -> Item:
    at, alt = f"attachment://{file.filename}", shortened(image.alt, limits.ALT_TEXT)
    if said:
        picture = ui.Thumbnail[Any](at, description=alt)
        return ui.Section[Any](*_texts(*said), accessory=picture)
    return ui.MediaGallery[Any](discord.MediaGalleryItem(at, description=alt))


def _link_to(account: Account, label: str) -> Item:
    """Opens their profile, from which the two can write to each other."""
    url = f"https://discord.com/users/{account.user}"
    return ui.Button[Any](label=shortened(label, limits.BUTTON_TEXT), url=url)


def _rows(section: Section, guild: str, token: str) -> Iterator[Item]:
    for start in range(0, len(section.buttons), limits.BUTTONS_IN_ROW):
        row = section.buttons[start : start + limits.BUTTONS_IN_ROW]
        yield ui.ActionRow[Any](*(_button(button, guild, token) for button in row))


def _button(button: Button, guild: str, token: str) -> Item:
    return ui.Button[Any](
        style=_STYLES.get(button.style, discord.ButtonStyle.secondary),
        label=shortened(button.label, limits.BUTTON_TEXT),
        custom_id=str(Pressed(guild, token, button.number)),
    )


def _walk(items: list[Item]) -> Iterator[Item]:
    """Each component, those within others too."""
    for item in items:
        yield item
        if isinstance(item, ui.Section | ui.ActionRow):
            yield from item.walk_children()


def _said(item: Item) -> str:
    if isinstance(item, ui.TextDisplay):
        return item.content
    return (item.label or "") if isinstance(item, ui.Button) else ""
