"""The command's side: one connection to the running process."""

import socket
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from bot.control.commands import Command
from bot.control.office import OfficeGone
from bot.control.peers import trusted_users, user_at
from bot.control.wire import NotUnderstood, ask_line, read_reply

A = TypeVar("A")
R = TypeVar("R")

#: Seconds that one command may take; a busy database is given up after fewer.
PATIENCE = 120.0


class NobodyThere(Exception):
    """No process listens on the socket."""


class RemoteOffice:
    """Asks the running process. See `bot.control.office.Office`."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._file = connection.makefile("rb")

    @classmethod
    def connect(cls, path: Path) -> "RemoteOffice":
        """Raises NobodyThere, and PermissionError where the process is another user's: nothing is
        sent to somebody who put a socket of theirs in this place."""
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.connect(str(path))
            if user_at(connection) not in {None, *trusted_users(path)}:
                raise PermissionError(f"{path} is another user's; nothing was sent there")
        except (FileNotFoundError, ConnectionRefusedError):
            connection.close()
            raise NobodyThere(str(path)) from None
        except BaseException:
            connection.close()
            raise
        connection.settimeout(PATIENCE)
        return cls(connection)

    def ask(self, command: Command[A, R], asked: A) -> R:
        try:
            self._connection.sendall(ask_line(command, asked))
            line = self._file.readline()
        except (OSError, TimeoutError):
            line = b""
        if not line.endswith(b"\n"):
            raise OfficeGone("the running process went away before it replied")
        try:
            replied: R = read_reply(command, line)
        except NotUnderstood:
            raise OfficeGone("the running process is of another release: restart it") from None
        return replied

    def close(self) -> None:
        self._file.close()
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
