"""The adapters of real platforms read like brothers, as CONTRIBUTING.md says."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SLACK, DISCORD = ROOT / "adapters" / "slack", ROOT / "adapters" / "discord"


def rows() -> list[str]:
    """The first cells of the table."""
    table = CONTRIBUTING.split("| file | what it does in each |", 1)[1].split("\n\n", 1)[0]
    return [row.split(" | ")[0] for row in table.splitlines()[2:]]


def test_what_has_one_name_is_in_both_and_what_has_two_in_one_each() -> None:
    assert len(rows()) >= 8
    for row in rows():
        at_slack, _, at_discord = row.partition("; ")
        for name in re.findall(r"`(\w+\.py)`", at_slack):
            assert (SLACK / name).is_file(), name
        for name in re.findall(r"`(\w+\.py)`", at_discord or at_slack):
            assert (DISCORD / name).is_file(), name


def test_what_they_share_is_where_it_is_said_to_be() -> None:
    shared = CONTRIBUTING.split("What two of them need stands once, in `bot/`", 1)[1].split("\n\n")[
        0
    ]
    named = re.findall(r"`([\w/]+\.py)`", shared)
    assert len(named) >= 5
    for name in named:
        assert (ROOT / "bot" / name).is_file(), name
