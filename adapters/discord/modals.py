"""A form as Discord's modals: one, or one after another where it has more than a modal holds.

A modal has five components: what is to be said first (what the form says of itself, what was
wrong), and the inputs. Nothing is left out: what a label or a hint has no room for is said there,
and a choice of more options than a list holds stands in several lists.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import discord
from discord import ui

from adapters.discord import limits
from adapters.discord.words import escaped, shortened, small
from bot.messages import ChoiceField, Field, FileField, Form, Option, TextField, TextKind

Item: TypeAlias = ui.Item[Any]

#: between a field's name and which of its lists it is
_PART = "#"


@dataclass(frozen=True, slots=True)
class Input:
    """A field, or for a choice of many options one of its lists."""

    field: Field
    label: str
    part: int = 0
    options: tuple[Option, ...] = ()
    parts: int = 1

    @property
    def custom_id(self) -> str:
        return f"{self.field.name}{_PART}{self.part}" if self.part else self.field.name


def field_of(custom_id: str) -> str:
    """The name of the field that an input belongs to."""
    return custom_id.partition(_PART)[0]


def pages_of(form: Form) -> list[list[Input]]:
    """The inputs, modal by modal; every modal has room for something said first."""
    inputs = [each for field in form.fields for each in _inputs(field)]
    most = limits.COMPONENTS_IN_MODAL - 1
    return [inputs[start : start + most] for start in range(0, len(inputs), most)] or [[]]


def modal(form: Form, page: int, custom_id: str) -> ui.Modal:
    """Not kept by the library, as nothing is (`custom_ids.py`)."""
    made = ui.Modal(
        title=shortened(form.title, limits.MODAL_TITLE), custom_id=custom_id, timeout=None
    )
    made.stop()
    inputs = pages_of(form)[page]
    said = _said(form, inputs, intro=form.intro if page == 0 else "")
    if said:
        made.add_item(ui.TextDisplay[Any](said))
    for each in inputs:
        made.add_item(_labelled(each))
    return made


def merged(given: Sequence[Mapping[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    """Page by page and by input in, by field out."""
    values: dict[str, tuple[str, ...]] = {}
    for page in given:
        for custom_id, chosen in page.items():
            name = field_of(custom_id)
            values[name] = (*values.get(name, ()), *chosen)
    return values


def at_once(form: Form) -> bool:
    """Whether one modal asks for all of it, and what it gives back says all there is to know."""
    pages = pages_of(form)
    return len(pages) == 1 and all(each.parts == 1 for each in pages[0])


def may_be_left(inputs: Sequence[Input]) -> bool:
    """Whether a page asks for nothing that has to be answered."""
    return not any(each.field.required for each in inputs)


def as_it_is(inputs: Sequence[Input]) -> dict[str, tuple[str, ...]]:
    """What stands in a page that nobody opened, by input."""
    return {each.custom_id: _standing(each) for each in inputs}


def _standing(each: Input) -> tuple[str, ...]:
    match each.field:
        case TextField(value=value):
            return (value,) if value else ()
        case ChoiceField(chosen=chosen):
            offered = {option.value for option in each.options}
            return tuple(value for value in chosen if value in offered)
    return ()


def settled(form: Form, values: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Where one is chosen and there are several lists, what was chosen before still stands in its
    own: what somebody chose instead counts."""
    found = dict(values)
    for field in form.fields:
        chosen = found.get(field.name, ())
        if isinstance(field, ChoiceField) and not field.several and len(chosen) > 1:
            anew = tuple(value for value in chosen if value not in field.chosen)
            found[field.name] = anew or chosen
    return found


def _inputs(field: Field) -> list[Input]:
    if not isinstance(field, ChoiceField) or len(field.options) <= limits.OPTIONS_IN_LIST:
        options = field.options if isinstance(field, ChoiceField) else ()
        return [Input(field, field.label, options=options)]
    starts = range(0, len(field.options), limits.OPTIONS_IN_LIST)
    lists = [field.options[start : start + limits.OPTIONS_IN_LIST] for start in starts]
    return [
        Input(field, _from_to(field.label, options), part, options, len(lists))
        for part, options in enumerate(lists)
    ]


