"""The command line in a folder with a configuration, as an operator has it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import main

CONFIG = """\
organisation:
  name: Harlow Ridge Fire Department
  zone: America/Chicago
lines:
  - {name: Emergency, kind: emergency, phone: 911}
  - {name: Crisis line, kind: crisis, phone: 988}
limits_of_confidentiality: {en: The limits.}
rotations:
  engines: {preset: 24/48, anchors: {A: 2026-01-01}}
"""

Tailboard = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "config.yaml").write_text(CONFIG)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TAILBOARD_CONFIG", raising=False)
    return tmp_path


@pytest.fixture
def tailboard(folder: Path) -> Tailboard:
    def run(*arguments: str, said: str | None = None) -> Result:
        return CliRunner().invoke(main, arguments, input=said, catch_exceptions=False)

    return run


@pytest.fixture
def ready(tailboard: Tailboard) -> Tailboard:
    """With keys and a database."""
    assert tailboard("keys", "init").exit_code == 0
    assert tailboard("migrate").exit_code == 0
    return tailboard
