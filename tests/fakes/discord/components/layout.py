"""What may stand in what: rows, sections, containers, labels; messages and modals as a whole."""

from typing import Any

from tests.fakes.discord.components import content, interactive
from tests.fakes.discord.components.checking import (
    SELECTS,
    Checking,
    Component,
    Type,
    children,
    component,
)
from tests.fakes.discord.form import Path, boolean, fields, integer, is_object, required, text
from tests.fakes.discord.wire import Json

_SELECT: dict[Type, Component] = dict.fromkeys(SELECTS, interactive.select)
IN_ROW: dict[Type, Component] = {Type.BUTTON: interactive.button, **_SELECT}
#: A text input in a row of its own is deprecated, and taken.
IN_ROW_OF_MODAL: dict[Type, Component] = {Type.TEXT_INPUT: interactive.text_input}
ACCESSORY: dict[Type, Component] = {
    Type.BUTTON: interactive.button,
    Type.THUMBNAIL: content.thumbnail,
}
IN_SECTION: dict[Type, Component] = {Type.TEXT_DISPLAY: content.text_display}
IN_LABEL: dict[Type, Component] = {
    Type.TEXT_INPUT: interactive.text_input,
    **_SELECT,
    Type.FILE_UPLOAD: interactive.file_upload,
    Type.RADIO_GROUP: interactive.radio_group,
    Type.CHECKBOX_GROUP: interactive.checkbox_group,
    Type.CHECKBOX: interactive.checkbox,
}
MOST_ROWS = 5
#: The most that may stand beside one another in a row; a select is as wide as the row.
WIDTH = 5


def row(checking: Checking, value: Json, at: Path) -> None:
    inside = (*at, "components")
    if value.get("components") is None:
        required(checking.form, inside)
        return
    allowed = IN_ROW_OF_MODAL if checking.modal else IN_ROW
    found = children(checking, value["components"], inside, allowed, WIDTH)
    wide = [one for one in found if one["type"] != Type.BUTTON]
    if wide and len(found) > 1:
        for number in range(1, len(found)):
            checking.form.say(
                (*inside, number),
                "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
                "The specified component exceeds the maximum width",
            )
    if checking.modal and found and not found[0].get("label"):
        required(checking.form, (*inside, 0, "label"))


def section(checking: Checking, value: Json, at: Path) -> None:
    inside = (*at, "components")
    if value.get("components") is None:
        required(checking.form, inside)
    else:
        children(checking, value["components"], inside, IN_SECTION, 3)
    if value.get("accessory") is None:
        required(checking.form, (*at, "accessory"))
    else:
        component(checking, value["accessory"], (*at, "accessory"), ACCESSORY)


IN_CONTAINER: dict[Type, Component] = {
    Type.ACTION_ROW: row,
    Type.SECTION: section,
    Type.TEXT_DISPLAY: content.text_display,
    Type.MEDIA_GALLERY: content.media_gallery,
    Type.FILE: content.file,
    Type.SEPARATOR: content.separator,
}


def container(checking: Checking, value: Json, at: Path) -> None:
    may = {"accent_color": integer(0, 0xFFFFFF), "spoiler": boolean}
    fields(checking.form, value, at, {}, may)
    inside = (*at, "components")
    if value.get("components") is None:
        required(checking.form, inside)
    else:
        children(checking, value["components"], inside, IN_CONTAINER, 40)


def label(checking: Checking, value: Json, at: Path) -> None:
    fields(checking.form, value, at, {"label": text(45)}, {"description": text(100)})
    if value.get("component") is None:
        required(checking.form, (*at, "component"))
    else:
        component(checking, value["component"], (*at, "component"), IN_LABEL)


IN_MESSAGE: dict[Type, Component] = {**IN_CONTAINER, Type.CONTAINER: container}
IN_LEGACY_MESSAGE: dict[Type, Component] = {Type.ACTION_ROW: row}
IN_MODAL: dict[Type, Component] = {
    Type.ACTION_ROW: row,
    Type.TEXT_DISPLAY: content.text_display,
    Type.LABEL: label,
}


def message(checking: Checking, value: Any, at: Path, *, v2: bool) -> None:
    """The components of a message; without the flag `IS_COMPONENTS_V2` only rows."""
    if v2:
        children(checking, value, at, IN_MESSAGE, 40)
    elif value:
        children(checking, value, at, IN_LEGACY_MESSAGE, MOST_ROWS)
    checking.whole(at)


def modal(checking: Checking, value: Any, at: Path) -> None:
    """The data of a modal: /developers/interactions/receiving-and-responding, "Modal"."""
    if not is_object(checking.form, value, at):
        checking.form.done()
        return
    fields(checking.form, value, at, {"custom_id": text(100), "title": text(45)})
    inside = (*at, "components")
    if value.get("components") is None:
        required(checking.form, inside)
    else:
        children(checking, value["components"], inside, IN_MODAL, 5)
    checking.form.done()
