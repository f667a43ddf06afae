"""From the file to the configuration, or to every mistake in it at once."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from bot.adapter_registration import AdapterRegistration, Audience
from bot.config.mistakes import ConfigurationInvalid, ConfigurationMissing, Mistake, Place, dotted
from bot.config.models import Config, Secret
from bot.config.platforms import FindPlatform
from bot.config.secret import SecretMissing, reveal
from bot.config.walking import located, secrets_in
from bot.config.wording import mistakes_of
from bot.config.yaml_text import Document, read_yaml

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class ConnectedPlatform:
    """A platform that the configuration names, and its part of it."""

    registration: AdapterRegistration
    section: BaseModel


@dataclass(frozen=True, slots=True)
class Loaded:
    """The configuration with its paths absolute, and the platforms by name. `config.platforms`
    has the same sections as plain values, defaults filled in."""

    config: Config
    platforms: Mapping[str, ConnectedPlatform]


@dataclass(frozen=True, slots=True)
class Given:
    """What a file gives, as far as it can be read. `named` are the platforms that it names and
    that are installed, whatever is wrong with their parts."""

    document: Document
    folder: Path
    named: Mapping[str, AdapterRegistration]

    def at(self, place: Place) -> Any:
        """The plain value, or None."""
        value = self.document.values
        for step in place:
            value = value.get(step) if isinstance(value, dict) else None
        return value

    def section(self, name: str, model: type[M]) -> M | None:
        """That section, its paths absolute; None where it is mistaken."""
        try:
            return located(model.model_validate(self.at((name,)) or {}), self.folder)
        except ValidationError:
            return None

    def secrets(self) -> Iterator[tuple[Place, Secret]]:
        """Every secret that is named, its path absolute."""
        values = self.document.values
        found = list(secrets_in(values, Config))
        for name, registration in self.named.items():
            under: Place = ("platforms", name)
            found.extend(secrets_in(self.at(under), registration.config, under))
        for place, secret in found:
            yield place, located(secret, self.folder)

    def mistake(self, place: Place, what: str) -> Mistake:
        return Mistake(dotted(place), self.document.line(place), what)


#: Finds mistakes beyond the file's own: what it names and is not there.
Judge = Callable[[Given], Iterable[Mistake]]


def load(path: Path, find_platform: FindPlatform, judges: Sequence[Judge] = ()) -> Loaded:
    """Raises ConfigurationMissing, or ConfigurationInvalid with every mistake."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise ConfigurationMissing(
            f"There is no configuration at {path}. Begin with a copy of config.example.yaml, or"
            " name another file with --config."
        ) from None
    except OSError as error:
        raise ConfigurationMissing(f"{path} cannot be read: {error.strerror}.") from None
    return read(content, path, find_platform, judges)


def read(
    content: bytes, path: Path, find_platform: FindPlatform, judges: Sequence[Judge] = ()
) -> Loaded:
    """What `load` does with the file's bytes; `path` names it and says where it lies.

    1. Read the YAML. 2. Hold it against the model, and each platform's part against its own.
    3. Judge what is of several parts, and what `judges` look for. One go finds every mistake:
    none is kept back because of another.
    """
    document = read_yaml(content)
    if not isinstance(document.values, dict):
        raise ConfigurationInvalid(str(path), document.mistakes)
    mistakes = list(document.mistakes)
    config = _validated(Config, document.values, document, (), mistakes)
    named = dict(_named(document, find_platform, mistakes))
    platforms = dict(_platforms(document, named, mistakes))
    given = Given(document, path.absolute().parent, MappingProxyType(named))
    for judge in (_samples, _audiences, *judges):
        mistakes.extend(judge(given))
    if mistakes or config is None:
        raise ConfigurationInvalid(str(path), _one_a_place(mistakes))
    return _loaded(config, platforms, given.folder)


