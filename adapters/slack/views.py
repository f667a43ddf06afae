"""What follows a press is a modal: an aside, which is a message that nobody keeps, or a form."""

from collections.abc import Iterator
from typing import Any

from adapters.slack import limits
from adapters.slack.blocks import Block, Pictures, blocks_of, small, texts
from adapters.slack.words import plain, shortened
from bot.messages import ChoiceField, Field, FileField, Form, Message, TextField, TextKind

ASIDE = "aside"  #: callback ids
FORM = "form"
_FIELD = "f."  #: before a field's name, in block ids
INPUT = "input"  #: every input's action id

View = dict[str, Any]


def aside_view(message: Message, title: str, close: str, pictures: Pictures) -> View:
    return {
        "type": "modal",
        "callback_id": ASIDE,
        "title": plain(shortened(title, limits.TITLE)),
        "close": plain(shortened(close, limits.TITLE)),
        "blocks": blocks_of(message, pictures, most=limits.BLOCKS_IN_VIEW),
    }


def form_view(form: Form, cancel: str) -> View:
    """The token travels in the view's own metadata, which Slack shows to nobody."""
    return {
        "type": "modal",
        "callback_id": FORM,
        "private_metadata": form.token,
        "title": plain(shortened(form.title, limits.TITLE)),
        "submit": plain(shortened(form.submit, limits.TITLE)),
        "close": plain(shortened(cancel, limits.TITLE)),
        "blocks": [*texts(form.intro), *_inputs(form), *small(form.footer)],
    }


def home_view(message: Message, pictures: Pictures) -> View:
    return {"type": "home", "blocks": blocks_of(message, pictures, most=limits.BLOCKS_IN_VIEW)}


def errors_of(form: Form) -> dict[str, str]:
    """What is wrong, by block id, as Slack shows it beside the inputs."""
    return {block_of(field): field.error for field in form.fields if field.error}


def block_of(field: Field) -> str:
    return f"{_FIELD}{field.name}"


def field_of(block_id: str) -> str | None:
    """The name of the field whose input is in this block; None: it is none of a form's."""
    return block_id.removeprefix(_FIELD) if block_id.startswith(_FIELD) else None


def _inputs(form: Form) -> Iterator[Block]:
    for field in form.fields:
        if field.error:
            yield from small(f"⚠ {field.error}")
        block: Block = {
            "type": "input",
            "block_id": block_of(field),
            "label": plain(shortened(field.label, limits.LABEL)),
            "optional": not field.required,
            "element": {**_element(field), "action_id": INPUT},
        }
        if field.hint:
            block["hint"] = plain(shortened(field.hint, limits.HINT))
        yield block


def _element(field: Field) -> Block:
    match field:
        case TextField(kind=TextKind.DATE, value=value):
            return {"type": "datepicker"} | ({"initial_date": value} if value else {})
        case TextField(kind=kind, value=value, most=most):
            drawn: Block = {
                "type": "plain_text_input",
                "multiline": kind is TextKind.PARAGRAPH,
                "max_length": min(most, limits.INPUT_TEXT),
            }
            return drawn | ({"initial_value": value[: drawn["max_length"]]} if value else {})
        case ChoiceField():
            return _choice(field)
        case FileField():
            return {"type": "file_input", "max_files": 1}


def _choice(field: ChoiceField) -> Block:
    """Few are all shown; many become a list, in which Slack finds what is typed. Slack takes no
    choice back from radio buttons or a list of one, so what may be left open is a list of several
    of which one is taken."""
    options = [_option(each.value, each.label, each.hint) for each in field.options]
    few = len(options) <= limits.OPTIONS_SHOWN
    chosen = [each for each in options if each["value"] in field.chosen]
    if field.several:
        drawn = {"type": "checkboxes" if few else "multi_static_select"} | _offered(options)
        return drawn | ({"initial_options": chosen} if chosen else {})
    if not field.required:
        one: Block = {"type": "multi_static_select", "max_selected_items": 1} | _offered(options)
        return one | ({"initial_options": chosen[:1]} if chosen else {})
    drawn = {"type": "radio_buttons" if few else "static_select"} | _offered(options)
    return drawn | ({"initial_option": chosen[0]} if chosen else {})


def _offered(options: list[Block]) -> Block:
    """A list has a hundred options; more stand in groups of a hundred, "from – to"."""
    if len(options) <= limits.OPTIONS_IN_LIST:
        return {"options": options}
    starts = range(0, len(options), limits.OPTIONS_IN_LIST)
    groups = [options[start : start + limits.OPTIONS_IN_LIST] for start in starts]
    return {"option_groups": [{"label": _from_to(group), "options": group} for group in groups]}


def _from_to(group: list[Block]) -> Block:
    first, last = (group[place]["text"]["text"] for place in (0, -1))
    half = limits.OPTION_TEXT // 2 - 1
    return plain(f"{shortened(first, half)} – {shortened(last, half)}")


def _option(value: str, label: str, hint: str) -> Block:
    drawn: Block = {"text": plain(shortened(label, limits.OPTION_TEXT)), "value": value}
    if hint:
        drawn["description"] = plain(shortened(hint, limits.OPTION_TEXT))
    return drawn
