"""`tailboard keys rotate | status | next | drop`: what they say, and what becomes of the file."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import Result

from bot.control.office import Turn
from bot.control.server import ControlServer
from bot.control.socket_path import socket_path
from bot.system_clock import SystemClock
from storage.journal_file import JournalFile
from storage.key_file import KeyFile
from storage.ledger import QueuedLedger
from storage.opening import open_ledger
from tests.bot.cli.conftest import CONFIG, Tailboard
from tests.bot.roster.conftest import csv_of, person
from tests.playing import setting_of
from tests.rotating import ring_of
from tests.storage_opening import open_everything


def said(result: Result, code: int = 0) -> str:
    assert result.exit_code == code, result.output
    lines = [line for line in result.output.splitlines() if " " in line.strip()]  # but for a path
    assert all(len(line) <= 80 for line in lines), result.output
    return " ".join(result.output.split())


@pytest.fixture
def filled(ready: Tailboard, folder: Path) -> Tailboard:
    (folder / "roster.csv").write_bytes(csv_of(person("1"), person("2")))
    assert ready("import", "roster.csv").exit_code == 0
    return ready


def epochs(folder: Path) -> tuple[int, ...]:
    return KeyFile.load(folder / "tailboard.keys").epochs


def everything_opens(folder: Path) -> int:
    return open_everything(folder / "tailboard.db", KeyFile.load(folder / "tailboard.keys"))


def test_from_one_epoch_to_the_next_and_the_first_destroyed(
    filled: Tailboard, folder: Path
) -> None:
    assert "Here are the keys of epoch 1. Nothing" in said(filled("keys", "status"))
    assert "no keys before those of epoch 1" in said(filled("keys", "drop", "--yes"))
    told = said(filled("keys", "rotate"))
    assert "epoch 2 are in tailboard.keys" in told or "epoch 2 are in" in told
    assert "Nothing in the database needs earlier keys" in told
    assert "Backups made until today need the earlier keys" in told
    assert epochs(folder) == (1, 2)
    told = said(filled("keys", "status"))
    assert "Here are the keys of epoch 1 and 2." in told
    assert "tailboard keys drop destroys" in told
    # Where nobody can be asked it is refused.
    assert "Nothing was dropped" in said(filled("keys", "drop"), 2)
    assert epochs(folder) == (1, 2)
    told = said(filled("keys", "drop", "--yes"))
    assert "epoch 1 are no longer in" in told
    assert "unreadable from when the last copy" in told
    assert epochs(folder) == (2,)
    assert everything_opens(folder)
    assert "0 entries" not in said(filled("supporters", "list"))
    again = filled("import", "roster.csv", "--dry-run")
    assert "nothing" in again.output.lower()


def test_what_was_compromised_is_renewed(filled: Tailboard, folder: Path) -> None:
    said(filled("keys", "rotate", "--compromised"))
    assert everything_opens(folder)
    assert said(filled("keys", "status"))


def test_a_rotation_that_was_begun_is_gone_on_with(filled: Tailboard, folder: Path) -> None:
    file = folder / "tailboard.keys"
    before = KeyFile.load(file)
    before.with_next().put_in_place_of(before, file)  # killed right after this
    with ledger(folder) as opened:
        ring = ring_of(file)
        check = ring.check_of(2)
        opened.submit(lambda work: work.keys.announce(2, check, renew=False)).result()
        opened.submit(lambda work: work.keys.activate()).result()  # and killed again
    told = said(filled("keys", "status"), 3)
    assert "A rotation is under way" in told
    assert "epoch 1 are still needed by up to 100 rows of person" in told
    assert "Earlier keys are still needed" in said(filled("keys", "drop", "--yes"), 2)
    assert "goes on where it was" in said(filled("keys", "rotate"))
    assert epochs(folder) == (1, 2)
    said(filled("keys", "status"))


def test_keys_from_a_variable_get_their_next_epoch_there(
    filled: Tailboard, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TB_KEYS", (folder / "tailboard.keys").read_text())
    (folder / "config.yaml").write_text(CONFIG + "keys: {env: TB_KEYS}\n")
    told = said(filled("keys", "rotate"), 2)
    assert "tailboard keys next --to PATH" in told
    assert "the environment variable TB_KEYS" in told
    assert "epoch 2" in said(filled("keys", "next", "--to", "new.keys"))
    assert (folder / "new.keys").stat().st_mode & 0o077 == 0
    monkeypatch.setenv("TB_KEYS", (folder / "new.keys").read_text())
    said(filled("keys", "rotate"))
    assert "Take them out of what the environment variable TB_KEYS" in said(
        filled("keys", "drop", "--yes")
    )


@contextmanager
def ledger(folder: Path) -> Iterator[QueuedLedger]:
    ring = ring_of(folder / "tailboard.keys")
    journal = JournalFile(folder / "tailboard.journal")
    with open_ledger(folder / "tailboard.db", ring, SystemClock(), journal) as opened:
        yield opened


@contextmanager
def running(folder: Path) -> Iterator[QueuedLedger]:
    """The program, as far as commands can tell."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    with ledger(folder) as opened:
        path = socket_path(folder / "tailboard.db")
        server = ControlServer(path, opened, setting_of(), Turn())
        try:
            asyncio.run_coroutine_threadsafe(server.start(), loop).result(10)
            yield opened
        finally:
            asyncio.run_coroutine_threadsafe(server.stop(), loop).result(10)
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()


def test_the_running_program_rotates_its_keys_and_goes_on(filled: Tailboard, folder: Path) -> None:
    with running(folder) as opened:
        said(filled("keys", "rotate"))
        found = opened.submit(lambda work: work.people.by_numbers(["1", "2"])).result()
        assert len(found) == 2
        assert opened.submit(lambda work: work.keys.epochs.current).result() == 2
        said(filled("keys", "drop", "--yes"))
        assert len(opened.submit(lambda work: work.people.by_numbers(["1"])).result()) == 1
    assert everything_opens(folder)


def test_a_program_with_other_keys_refuses(filled: Tailboard, folder: Path) -> None:
    """Its copy of the keys is another file, that nobody has brought up to date."""
    copy = folder / "copy.keys"
    copy.write_bytes((folder / "tailboard.keys").read_bytes())
    copy.chmod(0o600)
    with running(folder):
        (folder / "config.yaml").write_text(CONFIG + "keys: {file: copy.keys}\n")
        told = said(filled("keys", "rotate"), 2)
    assert "reads other keys than this command" in told
    assert epochs(folder) == (1,)
    assert everything_opens(folder)
