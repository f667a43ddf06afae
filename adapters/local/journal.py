"""The chat's own file: append-only, one change a line, written through to the disk before a
message counts as posted. Read and compacted at the start, and where a file was deleted.

It is to the local workspace what a platform's servers are to Slack: it keeps in clear what was
posted, and opens only fictional agencies.
"""

import fcntl
import os
from datetime import datetime
from pathlib import Path
from types import TracebackType

from adapters.local.chat import Change, Chat, NoSuchMessage
from adapters.local.encoding import LineUnreadable, change_of, line_of
from bot.ports import CannotStart

_HEADER = '{"kind":"tailboard chat","version":1}'


class JournalUnusable(CannotStart):
    """The chat's file cannot be opened; the text says what a person can do."""


class Journal:
    """An open journal; `chat` is what was in it. One process at a time, one write at a time."""

    def __init__(self, path: Path) -> None:
        """Raises JournalUnusable where another process has it open or it is damaged."""
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(path.with_name(path.name + ".lock"))
        try:
            self.chat = _read(path)
            _write_anew(path, self.chat)
            self._file = os.open(path, os.O_WRONLY | os.O_APPEND)
        except BaseException:
            os.close(self._lock)
            raise
        self._length = os.fstat(self._file).st_size

    def append(self, change: Change) -> None:
        """Returns once it is on the disk. Raises OSError, with nothing of it kept."""
        line = (line_of(change) + "\n").encode("ascii")
        try:
            _write_all(self._file, line)
            os.fsync(self._file)
        except OSError:
            os.ftruncate(self._file, self._length)
            raise
        self._length += len(line)

    def compact(self) -> None:
        """Nothing of what was deleted is in the file any more. Raises OSError, and then it may
        be."""
        _write_anew(self._path, self.chat)
        anew = os.open(self._path, os.O_WRONLY | os.O_APPEND)
        os.close(self._file)
        self._file = anew
        self._length = os.fstat(anew).st_size

    def close(self) -> None:
        os.close(self._file)
        os.close(self._lock)

    def __enter__(self) -> "Journal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def last_instant(path: Path) -> datetime | None:
    """The latest instant that a chat's file knows of, for a clock that shall go on from there;
    None where there is no such file. Raises JournalUnusable."""
    return _read(path).last_instant


def _locked(path: Path) -> int:
    lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise JournalUnusable(
            f"{path.with_suffix('')} is open in another process: stop that one first"
        ) from None
    return lock


def _read(path: Path) -> Chat:
    """The chat as it was left. A last line that was never finished is left out: what it says was
    never confirmed to anyone."""
    chat = Chat()
    if not path.exists() or path.stat().st_size == 0:
        return chat
    *lines, _unfinished = path.read_text(encoding="ascii", errors="replace").split("\n")
    if not lines or lines[0] != _HEADER:
        raise JournalUnusable(f"{path} is not a chat of this version: move it away to begin anew")
    for number, line in enumerate(lines[1:], start=2):
        try:
            chat.apply(change_of(line))
        except (LineUnreadable, NoSuchMessage):
            raise JournalUnusable(
                f"{path} is damaged at line {number}: restore it, or move it away to begin anew"
            ) from None
    return chat


def _write_anew(path: Path, chat: Chat) -> None:
    """Replace the file by the shortest that holds the same chat; at every instant there is a
    whole file, the old one or the new one."""
    beside = path.with_name(path.name + ".new")
    file = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        lines = [_HEADER, *(line_of(change) for change in chat.changes())]
        _write_all(file, ("\n".join(lines) + "\n").encode("ascii"))
        os.fsync(file)
    finally:
        os.close(file)
    beside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _write_all(file: int, content: bytes) -> None:
    """A write may take less than it was given (on a disk that fills up, before it fails)."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(file, rest) :]
