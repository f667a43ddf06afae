"""What the first pages point to is there, and the commands that they name are commands."""

import re
from pathlib import Path

import click
import pytest

from bot.cli.main import main

ROOT = Path(__file__).parents[1]
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "docs/roster.md",
    "docs/operating.md",
    "docs/slack.md",
    "docs/discord.md",
    "docs/explain.example.yaml",
    "docs/privacy.md",
    "docs/threat-model.md",
    "docs/what-a-seizure-yields.md",
    "docs/impact-assessment.md",
    "SECURITY.md",
)
#: Paths as the pages write them: in backticks or as the aim of a link, from the root.
PATHS = re.compile(r"(?:`|\]\()((?:bot|adapters|scheduler|storage|prompts|tests|docs)/[\w./-]*)")
_WORDS = r"tailboard ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?"
COMMANDS = re.compile(rf"^\s*{_WORDS}|`{_WORDS}", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_points_to_is_there(page: str) -> None:
    named = set(PATHS.findall((ROOT / page).read_text("utf-8")))
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_a_page_are_commands(page: str) -> None:
    for groups in COMMANDS.findall((ROOT / page).read_text("utf-8")):
        name, inner = groups[0] or groups[2], groups[1] or groups[3]
        command = main.get_command(click.Context(main), name)
        assert command is not None, name
        if isinstance(command, click.Group) and inner:
            assert inner in command.commands, f"{name} {inner}"


def test_commands_are_found_on_a_page() -> None:
    """Else the test before this one would hold of anything."""
    named = {
        groups[0] or groups[2] for groups in COMMANDS.findall((ROOT / "README.md").read_text())
    }
    assert {"check", "keys", "migrate", "import", "run"} <= named


def test_the_first_screen_has_the_two_commands_and_a_picture() -> None:
    first = "\n".join((ROOT / "README.md").read_text("utf-8").splitlines()[:25])
    assert "make demo" in first
    assert "make test" in first
    (picture,) = re.findall(r"!\[.+\]\((.+)\)", first)
    assert (ROOT / picture).stat().st_size > 10_000
