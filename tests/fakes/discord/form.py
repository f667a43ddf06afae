"""What a body may be, and the nested errors of 50035 where it is not.

The shape of the errors: /developers/reference#error-messages. Their codes are not listed there
("a complete list of errors is not feasible"); those here are from issues and code that quote
Discord's answers.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from tests.fakes.discord.wire import Json, Refused, is_snowflake

Path: TypeAlias = tuple[str | int, ...]
#: Says what is wrong with a value, at a path.
Check: TypeAlias = Callable[["Form", Any, Path], None]


class Form:
    """Gathers what is wrong with one body."""

    def __init__(self) -> None:
        self.errors: Json = {}

    def say(self, at: Path, code: str, message: str) -> None:
        place = self.errors
        for key in at:
            place = place.setdefault(str(key), {})
        place.setdefault("_errors", []).append({"code": code, "message": message})

    def done(self) -> None:
        """Refuses the body, if anything was wrong."""
        if self.errors:
            raise Refused.because(50035, errors=self.errors)


def problems(errors: Json, at: str = "") -> list[str]:
    """The nested errors as lines, `components.0.custom_id: BASE_TYPE_REQUIRED`."""
    found = []
    for key, inner in errors.items():
        if key == "_errors":
            found += [f"{at}: {one['code']}" for one in inner]
        else:
            found += problems(inner, f"{at}.{key}" if at else key)
    return found


def required(form: Form, at: Path) -> None:
    form.say(at, "BASE_TYPE_REQUIRED", "This field is required")


def length(form: Form, at: Path, size: int, least: int, most: int) -> None:
    """Of a text or an array."""
    if least <= size <= most:
        return
    if least == 0:
        form.say(at, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
    elif least == most:
        form.say(at, "BASE_TYPE_BAD_LENGTH", f"Must be {most} in length.")
    else:
        form.say(at, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")


def text(most: int, least: int = 1) -> Check:
    """A string; characters are counted as code points."""

    def check(form: Form, value: Any, at: Path) -> None:
        if not isinstance(value, str):
            form.say(at, "STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.')
        elif least and not value:
            required(form, at)
        else:
            length(form, at, len(value), least, most)

    return check


def integer(least: int, most: int) -> Check:
    def check(form: Form, value: Any, at: Path) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            form.say(at, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
        elif value < least:
            form.say(
                at, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {least}."
            )
        elif value > most:
            form.say(at, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {most}.")

    return check


def one_of(*allowed: object) -> Check:
    def check(form: Form, value: Any, at: Path) -> None:
        if isinstance(value, bool) or value not in allowed:
            form.say(at, "BASE_TYPE_CHOICES", f"Value must be one of {choices(allowed)}.")

    return check


def choices(allowed: Sequence[object]) -> str:
    return "(" + ", ".join(repr(one) for one in allowed) + ("," if len(allowed) == 1 else "") + ")"


def boolean(form: Form, value: Any, at: Path) -> None:
    if not isinstance(value, bool):
        form.say(at, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")


def snowflake(form: Form, value: Any, at: Path) -> None:
    if not is_snowflake(value):
        form.say(at, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')


def many(check: Check, most: int, least: int = 0) -> Check:
    """An array of so many."""

    def checked(form: Form, value: Any, at: Path) -> None:
        if not isinstance(value, list):
            form.say(at, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return
        length(form, at, len(value), least, most)
        for number, one in enumerate(value):
            check(form, one, (*at, number))

    return checked


def nullable(check: Check) -> Check:
    def checked(form: Form, value: Any, at: Path) -> None:
        if value is not None:
            check(form, value, at)

    return checked


def anything(form: Form, value: Any, at: Path) -> None:
    """What this Discord does not look into."""


def is_object(form: Form, value: Any, at: Path) -> bool:
    if isinstance(value, dict):
        return True
    form.say(at, "MODEL_TYPE_CONVERT", "Only dictionaries may be used to create a ModelType")
    return False


def fields(
    form: Form, value: Json, at: Path, must: dict[str, Check], may: dict[str, Check] | None = None
) -> None:
    """The fields of an object; others are passed over, as Discord does."""
    for name, check in must.items():
        if value.get(name) is None:
            required(form, (*at, name))
        else:
            check(form, value[name], (*at, name))
    for name, check in (may or {}).items():
        if value.get(name) is not None:
            check(form, value[name], (*at, name))


def url(*schemes: str, most: int = 2048) -> Check:
    """An address; `schemes` without colon."""

    def check(form: Form, value: Any, at: Path) -> None:
        if not isinstance(value, str):
            form.say(at, "STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.')
            return
        length(form, at, len(value), 1, most)
        parts = urlsplit(value)
        if parts.scheme not in schemes:
            form.say(
                at,
                "URL_TYPE_INVALID_SCHEME",
                f'Scheme "{parts.scheme}" is not supported. '
                f"Scheme must be one of {choices(schemes)}.",
            )
        elif not parts.netloc:
            form.say(at, "URL_TYPE_INVALID_URL", "Not a well formed URL.")

    return check
