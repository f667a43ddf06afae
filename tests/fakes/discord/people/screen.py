"""What somebody sees of a message or a modal: texts, buttons, pictures, fields."""

import re
from dataclasses import dataclass

from tests.fakes.discord.components.checking import SELECTS, Type
from tests.fakes.discord.components.tree import walk
from tests.fakes.discord.state import (
    COMPONENTS_V2,
    EPHEMERAL,
    LOADING,
    SUPPRESS_NOTIFICATIONS,
    Channel,
)
from tests.fakes.discord.wire import Json

#: An address that Discord makes a link of; within angle brackets too.
LINK = re.compile(r"https?://[^\s<>()\[\]]+")
STYLES = {1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "premium"}
#: What is filled in, in a message or a modal.
FIELDS = (
    *SELECTS,
    Type.TEXT_INPUT,
    Type.FILE_UPLOAD,
    Type.RADIO_GROUP,
    Type.CHECKBOX_GROUP,
    Type.CHECKBOX,
)


class NotThere(AssertionError):
    """Somebody was to do what they cannot at their client."""


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    custom_id: str
    style: str  #: one of STYLES
    disabled: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A select, or an input of a modal: `value` as it stands (labels, or what was typed)."""

    label: str
    kind: Type
    custom_id: str
    value: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    required: bool = True
    description: str = ""
    placeholder: str = ""


def button_label(one: Json) -> str:
    """With its emoji before it."""
    emoji = (one.get("emoji") or {}).get("name") or ""
    return " ".join(part for part in (emoji, one.get("label") or "") if part)


class Seen:
    """A surface as somebody sees it."""

    def __init__(self, components: list[Json]) -> None:
        self.components = components

    @property
    def parts(self) -> list[Json]:
        """Each component, those within others too."""
        return list(walk(self.components))

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(one["content"] for one in self.parts if one["type"] == Type.TEXT_DISPLAY)

    @property
    def text(self) -> str:
        return "\n".join(self.texts)


class SeenMessage(Seen):
    """A message as it stood when it was looked at."""

    def __init__(self, raw: Json, channel: Channel) -> None:
        super().__init__(raw["components"])
        self.raw = dict(raw)
        self.channel = channel

    @property
    def id(self) -> str:
        return str(self.raw["id"])

    @property
    def texts(self) -> tuple[str, ...]:
        content = (self.raw["content"],) if self.raw["content"] else ()
        embeds = tuple(
            words
            for one in self.raw["embeds"]
            for words in (one.get("title"), one.get("description"))
            if words
        )
        return content + embeds + super().texts

    @property
    def buttons(self) -> tuple[Button, ...]:
        return tuple(
            Button(
                button_label(one),
                one.get("custom_id", ""),
                STYLES[one["style"]],
                bool(one.get("disabled")),
                one.get("url", ""),
            )
            for one in self.parts
            if one["type"] == Type.BUTTON
        )

    @property
    def labels(self) -> tuple[str, ...]:
        """Of the buttons that can be pressed."""
        return tuple(button.label for button in self.buttons if not button.disabled)

    @property
    def selects(self) -> tuple[Field, ...]:
        return tuple(
            Field(
                one.get("placeholder") or "",
                Type(one["type"]),
                one["custom_id"],
                options=tuple(option["label"] for option in one.get("options") or ()),
                placeholder=one.get("placeholder") or "",
            )
            for one in self.parts
            if one["type"] in SELECTS
        )

    @property
    def pictures(self) -> tuple[str, ...]:
        """What is said of each picture to whoever does not see it."""
        found = [one for one in self.parts if one["type"] == Type.THUMBNAIL]
        found += [
            item for one in self.parts if one["type"] == Type.MEDIA_GALLERY for item in one["items"]
        ]
        shown = [one.get("description") or "" for one in found]
        attached = [one.get("description") or "" for one in self.raw["attachments"]]
        return tuple(shown + attached)

    @property
    def file_components(self) -> tuple[str, ...]:
        """Addresses of the files that can be opened or saved, apart from pictures."""
        return tuple(one["file"]["url"] for one in self.parts if one["type"] == Type.FILE)

    @property
    def ephemeral(self) -> bool:
        return bool(self.raw["flags"] & EPHEMERAL)

    @property
    def thinking(self) -> bool:
        return bool(self.raw["flags"] & LOADING)

    @property
    def silent(self) -> bool:
        """Sent with the flag SUPPRESS_NOTIFICATIONS."""
        return bool(self.raw["flags"] & SUPPRESS_NOTIFICATIONS)

    @property
    def live(self) -> list[str]:
        """What in its texts does something: mentions that ring, and links under words or bare."""
        rings = [f"<@{one['id']}>" for one in self.raw["mentions"]]
        rings += [f"<@&{role}>" for role in self.raw["mention_roles"]]
        rings += ["@everyone"] if self.raw["mention_everyone"] else []
        return rings + LINK.findall(self.text)

    @property
    def v2(self) -> bool:
        return bool(self.raw["flags"] & COMPONENTS_V2)

    @property
    def edited(self) -> bool:
        return self.raw["edited_timestamp"] is not None

    @property
    def by_app(self) -> bool:
        return bool(self.raw["author"].get("bot"))

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(one["filename"] for one in self.raw["attachments"])

    def __repr__(self) -> str:
        return f"<message {self.id}: {self.text!r} {list(self.labels)}>"


class SeenModal(Seen):
    """A modal, with what is entered in it: `values` by custom_id."""

    def __init__(self, data: Json, values: dict[str, tuple[str, ...]]) -> None:
        super().__init__(data["components"])
        self.data = data
        self.values = values

    @property
    def title(self) -> str:
        return str(self.data["title"])

    @property
    def custom_id(self) -> str:
        return str(self.data["custom_id"])

    @property
    def fields(self) -> tuple[Field, ...]:
        found = []
        for one in self.components:
            for part in walk([one]):
                if part["type"] in FIELDS:
                    found.append(self._field(one, part))
        return tuple(found)

    def _field(self, outer: Json, part: Json) -> Field:
        return Field(
            outer.get("label") or part.get("label") or part.get("placeholder") or "",
            Type(part["type"]),
            part["custom_id"],
            self.values.get(part["custom_id"], ()),
            tuple(option["label"] for option in part.get("options") or ()),
            bool(part.get("required", part["type"] != Type.CHECKBOX)),
            outer.get("description") or "",
            part.get("placeholder") or "",
        )

    def __repr__(self) -> str:
        return f"<modal {self.title!r}: {[field.label for field in self.fields]}>"
