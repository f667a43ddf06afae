"""Who is at the other end of a Unix socket, where the system tells."""

import os
import socket
import struct
from pathlib import Path

ROOT = 0
#: Linux's `struct ucred`: process, user, group.
_CREDENTIALS = struct.Struct("=iII")


def user_at(connection: socket.socket) -> int | None:
    """The user id of the process at the other end; None where the system does not tell."""
    option = getattr(socket, "SO_PEERCRED", None)
    if option is None:
        return None
    _, user, _ = _CREDENTIALS.unpack(
        connection.getsockopt(socket.SOL_SOCKET, option, _CREDENTIALS.size)
    )
    return int(user)


def own_users() -> frozenset[int]:
    """Who may command a process of this user: the user and root, who may do everything anyhow."""
    return frozenset({os.geteuid(), ROOT})


def trusted_users(path: Path) -> frozenset[int]:
    """Whose process may listen at this path: a command may carry a whole roster to it. Whoever
    owns the folder may: root's command goes to the service's own user."""
    return own_users() | {path.parent.stat().st_uid}
