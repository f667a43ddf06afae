"""What is chosen and entered: how it is found, and what the client does not let pass."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, Union

from tests.fakes.discord.components.checking import SELECTS, Type
from tests.fakes.discord.people.screen import Field, NotThere, SeenModal
from tests.fakes.discord.state import Channel, Role
from tests.fakes.discord.wire import Json

if TYPE_CHECKING:
    from tests.fakes.discord.people.person import FakeUser


@dataclass(frozen=True, slots=True)
class Attached:
    """A file for an option of a command or a field of a form."""

    name: str
    content: bytes


One: TypeAlias = Union[str, bool, int, float, "FakeUser", Channel, Role, Attached]
Value: TypeAlias = One | Sequence[One]


def many(value: Value) -> list[One]:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return list(value)
    return [value]


def identity(value: One) -> str:
    """Of somebody, a role or a channel."""
    return value if isinstance(value, str) else str(getattr(value, "id", value))


def chosen(part: Json, value: Value) -> list[str]:
    """What a select, radio group or checkbox group sends: options by label or value, else ids."""
    if "options" not in part:
        return [identity(one) for one in many(value)]
    return [_option(part, str(one)) for one in many(value)]


def _option(part: Json, label: str) -> str:
    for option in part["options"]:
        if label in (option["label"], option["value"]):
            return str(option["value"])
    raise NotThere(f"no option {label!r} among {[one['label'] for one in part['options']]}")


def within(part: Json, values: list[str], *, modal: bool) -> str:
    """What is wrong with so many choices; "" where nothing is."""
    required = part.get("required", True)
    usual = len(part["options"]) if part["type"] == Type.CHECKBOX_GROUP else 1
    given, most = part.get("min_values"), part.get("max_values") or usual
    least = 1 if given is None else given
    if modal and not required and not values:
        return ""
    if len(values) < least:
        return f"choose at least {least}"
    return f"choose at most {most}" if len(values) > most else ""


def initial(data: Json) -> dict[str, tuple[str, ...]]:
    """What stands in a modal as it opens, by custom_id."""
    modal, found = SeenModal(data, {}), dict[str, tuple[str, ...]]()
    for part in modal.parts:
        if part["type"] == Type.TEXT_INPUT:
            found[part["custom_id"]] = (part.get("value") or "",)
        elif part["type"] == Type.CHECKBOX:
            found[part["custom_id"]] = ("true",) if part.get("default") else ()
        elif "options" in part:
            usual = [option["value"] for option in part["options"] if option.get("default")]
            found[part["custom_id"]] = tuple(usual)
        elif part["type"] in SELECTS:
            found[part["custom_id"]] = tuple(one["id"] for one in part.get("default_values") or ())
    return found


def field(modal: SeenModal, label: str) -> tuple[Field, Json]:
    """A field by its label or custom_id, and the component that it is."""
    for one in modal.fields:
        if label in (one.label, one.custom_id):
            return one, next(part for part in modal.parts if part.get("custom_id") == one.custom_id)
    raise NotThere(f"no field {label!r} among {[one.label for one in modal.fields]}")


def entered(part: Json, value: Value) -> tuple[str, ...]:
    """What is entered into a field of a modal."""
    if part["type"] == Type.TEXT_INPUT:
        return (str(value),)
    if part["type"] == Type.CHECKBOX:
        return ("true",) if value else ()
    return tuple(chosen(part, value))


#: What the groups of file types stand for (/developers/reference#file-type-filtering).
GROUPS = {
    "image": (".png", ".gif", ".jpg", ".jpeg", ".jfif", ".webp", ".avif"),
    "video": (".mp4", ".mov", ".qt", ".webm"),
    "audio": (".mp3", ".m4a", ".wav", ".ogg", ".opus", ".flac"),
}


def takes(part: Json, name: str) -> bool:
    """Whether a file of that name may be chosen for an option or a field."""
    wanted = part.get("file_types")
    endings = [one for kind in wanted or () for one in GROUPS.get(kind, (kind.lower(),))]
    return not wanted or name.lower().endswith(tuple(endings))


def complaints(modal: SeenModal) -> dict[str, str]:
    """What the client does not let pass, by the label of the field."""
    found = {}
    for one in modal.fields:
        part = next(part for part in modal.parts if part.get("custom_id") == one.custom_id)
        values = list(modal.values.get(one.custom_id, ()))
        if one.kind is Type.TEXT_INPUT:
            said = _text(part, values[0] if values else "")
        elif one.kind is Type.CHECKBOX:
            said = ""
        elif one.kind is Type.RADIO_GROUP:
            said = "this is required" if one.required and not values else ""
        else:
            said = within(part, values, modal=True)
        if said:
            found[one.label] = said
    return found


def _text(part: Json, words: str) -> str:
    if not words:
        return "this is required" if part.get("required", True) else ""
    if len(words) < (part.get("min_length") or 0):
        return f"at least {part['min_length']} characters"
    most = part.get("max_length") or 4000
    return f"at most {most} characters" if len(words) > most else ""


def submitted(components: list[Json], values: dict[str, tuple[str, ...]]) -> list[Json]:
    """The components of a modal submission (`Component Interaction Response Structures`)."""
    made = []
    for one in components:
        shown: Json = {"type": one["type"], "id": one["id"]}
        if one["type"] == Type.LABEL:
            shown["component"] = _answer(one["component"], values)
        elif one["type"] == Type.ACTION_ROW:
            shown["components"] = [_answer(part, values) for part in one["components"]]
        made.append(shown)
    return made


def _answer(part: Json, values: dict[str, tuple[str, ...]]) -> Json:
    held = list(values.get(part["custom_id"], ()))
    shown: Json = {"type": part["type"], "id": part["id"], "custom_id": part["custom_id"]}
    if part["type"] == Type.TEXT_INPUT:
        return shown | {"value": held[0] if held else ""}
    if part["type"] == Type.CHECKBOX:
        return shown | {"value": bool(held)}
    if part["type"] == Type.RADIO_GROUP:
        return shown | {"value": held[0] if held else None}
    return shown | {"values": held}
