"""Configurations to read, and platforms that they may name."""

from pathlib import Path
from typing import Protocol

import pytest
from pydantic import BaseModel, ConfigDict, Field

from bot.adapter_registration import AdapterRegistration, Audience, Surroundings
from bot.config.loading import Judge, Loaded, read
from bot.config.mistakes import ConfigurationInvalid, Mistake
from bot.config.models import Secret
from bot.ports import Platform

SMALLEST = """\
organisation:
  name: Harlow Ridge Fire Department
  zone: America/Chicago
lines:
  - {name: Emergency, kind: emergency, phone: 911}
  - {name: Crisis line, kind: crisis, phone: 988}
limits_of_confidentiality:
  en: The limits.
"""


class PagesSection(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
    port: int = Field(default=8080, ge=0, le=65535)
    journal: Path = Path("pages.log")


class RadioSection(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
    token: Secret
    channel: str = "one"


def _never_built(section: BaseModel, surroundings: Surroundings) -> Platform:
    raise AssertionError("reading a configuration connects to nothing")


PLATFORMS = {
    "pages": AdapterRegistration("pages", PagesSection, _never_built, Audience.FICTIONAL),
    "radio": AdapterRegistration("radio", RadioSection, _never_built),
}


class Reading(Protocol):
    def __call__(self, text: str | bytes, *judges: Judge) -> Loaded: ...


class Mistaken(Protocol):
    def __call__(self, text: str | bytes, *judges: Judge) -> list[Mistake]: ...


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    def read_text(text: str | bytes, *judges: Judge) -> Loaded:
        content = text.encode() if isinstance(text, str) else text
        return read(content, tmp_path / "config.yaml", PLATFORMS.get, judges)

    return read_text


@pytest.fixture
def mistakes(reading: Reading) -> Mistaken:
    def mistakes_in(text: str | bytes, *judges: Judge) -> list[Mistake]:
        with pytest.raises(ConfigurationInvalid) as refused:
            reading(text, *judges)
        return list(refused.value.mistakes)

    return mistakes_in
