"""Layout blocks: their fields, their limits, and the surfaces that they may stand on."""

from typing import Any

from tests.fakes.slack.blocks.checking import (
    Checking,
    Fields,
    Surface,
    anything,
    boolean,
    fields,
    many,
    plain,
    string,
    text,
)
from tests.fakes.slack.blocks.elements import IN_ACTIONS, IN_INPUT, IN_SECTION, element
from tests.fakes.slack.blocks.objects import PICTURE, picture
from tests.fakes.slack.blocks.rich import rich_text
from tests.fakes.slack.wire import Json

#: Blocks a message, and a modal or Home tab.
MOST = {Surface.MESSAGE: 50, Surface.MODAL: 100, Surface.HOME: 100}

_IMAGE = element(frozenset({"image"}))


def _context(checking: Checking, value: Any, at: str) -> None:
    if isinstance(value, dict) and value.get("type") == "image":
        _IMAGE(checking, value, at)
    else:
        text(3000)(checking, value, at)


#: By type: the fields that must and those that may be there; `type` and `block_id` apart.
TABLE: dict[str, tuple[Fields, Fields]] = {
    "actions": ({"elements": many(element(IN_ACTIONS), 25)}, {}),
    "context": ({"elements": many(_context, 10)}, {}),
    "divider": ({}, {}),
    "header": ({"text": plain(150)}, {}),
    "image": ({"alt_text": string(2000)}, {**PICTURE, "title": plain(2000)}),
    "input": (
        {"label": plain(2000), "element": element(IN_INPUT)},
        {"hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "markdown": ({"text": string(12_000)}, {}),
    "section": (
        {},
        {
            "text": text(3000),
            "fields": many(text(2000), 10),
            "accessory": element(IN_SECTION),
            "expand": boolean,
        },
    ),
}
MESSAGE_ONLY = frozenset({"markdown"})

_NAMED: Fields = {"type": anything, "block_id": string(255)}


def block(checking: Checking, value: Any, at: str) -> None:
    if not isinstance(value, dict):
        checking.say(at, "must provide an object")
        return
    kind = value.get("type")
    if kind is None:
        checking.say(at, "missing required field: type")
        return
    checking.action_ids.clear()
    if kind == "rich_text":
        rich_text(checking, value, at)
    elif kind not in TABLE or (kind in MESSAGE_ONLY and checking.surface is not Surface.MESSAGE):
        checking.say(f"{at}/type", f"unsupported type: {kind}")
        return
    else:
        must, may = TABLE[kind]
        fields(checking, value, at, must, {**_NAMED, **may})
    _own(checking, value, at)
    _block_id(checking, value, at)


def _own(checking: Checking, value: Json, at: str) -> None:
    """What one kind of block asks for beyond its fields."""
    kind = value["type"]
    if kind == "section" and "text" not in value and "fields" not in value:
        checking.say(at, "missing required field: text or fields")
    elif kind == "image":
        picture(checking, value, at)
    elif kind == "input":
        checking.inputs = True


def _block_id(checking: Checking, value: Json, at: str) -> None:
    name = value.get("block_id")
    if not isinstance(name, str):
        return
    if name in checking.block_ids:
        checking.say(f"{at}/block_id", f'`block_id` "{name}" already exists')
    checking.block_ids.add(name)


def blocks(checking: Checking, value: Any, at: str) -> None:
    """The whole list."""
    many(block, MOST[checking.surface], 0)(checking, value, at)
