"""`tailboard backup`"""

import os
from datetime import timedelta
from pathlib import Path

import click

from bot.app import database_of
from bot.cli.errors import UserMistake
from bot.cli.progress import progress
from bot.cli.reaching import load_configuration
from bot.cli.saying import tell
from bot.config.option import config_option
from bot.system_clock import SystemClock
from storage.backup import back_up


@click.command()
@config_option
@click.argument("to", type=click.Path(path_type=Path))
def backup(config_path: Path, to: Path) -> None:
    """Copy the database beside the running program.

    TO is a new file, or a folder in which the copy is named by the instant.
    The keys and the journal are not in it: keep those apart. How a backup is
    put back stands in docs/operating.md.
    """
    loaded = load_configuration(config_path)
    database = database_of(loaded, os.environ)
    if not isinstance(database, Path):
        raise UserMistake(
            "This database is on a PostgreSQL server: use its own pg_dump. Keep the keys and the"
            " journal apart from what it makes."
        )
    now = SystemClock().now()
    if to.is_dir():
        to = to / f"tailboard-{now:%Y-%m-%dT%H%M%SZ}.db"
    with progress("Copying") as told:
        made = back_up(database, to, told)
    days = loaded.config.retention.backups
    until = (now + timedelta(days=days)).date()
    tell(f"{made.file}: {made.size / 1_000_000:,.1f} MB, looked through and whole.")
    tell(
        f"Delete it by {until.isoformat()}: the journal reaches back {days} days, and an older copy"
        " is refused."
    )
