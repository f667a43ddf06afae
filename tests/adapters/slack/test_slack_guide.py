"""docs/slack.md quotes the program: what it quotes is what the program says."""

import ast
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

from adapters.slack.config import SlackConfig
from adapters.slack.manifest import scopes
from bot.roster.known import Known
from bot.roster.mistakes import Mistakes
from bot.roster.reading import read_roster
from tests.fakes.surroundings import english

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "slack.md").read_text(encoding="utf-8")


def first_cells(heading: str) -> list[str]:
    """What stands in backquotes in the first column of the table under these column names."""
    table = GUIDE.split(f"| {heading} |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    return [quoted for row in table for quoted in re.findall(r"`([^`]+)`", row.split(" | ")[0])]


def said_by_the_program() -> Iterator[str]:
    """Every string of its source; "…" for what is filled in."""
    for package in ("adapters/slack", "bot", "scheduler"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield re.sub(r"%[sd]", "…", node.value)
                elif isinstance(node, ast.JoinedStr):
                    parts = (getattr(part, "value", None) for part in node.values)
                    yield "".join(part if isinstance(part, str) else "…" for part in parts)


def is_said(quoted: str, lines: list[str]) -> bool:
    """As it stands or with one word of it filled in; what is quoted may be the beginning."""
    words = quoted.split(" ")
    filled = (" ".join([*words[:at], "…", *words[at + 1 :]]) for at in range(len(words)))
    return any(each in line for each in (quoted, *filled) for line in lines)


def test_what_the_log_and_the_terminal_say_is_quoted_word_for_word() -> None:
    lines = list(said_by_the_program())
    quoted = [each for each in first_cells("what you see") if not each.startswith("/")]
    assert len(quoted) >= 5
    printed = re.findall(r"It says `([^`]+)` and `([^`]+)`", " ".join(GUIDE.split()))
    assert printed
    for each in (*quoted, *printed[0]):
        assert is_said(each, lines), each
    assert not is_said("workspace … stopped", lines)


def test_every_key_and_every_scope_has_its_line() -> None:
    assert set(first_cells("key")) == set(SlackConfig.model_fields)
    everything = scopes(group=True, emails=True, names=True, group_chats=True)
    assert set(first_cells("scope")) == set(everything)


def test_the_shortcut_is_called_as_slack_shows_it() -> None:
    assert f"*{english('request-form-title')}*" in " ".join(GUIDE.split())


def test_the_roster_to_begin_with_is_one() -> None:
    block = next(part for part in GUIDE.split("\n\n") if part.startswith("    number,"))
    zone, language = "America/Chicago", "en"
    known = Known({}, frozenset({language}), frozenset({zone}), zone, language)
    rows = read_roster(textwrap.dedent(block).encode(), known)
    assert not isinstance(rows, Mistakes)
    assert [row.number for row in rows] == ["001", "230", "033"]


def test_a_first_request_is_told_by_the_buttons_that_it_takes() -> None:
    told = " ".join(GUIDE.split("**Try a request now.**", 1)[1].split("\n\n", 1)[0].split())
    pressed = re.findall(r"\*\*([^*]+)\*\*", told)
    assert pressed == [
        english(button)
        for button in (
            "button-talk",
            "button-limits-seen",
            "button-talk-urgency-today",
            "request-submit",
            "button-offer-now",
            "button-request-yes",
        )
    ]
