"""A message as Discord's components. Pictures travel with the message itself.

The components are made as they travel, and not of discord.py's own objects: for a menu those take
some five times as long, and many may open it at once.
"""

import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import discord
from discord import ComponentType, ui

from adapters.discord import limits
from adapters.discord.custom_ids import Pressed
from adapters.discord.words import escaped, heading, shortened, small
from bot.messages import Button, File, Image, Message, Section, Style

Component: TypeAlias = dict[str, Any]

_STYLES = {Style.PRIMARY: discord.ButtonStyle.primary, Style.URGENT: discord.ButtonStyle.danger}
_TEXT, _BUTTON = ComponentType.text_display.value, ComponentType.button.value
_ROW, _GALLERY = ComponentType.action_row.value, ComponentType.media_gallery.value
_FILE = ComponentType.file.value
_SECTION, _THUMBNAIL = ComponentType.section.value, ComponentType.thumbnail.value


class TooMuch(ValueError):
    """A message of more than Discord shows at once; it is not cut."""


class Layout(ui.LayoutView):
    """What discord.py takes a message of components from. Nobody listens by this object: what is
    pressed says itself what it is (`custom_ids.py`), and the library would keep a view that is not
    stopped for as long as the program runs."""

    def __init__(self, components: list[Component]) -> None:
        super().__init__(timeout=None)
        self._made = components
        self.stop()

    def to_components(self) -> list[Component]:
        return self._made

    def has_components_v2(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Drawn:
    """A message as it can be sent, and sent again."""

    view: Layout
    pictures: list[bytes]
    file: File | None = None

    @property
    def files(self) -> list[discord.File]:
        """Of one attempt: they are read as they go."""
        pictures = [
            discord.File(io.BytesIO(png), _picture(number))
            for number, png in enumerate(self.pictures)
        ]
        if self.file is None:
            return pictures
        return [*pictures, discord.File(io.BytesIO(self.file.content), self.file.name)]


def drawn(message: Message, guild: str, *more: Component) -> Drawn:
    """Everything that the message says, in its order, `more` under it; the help line last, and
    small. `guild` is the server that its buttons tell of. Raises TooMuch."""
    made = _placed(_blocks(message, guild), _under(message, (*_files(message), *more)))
    return replace(made, file=message.file)


def drawn_in_parts(message: Message, guild: str, *more: Component) -> list[Drawn]:
    """The message in as many as it takes, parted between its sections; `more` under the last.
    Raises TooMuch where a section is more than a message may be."""
    sections = _blocks(message, guild)
    with suppress(TooMuch):  # most are one
        return [_placed(sections, _under(message, more))]
    footer, parts = _under(message, ()), list[list[_Block]]()
    for block in sections:
        if parts and _fits([*parts[-1], block], footer):
            parts[-1].append(block)
        else:
            parts.append([block])
    *whole, last = parts or [[]]
    return [*(_placed(blocks, footer) for blocks in whole), _placed(last, _under(message, more))]


def button(label: str, custom_id: str, style: discord.ButtonStyle) -> Component:
    return {
        "type": _BUTTON,
        "style": style.value,
        "label": shortened(label, limits.BUTTON_TEXT),
        "custom_id": custom_id,
    }


def row(*buttons: Component) -> Component:
    return {"type": _ROW, "components": list(buttons)}


@dataclass(frozen=True, slots=True)
class _Block:
    """A section: its texts as Discord has to be told of them, a picture beside those, and what
    stands under them."""

    said: tuple[str, ...]
    image: Image | None
    under: tuple[Component, ...]

    def components(self, pictures: list[bytes], *, together: bool) -> Iterator[Component]:
        """`together`: a heading and its text are one component, where many have to fit."""
        said = ["\n".join(self.said)] if together and self.said else list(self.said)
        if self.image is None:
            yield from _texts(*said)
        else:
            name = _picture(len(pictures))
            pictures.append(self.image.png)
            yield _with_picture(said, self.image, name)
        yield from self.under


def _blocks(message: Message, guild: str) -> list[_Block]:
    return [
        _Block(
            tuple(t for t in (heading(each.heading), escaped(each.text)) if t.strip()),
            each.image,
            (*_link(each), *_rows(each, guild, message.token)),
        )
        for each in message.sections
    ]


def _under(message: Message, more: Sequence[Component]) -> list[Component]:
    return [*more, *_texts(small(message.footer))]


def _files(message: Message) -> Iterator[Component]:
    """A file travels with its message, and is shown by a component."""
    if message.file is not None:
        yield {"type": _FILE, "file": {"url": f"attachment://{message.file.name}"}}


def _placed(blocks: Sequence[_Block], under: Sequence[Component]) -> Drawn:
    made, pictures = _within_limits(blocks, under)
    return Drawn(Layout(made), pictures)


def _within_limits(
    blocks: Sequence[_Block], under: Sequence[Component]
) -> tuple[list[Component], list[bytes]]:
    made, pictures = _components(blocks, under, together=False)
    every = _every(made)
    if len(every) > limits.COMPONENTS_IN_MESSAGE:
        made, pictures = _components(blocks, under, together=True)
        every = _every(made)
    if (count := len(every)) > limits.COMPONENTS_IN_MESSAGE:
        raise TooMuch(f"{count} components, and Discord shows {limits.COMPONENTS_IN_MESSAGE}")
    # Texts, and what stands on buttons.
    said = [text for each in every if (text := each.get("content") or each.get("label"))]
    together = "".join(said)
    if len(together) > limits.TEXT_IN_MESSAGE:
        raise TooMuch(f"more than {limits.TEXT_IN_MESSAGE} characters")
    if len(together.encode()) + 12 * len(said) > limits.BYTES_IN_MESSAGE:
        raise TooMuch(f"more than {limits.BYTES_IN_MESSAGE} bytes")
    return made, pictures


def _fits(blocks: Sequence[_Block], under: Sequence[Component]) -> bool:
    try:
        _within_limits(blocks, under)
    except TooMuch:
        return False
    return True


def _components(
    blocks: Sequence[_Block], under: Sequence[Component], *, together: bool
) -> tuple[list[Component], list[bytes]]:
    pictures: list[bytes] = []
    made = [each for block in blocks for each in block.components(pictures, together=together)]
    return [*made, *under], pictures


def _texts(*texts: str) -> Iterator[Component]:
    return ({"type": _TEXT, "content": text} for text in texts if text)


def _picture(number: int) -> str:
    """What its file is called."""
    return f"picture-{number}.png"


def _with_picture(said: list[str], image: Image, name: str) -> Component:
    shown = {
        "media": {"url": f"attachment://{name}"},
        "description": shortened(image.alt, limits.ALT_TEXT),
    }
    if not said:
        return {"type": _GALLERY, "items": [shown]}
    picture = {"type": _THUMBNAIL, **shown}
    return {"type": _SECTION, "components": list(_texts(*said)), "accessory": picture}


def _link(section: Section) -> Iterator[Component]:
    """Opens somebody's profile, from which the two can write to each other."""
    if section.talk_to is not None:
        yield row(
            {
                "type": _BUTTON,
                "style": discord.ButtonStyle.link.value,
                "label": shortened(section.talk_label, limits.BUTTON_TEXT),
                "url": f"https://discord.com/users/{section.talk_to.user}",
            }
        )


def _rows(section: Section, guild: str, token: str) -> Iterator[Component]:
    for start in range(0, len(section.buttons), limits.BUTTONS_IN_ROW):
        some = section.buttons[start : start + limits.BUTTONS_IN_ROW]
        yield row(*(_pressed(each, guild, token) for each in some))


def _pressed(each: Button, guild: str, token: str) -> Component:
    style = _STYLES.get(each.style, discord.ButtonStyle.secondary)
    return button(each.label, str(Pressed(guild, token, each.number)), style)


def _inside(made: Component) -> list[Component]:
    inside: list[Component] = made.get("components", [])
    return [*inside, made["accessory"]] if "accessory" in made else inside


def _every(made: Sequence[Component]) -> list[Component]:
    """Each component, those within others too."""
    every: list[Component] = []
    for each in made:
        every.append(each)
        every += _inside(each)
    return every
