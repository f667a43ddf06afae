"""The rotations that the field knows, read from `presets.yaml`."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

import yaml
from pydantic import BaseModel, ConfigDict, Field, RootModel


class Preset(BaseModel):
    """A cycle in the short notation, and how many days apart its shifts begin it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    about: str = Field(min_length=1)
    cycle: str = Field(min_length=1)
    apart: dict[str, int] = Field(min_length=1)


class _PresetFile(RootModel[dict[str, Preset]]):
    """Preset by name."""


@cache
def presets() -> Mapping[str, Preset]:
    """The presets by name, in the order of the file."""
    text = resources.files("bot.rota").joinpath("presets.yaml").read_text("utf-8")
    return MappingProxyType(_PresetFile.model_validate(yaml.safe_load(text)).root)
