"""Where the running process listens for commands: a Unix socket beside its database."""

import hashlib
import os
import stat
import tempfile
from pathlib import Path

#: Bytes that a socket's path may have on every system (Linux takes 107, macOS 103).
LONGEST_PATH = 100


def socket_path(database: Path) -> Path:
    """`tailboard.db.socket` beside the file; where that is too long for a socket, a name of its
    own in this user's folder in the temporary directory."""
    beside = database.absolute().with_name(database.name + ".socket")
    if len(os.fsencode(beside)) <= LONGEST_PATH:
        return beside
    name = hashlib.sha256(os.fsencode(database.resolve())).hexdigest()[:24]
    return _own_folder() / f"{name}.socket"


def _own_folder() -> Path:
    """A folder that nobody else can put anything into, or else PermissionError."""
    folder = Path(tempfile.gettempdir()) / f"tailboard-{os.geteuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    about = folder.lstat()
    ours = stat.S_ISDIR(about.st_mode) and about.st_uid == os.geteuid()
    if not ours or about.st_mode & 0o077:
        raise PermissionError(f"{folder} is not a folder of this user alone; remove it")
    return folder
