"""What Slack's client makes of what somebody enters, and what it does not let through."""

import re
from collections.abc import Sequence

from tests.fakes.slack.people.screen import options, read
from tests.fakes.slack.values import MANY, VALUE_OF, elements
from tests.fakes.slack.wire import Json

_EMAIL = re.compile(r"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$")


class NotThere(AssertionError):
    """Somebody tried what their screen does not offer."""


def find(blocks: list[Json], label: str, kinds: Sequence[str]) -> tuple[Json, Json]:
    """The block and element named by its label, placeholder, action or block id."""
    found = [
        (block, element)
        for block, element in elements(blocks)
        if element["type"] in kinds and label in _names(block, element)
    ]
    if not found:
        offered = [sorted(_names(*one)) for one in elements(blocks)]
        raise NotThere(f"nothing here is called {label!r}: {offered}")
    return found[0]


def _names(block: Json, element: Json) -> set[str]:
    texts = (element.get("text"), element.get("placeholder"), block.get("label"))
    shown = {read(text) for text in texts if text}
    if block["type"] == "section":
        shown.add(read(block.get("text")))
    return shown | {element["action_id"], block["block_id"]}


def option(element: Json, label: str) -> Json:
    """The option with that label or value, as it travels."""
    for offered in options(element):
        if label in (read(offered["text"]), offered.get("value")):
            return offered
    labels = [read(offered["text"]) for offered in options(element)]
    raise NotThere(f"no option {label!r} among {labels}")


def entered(element: Json, value: str | Sequence[str]) -> Json:
    """The state of an element once this was chosen or typed; an empty value empties it."""
    kind = element["type"]
    field = VALUE_OF[kind][0]
    given = [value] if isinstance(value, str) else list(value)
    given = [one for one in given if one != ""]
    if field in {"selected_option", "selected_options"}:
        held: object = [option(element, one) for one in given]
    else:
        held = list(given)
    if kind not in MANY:
        held = held[0] if held else None  # type: ignore[index]
    if kind == "datetimepicker" and held is not None:
        held = int(str(held))
    if kind == "rich_text_input" and held is not None:
        text = {"type": "text", "text": held}
        section = {"type": "rich_text_section", "elements": [text]}
        held = {"type": "rich_text", "elements": [section]}
    return {"type": kind, field: held}


def complaints(blocks: list[Json], values: Json) -> dict[str, str]:
    """By block: what the client itself says before anything is sent."""
    found: dict[str, str] = {}
    for block, element in elements(blocks):
        if block["type"] != "input":
            continue
        state = values[block["block_id"]][element["action_id"]]
        held = state[VALUE_OF[element["type"]][0]]
        said = _complaint(element, held, optional=bool(block.get("optional")))
        if said:
            found[block["block_id"]] = said
    return found


def _complaint(element: Json, held: object, *, optional: bool) -> str:
    if held in (None, [], ""):
        return "" if optional else "Please complete this required field."
    kind = element["type"]
    if kind == "plain_text_input":
        return _length(element, str(held))
    if kind == "email_text_input" and not _EMAIL.match(str(held)):
        return "Please enter a valid email address."
    if kind == "url_text_input" and not re.match(r"^https?://\S+$", str(held)):
        return "Please enter a valid URL."
    if kind == "number_input":
        return _number(element, str(held))
    most = element.get("max_selected_items") or element.get("max_files")
    if most and isinstance(held, list) and len(held) > most:
        return f"Please choose at most {most}."
    return ""


def _length(element: Json, text: str) -> str:
    if len(text) < element.get("min_length", 0):
        return f"Please enter at least {element['min_length']} characters."
    most = element.get("max_length", 3000)
    return f"Please enter at most {most} characters." if len(text) > most else ""


def _number(element: Json, text: str) -> str:
    pattern = r"^-?\d+(\.\d+)?$" if element["is_decimal_allowed"] else r"^-?\d+$"
    if not re.match(pattern, text):
        return "Please enter a valid number."
    if "min_value" in element and float(text) < float(element["min_value"]):
        return f"Please enter a number of at least {element['min_value']}."
    if "max_value" in element and float(text) > float(element["max_value"]):
        return f"Please enter a number of at most {element['max_value']}."
    return ""


def action(block: Json, element: Json, state: Json | None, ts: str) -> Json:
    """The entry of `actions` for an element that was pressed or changed."""
    sent: Json = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": ts,
    }
    if element["type"] == "button":
        sent["text"] = element["text"]
        for name in ("value", "style", "url"):
            if name in element:
                sent[name] = element[name]
    if state is not None:
        sent |= {name: held for name, held in state.items() if name != "type"}
    if "placeholder" in element:
        sent["placeholder"] = element["placeholder"]
    return sent
