"""`tailboard slack manifest | accounts`"""

import asyncio
import json
import os
import re
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import click
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.accounts import Found, fill_in
from adapters.slack.by_group import FoundInGroup, fill_in_by_group
from adapters.slack.config import SlackConfig
from adapters.slack.link import client_of
from adapters.slack.manifest import manifest as made_manifest
from adapters.slack.replies import open_session
from bot.config.loading import Loaded, load
from bot.config.option import config_option
from bot.config.platforms import installed_platform
from bot.config.secret import reveal
from bot.roster.filling_in import ListUnfit, LookUpFailed, with_accounts_of
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
    write_over,
)
from bot.texts import texts

T = TypeVar("T")


@click.command()
@config_option
def manifest(config_path: Path) -> None:
    """Print the manifest that Slack makes the app of.

    Paste it where Slack asks for one: api.slack.com/apps, Create New App,
    From a manifest, JSON. It asks for the scopes that this configuration
    uses and for no other; docs/slack.md shows every click.
    """
    loaded = load(config_path, installed_platform)
    section = _section(loaded)
    organisation, said = loaded.config.organisation, texts()
    made = made_manifest(
        organisation.bot_name,
        lambda text: said.say(organisation.language, text),
        group=bool(section.coordinators_group),
        emails=section.find_accounts_by_email,
        names=section.find_accounts_by_group,
        group_chats=section.group_conversations,
        rotation=section.rotation is not None,
    )
    click.echo(json.dumps(made, indent=2))


@click.command()
@config_option
@click.argument("roster", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="Where to write the roster with the accounts, without the addresses.",
)
@click.option(
    "--group",
    "groups",
    multiple=True,
    metavar="ID",
    help="A user group's id: find its members by their names. May be given again.",
)
@click.option(
    "--resume", is_flag=True, help="Go on where an earlier run ended: --out has what it found."
)
def accounts(
    config_path: Path, roster: Path, out: Path, groups: tuple[str, ...], resume: bool
) -> None:
    """Find people's accounts once, by e-mail address or in a user group.

    ROSTER is a roster file with a column `email` more. Who has no account yet
    is looked up in the workspace; the result is written to --out, which
    `tailboard import` takes. Addresses are kept nowhere. What is found is
    written as it comes: where Slack fails meanwhile, do the same again with
    --resume.

    With --group no addresses are needed: the members of that user group are
    found by their names. A name that fits more than one is never guessed.
    """
    for group in groups:
        if not re.fullmatch("S[A-Z0-9]+", group):
            raise Unfit("--group takes a user group's id, S and more letters and digits.")
    if resume and groups:
        raise Unfit("--resume is for e-mail addresses: a group is looked through as a whole.")
    if not resume:
        refuse_to_overwrite(out)
    section = _section(load(config_path, installed_platform))
    text = read_text(roster)
    try:
        if resume and out.exists():
            text = with_accounts_of(text, read_text(out))
        filled = _by_group(section, text, groups, out) if groups else _by_email(section, text, out)
    except ListUnfit as unfit:
        raise Unfit(str(unfit)) from None
    except LookUpFailed as failed:
        raise Unfit(f"{failed} {_how_far(failed, out)}") from None
    tell_found(filled, out)


def _how_far(failed: LookUpFailed, out: Path) -> str:
    if not failed.of or not out.exists():
        return "Nothing was written."
    return (
        f"{failed.looked_up} of {failed.of} rows were looked up, and what was found is in {out}."
        " Run the same again with --resume to go on."
    )


def _by_email(section: SlackConfig, text: str, out: Path) -> int:
    """Writes the roster and says whom it could not find. How many it found."""

    async def look(client: AsyncWebClient, team: str) -> Found:
        return await fill_in(text, client, team, progress, keep=partial(write_over, out))

    found = asyncio.run(_looked_up(section, look))
    write_over(out, found.roster)
    tell_list("With an address that nobody in the workspace has", found.missing)
    tell_list("With no address in the file", found.no_address)
    if found.missing or found.no_address:
        tell(STAY)
    return found.filled


def _by_group(section: SlackConfig, text: str, groups: Sequence[str], out: Path) -> int:
    """Writes the roster and says what is left to work through. How many it found."""

    async def look(client: AsyncWebClient, team: str) -> FoundInGroup:
        return await fill_in_by_group(text, groups, client, team, progress)

    found = asyncio.run(_looked_up(section, look))
    write_new(out, found.roster)
    named = found.named
    tell_list("With a name that fits more than one, on the roster or in the group", named.shared)
    tell_list("With a name that nobody in the group has", named.missing)
    if named.shared or named.missing:
        tell(STAY)
    over = [member.account for member in named.over]
    tell_list("In the group and on no row", over, "accounts")
    return named.filled


def _section(loaded: Loaded) -> SlackConfig:
    platform = loaded.platforms.get("slack")
    if platform is None:
        raise Unfit(
            "The configuration has no platforms: slack: yet. docs/slack.md shows what it takes."
        )
    assert isinstance(platform.section, SlackConfig)
    return platform.section


async def _looked_up(
    section: SlackConfig, look: Callable[[AsyncWebClient, str], Awaitable[T]]
) -> T:
    async with open_session() as http:
        client = client_of(section, http, reveal(section.bot_token, os.environ))
        try:
            team = str((await client.auth_test())["team_id"])
        except Exception as error:  # whatever it was, nothing can be looked up
            raise LookUpFailed(
                f"Slack was not reached ({type(error).__name__}); `tailboard check --online` says"
                " why."
            ) from None
        return await look(client, team)
