"""`tailboard discord invite`"""

import asyncio
import os
from pathlib import Path

import aiohttp
import click
import discord

from adapters.discord.config import DiscordConfig
from adapters.discord.inspecting import logged_in
from bot.config.loading import Loaded, load
from bot.config.option import config_option
from bot.config.platforms import installed_platform
from bot.config.secret import reveal

#: None: whoever is spoken to is spoken to directly, or sees alone what a command answers.
PERMISSIONS = discord.Permissions.none()
SCOPES = ("bot", "applications.commands")


@click.command()
@config_option
def invite(config_path: Path) -> None:
    """Print the invitation of the bot into a server.

    Somebody who manages the server opens it in a browser. It asks for no
    permission there: the bot writes to people directly, and what a command
    answers is seen by whoever typed it alone.
    """
    section = _section(load(config_path, installed_platform))
    app = asyncio.run(_app(reveal(section.token, os.environ)))
    click.echo(discord.utils.oauth_url(app, permissions=PERMISSIONS, scopes=SCOPES))


async def _app(token: str) -> int:
    try:
        async with logged_in(token) as client:
            return (await client.application_info()).id
    except discord.LoginFailure:
        raise click.ClickException("Discord does not know the token.") from None
    except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError):
        raise click.ClickException("Discord was not reached; try again.") from None


def _section(loaded: Loaded) -> DiscordConfig:
    platform = loaded.platforms.get("discord")
    if platform is None:
        raise click.ClickException("The configuration has no platforms: discord: yet.")
    assert isinstance(platform.section, DiscordConfig)
    return platform.section
