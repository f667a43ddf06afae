"""Secret files on the disk: whole or not there, and for nobody but their owner to read."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from storage.key_errors import (
    KeyFileDamaged,
    KeyFileExists,
    KeyFileMissing,
    KeyFileUnsafe,
    KeyFileUnwritable,
)

#: A key file of a thousand organisations has about half a megabyte; more is not a key file.
GREATEST_FILE = 4 * 1024 * 1024


def write_new(path: Path, text: str) -> None:
    """Make a file of mode 0600 and have it on the disk; raises KeyFileExists, KeyFileUnwritable.

    A write that fails takes its half-made file away. Only a kill in between leaves one, which
    reads as damaged.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                os.fchmod(descriptor, 0o600)  # whatever the umask
                file.write(text.encode("ascii"))
                file.flush()
                os.fsync(descriptor)
            sync_folder(path.parent)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    except FileExistsError:
        raise KeyFileExists(
            f"{path} is there already and is not overwritten: what was sealed under it could"
            " never be opened again. Use it, or name another file for another database."
        ) from None
    except OSError as error:
        raise _unwritable(path, error) from None


def replace_whole(path: Path, text: str) -> None:
    """Put `text` in an existing file's place: at every moment one of the two is there, whole.

    Follows a symbolic link, so that the file with the secrets is the one that is replaced.
    """
    path = path.resolve()
    new = path.with_name(path.name + ".new")
    try:
        new.unlink(missing_ok=True)
        write_new(new, text)
        if read_private(new) != text:
            raise KeyFileDamaged(f"{new} does not read back as written; the disk is not sound.")
        new.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):  # what stopped the replacing may stop this; the first is told
            new.unlink(missing_ok=True)
        raise _unwritable(path, error) from None


def sync_folder(folder: Path) -> None:
    """Have the folder on the disk: a new name is there only once its folder is."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_private(path: Path) -> str:
    """The text of an ordinary file that nobody but its owner (and root) can read.

    Raises KeyFileMissing, KeyFileUnsafe, KeyFileDamaged. The checks are made on the opened file,
    so that it cannot be exchanged in between.
    """
    try:
        # O_NONBLOCK: a pipe in the file's place must not hang the start.
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except PermissionError:
        raise KeyFileUnsafe(
            f"{path} may not be read by this user. Give it to the user that runs tailboard, with"
            f" `chown` and `chmod 600 {path}`."
        ) from None
    except OSError:
        raise KeyFileMissing(
            f"There is no key file at {path}. For a new database make one with"
            " `tailboard keys init`; for an existing one put back the file that it was made with."
        ) from None
    try:
        require_private(path, os.fstat(descriptor), user=os.geteuid())
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            content = file.read(GREATEST_FILE + 1)
    finally:
        os.close(descriptor)
    if len(content) > GREATEST_FILE or not content.isascii():
        raise KeyFileDamaged(f"{path} is not a key file. Name the key file of this database.")
    return content.decode("ascii")


def require_private(path: Path, about: os.stat_result, *, user: int) -> None:
    """Raise KeyFileUnsafe unless the file is ordinary, closed to others, and `user`'s or root's."""
    if not stat.S_ISREG(about.st_mode):
        raise KeyFileUnsafe(f"{path} is not an ordinary file. Name the key file itself.")
    if about.st_mode & 0o077:
        raise KeyFileUnsafe(
            f"{path} is open to others (mode {stat.S_IMODE(about.st_mode):04o})."
            f" Run `chmod 600 {path}`; where the mode cannot be changed, as with a container's"
            " secret, give the contents in the environment variable instead."
        )
    if about.st_uid not in {user, 0}:
        raise KeyFileUnsafe(
            f"{path} belongs to another user (id {about.st_uid}), who could exchange it. Give it"
            " to the user that runs tailboard, with `chown`."
        )


def _unwritable(path: Path, error: OSError) -> KeyFileUnwritable:
    return KeyFileUnwritable(
        f"{path} cannot be written ({error.strerror}). Name a place in an existing folder that"
        " the user who runs tailboard may write to, with room on its disk."
    )
