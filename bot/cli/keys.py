"""`tailboard keys`"""

from pathlib import Path

import click

from bot.app import ORGANISATION
from bot.cli.errors import UserMistake
from bot.cli.options import config_option
from bot.cli.reaching import load_configuration
from bot.cli.saying import tell
from storage.key_file import KeyFile


@click.group()
def keys() -> None:
    """Make the keys that everything is sealed under."""


@keys.command()
@config_option
@click.option(
    "--file",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PATH",
    help="Where to write it instead, for keys that are handed over in a variable.",
)
def init(config_path: Path, file: Path | None) -> None:
    """Make the key file of a new database.

    It is written where the configuration says (keys: file:), for this user
    alone, and never over a file that is there: what was sealed under that
    could never be opened again.
    """
    keys = load_configuration(config_path).config.keys
    if file is None and keys.env:
        raise UserMistake(
            f"The configuration takes the keys from the environment variable {keys.env}. Write"
            " them with --file PATH, and put what the file holds into the variable."
        )
    place = file or keys.file
    KeyFile.create(place, [ORGANISATION])
    tell(f"The keys are in {place}.")
    tell(
        "Keep a copy of it apart from the database and its backups, where few can reach it."
        " Without it nothing that is sealed can ever be read, and with it and the database"
        " together everything can."
    )
