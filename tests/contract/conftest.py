"""Every folder of adapters/ is held against the same contract."""

import importlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.adapter_registration import AdapterRegistration
from tests.contract.harness import Harness, OpenHarness

ROOT = Path(__file__).parents[2]

#: by folder: a new platform is held to the contract as soon as its folder is there
ADAPTERS = sorted(place.parent.name for place in (ROOT / "adapters").glob("*/__init__.py"))


@pytest.fixture(params=ADAPTERS)
def adapter(request: pytest.FixtureRequest) -> str:
    name = request.param
    assert isinstance(name, str)
    return name


@pytest.fixture
def registration(adapter: str) -> AdapterRegistration:
    registered = importlib.import_module(f"adapters.{adapter}").register()
    assert isinstance(registered, AdapterRegistration)
    return registered


@pytest.fixture
async def harness(adapter: str, tmp_path: Path) -> AsyncIterator[Harness]:
    """A running platform with a person at the other end; stopped afterwards."""
    open_harness: OpenHarness = importlib.import_module(
        f"tests.adapters.{adapter}.harness"
    ).open_harness
    async with open_harness(tmp_path) as opened:
        yield opened
