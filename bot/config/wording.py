"""What pydantic found, in words that say what would be right. Never quotes a value."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.config.mistakes import Mistake, Place, dotted
from bot.config.models import Secret
from bot.config.walking import model_at
from bot.config.yaml_text import Document


def mistakes_of(
    error: ValidationError, model: type[BaseModel], document: Document, under: Place = ()
) -> tuple[Mistake, ...]:
    """Every error as a mistake with its line. `under` is where the model stands in the file."""
    found = []
    errors = error.errors(include_url=False, include_input=False, include_context=True)
    places = [tuple(each["loc"]) for each in errors]
    for each, inner in zip(errors, places, strict=True):
        if each["type"] == "too_short" and any(p[: len(inner)] == inner != p for p in places):
            continue  # too few, because pydantic does not count the mistaken ones
        place = _in_file((*under, *inner), document)
        what = _what(each["type"], each.get("ctx", {}), each["msg"], inner, model)
        if each["type"] in _NOT_THERE and _is_empty(place, document):
            what = "is empty: write it here, or take the line away"
        found.append(Mistake(dotted(place), document.line(place), what))
    return tuple(found)


#: What pydantic says of `key:` with nothing behind it.
_NOT_THERE = frozenset(
    {
        "model_type",
        "dict_type",
        "tuple_type",
        "list_type",
        "string_type",
        "int_type",
        "float_type",
        "model_attributes_type",
    }
)


def _in_file(place: Place, document: Document) -> Place:
    """Pydantic names the members of a union and a key ("[key]") as steps; the file has no such
    steps. A key that is missing stays, since it is what should stand there."""
    kept: Place = ()
    for at, step in enumerate(place):
        is_last = at == len(place) - 1
        if (*kept, step) in document.lines or (is_last and step != "[key]"):
            kept = (*kept, step)
    return kept


def _is_empty(place: Place, document: Document) -> bool:
    value = document.values
    for step in place:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return False
    return value is None


def _what(
    kind: str, about: Mapping[str, Any], message: str, place: Place, model: type[BaseModel]
) -> str:
    match kind:
        case "missing":
            return _missing(place, model)
        case "extra_forbidden":
            return _unknown_key(place, model)
        case "enum" | "literal_error":
            return f"write one of {about['expected']}".replace("'", "")
        case "string_too_long":
            return f"too long: at most {about['max_length']} characters"
        case "string_too_short":
            return "may not be empty"
        case "too_short":
            return f"at least {about['min_length']} needed"
        case "greater_than_equal":
            return f"too small: at least {_number(about['ge'])}"
        case "less_than_equal":
            return f"too large: at most {_number(about['le'])}"
        case "string_type":
            return "write a text here, in quotes where it looks like something else"
        case "model_type" | "dict_type" | "model_attributes_type":
            return _section(place, model)
        case "path_type":
            return "write a path"
        case "tuple_type" | "list_type":
            return "write a list: a line each, beginning with `- `"
        case "int_parsing" | "int_type" | "int_from_float":
            return "write a whole number"
        case "float_parsing" | "float_type":
            return "write a number"
        case "bool_parsing" | "bool_type":
            return "write true or false"
        case "time_parsing" | "time_type":
            return "write a time of day like 21:00"
        case "timezone_aware" | "datetime_from_date_parsing" | "datetime_parsing":
            return "write an instant with its offset, like 2026-03-16T14:00:00-05:00"
        case "date_from_datetime_parsing" | "date_parsing" | "date_type":
            return "write a date like 2026-01-31"
        case "value_error":
            return str(about["error"]) if "error" in about else message
        case _:
            return message[:1].lower() + message[1:]


def _number(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:g}"


def _missing(place: Place, model: type[BaseModel]) -> str:
    around = model_at(model, place[:-1])
    field = around.model_fields.get(str(place[-1])) if around else None
    about = f" ({field.description})" if field and field.description else ""
    return f"is required{about}"


def _section(place: Place, model: type[BaseModel]) -> str:
    if model_at(model, place) is Secret:
        return "a secret never stands here: write {env: NAME} or {file: path}"
    return "write keys and values below it, indented"


def _unknown_key(place: Place, model: type[BaseModel]) -> str:
    around = model_at(model, place[:-1])
    known = tuple(around.model_fields) if around else ()
    near = get_close_matches(str(place[-1]), known, n=1)
    if near:
        return f"is not a key here; did you mean {near[0]}?"
    return "is not a key here; there are " + ", ".join(known) if known else "is not a key here"
