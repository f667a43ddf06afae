"""Heads of the audit chain, a line each, in a file where the operator says: best on a disk, or a
machine, on which nobody who runs the program can change what was written.

A head tells nothing, so the file may be read by anybody.
"""

import os
from datetime import date
from pathlib import Path

from storage.audit_chain import Head


def add_head(file: Path, head: Head, on: date) -> None:
    """A further line, on the disk when this returns. Raises OSError."""
    line = f"{on.isoformat()} {head.to_text()}\n".encode("ascii")
    descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        os.write(descriptor, line)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_heads(file: Path) -> tuple[Head, ...]:
    """Every line of such a file. Raises OSError, and ValueError naming the line that is none."""
    heads = []
    for number, line in enumerate(file.read_text("ascii", "replace").splitlines(), start=1):
        try:
            heads.append(Head.from_text(line.partition(" ")[2]))
        except ValueError as error:
            raise ValueError(f"line {number}: {error}") from None
    return tuple(heads)
