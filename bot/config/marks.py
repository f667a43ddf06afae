"""A mark of each section of the configuration: it changes when the section does."""

import json
from hashlib import sha256

from bot.config.models import Config

_LENGTH = 8  #: hexadecimal digits; it tells a change, and need not withstand anybody


def marks_of(config: Config) -> dict[str, str]:
    """By the section's name, of what is in force: what is not given counts with its default. A
    secret counts by where it is found, and not by what it is."""
    sections = config.model_dump(mode="json")
    return {name: _mark(section) for name, section in sections.items()}


def _mark(section: object) -> str:
    plain = json.dumps(section, sort_keys=True, ensure_ascii=False)
    return sha256(plain.encode()).hexdigest()[:_LENGTH]
