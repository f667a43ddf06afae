"""How far a command has come, on standard error."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import click


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar, from the moment there is something to tell: what is done, of how much."""
    bars: list[Any] = []
    with ExitStack() as stack:

        def told(done: int, of: int) -> None:
            if not bars:
                bar = click.progressbar(length=of, label=label, file=sys.stderr, width=30)
                bars.append(stack.enter_context(bar))
            bars[0].update(done - bars[0].pos)

        yield told
