"""Block elements: what can be pressed, chosen or filled in, and where it may stand."""

from collections.abc import Callable
from typing import Any

from tests.fakes.slack.blocks.checking import (
    Check,
    Checking,
    Fields,
    Surface,
    anything,
    boolean,
    fields,
    integer,
    many,
    plain,
    shaped,
    string,
)
from tests.fakes.slack.blocks.objects import (
    CONFIRM,
    DISPATCH,
    FOCUS,
    PICTURE,
    PLACEHOLDER,
    STYLE,
    filter_object,
    group,
    initial_among_options,
    option,
    picture,
)
from tests.fakes.slack.blocks.rich import rich_text
from tests.fakes.slack.wire import Json

_DATE = shaped(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "YYYY-MM-DD")
_TIME = shaped(r"([01]\d|2[0-3]):[0-5]\d", "HH:mm")
_NUMBER = shaped(r"-?\d+(\.\d+)?", "a number")


def _person(checking: Checking, value: Any, at: str) -> None:
    if value not in checking.slack.workspaces[checking.team].members:
        checking.say(at, "invalid user id")


def _place(checking: Checking, value: Any, at: str) -> None:
    workspace = checking.slack.workspaces[checking.team]
    if value not in workspace.conversations and value not in workspace.members:
        checking.say(at, "invalid conversation id")


_PLAIN, _MARKED = option(), option(mrkdwn=True)
_OPTIONS: Fields = {"options": many(_PLAIN, 100), "option_groups": many(group, 100)}
_ONE: Fields = {**PLACEHOLDER, **FOCUS, **CONFIRM}
_SEVERAL: Fields = {**_ONE, "max_selected_items": integer(1, 10_000)}
_ROOMS: Fields = {"filter": filter_object, "default_to_current_conversation": boolean}
_URL: Fields = {"response_url_enabled": boolean}
_TYPED: Fields = {**PLACEHOLDER, **FOCUS, **DISPATCH}

#: By type: the fields that must and those that may be there; `type` and `action_id` apart.
TABLE: dict[str, tuple[Fields, Fields]] = {
    "button": (
        {"text": plain(75)},
        {
            "value": string(2000),
            "url": string(3000),
            "style": STYLE,
            "accessibility_label": string(75),
            **CONFIRM,
        },
    ),
    "overflow": ({"options": many(option(url=True), 5)}, CONFIRM),
    "static_select": ({}, {**_OPTIONS, **_ONE, "initial_option": _PLAIN}),
    "multi_static_select": ({}, {**_OPTIONS, **_SEVERAL, "initial_options": many(_PLAIN, 100)}),
    "external_select": (
        {},
        {**_ONE, "min_query_length": integer(0, 100), "initial_option": _PLAIN},
    ),
    "multi_external_select": (
        {},
        {**_SEVERAL, "min_query_length": integer(0, 100), "initial_options": many(_PLAIN, 100)},
    ),
    "users_select": ({}, {**_ONE, "initial_user": _person}),
    "multi_users_select": ({}, {**_SEVERAL, "initial_users": many(_person, 100)}),
    "conversations_select": ({}, {**_ONE, **_ROOMS, **_URL, "initial_conversation": _place}),
    "multi_conversations_select": (
        {},
        {**_SEVERAL, **_ROOMS, "initial_conversations": many(_place, 100)},
    ),
    "channels_select": ({}, {**_ONE, **_URL, "initial_channel": _place}),
    "multi_channels_select": ({}, {**_SEVERAL, "initial_channels": many(_place, 100)}),
    "checkboxes": (
        {"options": many(_MARKED, 10)},
        {**FOCUS, **CONFIRM, "initial_options": many(_MARKED, 10)},
    ),
    "radio_buttons": (
        {"options": many(_MARKED, 10)},
        {**FOCUS, **CONFIRM, "initial_option": _MARKED},
    ),
    "datepicker": ({}, {**_ONE, "initial_date": _DATE}),
    "timepicker": ({}, {**_ONE, "initial_time": _TIME, "timezone": string(255)}),
    "datetimepicker": (
        {},
        {**FOCUS, **CONFIRM, "initial_date_time": integer(1_000_000_000, 9_999_999_999)},
    ),
    "plain_text_input": (
        {},
        {
            **_TYPED,
            "initial_value": string(3000, 0),
            "multiline": boolean,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
        },
    ),
    "email_text_input": ({}, {**_TYPED, "initial_value": string(3000, 0)}),
    "url_text_input": ({}, {**_TYPED, "initial_value": string(3000, 0)}),
    "number_input": (
        {"is_decimal_allowed": boolean},
        {**_TYPED, "initial_value": _NUMBER, "min_value": _NUMBER, "max_value": _NUMBER},
    ),
    "rich_text_input": (
        {},
        {
            **_TYPED,
            "initial_value": rich_text,
            "min_lines": integer(1, 100),
            "max_lines": integer(1, 100),
        },
    ),
    "file_input": ({}, {"filetypes": many(string(50), 100), "max_files": integer(1, 10)}),
}