def _from_to(label: str, options: Sequence[Option]) -> str:
    """ "Supporter: Abel – Cleo"."""
    return f"{label}: {options[0].label} – {options[-1].label}"


def _said(form: Form, inputs: Sequence[Input], intro: str) -> str:
    lines = [escaped(intro)] if intro else []
    for each in inputs:
        field = each.field
        if field.error and each.part == 0:
            lines.append(f"⚠ {escaped(f'{field.label}: {field.error}')}")
        if len(each.label) > limits.DESCRIPTION and each.part == 0:
            lines.append(escaped(field.label))
        if field.hint and each.part == 0 and _description(each) != field.hint:
            lines.append(escaped(f"{field.label}: {field.hint}"))
    return "\n".join([*lines, *([small(form.footer)] if form.footer else [])])


def _description(each: Input) -> str:
    """Beside the label: all of a label that has no room in its place, else the hint where it has
    room here; what has not is said first."""
    if limits.LABEL < len(each.label) <= limits.DESCRIPTION:
        return each.label
    return each.field.hint if len(each.field.hint) <= limits.DESCRIPTION else ""


def _short(label: str) -> str:
    """Its first sentence where all of it has no room, since half of one reads badly aloud."""
    ends = [at + 1 for at, letter in enumerate(label[: limits.LABEL]) if letter in "?."]
    whole = [end for end in ends if label[end : end + 1] == " "]
    if len(label) > limits.LABEL and whole:
        return label[: whole[0]]
    return shortened(label, limits.LABEL)


def _labelled(each: Input) -> Item:
    description = _description(each)
    return ui.Label[Any](
        text=_short(each.label),
        description=shortened(description, limits.DESCRIPTION) if description else None,
        component=_component(each),
    )


def _component(each: Input) -> Item:
    match each.field:
        case TextField() as field:
            return _text(field)
        case FileField(name=name, required=required):
            return ui.FileUpload[Any](
                custom_id=name, required=required, min_values=int(required), max_values=1
            )
        case ChoiceField() as field:
            return _choice(field, each)


def _text(field: TextField) -> Item:
    most = min(field.most, limits.INPUT_TEXT)
    long = field.kind is TextKind.PARAGRAPH
    return ui.TextInput[Any](
        custom_id=field.name,
        style=discord.TextStyle.paragraph if long else discord.TextStyle.short,
        required=field.required,
        max_length=most,
        default=field.value[:most] or None,
        placeholder="YYYY-MM-DD" if field.kind is TextKind.DATE else None,
    )


def _choice(field: ChoiceField, each: Input) -> Item:
    """Few are all shown; more become a list, in which Discord finds what is typed. Nothing takes a
    choice back from radio buttons, so what may be left open is a list. Of several lists nobody
    knows in which somebody chooses: whether anything was chosen is the core's to see."""
    few = len(each.options) <= limits.OPTIONS_SHOWN
    required = field.required and each.parts == 1
    if few and field.several:
        return ui.CheckboxGroup[Any](
            custom_id=each.custom_id,
            required=required,
            min_values=int(required),
            max_values=len(each.options),
            options=[
                discord.CheckboxGroupOption(**_option(option, field)) for option in each.options
            ],
        )
    if few and required and len(each.options) > 1:
        return ui.RadioGroup[Any](
            custom_id=each.custom_id,
            required=True,
            options=[discord.RadioGroupOption(**_option(option, field)) for option in each.options],
        )
    return ui.Select[Any](
        custom_id=each.custom_id,
        required=required,
        min_values=int(required),
        max_values=len(each.options) if field.several else 1,
        options=[discord.SelectOption(**_option(option, field)) for option in each.options],
    )


def _option(option: Option, field: ChoiceField) -> dict[str, Any]:
    chosen = field.chosen if field.several else field.chosen[:1]
    return {
        "label": shortened(option.label, limits.OPTION_TEXT),
        "value": option.value,
        "description": shortened(option.hint, limits.OPTION_TEXT) if option.hint else None,
        "default": option.value in chosen,
    }
