"""`tailboard run` as a process: how it starts, what keeps it from starting, how it ends."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.bot.cli.conftest import CONFIG, Tailboard
from tests.bot.cli.test_commands import refused, roster
from tests.bot.roster.conftest import person

ROOT = Path(__file__).parents[3]
QUIET = CONFIG + "health: {port: 0}\n"


def start(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot.cli.main", "run"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def taken() -> Iterator[int]:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        yield listening.getsockname()[1]


def ended(process: subprocess.Popen[str], number: signal.Signals) -> tuple[str, str]:
    """What it said, once it runs and has been told to end."""
    assert process.stdout is not None
    said = ""
    while "Running." not in said:
        line = process.stdout.readline()
        assert line, process.stderr and process.stderr.read()
        said += line
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    return said + out, err


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_in_order_when_told(ready: Tailboard, folder: Path, number: signal.Signals) -> None:
    (folder / "config.yaml").write_text(QUIET)
    process = start(folder)
    said, logged = ended(process, number)
    assert process.returncode == 0
    assert "names no platform" in said
    assert said.endswith("Stopped: what was in flight is finished.\n")
    assert "Traceback" not in logged


def test_a_budget_too_small_is_warned_of_and_keeps_nothing_from_running(
    ready: Tailboard, folder: Path
) -> None:
    (folder / "config.yaml").write_text(QUIET + "rhythm: {daily_budget: 2}\n")
    ready("import", roster(folder, *(person(str(n)) for n in range(60))))
    process = start(folder)
    _, logged = ended(process, signal.SIGTERM)
    assert process.returncode == 0
    assert "the daily budget of 2 is too small for a roster of 60: 4 would do" in logged
    (folder / "config.yaml").write_text(QUIET + "rhythm: {daily_budget: 4}\n")
    _, logged = ended(start(folder), signal.SIGTERM)
    assert "too small" not in logged
    told = [line[12:] for line in ready("audit", "show").output.splitlines()]
    assert [line for line in told if line.startswith("configuration")] == [
        "configuration: as it was first seen here",
        "configuration: rhythm changed",
    ]


def test_ports_that_are_taken_are_named(ready: Tailboard, folder: Path, taken: int) -> None:
    (folder / "config.yaml").write_text(CONFIG + f"health: {{port: {taken}}}\n")
    process = start(folder)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    said = " ".join(err.split())
    assert f"127.0.0.1:{taken} cannot be listened on" in said
    assert "Name another port under health:" in said


def test_a_page_that_cannot_be_served_is_told_in_words(
    tailboard: Tailboard, folder: Path, taken: int
) -> None:
    (folder / "config.yaml").write_text(QUIET + f"platforms: {{local: {{port: {taken}}}}}\n")
    for command in (("keys", "init"), ("migrate",)):
        assert tailboard(*command).exit_code == 0
    process = start(folder)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert f"Error: Port {taken} of 127.0.0.1 is taken" in " ".join(err.split())


# An import that is stopped


def importing(folder: Path, stdin: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot.cli.main", "import", "roster.csv"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_who_does_not_say_yes_hears_that_nothing_was_changed(
    ready: Tailboard, folder: Path
) -> None:
    roster(folder, person("1"))
    ours, theirs = os.openpty()
    process = importing(folder, theirs)
    os.write(ours, b"n\n")
    out, err = process.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    assert process.returncode == 0, err
    assert out.endswith("Nothing was changed.\n")
    assert "New: one person" in ready("import", "roster.csv", "--dry-run").stdout


def test_a_stop_at_the_question_ends_it_at_once_though_its_output_is_piped(
    ready: Tailboard, folder: Path
) -> None:
    """At the very moment at which the question is shown: nothing has begun to read by then."""
    roster(folder, person("1"))
    ours, theirs = os.openpty()
    process = importing(folder, theirs)
    assert process.stdout is not None
    said = b""
    while b"Apply it?" not in said:
        said += os.read(process.stdout.fileno(), 4096)
    process.send_signal(signal.SIGINT)
    try:
        _, err = process.communicate(timeout=20)
    finally:
        process.kill()
        os.close(ours)
        os.close(theirs)
    assert (process.returncode, err) == (130, "\nNothing was changed.\n")
    assert "New: one person" in ready("import", "roster.csv", "--dry-run").stdout


def test_an_import_that_is_stopped_in_between_says_so_and_goes_on_later(
    ready: Tailboard, folder: Path
) -> None:
    roster(folder, *(person(str(n)) for n in range(4_000)))
    process = importing(folder, subprocess.DEVNULL)
    assert process.stderr is not None
    while "Applying" not in process.stderr.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Stopped in between" in err
    assert "Traceback" not in err
    again = ready("import", "roster.csv")
    assert again.exit_code == 0
    assert "As before: " in again.stdout
    assert "Nothing would change" in ready("import", "roster.csv").stdout


# Databases that cannot be used


@pytest.mark.parametrize("command", [("run",), ("migrate",), ("supporters", "list"), ("plan",)])
def test_a_file_that_is_no_database_is_told_in_words(
    ready: Tailboard, folder: Path, command: tuple[str, ...]
) -> None:
    for file in folder.glob("tailboard.db*"):
        file.unlink()
    content = b"nothing that SQLite wrote, " * 200
    (folder / "tailboard.db").write_bytes(content)
    refused(ready(*command), "tailboard.db is no SQLite database, or is damaged")
    assert (folder / "tailboard.db").read_bytes() == content


def test_a_server_that_does_not_answer_is_told_in_words(
    ready: Tailboard, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as gone:
        port = gone.getsockname()[1]
    monkeypatch.setenv("TB_URL", f"postgresql://somebody:canary@127.0.0.1:{port}/tailboard")
    (folder / "config.yaml").write_text(CONFIG + "database: {url: {env: TB_URL}}\n")
    for command in (("migrate",), ("supporters", "list"), ("run",)):
        result = ready(*command)
        refused(result, "The PostgreSQL server of database.url does not answer")
        assert "canary" not in result.output
        assert "somebody" not in result.output
    blind = ready("watch", "--once")
    assert (blind.exit_code, blind.stdout) == (2, "")
    assert "The database cannot be read." in blind.stderr


def test_a_folder_that_is_not_there_is_named(ready: Tailboard, folder: Path) -> None:
    (folder / "config.yaml").write_text(CONFIG + "database: {path: none/tailboard.db}\n")
    refused(ready("migrate"), "none/tailboard.db: No such file or directory")
