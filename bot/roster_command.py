"""What a command that fills in a roster reads, writes and says; the same for every platform."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

#: columns of a terminal
WIDTH = 80
STAY = "These stay on the roster without an account, and are not written to."


class Unfit(click.ClickException):
    """Its words fit the terminal, after "Error: "."""

    def format_message(self) -> str:
        return click.wrap_text(self.message, WIDTH - len("Error: "), subsequent_indent="  ")


def read_text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise click.ClickException(f"{path} is not UTF-8.") from None


def refuse_to_overwrite(path: Path) -> None:
    if path.exists():
        raise click.ClickException(f"{path} is there already; nothing was written.")


def write_new(path: Path, text: str) -> None:
    """For its owner alone: it says who in the agency has which account."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}.") from None
    with open(descriptor, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def write_over(path: Path, text: str) -> None:
    """The same in the place of what this command wrote there before, in one piece."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        write_new(part, text)
        part.replace(path)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}.") from None


def tell_list(whose: str, listed: Sequence[str], by: str = "numbers") -> None:
    """A hundred and more fit on the screen."""
    if listed:
        tell(f"{whose}, {len(listed)} by their {by}:")
        click.echo(click.wrap_text(" ".join(listed), WIDTH, "  ", "  "))


def tell(text: str) -> None:
    click.echo(click.wrap_text(text, WIDTH, subsequent_indent="  "))


def tell_found(filled: int, out: Path) -> None:
    accounts = "One account was" if filled == 1 else f"{filled} accounts were"
    click.echo(f"{accounts} found. Next: tailboard import {out}")


def progress(done: int, of: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{done} of {of}", nl=done == of, err=True)