def _validated(
    model: type[M], values: object, document: Document, under: tuple[str, ...], out: list[Mistake]
) -> M | None:
    """The model's instance, or None and its mistakes added to `out`."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        out.extend(mistakes_of(error, model, document, under))
        return None


def _named(
    document: Document, find_platform: FindPlatform, out: list[Mistake]
) -> Iterator[tuple[str, AdapterRegistration]]:
    sections = document.values.get("platforms")
    for name in sections if isinstance(sections, dict) else {}:
        registration = find_platform(name)
        if registration is not None:
            yield name, registration
            continue
        place = ("platforms", name)
        what = "no platform of this name is installed; each is a folder in adapters/"
        out.append(Mistake(dotted(place), document.line(place), what))


def _platforms(
    document: Document, named: Mapping[str, AdapterRegistration], out: list[Mistake]
) -> Iterator[tuple[str, ConnectedPlatform]]:
    for name, registration in named.items():
        values = document.values["platforms"][name]
        given = {} if values is None else values  # `local:` alone takes every default
        place = ("platforms", name)
        section = _validated(registration.config, given, document, place, out)
        if section is not None:
            yield name, ConnectedPlatform(registration, section)


def _loaded(config: Config, platforms: Mapping[str, ConnectedPlatform], folder: Path) -> Loaded:
    connected = {
        name: ConnectedPlatform(platform.registration, located(platform.section, folder))
        for name, platform in platforms.items()
    }
    sections = {name: platform.section.model_dump() for name, platform in connected.items()}
    config = located(config, folder).model_copy(update={"platforms": sections})
    return Loaded(config, MappingProxyType(connected))


def _one_a_place(mistakes: Iterable[Mistake]) -> tuple[Mistake, ...]:
    """What the YAML was mistaken in is left out of the values, so that the model may miss it as
    well: the first word on a place is enough."""
    first: dict[tuple[str, int], Mistake] = {}
    for mistake in mistakes:
        first.setdefault((mistake.path, mistake.line), mistake)
    return tuple(first.values())


def _samples(given: Given) -> Iterator[Mistake]:
    """A platform of real people refuses samples: somebody would call such a line at night."""
    if not any(each.audience is Audience.REAL for each in given.named.values()):
        return
    for key in (*_SAMPLES, "lines"):
        if key in _SAMPLES and _is_true(given.at((key, "placeholder"))):
            yield given.mistake((key,), _SAMPLES[key])
            continue
        for place in _sample_words(given.at((key,)), (key,)):
            yield given.mistake(place, "is still a sample; write your own, or take it out")


def _sample_words(value: Any, place: Place) -> Iterator[Place]:
    """Where words of the example still say that they are one, though their mark was taken away."""
    if isinstance(value, str):
        if _SAMPLE_WORDS.search(value):
            yield place
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _sample_words(part, (*place, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _sample_words(part, (*place, number))


def _is_true(value: Any) -> bool:
    """As the model reads it: `yes` as well."""
    try:
        return _TRUTH.validate_python(value)
    except ValidationError:
        return False


_TRUTH = TypeAdapter(bool)
#: As the example marks its own, in each language.
_SAMPLE_WORDS = re.compile(r"\A(SAMPLE|MUESTRA|EXEMPLE)\b|\((sample|muestra|exemple)\)")
_SAMPLES = {
    "limits_of_confidentiality": "is still the sample; write the organisation's own text, as its"
    " counsel approved it",
    "clinician": "is still the sample; name the organisation's own",
}


def _audiences(given: Given) -> Iterator[Mistake]:
    """A database is for real people or for made-up ones."""
    if len({each.audience for each in given.named.values()}) > 1:
        what = (
            "the local workspace is for a fictional organisation and cannot run beside a real"
            " platform; give it a configuration, a database and keys of its own"
        )
        yield given.mistake(("platforms",), what)


def missing_secrets(environ: Mapping[str, str]) -> Judge:
    """Looks whether each secret is where the configuration says. Opens nothing else."""

    def judge(given: Given) -> Iterator[Mistake]:
        for place, secret in given.secrets():
            try:
                reveal(secret, environ)
            except SecretMissing as missing:
                yield given.mistake(place, str(missing))

    return judge
