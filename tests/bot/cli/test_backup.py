"""`tailboard backup`, and what becomes of whoever was erased since."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from bot.model.people import Membership, MembershipState, Person, PersonState
from bot.ports import Work
from tests.bot.cli.conftest import CONFIG, Tailboard
from tests.bot.cli.test_commands import in_ledger, refused, roster
from tests.bot.roster.conftest import person

T = TypeVar("T")


def everybody(folder: Path) -> list[Person]:
    return in_ledger(
        folder, lambda work: [work.people.get(p) for p in work.people.ids(PersonState.ROSTER)]
    )


def named(folder: Path, number: str) -> Person:
    (found,) = [each for each in everybody(folder) if each.roster.number == number]
    return found


def changed(number: str, change: Callable[[Person], Person]) -> Callable[[Work], None]:
    def flow(work: Work) -> None:
        (id_,) = work.people.by_numbers([number]).values()
        work.people.save(change(work.people.get(id_)))

    return flow


@pytest.fixture
def filled(ready: Tailboard, folder: Path) -> Tailboard:
    ready("import", roster(folder, person("7"), person("8"), person("9")))
    return ready


def test_a_backup_is_one_whole_file_for_its_owner_alone(filled: Tailboard, folder: Path) -> None:
    made = filled("backup", "copy.db")
    assert made.exit_code == 0, made.output
    assert "whole" in made.stdout
    assert "Delete it by" in made.stdout
    assert all(len(line) <= 80 for line in made.stdout.splitlines())
    copy = folder / "copy.db"
    assert copy.stat().st_mode & 0o777 == 0o600
    assert not list(folder.glob("copy.db.*"))
    assert not list(folder.glob("copy.db-*"))
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM person").fetchone() == (3,)


def test_it_is_named_by_the_instant_in_a_folder(filled: Tailboard, folder: Path) -> None:
    (folder / "kept").mkdir()
    assert filled("backup", "kept").exit_code == 0
    (copy,) = (folder / "kept").iterdir()
    assert copy.match("tailboard-20*Z.db")


def test_nothing_is_overwritten_and_nothing_half_made_stays(
    filled: Tailboard, folder: Path
) -> None:
    (folder / "copy.db").write_text("somebody's")
    refused(filled("backup", "copy.db"), "not overwritten")
    assert (folder / "copy.db").read_text() == "somebody's"
    refused(filled("backup", "nowhere/copy.db"), "There is no folder nowhere")
    (folder / "tailboard.db").write_bytes(b"no database at all" * 1000)
    refused(filled("backup", "other.db"), "could not be copied")
    assert not list(folder.glob("other*"))


def test_on_a_server_its_own_program_is_named(
    tailboard: Tailboard, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "config.yaml").write_text(CONFIG + "database: {url: {env: TB_URL}}\n")
    monkeypatch.setenv("TB_URL", "postgresql://127.0.0.1/tailboard")
    refused(tailboard("backup", "copy.db"), "pg_dump")


def test_a_backup_that_is_put_back_brings_nobody_back(filled: Tailboard, folder: Path) -> None:
    """The whole way: by the command, the file in its place, and the next command that opens it."""
    in_ledger(folder, changed("7", lambda p: replace(p, membership=_joined(p))))
    in_ledger(folder, changed("8", lambda p: replace(p, membership=_joined(p))))
    assert filled("backup", "copy.db").exit_code == 0
    seven = named(folder, "7")
    in_ledger(folder, lambda work: work.people.erase(seven.id))
    in_ledger(folder, changed("8", lambda p: p.no_longer_member(MembershipState.LEFT)))

    shutil.copy(folder / "copy.db", folder / "tailboard.db")
    assert filled("supporters", "list").exit_code == 0

    again = named(folder, "7")
    assert again.id != seven.id
    assert again.membership.state is MembershipState.DECLINED
    assert named(folder, "8").membership.state is MembershipState.LEFT


def _joined(person_: Person) -> Membership:
    return replace(person_.membership, state=MembershipState.JOINED)
