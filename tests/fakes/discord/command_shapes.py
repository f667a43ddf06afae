"""What an application command may be (/developers/interactions/application-commands)."""

import unicodedata
from typing import Any

from tests.fakes.discord.form import (
    Check,
    Form,
    Path,
    boolean,
    fields,
    integer,
    is_object,
    many,
    one_of,
    required,
    text,
)
from tests.fakes.discord.wire import Json

CHAT_INPUT, USER, MESSAGE = 1, 2, 3
SUB_COMMAND, SUB_COMMAND_GROUP = 1, 2
STRING, INTEGER, NUMBER = 3, 4, 10
#: Names, descriptions and values of a command together.
MOST_TEXT = 8000
LOCALES = [
    "id",
    "da",
    "de",
    "en-GB",
    "en-US",
    "es-ES",
    "es-419",
    "fr",
    "hr",
    "it",
    "lt",
    "hu",
    "nl",
    "no",
    "pl",
    "pt-BR",
    "ro",
    "fi",
    "sv-SE",
    "vi",
    "tr",
    "cs",
    "el",
    "bg",
    "ru",
    "uk",
    "hi",
    "th",
    "zh-CN",
    "ja",
    "zh-TW",
    "ko",
]


def _letter(character: str) -> bool:
    r"""`[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]`."""
    return (
        character in "-_'"
        or unicodedata.category(character)[0] in "LN"
        or "\u0900" <= character <= "\u097f"
        or "\u0e00" <= character <= "\u0e7f"
    )


def name(form: Form, value: Any, at: Path) -> None:
    """Of a slash command or an option: in lower case where there is one."""
    text(32)(form, value, at)
    if not isinstance(value, str) or not value:
        return
    if not all(_letter(character) for character in value):
        form.say(at, "STRING_TYPE_REGEX", "String value did not match validation regex.")
    elif value != value.lower():
        form.say(at, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _localised(check: Check) -> Check:
    def checked(form: Form, value: Any, at: Path) -> None:
        if not is_object(form, value, at):
            return
        for locale, words in value.items():
            if locale not in LOCALES:
                form.say((*at, locale), "BASE_TYPE_CHOICES", "Value must be one of the locales.")
            else:
                check(form, words, (*at, locale))

    return checked


def _permissions(form: Form, value: Any, at: Path) -> None:
    if isinstance(value, bool) or not str(value).isdigit():
        form.say(at, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')


def _texts(check: Check) -> dict[str, Check]:
    return {
        "name_localizations": _localised(check),
        "description_localizations": _localised(text(100)),
    }


def command(form: Form, value: Any, at: Path) -> None:
    if not is_object(form, value, at):
        return
    kind = value.get("type", CHAT_INPUT)
    named: Check = name if kind == CHAT_INPUT else text(32)
    may = _texts(named) | {
        "type": one_of(CHAT_INPUT, USER, MESSAGE),
        "default_member_permissions": _permissions,
        "dm_permission": boolean,
        "nsfw": boolean,
        "contexts": many(one_of(0, 1, 2), 3),
        "integration_types": many(one_of(0, 1), 2, 1),
    }
    must: dict[str, Check] = {"name": named}
    if kind == CHAT_INPUT:
        must["description"] = text(100)
        may["options"] = _options(2)
    elif value.get("description") or value.get("options"):
        where = "description" if value.get("description") else "options"
        form.say(
            (*at, where), "APPLICATION_COMMAND_INVALID_FIELD", "Context menu commands have none"
        )
    fields(form, value, at, must, may)
    if _size(value) > MOST_TEXT:
        form.say(at, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({MOST_TEXT})")


def _options(depth: int) -> Check:
    """`depth`: 2 in a command, 1 in a group, 0 in a subcommand."""

    def check(form: Form, value: Any, at: Path) -> None:
        many(_option(depth), 25)(form, value, at)
        if not isinstance(value, list):
            return
        known = [one for one in value if isinstance(one, dict)]
        seen: set[object] = set()
        optional = False
        for number, one in enumerate(known):
            if one.get("name") in seen:
                form.say(
                    (*at, number),
                    "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
                    "Option with that name already exists",
                )
            seen.add(one.get("name"))
            if one.get("required") and optional:
                form.say(
                    (*at, number),
                    "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                    "Required options must be placed before non-required options",
                )
            optional = optional or not one.get("required")
        _alike(form, known, at)

    return check


def _alike(form: Form, options: list[Json], at: Path) -> None:
    """Subcommands and groups are not mixed with parameters."""
    nested = [one.get("type") in (SUB_COMMAND, SUB_COMMAND_GROUP) for one in options]
    if any(nested) and not all(nested):
        form.say(
            at,
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
            "Sub-command and sub-command group option types are mutually exclusive to all other "
            "types",
        )


#: The types of options at each depth.
_TYPES = {
    2: tuple(range(1, 12)),
    1: (SUB_COMMAND,),
    0: tuple(range(3, 12)),
}


def _option(depth: int) -> Check:
    def check(form: Form, value: Any, at: Path) -> None:
        if not is_object(form, value, at):
            return
        kind = value.get("type")
        if kind not in _TYPES[depth]:
            form.say(
                (*at, "type"),
                "UNION_TYPE_CHOICES",
                f'Value of field "type" must be one of {_TYPES[depth]}.',
            )
            return
        must: dict[str, Check] = {"name": name, "description": text(100)}
        may = _texts(name) | {"required": boolean}
        if kind == SUB_COMMAND:
            may["options"] = _options(0)
        elif kind == SUB_COMMAND_GROUP:
            must["options"] = _options(1)
        elif kind in (STRING, INTEGER, NUMBER):
            may |= {"choices": many(_choice(kind), 25), "autocomplete": boolean}
            if kind == STRING:
                may |= {"min_length": integer(0, 6000), "max_length": integer(1, 6000)}
            if value.get("autocomplete") and value.get("choices"):
                form.say(
                    (*at, "autocomplete"),
                    "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE",
                    "Choices and autocomplete are mutually exclusive",
                )
        fields(form, value, at, must, may)

    return check


def _choice(kind: int) -> Check:
    def check(form: Form, value: Any, at: Path) -> None:
        if not is_object(form, value, at):
            return
        fields(form, value, at, {"name": text(100)}, {"name_localizations": _localised(text(100))})
        given = value.get("value")
        if given is None:
            required(form, (*at, "value"))
        elif kind == STRING:
            text(100)(form, given, (*at, "value"))
        elif isinstance(given, bool) or not isinstance(given, (int, float)):
            form.say((*at, "value"), "NUMBER_TYPE_COERCE", f'Value "{given}" is not a number.')

    return check


def _size(value: Json) -> int:
    """Characters, of each text in its longest language."""

    def longest(field: str) -> int:
        others = value.get(f"{field}_localizations") or {}
        texts = [value.get(field), *(others.values() if isinstance(others, dict) else ())]
        return max((len(one) for one in texts if isinstance(one, str)), default=0)

    own = longest("name") + longest("description")
    if isinstance(value.get("value"), str):
        own += len(value["value"])
    inner = [*(value.get("options") or ()), *(value.get("choices") or ())]
    return own + sum(_size(one) for one in inner if isinstance(one, dict))
