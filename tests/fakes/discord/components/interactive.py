"""Buttons, selects, and what is filled in in modals (/developers/components/reference)."""

from typing import Any

from tests.fakes.discord.components.checking import Checking, Type
from tests.fakes.discord.form import (
    Check,
    Form,
    Path,
    boolean,
    fields,
    integer,
    is_object,
    length,
    many,
    one_of,
    required,
    snowflake,
    text,
    url,
)
from tests.fakes.discord.wire import Json, is_snowflake

LINK = 5
PREMIUM = 6


def emoji(form: Form, value: Any, at: Path) -> None:
    """A partial emoji: of a server by id, else a Unicode one by name."""
    if not is_object(form, value, at):
        return
    name, custom = value.get("name"), value.get("id")
    if custom is not None and is_snowflake(custom):
        return
    if not isinstance(name, str) or not name or name.isascii():
        form.say((*at, "name"), "COMPONENT_INVALID_EMOJI", "Invalid emoji")


def button(checking: Checking, value: Json, at: Path) -> None:
    form, style = checking.form, value.get("style")
    may: dict[str, Check] = {"label": text(80, 0), "emoji": emoji, "disabled": boolean}
    must: dict[str, Check] = {"style": one_of(1, 2, 3, 4, LINK, PREMIUM)}
    if style == LINK:
        must["url"] = url("http", "https", "discord", most=512)
        _without(form, value, at, "custom_id", "sku_id")
    elif style == PREMIUM:
        must["sku_id"] = snowflake
        _without(form, value, at, "custom_id", "label", "url", "emoji")
    else:
        must["custom_id"] = checking.custom_id
        _without(form, value, at, "url", "sku_id")
    fields(form, value, at, must, may)
    if style != PREMIUM and not value.get("label") and not value.get("emoji"):
        form.say(
            at, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A label or an emoji must be specified"
        )
    checking.shows(value.get("label"))


def _without(form: Form, value: Json, at: Path, *names: str) -> None:
    for name in names:
        if value.get(name) is not None:
            form.say(
                (*at, name),
                "BUTTON_COMPONENT_INVALID_FIELD",
                f"{name} cannot be specified for a button of this style",
            )


def _option(form: Form, value: Any, at: Path) -> None:
    if is_object(form, value, at):
        must: dict[str, Check] = {"label": text(100), "value": text(100)}
        fields(
            form, value, at, must, {"description": text(100), "emoji": emoji, "default": boolean}
        )


def options(checking: Checking, value: Json, at: Path, least: int, most: int, chosen: int) -> None:
    """An array of options with values of their own, of which so many may stand as chosen."""
    form, given, at = checking.form, value.get("options"), (*at, "options")
    if given is None:
        required(form, at)
        return
    many(_option, most, least)(form, given, at)
    seen: set[object] = set()
    defaults = 0
    for number, one in enumerate(given if isinstance(given, list) else []):
        if not isinstance(one, dict):
            continue
        if one.get("value") in seen:
            form.say(
                (*at, number, "value"),
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                "The specified option value is already used",
            )
        seen.add(one.get("value"))
        defaults += bool(one.get("default"))
        checking.shows(one.get("label"), one.get("description"))
    if defaults > chosen:
        form.say(at, "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", f"At most {chosen} may be default")


def _range(checking: Checking, value: Json, at: Path, most: int, usual: int) -> tuple[int, int]:
    """`min_values` and `max_values`, as they stand."""
    form = checking.form
    may: dict[str, Check] = {"min_values": integer(0, most), "max_values": integer(1, most)}
    fields(form, value, at, {}, may)
    low, high = value.get("min_values"), value.get("max_values")
    least = low if isinstance(low, int) else 1
    upper = high if isinstance(high, int) else usual
    if least > upper:
        form.say(
            (*at, "min_values"),
            "SELECT_COMPONENT_MIN_VALUES_TOO_LARGE",
            "min_values must not be greater than max_values",
        )
    if checking.modal and value.get("required", True) and low == 0:
        form.say(
            (*at, "min_values"),
            "NUMBER_TYPE_MIN",
            "int value should be greater than or equal to 1.",
        )
    return least, upper


def select(checking: Checking, value: Json, at: Path) -> None:
    form = checking.form
    may: dict[str, Check] = {"placeholder": text(150), "required": boolean, "disabled": boolean}
    fields(form, value, at, {"custom_id": checking.custom_id}, may)
    least, most = _range(checking, value, at, 25, 1)
    if checking.modal and value.get("disabled"):
        form.say((*at, "disabled"), "MODAL_COMPONENT_DISABLED", "Modals cannot have it disabled")
    checking.shows(value.get("placeholder"))
    if value["type"] == Type.STRING_SELECT:
        options(checking, value, at, max(1, least, most), 25, most)
    else:
        _defaults(checking, value, at, least, most)
    if value["type"] == Type.CHANNEL_SELECT:
        kinds = many(one_of(0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16), 20)
        fields(form, value, at, {}, {"channel_types": kinds})


#: What may be chosen at first in each select that fills itself.
_DEFAULTS: dict[int, tuple[str, ...]] = {
    Type.USER_SELECT: ("user",),
    Type.ROLE_SELECT: ("role",),
    Type.MENTIONABLE_SELECT: ("user", "role"),
    Type.CHANNEL_SELECT: ("channel",),
}


def _defaults(checking: Checking, value: Json, at: Path, least: int, most: int) -> None:
    form, given, at = checking.form, value.get("default_values"), (*at, "default_values")
    if not given:
        return
    kinds = one_of(*_DEFAULTS[value["type"]])

    def default(form: Form, one: Any, at: Path) -> None:
        if is_object(form, one, at):
            fields(form, one, at, {"id": snowflake, "type": kinds})

    many(default, most, max(least, 1))(form, given, at)


def text_input(checking: Checking, value: Json, at: Path) -> None:
    form = checking.form
    may: dict[str, Check] = {
        "min_length": integer(0, 4000),
        "max_length": integer(1, 4000),
        "required": boolean,
        "value": text(4000, 0),
        "placeholder": text(100, 0),
        "label": text(45),
    }
    fields(form, value, at, {"custom_id": checking.custom_id, "style": one_of(1, 2)}, may)
    low, high = value.get("min_length") or 0, value.get("max_length") or 4000
    if isinstance(low, int) and isinstance(high, int):
        if low > high:
            form.say((*at, "min_length"), "NUMBER_TYPE_MAX", "min_length is over max_length")
        elif isinstance(value.get("value"), str) and value["value"]:
            length(form, (*at, "value"), len(value["value"]), low, high)


def radio_group(checking: Checking, value: Json, at: Path) -> None:
    fields(checking.form, value, at, {"custom_id": checking.custom_id}, {"required": boolean})
    options(checking, value, at, 2, 10, 1)


def checkbox_group(checking: Checking, value: Json, at: Path) -> None:
    fields(checking.form, value, at, {"custom_id": checking.custom_id}, {"required": boolean})
    offered = value.get("options")
    usual = len(offered) if isinstance(offered, list) else 10
    least, most = _range(checking, value, at, 10, usual)
    options(checking, value, at, max(1, least), 10, most)


def checkbox(checking: Checking, value: Json, at: Path) -> None:
    fields(checking.form, value, at, {"custom_id": checking.custom_id}, {"default": boolean})


def file_upload(checking: Checking, value: Json, at: Path) -> None:
    may: dict[str, Check] = {"required": boolean, "file_types": many(text(20), 10)}
    fields(checking.form, value, at, {"custom_id": checking.custom_id}, may)
    _range(checking, value, at, 10, 1)
