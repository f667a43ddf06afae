"""docs/discord.md is held against the program: what it names is there, what it quotes is said."""

import ast
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from adapters.discord import register
from adapters.discord.client import INTENTS
from adapters.discord.commands import PERMISSIONS
from adapters.discord.config import DiscordConfig, Server
from adapters.discord.connection import CAPABILITIES
from adapters.discord.errors import TOO_MANY_NEW
from adapters.discord.limits import SUGGESTIONS
from adapters.discord.roles import RoleSays
from adapters.discord.slash import COORDINATORS, NAMING
from bot.cli.main import main
from bot.config.models import Retention, RhythmPolicy
from bot.events import COMMANDS
from bot.messages import MOST_SUGGESTIONS
from bot.model.supporters import MEDICAL
from tests.fakes.surroundings import english

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "discord.md").read_text(encoding="utf-8")
PLAIN = " ".join(GUIDE.split())


def blocks() -> list[str]:
    """What is indented: commands, files, parts of the configuration."""
    return [textwrap.dedent(part) for part in GUIDE.split("\n\n") if part.startswith("    ")]


def first_cells(heading: str) -> list[str]:
    """What stands in backquotes in the first column of the table under these column names."""
    table = GUIDE.split(f"| {heading} |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    return [quoted for row in table for quoted in re.findall(r"`([^`]+)`", row.split(" | ")[0])]


def said_by_the_program() -> Iterator[str]:
    """Every string of its source; "…" for what is filled in."""
    for package in ("adapters/discord", "bot"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield re.sub(r"%[sd]", "…", node.value)
                elif isinstance(node, ast.JoinedStr):
                    parts = (getattr(part, "value", None) for part in node.values)
                    yield "".join(part if isinstance(part, str) else "…" for part in parts)


def commands_named() -> set[str]:
    """Every `tailboard …` of the guide, in its lines and its sentences."""
    lines = [line for line in GUIDE.splitlines() if line.startswith("    ")]
    quoted = re.findall(r"`(tailboard [^`]+)`", PLAIN)
    return {each.strip() for each in (*lines, *quoted) if each.strip().startswith("tailboard ")}


def command_of(line: str) -> click.Command:
    """The command that a line runs; each option of it has to be there."""
    words = line.split()[1:]
    command: click.Command = main
    context = click.Context(main)
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(context, words.pop(0))
        assert found is not None, line
        command = found
    options = {option for each in command.params for option in each.opts}
    assert {word for word in words if word.startswith("--")} <= options, line
    return command


def test_every_key_of_the_configuration_is_told() -> None:
    told = set(first_cells("key | what it is for"))
    assert told == {*DiscordConfig.model_fields, *Server.model_fields} - {"id"}


def test_every_cell_that_a_role_can_say_is_told() -> None:
    sentence = PLAIN.split("A role may say", 1)[1].split(":", 1)[0]
    assert set(re.findall(r"`(\w+)`", sentence)) - {"supporter", "coordinator"} == set(
        RoleSays.model_fields
    )


def test_what_is_shown_of_the_configuration_is_taken() -> None:
    shown: list[dict[str, Any]] = [
        yaml.safe_load(block) for block in blocks() if re.match(r"(platforms|servers):", block)
    ]
    assert len(shown) == 2
    discord = shown[0]["platforms"]["discord"]
    DiscordConfig.model_validate(discord)
    DiscordConfig.model_validate(discord | shown[1])


def test_every_command_that_it_names_is_there() -> None:
    named = commands_named()
    assert {"tailboard discord invite --config config.yaml", "tailboard run"} <= named
    assert any(each.startswith("tailboard discord roster ") for each in named)
    for line in named:
        command_of(line)
    with pytest.raises(AssertionError):
        command_of("tailboard discord accounts")
    with pytest.raises(AssertionError):
        command_of("tailboard check --everywhere")
    own = {f"tailboard discord {command.name}" for command in register().commands}
    assert {" ".join(each.split()[:3]) for each in named if "discord" in each} == own


def test_commands_in_the_chat_are_those_that_there_are() -> None:
    assert set(re.findall(r"`/([a-z-]+)`", PLAIN)) <= set(COMMANDS)
    assert "Behind it, `supporter` suggests names" in PLAIN
    assert NAMING == "peer"
    managed = PLAIN.split(" offered to whoever manages the server", 1)[0].rsplit(". ", 1)[1]
    assert set(re.findall(r"`/([a-z-]+)`", managed)) == set(COORDINATORS)
    assert all(needed.manage_guild for needed in COORDINATORS.values())
    assert SUGGESTIONS == MOST_SUGGESTIONS


def test_it_asks_for_no_permission_and_no_privileged_intent() -> None:
    assert "It asks for no permission" in PLAIN
    assert PERMISSIONS.value == 0
    assert "Leave all three **Privileged Gateway Intents** off" in PLAIN
    for privileged in ("members", "presences", "message_content"):
        assert not getattr(INTENTS, privileged), privileged


def test_numbers_are_those_of_the_program() -> None:
    fields = DiscordConfig.model_fields
    assert f"{fields['messages_per_second'].default:.0f} unless told; Discord allows 50" in PLAIN
    assert f"{fields['new_conversations_per_second'].default:.0f} unless told" in PLAIN
    assert "none is for five minutes" in PLAIN
    assert TOO_MANY_NEW == 5 * 60


def test_what_the_log_and_the_terminal_say_is_quoted_word_for_word() -> None:
    lines = list(said_by_the_program())
    quoted = [each for each in first_cells("what you see") if not each.startswith("/")]
    said = [each for each in quoted if not each.startswith("tailboard ")]
    assert len(said) >= 4
    for each in said:
        assert any(each in line for line in lines), each


def test_what_follows_from_discords_rules_is_so_by_default() -> None:
    """Health is no topic, no group chat, and at most one message in seven days unasked for."""
    chapter = PLAIN.split("## Discord's rules", 1)[1].split("## ", 1)[0]
    named = {english(f"topic-{topic.value}") for topic in MEDICAL}
    assert {f"*{name}*" for name in named} <= set(re.findall(r"\*[^*|]+\*", chapter))
    assert not CAPABILITIES.health
    assert not CAPABILITIES.group_chats
    assert "One message in seven days at most" in chapter
    least = RhythmPolicy.model_fields["least_days_between"]
    assert least.default == 7
    assert any(getattr(each, "ge", None) == 7 for each in least.metadata)
    assert "erased 30 days later" in chapter
    assert Retention().leaver_erased == 30


def test_menus_it_leads_through_are_called_so() -> None:
    assert f"`/peer`, **{english('menu-data')}**" in PLAIN
