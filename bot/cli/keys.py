"""`tailboard keys`"""

import os
from pathlib import Path

import click

from bot.app import ORGANISATION, database_of, key_ring_of
from bot.cli.errors import UserMistake
from bot.cli.key_rotation import drop, next_epoch, origin_of, rotate_keys, status
from bot.cli.reaching import load_configuration
from bot.cli.saying import tell
from bot.config.option import config_option
from storage.audit_reading import AuditReader, write_first_key
from storage.key_file import KeyFile


@click.group()
def keys() -> None:
    """Make and rotate the keys that everything is sealed under."""


@keys.command()
@config_option
@click.option(
    "--file",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PATH",
    help="Where to write it instead, for keys that a variable or a command hands over.",
)
def init(config_path: Path, file: Path | None) -> None:
    """Make the key file of a new database.

    It is written where the configuration says (keys: file:), for this user
    alone, and never over a file that is there: what was sealed under that
    could never be opened again.
    """
    keys = load_configuration(config_path).config.keys
    if file is None and not keys.is_file:
        raise UserMistake(
            f"The configuration takes the keys from {origin_of(keys)}. Write them with --file"
            " PATH, and put what the file holds there."
        )
    place = file or keys.file
    KeyFile.create(place, [ORGANISATION])
    tell(f"The keys are in {place}.")
    tell(
        "Keep a copy of it apart from the database and its backups, where few can reach it."
        " Without it nothing that is sealed can ever be read, and with it and the database"
        " together everything can."
    )


@keys.command("hand-over")
@config_option
@click.option(
    "--to",
    "to",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PATH",
    required=True,
    help="Where to write it: a new file, best on what you carry away.",
)
def hand_over(config_path: Path, to: Path) -> None:
    """Hand the first key of the record over to somebody else.

    With it, and with it alone, it can be shown later that the record of what
    operators and coordinators did was not written anew (tailboard audit
    verify). So it belongs to somebody who does not run this machine: it is
    written to a file of its own, and taken out of the key file.
    """
    loaded = load_configuration(config_path)
    place = loaded.config.keys
    if not place.is_file:
        raise UserMistake(
            f"The keys come from {origin_of(place)}, which cannot be changed from here. Write them"
            " to a file, hand over from there, and put what the file then holds in their place."
        )
    known = KeyFile.load(place.file)
    first = known.for_organisation(ORGANISATION).audit_first_key
    if first is None:
        raise UserMistake("The first key was handed over before; it is not here any more.")
    AuditReader(
        database_of(loaded, os.environ), key_ring_of(loaded, os.environ)
    ).close()  # it has begun
    write_first_key(to, ORGANISATION, first)
    known.forget_audit_first_keys(place.file)
    tell(f"The first key is in {to}, and no longer in {place.file}.")
    tell(
        "Give that file to somebody who does not run this machine, and leave no copy here. Copies"
        " of the key file that were made before still hold it: replace them."
    )


for command in (rotate_keys, status, next_epoch, drop):
    keys.add_command(command)
