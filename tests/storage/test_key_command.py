"""Keys that a command prints: whole or refused, in bounded size and time, and nothing told."""

import sys
import time
from pathlib import Path

import pytest

from storage.key_command import printed_by
from storage.key_disk import GREATEST_FILE
from storage.key_errors import KeyCommandFailed, KeyFileDamaged, KeyFileError
from storage.key_file import KeyFile

FILE = KeyFile.fresh([1])


def python(code: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-S", "-c", code, *arguments)


def test_what_a_command_prints_is_read_as_a_key_file(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text(FILE.to_text())
    assert KeyFile.from_command(("/bin/cat", str(tmp_path / "keys")), {}) == FILE


def test_it_gets_the_environment_that_it_is_given_and_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TAILBOARD_TOKEN", "not for it")
    assert printed_by(("/usr/bin/env",), {"KMS": "kms"}) == "KMS=kms\n"


@pytest.mark.parametrize(
    "command",
    [
        ("/no/such/program", "s3cret"),
        python("import sys; print('s3cret'); sys.exit(3)", "s3cret"),
        python("print('s3cr\\xe9t')", "s3cret"),
        python(f"print('s3cret' * {GREATEST_FILE})", "s3cret"),
        python("import sys; print('s3cret', file=sys.stderr); sys.exit(1)", "s3cret"),
    ],
)
def test_what_goes_wrong_is_told_without_output_or_arguments(command: tuple[str, ...]) -> None:
    with pytest.raises(KeyCommandFailed) as failed:
        printed_by(command, {})
    assert "s3cret" not in str(failed.value)
    assert command[0] in str(failed.value)


def test_what_is_no_key_file_is_refused_without_quoting_it() -> None:
    with pytest.raises(KeyFileDamaged) as damaged:
        KeyFile.from_command(("/bin/echo", "s3cret"), {})
    assert "s3cret" not in str(damaged.value)


def test_one_that_takes_too_long_is_ended_with_what_it_has_started(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    code = (
        "import os, time\n"
        "child = os.fork()\n"
        f"if child: open({str(pid)!r}, 'w').write(str(child))\n"
        "time.sleep(60)"
    )
    began = time.monotonic()
    with pytest.raises(KeyFileError, match="took over"):
        printed_by(python(code), {}, seconds=1.0)
    assert time.monotonic() - began < 10
    while _runs(int(pid.read_text())):
        assert time.monotonic() - began < 10
        time.sleep(0.01)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
