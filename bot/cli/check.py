"""`tailboard check`"""

import os
from pathlib import Path

import click

from bot.app import is_fictional, keys_of
from bot.cli.errors import UserMistake
from bot.cli.options import config_option
from bot.cli.reaching import library, load_configuration
from bot.cli.saying import tell
from bot.config.loading import Loaded, missing_secrets
from bot.config.secret import SecretMissing, reveal
from bot.config.showing import shown
from storage.key_errors import KeyFileError, KeyFileMissing


@click.command()
@config_option
@click.option(
    "--show", is_flag=True, help="Print what is in force: defaults filled in, secrets hidden."
)
def check(config_path: Path, show: bool) -> None:
    """Read the configuration, and name every mistake in it.

    Each mistake is told with its place, its line, and what would be right.
    Nothing is opened and nothing is sent.
    """
    loaded = load_configuration(config_path)
    mistakes = [*missing_secrets(loaded, os.environ), *_without_texts(loaded)]
    mistakes += _unreadable_notice(loaded)
    fictional = is_fictional(loaded)
    try:
        keys_of(loaded, os.environ)
        missing_keys = ""
    except KeyFileMissing as missing:
        missing_keys = str(missing)
    except KeyFileError as error:
        mistakes.append(str(error))
    if mistakes:
        heading = f"{config_path}: {len(mistakes)} to mend"
        raise UserMistake("\n".join([heading, *(f"  {mistake}" for mistake in mistakes)]))
    if show:
        click.echo(shown(loaded), nl=False)
        return
    tell(f"{config_path} has no mistakes.")
    if fictional:
        tell("It is for the local workspace, with made-up people: samples may stay in it.")
    if not loaded.platforms:
        tell("It names no platform yet, so the program would speak to nobody.")
    if missing_keys:
        tell(missing_keys)


def _without_texts(loaded: Loaded) -> list[str]:
    languages = library().languages()
    language = loaded.config.organisation.language
    if language in languages:
        return []
    return [f"organisation.language: there are texts in {', '.join(languages)} only"]


def _unreadable_notice(loaded: Loaded) -> list[str]:
    """The clinician hears of somebody who waits by this address, or not at all."""
    notice = loaded.config.clinician.notice if loaded.config.clinician else None
    if notice is None:
        return []
    from scheduler.waking import is_readable  # Apprise takes a while to load

    try:
        url = reveal(notice, os.environ)
    except SecretMissing:
        return []  # told already
    return [] if is_readable(url) else ["clinician.notice: no address that Apprise knows"]
