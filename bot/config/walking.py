"""Going through a configuration: its models, paths made absolute, secrets found."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from bot.config.mistakes import Place
from bot.config.models import Secret

M = TypeVar("M", bound=BaseModel)


def located(part: M, folder: Path) -> M:
    """The same part with its paths as seen from `folder`, where the file lies: it means the same
    wherever the program is started."""
    changed = {
        name: moved
        for name in type(part).model_fields
        if (moved := _located(getattr(part, name), folder)) is not getattr(part, name)
    }
    return part.model_copy(update=changed) if changed else part


def _located(value: Any, folder: Path) -> Any:
    if isinstance(value, Path):
        return folder / value.expanduser()
    if isinstance(value, BaseModel):
        return located(value, folder)
    if isinstance(value, tuple):
        moved = tuple(_located(item, folder) for item in value)
        return value if all(a is b for a, b in zip(value, moved, strict=True)) else moved
    if isinstance(value, dict):
        return {key: _located(item, folder) for key, item in value.items()}
    return value


def secrets_in(values: Any, annotation: Any, place: Place = ()) -> Iterator[tuple[Place, Secret]]:
    """Every secret that a file's values name for a model, with its place: also where other values
    are mistaken."""
    model = model_of(annotation)
    if model is Secret:
        with suppress(ValidationError):  # told as a mistake of the configuration
            yield place, Secret.model_validate(values)
    elif model is not None and isinstance(values, dict):
        for name, field in model.model_fields.items():
            yield from secrets_in(values.get(name), field.annotation, (*place, name))
    elif isinstance(values, list):
        for at, item in enumerate(values):
            yield from secrets_in(item, item_of(annotation), (*place, at))
    elif isinstance(values, dict):
        for key, item in values.items():
            yield from secrets_in(item, item_of(annotation), (*place, key))


def model_at(model: type[BaseModel], place: Place) -> type[BaseModel] | None:
    """The model that stands at a place below this one."""
    annotation: Any = model
    for step in place:
        found = model_of(annotation)
        if found is not None and step in found.model_fields:
            annotation = found.model_fields[str(step)].annotation
        else:  # an item of a list, a value of a mapping
            annotation = item_of(annotation)
    return model_of(annotation)


def model_of(annotation: Any) -> type[BaseModel] | None:
    """The model itself, or the one of `Model | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (Union, UnionType):
        members = [model_of(member) for member in get_args(annotation)]
        return next((member for member in members if member), None)
    return None


def item_of(annotation: Any) -> Any:
    """What a tuple, list or mapping holds."""
    arguments = [a for a in get_args(annotation) if a not in (Ellipsis, NoneType)]
    return arguments[-1] if arguments else annotation
