"""From the file to the configuration, or to every mistake in it at once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from bot.adapter_registration import AdapterRegistration, Audience
from bot.config.mistakes import ConfigurationInvalid, ConfigurationMissing, Mistake, dotted
from bot.config.models import Config
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


def load(path: Path, find_platform: FindPlatform) -> Loaded:
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
    return read(content, path, find_platform)


def read(content: bytes, path: Path, find_platform: FindPlatform) -> Loaded:
    """What `load` does with the file's bytes; `path` names it and says where it lies.

    1. Read the YAML. 2. Hold it against the model, and each platform's part against its own.
    3. Refuse samples where a platform is for real people. One go finds every mistake of all.
    """
    document = read_yaml(content)
    if not isinstance(document.values, dict):
        raise ConfigurationInvalid(str(path), document.mistakes)
    mistakes = list(document.mistakes)
    config = _validated(Config, document.values, document, (), mistakes)
    platforms = dict(_platforms(document, find_platform, mistakes))
    if config is not None:
        mistakes.extend(_samples(config, platforms, document))
    if mistakes or config is None:
        raise ConfigurationInvalid(str(path), _one_a_place(mistakes))
    return _loaded(config, platforms, path.absolute().parent)


def _validated(
    model: type[M], values: object, document: Document, under: tuple[str, ...], out: list[Mistake]
) -> M | None:
    """The model's instance, or None and its mistakes added to `out`."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        out.extend(mistakes_of(error, model, document, under))
        return None


def _platforms(
    document: Document, find_platform: FindPlatform, out: list[Mistake]
) -> Iterator[tuple[str, ConnectedPlatform]]:
    sections = document.values.get("platforms")
    for name, values in (sections if isinstance(sections, dict) else {}).items():
        place = ("platforms", name)
        registration = find_platform(name)
        if registration is None:
            what = "no platform of this name is installed"
            out.append(Mistake(dotted(place), document.line(place), what))
            continue
        given = {} if values is None else values  # `local:` alone takes every default
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


def _samples(
    config: Config, platforms: Mapping[str, ConnectedPlatform], document: Document
) -> Iterator[Mistake]:
    for platform in platforms.values():
        for key, what in refused_placeholders(config, platform.registration):
            yield Mistake(key, document.line((key,)), what)


def refused_placeholders(
    config: Config, platform: AdapterRegistration
) -> tuple[tuple[str, str], ...]:
    """What a platform of real people refuses of samples: the key, and what would be right."""
    if platform.audience is Audience.FICTIONAL:
        return ()
    found = []
    if config.limits_of_confidentiality.placeholder:
        what = "is still the sample; write the organisation's own text, as its counsel approved it"
        found.append(("limits_of_confidentiality", what))
    if config.clinician is not None and config.clinician.placeholder:
        found.append(("clinician", "is still the sample; name the organisation's own"))
    return tuple(found)


def missing_secrets(loaded: Loaded, environ: Mapping[str, str]) -> tuple[str, ...]:
    """Of each secret that is not where the configuration says: who names it, and what is missing.
    Opens nothing else."""
    named = list(secrets_in(loaded.config))
    for name, platform in loaded.platforms.items():
        named.extend(secrets_in(platform.section, ("platforms", name)))
    found = []
    for place, secret in named:
        try:
            reveal(secret, environ)
        except SecretMissing as missing:
            found.append(f"{dotted(place)}: {missing}")
    return tuple(found)
