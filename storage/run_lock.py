"""One process a database file: a lock beside it, which ends with the process however it ends."""

import fcntl
import os
from pathlib import Path


class AlreadyRunning(Exception):
    """Another process has this database open; the message says what to do."""


class RunLock:
    """An advisory lock on `<file>.lock`. The file stays; it is the lock that counts."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @classmethod
    def take(cls, database: Path) -> "RunLock":
        """Raises AlreadyRunning."""
        database = database.resolve()
        path = database.with_name(database.name + ".lock")
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise AlreadyRunning(
                f"{database} is in use by another tailboard process. Stop that one first, or name"
                " another database."
            ) from None
        return cls(descriptor)

    def release(self) -> None:
        """May be called twice."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)
