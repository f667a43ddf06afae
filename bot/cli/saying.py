"""How commands speak: plain lines of at most 80 columns."""

import textwrap

import click

WIDTH = 80


def tell(line: str, *, indent: int = 0, err: bool = False) -> None:
    """One paragraph, its further lines a little further in."""
    first = " " * indent
    click.echo(
        textwrap.fill(
            line,
            WIDTH,
            initial_indent=first,
            subsequent_indent=first + "  ",
            break_long_words=False,
            break_on_hyphens=False,
        ),
        err=err,
    )
