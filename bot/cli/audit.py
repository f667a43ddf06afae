"""`tailboard audit`"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from bot.app import ORGANISATION, database_of, key_ring_of
from bot.cli.audit_words import in_words
from bot.cli.errors import UserMistake
from bot.cli.reaching import load_configuration
from bot.cli.saying import tell
from bot.config.option import config_option
from storage.audit_chain import Break, Head
from storage.audit_heads import read_heads
from storage.audit_reading import AuditReader, read_first_key

_BROKEN = {
    Break.ALTERED: "it is not what was recorded",
    Break.MISSING: "it is missing",
    Break.CUT: "the record ends before it, and went further when the head was copied",
    Break.ANOTHER_CHAIN: "the record is not the one that the head was copied from",
}


@click.group()
def audit() -> None:
    """Read the record of what operators and coordinators did, and see whether it
    is whole."""


@audit.command()
@config_option
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    default="2000-01-01",
    help="From this day on (UTC), as 2026-11-01; everything unless told.",
)
def show(config_path: Path, since: datetime) -> None:
    """Print what was recorded, by day.

    The day, what was done, and what the record says of it. Days alone, since
    the hour could tell more than is meant. Nothing in it tells who asked,
    answered or joined.
    """
    with _reader(config_path) as reader:
        nothing = True
        for day, kind, said in in_words(reader.entries(since.date()), reader.numbers):
            nothing = False
            tell(f"{day}  {kind}{': ' if said else ''}{said}")
    if nothing:
        tell(f"Nothing was recorded since {since.date()}.")


@audit.command()
@config_option
def head(config_path: Path) -> None:
    """Print the end of the record: one line that tells nothing.

    Copied off this machine every day, it shows later whether the record was
    cut or written anew: tailboard audit verify --head LINE.
    """
    with _reader(config_path) as reader:
        click.echo(reader.head().to_text())  # one line, however long: it is copied


@audit.command()
@config_option
@click.option(
    "--first-key",
    "first_key",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The file that tailboard keys hand-over wrote; whoever holds it brings it along.",
)
@click.option("--head", "line", help="A head that was copied off this machine.")
@click.option(
    "--heads",
    "file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A file of heads, as audit: heads: in the configuration has it written.",
)
def verify(config_path: Path, first_key: Path, line: str | None, file: Path | None) -> None:
    """Follow the record from its first key.

    Exit code 0: it is whole; 1: it was changed, and where.
    """
    kept = _heads(line, file)
    with _reader(config_path) as reader:
        found = reader.verify(read_first_key(first_key, ORGANISATION), kept)
    if found.why is None:
        entries = "one entry" if found.intact == 1 else f"{found.intact} entries"
        tell(f"The record is whole: {entries}.")
        return
    tell(f"The record is broken at entry {found.broken_at}: {_BROKEN[found.why]}.", err=True)
    sys.exit(1)


def _heads(line: str | None, file: Path | None) -> tuple[Head, ...]:
    try:
        said = () if line is None else (Head.from_text(line),)
    except ValueError as error:
        raise UserMistake(f"--head: {error}.") from None
    try:
        kept = () if file is None else read_heads(file)
    except ValueError as error:
        raise UserMistake(f"--heads: {error}.") from None
    if any(head.organisation != ORGANISATION for head in (*said, *kept)):
        raise UserMistake("A head is another organisation's.")
    return (*said, *kept)


@contextmanager
def _reader(config_path: Path) -> Iterator[AuditReader]:
    loaded = load_configuration(config_path)
    keys = key_ring_of(loaded, os.environ)
    reader = AuditReader(database_of(loaded, os.environ), keys)
    try:
        yield reader
    finally:
        reader.close()
