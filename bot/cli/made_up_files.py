"""Files of made-up facts: read like a configuration, with every mistake and its line."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from bot.config.mistakes import ConfigurationInvalid, ConfigurationMissing
from bot.config.wording import mistakes_of
from bot.config.yaml_text import read_yaml

M = TypeVar("M", bound=BaseModel)


def read_made_up(path: Path, model: type[M]) -> M:
    """Raises ConfigurationMissing, ConfigurationInvalid."""
    try:
        document = read_yaml(path.read_bytes())
    except OSError as error:
        raise ConfigurationMissing(f"{path} cannot be read: {error.strerror}.") from None
    if not isinstance(document.values, dict) or document.mistakes:
        raise ConfigurationInvalid(str(path), document.mistakes)
    try:
        return model.model_validate(document.values)
    except ValidationError as error:
        found = mistakes_of(error, model, document)
    raise ConfigurationInvalid(str(path), found)
