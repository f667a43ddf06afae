"""What a running program is made of, wired in a folder as an operator has it."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.adapter_registration import AdapterRegistration, Surroundings
from bot.app import assemble
from bot.cli.reaching import load_configuration
from bot.config.loading import ConnectedPlatform
from bot.ports import Platform
from bot.system_clock import SystemClock
from tests.bot.cli.conftest import Tailboard


class _Section(BaseModel):
    """Of a platform that has nothing to configure."""


class _Broken(Exception):
    pass


def _break(section: BaseModel, surroundings: Surroundings) -> Platform:
    raise _Broken


def test_a_platform_that_cannot_be_built_leaves_the_database_to_the_next_try(
    ready: Tailboard, folder: Path
) -> None:
    loaded = load_configuration(folder / "config.yaml")
    broken = ConnectedPlatform(AdapterRegistration("broken", _Section, _break), _Section())
    with pytest.raises(_Broken):
        assemble(replace(loaded, platforms={"broken": broken}), os.environ, SystemClock())
    assemble(loaded, os.environ, SystemClock()).ledger.close()
