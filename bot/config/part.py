"""A section of the configuration, and how everything that is wrong with it is found in one go."""

from collections.abc import Iterator, Mapping
from typing import Any, Self, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError
from pydantic_core.core_schema import ErrorType

#: What is wrong with a section as a whole: the place below it, and what would be right.
Amiss = tuple[tuple[str, ...], str]


class Part(BaseModel):
    """A section of the configuration: immutable, unknown keys refused.

    Numbers do where a text is wanted, since `phone: 911` is how one writes it.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, hide_input_in_errors=True, coerce_numbers_to_str=True
    )

    @classmethod
    def amiss(cls, given: Mapping[str, Any]) -> Iterator[Amiss]:
        """What is wrong with the section as a whole, judged from what is given: also where some
        of its values are mistaken themselves."""
        yield from ()

    @model_validator(mode="wrap")
    @classmethod
    def _judged(cls, given: Any, read: ModelWrapValidatorHandler[Self]) -> Self:
        """Reads it; every mistake of its values and of the whole is found in one go."""
        mistakes: list[InitErrorDetails] = []
        found: Self | None = None
        try:
            found = read(given)
        except ValidationError as error:
            mistakes.extend(_again(each) for each in error.errors(include_url=False))
        if isinstance(given, Mapping):
            # Beside an unknown key the whole is not judged: it may be the one that is missed.
            unsure = any(m["type"] == "extra_forbidden" and len(m["loc"]) == 1 for m in mistakes)
            for place, what in cls.amiss(given):
                if place or not unsure:
                    mistakes.append(_mistake(place, what, given))
        if found is None or mistakes:
            raise ValidationError.from_exception_data(cls.__name__, mistakes, hide_input=True)
        return found


def _again(found: ErrorDetails) -> InitErrorDetails:
    """An error as it can be raised again."""
    kind: str | PydanticCustomError = found["type"]
    if kind not in _KINDS:
        kind = PydanticCustomError(found["type"], found["msg"])
    again = InitErrorDetails(type=kind, loc=found["loc"], input=found["input"])
    if "ctx" in found:
        again["ctx"] = found["ctx"]
    return again


#: What pydantic can say itself; a few of its parts (paths) have words of their own.
_KINDS = frozenset(get_args(ErrorType))


def _mistake(place: tuple[str, ...], what: str, given: object) -> InitErrorDetails:
    error = {"error": ValueError(what)}
    return InitErrorDetails(type="value_error", loc=place, input=given, ctx=error)
