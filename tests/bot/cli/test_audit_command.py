"""The record of what was done: its first key goes to somebody else, and whoever changes the record
afterwards is found out."""

import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.cli.main import COMMANDS
from storage.key_file import KeyFile
from tests.bot.cli.conftest import CONFIG, Tailboard
from tests.bot.cli.test_commands import refused
from tests.bot.roster.conftest import csv_of, person

HAND_OVER = ("keys", "hand-over", "--to", "first.key")
VERIFY = ("audit", "verify", "--first-key", "first.key")


def first_key(folder: Path) -> bytes | None:
    return KeyFile.load(folder / "tailboard.keys").for_organisation(1).audit_first_key


def change(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "tailboard.db")) as database, database:
        database.execute(statement)


def record_more(tailboard: Tailboard, folder: Path, number: int) -> None:
    """An import is recorded twice: as begun, and as done."""
    (folder / "roster.csv").write_bytes(csv_of(person(str(number))))
    said = tailboard("import", "roster.csv")
    assert said.exit_code == 0, said.output


def test_the_first_key_is_handed_over_once_and_the_rest_stays(
    ready: Tailboard, folder: Path
) -> None:
    was = first_key(folder)
    assert was is not None
    said = ready(*HAND_OVER)
    assert said.exit_code == 0, said.output
    written = folder / "first.key"
    assert was.hex() in written.read_text()
    assert was.hex() not in said.output
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert first_key(folder) is None
    refused(ready("keys", "hand-over", "--to", "again.key"), "was handed over before")
    assert not (folder / "again.key").exists()
    record_more(ready, folder, 1)  # everything else goes on without it
    assert ready("migrate").exit_code == 0


def test_nothing_is_taken_away_before_it_is_written_elsewhere(
    ready: Tailboard, folder: Path
) -> None:
    (folder / "first.key").write_text("somebody's")
    refused(ready(*HAND_OVER), "is there already")
    refused(ready("keys", "hand-over", "--to", "nowhere/first.key"), "first.key")
    assert first_key(folder) is not None


def test_it_is_not_handed_over_before_the_record_has_begun(
    tailboard: Tailboard, folder: Path
) -> None:
    """Without it the database could not be made any more."""
    assert tailboard("keys", "init").exit_code == 0
    refused(tailboard(*HAND_OVER), "tailboard migrate")
    assert first_key(folder) is not None
    assert not (folder / "first.key").exists()


def test_keys_from_a_variable_are_not_changed_from_here(tailboard: Tailboard, folder: Path) -> None:
    (folder / "config.yaml").write_text(CONFIG + "keys: {env: TAILBOARD_KEYS}\n")
    refused(tailboard(*HAND_OVER), "environment variable")


def test_a_whole_record_is_said_to_be_whole(ready: Tailboard, folder: Path) -> None:
    ready(*HAND_OVER)
    head = ready("audit", "head").output.strip()
    assert head.startswith("tailboard-audit-head 1 1 ")
    record_more(ready, folder, 1)
    for arguments in ((), ("--head", head)):
        said = ready(*VERIFY, *arguments)
        assert (said.exit_code, said.output) == (0, "The record is whole: 3 entries.\n")
    refused(ready(*VERIFY, "--head", "something"), "not the line of an audit head")
    (folder / "first.key").write_text("tailboard-audit-first-key 1 2 " + "0" * 64)
    refused(ready(*VERIFY), "is not the first key of this organisation")


def test_a_changed_record_is_said_to_be_broken_and_where(ready: Tailboard, folder: Path) -> None:
    ready(*HAND_OVER)
    record_more(ready, folder, 1)
    head = ready("audit", "head").output.strip()
    change(folder, "DELETE FROM audit WHERE sequence = 3")
    said = ready(*VERIFY)
    assert said.exit_code == 0, "a cut end is not seen without a head"
    said = ready(*VERIFY, "--head", head)
    assert said.exit_code == 1
    assert "broken at entry 3" in said.stderr
    change(folder, "UPDATE audit SET mac = zeroblob(32) WHERE sequence = 2")
    said = ready(*VERIFY)
    assert said.exit_code == 1
    assert said.stderr == "The record is broken at entry 2: it is not what was recorded.\n"


def test_the_commands_say_what_they_are(tailboard: Tailboard) -> None:
    assert COMMANDS["audit"][2].rstrip(".") in " ".join(COMMANDS["audit"])
    for command in (("keys", "hand-over"), ("audit", "head"), ("audit", "verify")):
        result = tailboard(*command, "--help")
        assert result.exit_code == 0
        assert all(len(line) <= 80 for line in result.output.splitlines())


def test_a_file_of_heads_is_followed(ready: Tailboard, folder: Path) -> None:
    """As the running program writes it; a record that is shorter than a line says is found out."""
    ready(*HAND_OVER)
    record_more(ready, folder, 1)
    head = ready("audit", "head").stdout
    (folder / "heads").write_text(f"2026-03-02 {head}")
    assert ready(*VERIFY, "--heads", "heads").exit_code == 0
    last = int(head.split()[3])
    change(folder, f"DELETE FROM audit WHERE sequence = {last}")
    said = ready(*VERIFY, "--heads", "heads")
    assert said.exit_code == 1
    assert f"broken at entry {last}" in said.stderr
    (folder / "heads").write_text("nothing\n")
    refused(ready(*VERIFY, "--heads", "heads"), "--heads: line 1")


def test_an_older_database_with_an_older_journal_is_found_by_a_head_alone(
    ready: Tailboard, folder: Path, tmp_path: Path
) -> None:
    """The two fit, so the program takes them for the present."""
    ready(*HAND_OVER)
    both = ("tailboard.db", "tailboard.journal")
    for name in both:
        shutil.copy(folder / name, tmp_path / f"{name}.old")
    record_more(ready, folder, 1)
    (folder / "heads").write_text(f"2026-03-02 {ready('audit', 'head').stdout}")
    for name in both:
        shutil.copy(tmp_path / f"{name}.old", folder / name)
    assert ready("supporters", "list").exit_code == 0, "nothing is noticed from inside"
    assert ready(*VERIFY).exit_code == 0
    said = ready(*VERIFY, "--heads", "heads")
    assert said.exit_code == 1
    assert "the record ends before it" in said.stderr


def test_the_record_is_read_by_day_with_supporters_by_number(
    ready: Tailboard, folder: Path
) -> None:
    (folder / "roster.csv").write_bytes(csv_of(person("17", role="supporter")))
    assert ready("import", "roster.csv").exit_code == 0
    assert ready("supporters", "training", "17", "--until", "2030-01-31").exit_code == 0
    said = ready("audit", "show").output.splitlines()
    today = datetime.now(UTC).date()
    assert said[-1] == f"{today}  supporter trained: person 17, until 2030-01-31"
    assert all(line.startswith((f"{today}  ", "  ")) for line in said)  # long ones go on below
    assert any(f"{today}  roster import done: " in line for line in said)
    later = f"{today + timedelta(days=1)}"
    assert ready("audit", "show", "--since", later).output == (
        f"Nothing was recorded since {later}.\n"
    )
