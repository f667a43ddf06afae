"""The keys as a command prints them, so that a key management service or a hardware module may
hold them: run without a shell, its output read once and bounded in size and time, never logged.
"""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import IO

from storage.key_disk import GREATEST_FILE
from storage.key_errors import KeyCommandFailed

#: How long a command may take: a service far away answers in one or two.
SECONDS = 30.0
_PIECE = 65_536


def printed_by(
    command: Sequence[str], environment: Mapping[str, str], *, seconds: float = SECONDS
) -> str:
    """What the command writes to its standard output, which is to be what a key file holds. It is
    given this environment and nothing else; what it says on standard error is nobody's, since it
    may quote what it should not.

    Raises KeyCommandFailed, which names the command's program alone: arguments may be secret.
    """
    program = command[0]
    try:
        process = subprocess.Popen(  # noqa: S603  # nosec B603  # the operator's own, from the configuration
            list(command),
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise KeyCommandFailed(
            f"The command that prints the keys ({program}) cannot be run: {error.strerror}."
        ) from None
    assert process.stdout is not None
    until = time.monotonic() + seconds
    try:
        content = _read(process.stdout, until)
        process.stdout.close()  # who still writes is told so, and does not wait to be read
        code = process.wait(max(0.0, until - time.monotonic()))
    except subprocess.TimeoutExpired:
        content = None
    finally:
        _end(process)
    if content is None:
        raise KeyCommandFailed(
            f"The command that prints the keys ({program}) took over {seconds:.0f} s and was ended."
        )
    if len(content) <= GREATEST_FILE and code != 0:
        raise KeyCommandFailed(
            f"The command that prints the keys ({program}) failed with code {code}. Run it by hand"
            " as the user that runs tailboard, with the same variables, to see what it says."
        )
    if len(content) > GREATEST_FILE or not content.isascii():
        raise KeyCommandFailed(
            f"What the command ({program}) printed is no key file. It has to print what a file of"
            " tailboard keys init holds, and nothing else."
        )
    return content.decode("ascii")


def _read(output: IO[bytes], until: float) -> bytes | None:
    """All that is written, or a little more than a key file may have; None when time is up."""
    content = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(output, selectors.EVENT_READ)
        while len(content) <= GREATEST_FILE:
            if not selector.select(max(0.0, until - time.monotonic())):
                return None
            piece = os.read(output.fileno(), _PIECE)
            if not piece:
                break
            content += piece
    return bytes(content)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Nothing that it has started goes on with the keys in hand."""
    with suppress(ProcessLookupError):  # it ended by itself, and left nobody behind
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
