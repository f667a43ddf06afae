"""Going through a configuration: paths made absolute, secrets found."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

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


def secrets_in(value: Any, place: Place = ()) -> Iterator[tuple[Place, Secret]]:
    """Every secret that a part names, with its place below it."""
    if isinstance(value, Secret):
        yield place, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from secrets_in(getattr(value, name), (*place, name))
    elif isinstance(value, tuple | list):
        for at, item in enumerate(value):
            yield from secrets_in(item, (*place, at))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from secrets_in(item, (*place, str(key)))
