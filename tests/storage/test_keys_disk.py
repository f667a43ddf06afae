"""The key file on the disk: private, whole, never overwritten; errors say what to do."""

import errno
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from storage.key_disk import GREATEST_FILE, require_private, write_new
from storage.key_errors import (
    KeyFileDamaged,
    KeyFileExists,
    KeyFileMissing,
    KeyFileUnsafe,
    KeyFileUnwritable,
    WrongKey,
)
from storage.key_file import KeyFile

AN_ID = 2**63 - 1
#: A whole key file, and then far too much.
FULL = KeyFile.fresh([1]).to_text() + " " * GREATEST_FILE


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tailboard.keys"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_is_read_back_as_it_was_made(path: Path) -> None:
    made = KeyFile.create(path, [3, AN_ID])
    assert KeyFile.load(path) == made
    assert set(made.organisations) == {3, AN_ID}
    assert made.for_organisation(AN_ID).epoch == 1


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
def test_only_the_owner_may_read_it_whatever_the_umask(path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        KeyFile.create(path, [1])
    finally:
        os.umask(before)
    assert mode(path) == 0o600


def test_an_existing_file_is_not_overwritten(path: Path) -> None:
    KeyFile.create(path, [1])
    before = path.read_bytes()
    with pytest.raises(KeyFileExists, match="is not overwritten"):
        KeyFile.create(path, [1])
    assert path.read_bytes() == before


def test_a_link_to_nowhere_is_not_written_through(path: Path, tmp_path: Path) -> None:
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(KeyFileExists):
        KeyFile.create(path, [1])
    assert not (tmp_path / "elsewhere").exists()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeyFileUnwritable, match=r"No such file or directory.*existing folder"):
        KeyFile.create(tmp_path / "no" / "keys", [1])


def test_a_full_disk_leaves_no_half_file_behind(path: Path) -> None:
    """The limit on a file's size stands in for a full disk: the write fails half-way."""
    script = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from storage.key_errors import KeyFileUnwritable\n"
        "from storage.key_file import KeyFile\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "try:\n"
        "    KeyFile.create(Path(sys.argv[1]), [1])\n"
        "except KeyFileUnwritable as error:\n"
        "    print(error)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert os.strerror(errno.EFBIG) in run.stdout
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("organisations", [[], [0], [-1], [2**63]])
def test_keys_are_made_for_positive_63_bit_ids_alone(path: Path, organisations: list[int]) -> None:
    with pytest.raises(ValueError, match="organisation"):
        KeyFile.create(path, organisations)
    assert not path.exists()


def test_a_missing_file_says_how_to_make_one(path: Path) -> None:
    with pytest.raises(KeyFileMissing, match="tailboard keys init"):
        KeyFile.load(path)


@pytest.mark.parametrize("open_to", [0o640, 0o604, 0o620, 0o602, 0o610, 0o601, 0o666])
def test_a_file_open_to_others_is_refused_until_its_mode_is_set(path: Path, open_to: int) -> None:
    made = KeyFile.create(path, [1])
    path.chmod(open_to)
    with pytest.raises(KeyFileUnsafe, match=rf"mode {open_to:04o}.*chmod 600"):
        KeyFile.load(path)
    path.chmod(0o400)
    assert KeyFile.load(path) == made


def test_a_file_of_another_user_is_refused(path: Path) -> None:
    KeyFile.create(path, [1])
    about = path.stat()
    require_private(path, about, user=about.st_uid)
    theirs = os.stat_result((*about[:4], 4711, *about[5:]))
    with pytest.raises(KeyFileUnsafe, match=r"another user \(id 4711\).*chown"):
        require_private(path, theirs, user=about.st_uid)
    roots = os.stat_result((*about[:4], 0, *about[5:]))
    require_private(path, roots, user=4711)


def test_a_file_that_we_may_not_read_says_so(path: Path) -> None:
    KeyFile.create(path, [1])
    path.chmod(0o000)
    with as_an_ordinary_user(), pytest.raises(KeyFileUnsafe, match="may not be read by this user"):
        KeyFile.load(path)


@contextmanager
def as_an_ordinary_user() -> Iterator[None]:
    """Root may read everything: be nobody for a while."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


def test_a_folder_or_a_pipe_is_no_key_file(tmp_path: Path) -> None:
    with pytest.raises(KeyFileUnsafe, match="not an ordinary file"):
        KeyFile.load(tmp_path)
    os.mkfifo(tmp_path / "pipe", 0o600)
    with pytest.raises(KeyFileUnsafe, match="not an ordinary file"):
        KeyFile.load(tmp_path / "pipe")


def test_a_link_to_a_private_file_is_followed(path: Path, tmp_path: Path) -> None:
    made = KeyFile.create(path, [1])
    (tmp_path / "link").symlink_to(path)
    assert KeyFile.load(tmp_path / "link") == made


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", FULL.encode()])
def test_a_file_with_other_content_is_damaged(path: Path, content: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(content)
    with pytest.raises(KeyFileDamaged, match=re.escape(str(path))):
        KeyFile.load(path)


# Handing over the audit chains' first keys


def test_the_audit_chains_first_keys_leave_the_file_and_nothing_else(path: Path) -> None:
    made = KeyFile.create(path, [1, 2])
    kept = made.forget_audit_first_keys(path)
    read = KeyFile.load(path)
    assert read == kept
    assert kept.fingerprint == made.fingerprint
    for organisation in (1, 2):
        before, after = made.for_organisation(organisation), read.for_organisation(organisation)
        assert after.audit_first_key is None
        assert after == replace(before, audit_first_key=None)
    assert mode(path) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_handing_over_may_be_repeated_after_a_crash(path: Path) -> None:
    made = KeyFile.create(path, [1])
    kept = made.forget_audit_first_keys(path)
    write_new(path.with_name(path.name + ".new"), "half a file")
    assert made.forget_audit_first_keys(path) == kept
    assert kept.forget_audit_first_keys(path) == kept
    assert KeyFile.load(path) == kept


def test_a_file_half_written_by_a_crash_does_not_stand_in_the_way(path: Path) -> None:
    made = KeyFile.create(path, [1])
    write_new(path.with_name(path.name + ".new"), "half a file")
    assert made.forget_audit_first_keys(path) == KeyFile.load(path)
    assert list(path.parent.iterdir()) == [path]


def test_handing_over_leaves_a_file_with_other_keys_alone(path: Path) -> None:
    KeyFile.create(path, [1])
    before = path.read_bytes()
    with pytest.raises(WrongKey, match="left as it is"):
        KeyFile.fresh([1]).forget_audit_first_keys(path)
    assert path.read_bytes() == before


def test_handing_over_changes_the_file_behind_a_link(path: Path, tmp_path: Path) -> None:
    made = KeyFile.create(path, [1])
    link = tmp_path / "link"
    link.symlink_to(path)
    made.forget_audit_first_keys(link)
    assert link.is_symlink()
    assert KeyFile.load(path).for_organisation(1).audit_first_key is None


def test_a_file_that_cannot_be_replaced_stays_and_says_so(path: Path) -> None:
    made = KeyFile.create(path, [1])
    before = path.read_bytes()
    path.with_name(path.name + ".new").mkdir()
    with pytest.raises(KeyFileUnwritable, match="cannot be written"):
        made.forget_audit_first_keys(path)
    assert path.read_bytes() == before
