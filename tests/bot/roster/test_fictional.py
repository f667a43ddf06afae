"""The fictional department's roster, and the example in the documents, are good files."""

import re
from dataclasses import replace
from pathlib import Path

from bot.config.loading import read
from bot.model.people import Role
from bot.roster.columns import Column, RosterRow
from bot.roster.known import Known
from bot.roster.reading import read_roster
from tests.bot.config.conftest import PLATFORMS

ROOT = Path(__file__).parents[3]
LANGUAGES = ("en", "es", "fr")


def known() -> Known:
    """What the example configuration knows."""
    example = ROOT / "config.example.yaml"
    platform = PLATFORMS["pages"]
    text = example.read_bytes().partition(b"platforms:")[0]
    return Known.of(read(text, example, lambda _: platform).config, LANGUAGES)


def rows(content: bytes) -> tuple[RosterRow, ...]:
    found = read_roster(content, known())
    assert isinstance(found, tuple), found
    return found


def test_the_fictional_department_is_as_it_is_told() -> None:
    people = rows((ROOT / "bot/roster/fictional.csv").read_bytes())
    assert len(people) == 60
    stations = {each.station for each in people if each.station.startswith("Station")}
    assert len(stations) == 5
    assert sum(Role.SUPPORTER in each.roles for each in people) == 8
    assert sum(Role.COORDINATOR in each.roles for each in people) == 2
    assert not any({Role.SUPPORTER, Role.COORDINATOR} <= each.roles for each in people)
    assert {each.shift for each in people if each.rotation == "engines"} == {"A", "B", "C"}
    assert sum(not each.supervisor for each in people) == 1
    for each in people:
        (account,) = each.accounts
        assert str(account).startswith("local:demo:u")


def test_the_documented_example_is_read_and_every_column_explained() -> None:
    document = (ROOT / "docs/roster.md").read_text()
    example = re.search(r"(?m)^    number,.*\n(    .*\n)+", document)
    assert example
    people = rows(re.sub(r"(?m)^    ", "", example[0]).encode())
    assert [each.number for each in people] == ["100", "214", "230", "231"]
    assert re.findall(r"(?m)^\| `(\w+)` \|", document) == list(Column)


def test_a_language_without_texts_would_be_refused() -> None:
    content = (ROOT / "bot/roster/fictional.csv").read_bytes()
    spoken = {each.language for each in rows(content)}
    assert spoken > {"en"}
    assert not isinstance(
        read_roster(content, replace(known(), languages=frozenset({"xx"}))), tuple
    )
