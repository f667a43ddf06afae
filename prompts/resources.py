"""Lines and everyday help by country, read from prompts/resources/<country>.yaml.

They come after the organisation's own, which are required: a country that has no file, or no
emergency number in it, is no hindrance. Nobody has called these numbers for the organisation: it
verifies them itself before it starts and every 90 days.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

FOLDER = Path(__file__).parent / "resources"


class Kind(StrEnum):
    """As in the configuration's lines."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    EVERYDAY = "everyday"


class Words(BaseModel):
    """A resource's words in one more language. A name that is the service's own is not given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(default="", max_length=60)
    text: str = Field(default="", max_length=60)
    hours: str = Field(default="", max_length=60)
    notes: str = Field(default="", max_length=160)


class Resource(BaseModel):
    """A place to turn to. Its words stand in English, and in `es` and `fr`; `phone` and `chat`
    are the same for everybody. Nobody is shown `audience`, `languages` and `source`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z]{2}-[a-z0-9-]+$", description="the country, then a name")
    kind: Kind
    name: str = Field(min_length=1, max_length=60)
    audience: str = Field(min_length=1, description="for whom")
    phone: str = Field(default="", max_length=30)
    text: str = Field(default="", max_length=60, description='in words: "text 988"')
    chat: str = Field(default="", max_length=120)
    hours: str = Field(default="", max_length=60, description='"": not known')
    languages: tuple[str, ...] = ()
    notes: str = Field(default="", max_length=160)
    es: Words = Words()
    fr: Words = Words()
    topic: str = Field(default="", description="of everyday help: one of a request's topics")
    source: str = Field(min_length=1, description="where it was read")
    verified: bool = Field(
        description="read on a page of the service or of a public authority; where it is not, it"
        " is shown after those that are, and a sentence says that we could not check it"
    )
    read_on: date = Field(description="when it was read there")
    verified_on: date | None = Field(default=None, description="when somebody last called it")

    @model_validator(mode="after")
    def _is_whole(self) -> "Resource":
        if not (self.phone or self.text or self.chat):
            raise ValueError("needs a phone, a text or a chat address")
        if (self.kind is Kind.EVERYDAY) != bool(self.topic):
            raise ValueError("everyday help has a topic, and nothing else has")
        for language, words in (("es", self.es), ("fr", self.fr)):
            for part in self._to_translate():
                if not getattr(words, part):
                    raise ValueError(f"{part} is not said in {language}")
        return self

    def _to_translate(self) -> tuple[str, ...]:
        """What is words here; the name of an emergency number is nobody's own."""
        words = tuple(part for part in ("text", "hours", "notes") if getattr(self, part))
        return ("name", *words) if self.kind is Kind.EMERGENCY else words


class CountryResources(BaseModel):
    """A country's file: the first crisis line is the one of the help line."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    country: str = Field(pattern=r"^[A-Z]{2}$")
    resources: tuple[Resource, ...]


def lines_for(country: str, *, beside: Iterable[str] = ()) -> tuple[Resource, ...]:
    """The country's (ISO 3166, two letters), in the file's order; none where there is no file.
    What has one of the phone numbers in `beside`, the organisation's own, is left out."""
    file = FOLDER / f"{country.lower()}.yaml"
    if not (country.isalpha() and file.is_file()):
        return ()
    own = {_digits(phone) for phone in beside} - {""}
    return tuple(each for each in read(file).resources if _digits(each.phone) not in own)


def read(file: Path) -> CountryResources:
    """Raises pydantic's ValidationError."""
    return CountryResources.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))


def _digits(phone: str) -> str:
    return "".join(character for character in phone if character.isdecimal())
