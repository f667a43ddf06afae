"""Asking whoever sits at the terminal."""

import os
import select
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

_ANSWERS = {"y": True, "yes": True, "n": False, "no": False, "": False}
_LONGEST_LINE = 4096


def confirmed(question: str) -> bool:
    """Yes or no; no where the input ends. Only for a standard input that is a terminal.

    Raises KeyboardInterrupt at Ctrl-C, at once: where the output is piped, Python's own `input`
    loses one that comes after the question is shown and before it has begun to read, and waits on.
    """
    with _woken_by_signals() as signals:
        while True:
            click.echo(f"{question} [y/N]: ", nl=False)
            select.select([sys.stdin, signals], [], [])
            line = os.read(sys.stdin.fileno(), _LONGEST_LINE).decode(errors="replace")
            answer = _ANSWERS.get(line.strip().lower())
            if answer is not None:
                return answer
            click.echo("Please answer y or n.")


@contextmanager
def _woken_by_signals() -> Iterator[int]:
    """What can be read once a signal has come, whenever that was."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    before = signal.set_wakeup_fd(writing)
    try:
        yield reading
    finally:
        signal.set_wakeup_fd(before)
        os.close(reading)
        os.close(writing)
