"""`tailboard discord invite | roster`"""

import asyncio
import os
from pathlib import Path

import aiohttp
import click
import discord

from adapters.discord.config import DiscordConfig, Server
from adapters.discord.inspecting import logged_in
from adapters.discord.members import FoundInServer, fill_in_from_server
from bot.config.loading import Loaded, load
from bot.config.option import config_option
from bot.config.platforms import installed_platform
from bot.config.secret import reveal
from bot.roster.filling_in import ListUnfit, LookUpFailed
from bot.roster_command import (
    STAY,
    Unfit,
    progress,
    read_text,
    refuse_to_overwrite,
    tell,
    tell_found,
    tell_list,
    write_new,
)

#: None: whoever is spoken to is spoken to directly, or sees alone what a command answers.
PERMISSIONS = discord.Permissions.none()
SCOPES = ("bot", "applications.commands")

TOKEN_UNKNOWN = (
    "Discord does not know the token. Reset it on the app's page, under Bot, and give the program"
    " the new one."
)


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


@click.command()
@config_option
@click.argument("roster", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="Where to write the roster with what was found.",
)
@click.option(
    "--server",
    "server_id",
    default="",
    metavar="ID",
    help="Which of the configuration's servers, where there are several.",
)
def roster(config_path: Path, roster: Path, out: Path, server_id: str) -> None:
    """Fill in a roster from a server: accounts by names, the rest by roles.

    ROSTER is a roster file, or a list with no more than the columns number
    and name. Who has no account yet is looked for in the server by name; a
    name that fits more than one is never guessed. Then the roles that the
    configuration names say station, shift, crew, rank, rotation and role.
    The result is written to --out, which `tailboard import` takes.
    """
    refuse_to_overwrite(out)
    section = _section(load(config_path, installed_platform))
    server, text = _server_of(section, server_id), read_text(roster)
    try:
        found = asyncio.run(_found(section, text, server))
    except (ListUnfit, LookUpFailed) as unfit:
        raise Unfit(str(unfit)) from None
    write_new(out, found.roster)
    named = found.named
    tell_list("With a name that fits more than one, on the roster or in the server", named.shared)
    tell_list("With a name that nobody in the server has", named.missing)
    if named.shared or named.missing:
        tell(STAY)
    tell_list("With an account, and not in the server any more", found.gone)
    tell_list("With roles that say two things, so that nothing was changed", found.unclear)
    tell_found(named.filled, out)


async def _found(section: DiscordConfig, text: str, server: Server) -> FoundInServer:
    try:
        async with logged_in(reveal(section.token, os.environ)) as client:
            return await fill_in_from_server(text, server, client, progress)
    except discord.LoginFailure:
        raise LookUpFailed(f"{TOKEN_UNKNOWN} Nothing was written.") from None
    except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError):
        raise LookUpFailed("Discord was not reached; try again. Nothing was written.") from None


def _server_of(section: DiscordConfig, wanted: str) -> Server:
    if not wanted and len(section.servers) == 1:
        return section.servers[0]
    for server in section.servers:
        if server.id == wanted:
            return server
    if wanted:
        raise Unfit(f"The configuration has no server {wanted}.")
    raise Unfit("The configuration has several servers: say which with --server.")


async def _app(token: str) -> int:
    try:
        async with logged_in(token) as client:
            return (await client.application_info()).id
    except discord.LoginFailure:
        raise click.ClickException(TOKEN_UNKNOWN) from None
    except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError):
        raise click.ClickException("Discord was not reached; try again.") from None


def _section(loaded: Loaded) -> DiscordConfig:
    platform = loaded.platforms.get("discord")
    if platform is None:
        raise click.ClickException("The configuration has no platforms: discord: yet.")
    assert isinstance(platform.section, DiscordConfig)
    return platform.section
