"""Platforms by their folder's name, imported only when used."""

import importlib
import re
from collections.abc import Callable
from importlib.util import find_spec

from bot.adapter_registration import AdapterRegistration

#: How a platform is found by its name; None: there is no such folder.
FindPlatform = Callable[[str], AdapterRegistration | None]


def installed_platform(name: str) -> AdapterRegistration | None:
    """What `adapters/<name>` tells of itself, or None where there is no such folder."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or find_spec(f"adapters.{name}") is None:
        return None
    registration = importlib.import_module(f"adapters.{name}").register()
    assert isinstance(registration, AdapterRegistration)
    return registration
