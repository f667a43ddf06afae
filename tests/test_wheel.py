"""The wheel carries the whole program, its texts and its pages, and no tests."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = ("bot", "adapters", "scheduler", "storage", "prompts")


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel that is built from this tree."""
    place = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", place],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = place.glob("tailboard-*.whl")
    with zipfile.ZipFile(wheel) as opened:
        return set(opened.namelist())


def test_every_file_of_every_layer_is_carried(carried: set[str]) -> None:
    files = {
        path.relative_to(ROOT).as_posix()
        for layer in LAYERS
        for path in (ROOT / layer).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert files
    assert files - carried == set()


def test_nothing_else_is_carried(carried: set[str]) -> None:
    tops = {name.partition("/")[0] for name in carried}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(LAYERS)


def test_the_licence_is_carried(carried: set[str]) -> None:
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in carried)
