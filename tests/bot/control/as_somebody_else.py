"""Doing something as another user of the system, which only root can make happen."""

import os
from collections.abc import Callable

#: Linux's and macOS's nobody have other ids; any that is neither root's nor ours will do.
SOMEBODY_ELSE = 65_534


def is_root() -> bool:
    return os.geteuid() == 0


def as_somebody_else(doing: Callable[[], int]) -> int:
    """What it returns (0 to 255), in a process of its own that has given root up for good."""
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(SOMEBODY_ELSE)
            os.setuid(SOMEBODY_ELSE)
            os._exit(doing())
        finally:
            os._exit(255)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
