"""The slash commands, as Discord lists them. Its words are seen by everybody alike, so they are in
the organisation's language."""

from typing import Any, TypeAlias

import discord
from discord import app_commands

from adapters.discord import limits
from adapters.discord.client import Client
from adapters.discord.words import shortened
from bot.events import COMMANDS
from bot.own_words import Words

Command: TypeAlias = app_commands.Command[Any, ..., None]

#: Commands of coordinators, and what Discord asks of whoever is offered them; a server's own
#: settings may say otherwise. Whether somebody may is asked again at every call.
COORDINATORS = dict.fromkeys(("peer-report", "peer-admin"), discord.Permissions(manage_guild=True))


#: Behind which a supporter's name can be typed.
NAMING = "peer"


def add_commands(client: Client, words: Words) -> None:
    for name in COMMANDS:
        made = _naming(client, name, words) if name == NAMING else _command(client, name, words)
        made.default_permissions = COORDINATORS.get(name)
        client.tree.add_command(made)


def _command(client: Client, name: str, words: Words) -> Command:
    @app_commands.describe(words=_line(words("discord-command-words")))
    async def given(interaction: discord.Interaction[Any], words: str = "") -> None:
        client.listening.commanded(interaction, name, words)

    return Command(name=name, description=_line(words(f"command-{name}")), callback=given)


def _naming(client: Client, name: str, words: Words) -> Command:
    @app_commands.describe(
        supporter=_line(words("discord-command-supporter")),
        words=_line(words("discord-command-words")),
    )
    async def given(
        interaction: discord.Interaction[Any], supporter: str = "", words: str = ""
    ) -> None:
        client.listening.commanded(interaction, name, words, supporter)

    made = Command(name=name, description=_line(words(f"command-{name}")), callback=given)
    made.autocomplete("supporter")(_by_the_listener)
    return made


async def _by_the_listener(
    _: discord.Interaction[Any], typed: str
) -> list[app_commands.Choice[str]]:
    """The library wants a function before it says that an option completes itself; what is typed
    is answered in `completing.py`, and never comes here (`client.Tree`)."""
    raise AssertionError("it is answered elsewhere")


def _line(text: str) -> str:
    return shortened(text, limits.COMMAND_TEXT)
