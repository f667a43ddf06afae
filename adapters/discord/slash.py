"""The slash commands, as Discord lists them. Its words are seen by everybody alike, so they are in
the organisation's language."""

from typing import Any

import discord
from discord import app_commands

from adapters.discord import limits
from adapters.discord.client import Client
from adapters.discord.words import shortened
from bot.events import COMMANDS
from bot.own_words import Words

#: Commands of coordinators, and what Discord asks of whoever is offered them; a server's own
#: settings may say otherwise. Whether somebody may is asked again at every call.
COORDINATORS = {"peer-admin": discord.Permissions(manage_guild=True)}


def add_commands(client: Client, words: Words) -> None:
    for name in COMMANDS:
        client.tree.add_command(_command(client, name, words))


def _command(client: Client, name: str, words: Words) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(words=_line(words("discord-command-words")))
    async def given(interaction: discord.Interaction[Any], words: str = "") -> None:
        client.listening.commanded(interaction, name, words)

    command: app_commands.Command[Any, ..., None] = app_commands.Command(
        name=name, description=_line(words(f"command-{name}")), callback=given
    )
    command.default_permissions = COORDINATORS.get(name)
    return command


def _line(text: str) -> str:
    return shortened(text, limits.COMMAND_TEXT)
