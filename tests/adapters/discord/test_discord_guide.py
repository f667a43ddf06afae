"""docs/discord.md tells of every key that there is, and of no other."""

import re
from pathlib import Path

from adapters.discord.config import DiscordConfig, Server

GUIDE = (Path(__file__).parents[3] / "docs" / "discord.md").read_text(encoding="utf-8")


def test_every_key_of_the_configuration_is_told() -> None:
    table = GUIDE.split("| key | what it is for |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    told = {key for row in table for key in re.findall(r"`([^`]+)`", row.split(" | ")[0])}
    assert told == {*DiscordConfig.model_fields, *Server.model_fields} - {"id"}
