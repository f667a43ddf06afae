"""Texts that take turns: groups of which a person is never sent the same one twice running."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator


class RotatedText(BaseModel):
    """One text of a group, and who judged it fit to send."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1)
    reviewed_by: str = Field(default="", description='a clinician; "": by nobody yet')
    reviewed_on: date | None = None
    in_use: bool = Field(default=True, description="false: switched off, kept on record")

    @model_validator(mode="after")
    def _review_is_whole(self) -> "RotatedText":
        if bool(self.reviewed_by) != (self.reviewed_on is not None):
            raise ValueError("a review has both reviewed_by and reviewed_on")
        return self


class Rotation(BaseModel):
    """A file of prompts/rotations/: at least two texts in use, so that they can take turns."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    texts: tuple[RotatedText, ...]

    @property
    def in_use(self) -> tuple[str, ...]:
        return tuple(text.id for text in self.texts if text.in_use)

    @model_validator(mode="after")
    def _can_take_turns(self) -> "Rotation":
        if len({text.id for text in self.texts}) < len(self.texts):
            raise ValueError("a text is in the group once")
        if len(self.in_use) < 2:
            raise ValueError("at least two texts are in use, else one is sent twice running")
        return self


def load_rotations(folder: Path, problems: list[str]) -> Mapping[str, tuple[str, ...]]:
    """The ids in use by group (the file's name), in the file's order; appends to `problems`."""
    rotations = {}
    for file in sorted(folder.glob("*.yaml")):
        try:
            raw = yaml.safe_load(file.read_text(encoding="utf-8"))
            rotations[file.stem] = Rotation.model_validate(raw).in_use
        except (yaml.YAMLError, ValidationError) as error:
            problems.append(f"{folder.name}/{file.name}: {error}")
    return rotations