_SELECTS = {
    f"{many_}{kind}_select"
    for kind in ("static", "external", "users", "conversations", "channels")
    for many_ in ("", "multi_")
}
_CHOICES = _SELECTS | {"checkboxes", "radio_buttons", "datepicker", "timepicker"}
IN_SECTION = frozenset(_CHOICES | {"button", "overflow", "image"})
IN_ACTIONS = frozenset(_CHOICES | {"button", "overflow", "datetimepicker", "rich_text_input"})
IN_INPUT = frozenset(
    _CHOICES
    | {"datetimepicker", "email_text_input", "file_input", "number_input", "plain_text_input"}
    | {"rich_text_input", "url_text_input"}
)
#: These stand in modals only.
MODAL_ONLY = frozenset({"file_input"})

_NAMED: Fields = {"type": anything, "action_id": string(255)}


def element(allowed: frozenset[str]) -> Check:
    """An element of one of these types."""

    def check(checking: Checking, value: Any, at: str) -> None:
        if not isinstance(value, dict):
            checking.say(at, "must provide an object")
            return
        kind = value.get("type")
        misplaced = kind in MODAL_ONLY and checking.surface is not Surface.MODAL
        if kind not in allowed or misplaced:
            checking.say(f"{at}/type", f"unsupported type: {kind}")
        elif kind == "image":
            _image(checking, value, at)
        else:
            _named(checking, value, at)

    return check


def _image(checking: Checking, value: Json, at: str) -> None:
    fields(checking, value, at, {"type": anything, "alt_text": string(2000)}, PICTURE)
    picture(checking, value, at)


def _named(checking: Checking, value: Json, at: str) -> None:
    must, may = TABLE[value["type"]]
    fields(checking, value, at, {"type": anything, **must}, {**_NAMED, **may})
    action = value.get("action_id")
    if isinstance(action, str):
        if action in checking.action_ids:
            checking.say(f"{at}/action_id", f'`action_id` "{action}" already exists')
        checking.action_ids.add(action)
    if value.get("focus_on_load") is True:
        if checking.focused:
            checking.say(f"{at}/focus_on_load", "only one element can have focus_on_load")
        checking.focused = True
    beyond = _BEYOND.get(value["type"])
    if beyond is not None:
        beyond(checking, value, at)


def _static(checking: Checking, value: Json, at: str) -> None:
    if ("options" in value) == ("option_groups" in value):
        checking.say(at, "must provide exactly one of options or option_groups")
    initial_among_options(checking, value, at)
    _no_more_than_may(checking, value, at)


def _no_more_than_may(checking: Checking, value: Json, at: str) -> None:
    most, chosen = value.get("max_selected_items"), value.get("initial_options")
    if isinstance(most, int) and isinstance(chosen, list) and len(chosen) > most:
        checking.say(f"{at}/initial_options", f"no more than {most} items allowed")


def _typed(checking: Checking, value: Json, at: str) -> None:
    least, most = value.get("min_length", 0), value.get("max_length", 3000)
    if not isinstance(least, int) or not isinstance(most, int):
        return
    if least > most:
        checking.say(f"{at}/min_length", "must be less than or equal to max_length")
    first = value.get("initial_value")
    if isinstance(first, str) and len(first) > most:
        checking.say(f"{at}/initial_value", f"must be less than {most + 1} characters")


def _number(checking: Checking, value: Json, at: str) -> None:
    try:
        least = float(value.get("min_value", "-inf"))
        most = float(value.get("max_value", "inf"))
    except (TypeError, ValueError):
        return
    if least > most:
        checking.say(f"{at}/min_value", "must be less than or equal to max_value")


_BEYOND: dict[str, Callable[[Checking, Json, str], None]] = {
    "static_select": _static,
    "multi_static_select": _static,
    "checkboxes": initial_among_options,
    "radio_buttons": initial_among_options,
    "plain_text_input": _typed,
    "number_input": _number,
}
