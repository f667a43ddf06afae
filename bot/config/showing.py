"""The configuration in force as YAML: defaults filled in, secrets by their place only."""

from collections.abc import Mapping
from datetime import date, time
from enum import Enum
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from bot.config.loading import Loaded
from bot.config.models import KeyPlace, Secret


def shown(loaded: Loaded) -> str:
    """YAML that says what the program goes by. A secret shows where it comes from, never what
    it is."""
    values = _plain(loaded.config)
    values["platforms"] = {
        name: _plain(platform.section) for name, platform in loaded.platforms.items()
    }
    text: str = yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=80)
    return text


def _plain(value: Any) -> Any:
    match value:
        case Secret(env=str() as variable) if variable:
            return f"(hidden: the environment variable {variable})"
        case Secret(file=file):
            return f"(hidden: the file {file})"
        case KeyPlace(command=(program, *_)):  # its arguments may be secret
            return {"command": f"(hidden: what {program} prints)"}
        case KeyPlace(env=str() as variable) if variable:
            return {"env": variable}
        case KeyPlace(file=file):
            return {"file": str(file)}
        case BaseModel():
            return {name: _plain(getattr(value, name)) for name in type(value).model_fields}
        case Mapping():
            return {str(key): _plain(item) for key, item in value.items()}
        case tuple() | list():
            return [_plain(item) for item in value]
        case Enum():
            return value.value
        case time():
            return value.strftime("%H:%M")
        case Path() | date():
            return str(value)
        case _:
            return value
