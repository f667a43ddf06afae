"""What somebody sees of a message, modal or Home tab: texts, buttons, pictures, fields."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.fakes.slack.values import VALUE_OF, elements
from tests.fakes.slack.wire import Json

#: `<@U…>`, `<#C…|name>`, `<!here>`, `<https://…|words>`: what Slack makes live in mrkdwn.
MARK = re.compile(r"<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>")


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    action_id: str
    block_id: str
    style: str = ""  #: primary, danger or nothing
    value: str = ""
    url: str = ""
    spoken: str = ""  #: what a screen reader says in place of the label; "": the label


@dataclass(frozen=True, slots=True)
class Field:
    """An input: `value` as it stands (labels of options, or what was typed)."""

    label: str
    kind: str
    block_id: str
    action_id: str
    value: tuple[str, ...]
    options: tuple[str, ...] = ()
    optional: bool = False
    error: str = ""
    hint: str = ""


def read(text: Json | str | None) -> str:
    """A text object as it is read on the screen: entities resolved, mentions as names."""
    if text is None:
        return ""
    if isinstance(text, str):
        return plain(MARK.sub(_mark, text))
    shown = str(text["text"])
    return plain(MARK.sub(_mark, shown)) if text["type"] == "mrkdwn" else plain(shown)


def plain(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _mark(found: "re.Match[str]") -> str:
    sign, target, words = found.groups()
    return words or (f"{sign}{target}" if sign in "@#!" else target)


def live(text: Json | str | None) -> list[str]:
    """The mentions and links in a text that do something: `@U1`, `!channel`, `https://…`."""
    if text is None or (isinstance(text, dict) and text["type"] != "mrkdwn"):
        return []
    words = text if isinstance(text, str) else text["text"]
    return [sign + target for sign, target, _ in MARK.findall(words)]


def text_objects(blocks: list[Json]) -> Iterator[Json]:
    """Every text to be read, in order; those of elements apart."""
    for block in blocks:
        kind = block["type"]
        if kind in {"section", "header"}:
            if block.get("text"):
                yield block["text"]
            yield from block.get("fields", ())
        elif kind == "context":
            yield from (part for part in block["elements"] if part["type"] != "image")
        elif kind == "input":
            yield block["label"]
            if block.get("hint"):
                yield block["hint"]
        elif kind == "markdown":
            yield {"type": "plain_text", "text": block["text"]}
        elif kind == "rich_text":
            yield {"type": "plain_text", "text": "".join(_rich(block))}
        elif kind == "image" and block.get("title"):
            yield block["title"]


def _rich(part: Json) -> Iterator[str]:
    if "elements" in part:
        for inner in part["elements"]:
            yield from _rich(inner)
        if part["type"] != "rich_text":
            yield "\n"
    else:
        yield str(part.get("text") or part.get("url") or part.get("name") or "")


class Seen:
    """A surface as somebody sees it. `raw` is what travels."""

    def __init__(self, raw: Json, blocks: list[Json], errors: dict[str, str]) -> None:
        self.raw = raw
        self.blocks = blocks
        self.errors = errors  #: at fields, by block

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(read(text) for text in text_objects(self.blocks))

    @property
    def text(self) -> str:
        return "\n".join(self.texts)

    @property
    def live(self) -> list[str]:
        """Mentions and links that would do something, in any of the texts."""
        return [mark for text in text_objects(self.blocks) for mark in live(text)]

    @property
    def buttons(self) -> tuple[Button, ...]:
        return tuple(
            Button(
                read(element["text"]),
                element["action_id"],
                block["block_id"],
                element.get("style", ""),
                element.get("value", ""),
                element.get("url", ""),
                element.get("accessibility_label", ""),
            )
            for block, element in elements(self.blocks)
            if element["type"] == "button"
        )

    @property
    def labels(self) -> tuple[str, ...]:
        """Of the buttons."""
        return tuple(button.label for button in self.buttons)

    @property
    def pictures(self) -> tuple[str, ...]:
        """What is said of each picture to whoever does not see it."""
        found = []
        for block in self.blocks:
            inner = [block, *block.get("elements", ()), block.get("accessory") or {}]
            found += [part["alt_text"] for part in inner if part.get("type") == "image"]
        return tuple(found)

    def fields(self, values: Json | None = None) -> tuple[Field, ...]:
        """The inputs, with what is entered: `values` as in `state.values`."""
        held = values if values is not None else self.raw.get("state", {}).get("values", {})
        return tuple(
            self._field(block, element, held)
            for block, element in elements(self.blocks)
            if element["type"] in VALUE_OF
        )

    def _field(self, block: Json, element: Json, held: Json) -> Field:
        label = block.get("label") or element.get("placeholder") or block.get("text")
        state = held.get(block["block_id"], {}).get(element["action_id"], {})
        return Field(
            read(label),
            element["type"],
            block["block_id"],
            element["action_id"],
            _entered(state.get(VALUE_OF[element["type"]][0])),
            tuple(read(option["text"]) for option in options(element)),
            bool(block.get("optional", False)),
            self.errors.get(block["block_id"], ""),
            read(block.get("hint")),
        )


def _entered(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, list):
        return tuple(part for one in value for part in _entered(one))
    if isinstance(value, dict):
        return (read(value["text"]) if "text" in value else str(value.get("name", value)),)
    return (str(value),)


def options(element: Json) -> list[Json]:
    """The options of an element, those in groups too."""
    grouped = [option for group in element.get("option_groups", ()) for option in group["options"]]
    return list(element.get("options", ())) + grouped


class SeenMessage(Seen):
    """A message in a conversation, or an ephemeral one."""

    def __init__(self, raw: Json, channel: str, *, ephemeral: bool = False) -> None:
        super().__init__(raw, raw.get("blocks") or [], {})
        self.channel = channel
        self.ephemeral = ephemeral

    @property
    def ts(self) -> str:
        return str(self.raw["ts"])

    @property
    def notification(self) -> str:
        """What stands on the lock screen: the text beside the blocks."""
        return read(self.raw.get("text", ""))

    @property
    def texts(self) -> tuple[str, ...]:
        if self.blocks:
            return super().texts
        return (read(self.raw.get("text", "")),) if self.raw.get("text") else ()

    @property
    def live(self) -> list[str]:
        """Also those in the notification: a mention there rings as well."""
        return live(self.raw.get("text", "")) + super().live

    @property
    def by_app(self) -> bool:
        return "bot_id" in self.raw

    @property
    def edited(self) -> bool:
        return "edited" in self.raw

    @property
    def files(self) -> tuple[str, ...]:
        """Names of those that are there."""
        return tuple(file["name"] for file in self.raw.get("files", ()) if "name" in file)

    def __repr__(self) -> str:
        return f"<message {self.ts}: {self.text!r} {list(self.labels)}>"


class SeenView(Seen):
    """A modal or the Home tab, as it stands."""

    def __init__(self, raw: Json, errors: dict[str, str] | None = None) -> None:
        super().__init__(raw, raw["blocks"], errors or {})

    @property
    def id(self) -> str:
        return str(self.raw["id"])

    @property
    def title(self) -> str:
        return read(self.raw["title"])

    @property
    def submit(self) -> str:
        return read(self.raw.get("submit"))

    @property
    def close(self) -> str:
        return read(self.raw.get("close"))

    def __repr__(self) -> str:
        return f"<view {self.title!r}: {self.text!r} {list(self.labels)}>"
