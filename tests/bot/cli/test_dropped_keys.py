"""An old backup, once the keys of its time are destroyed: nobody opens anything of it, and whoever
tries is told in words."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from bot.ports import RecordDamaged
from storage.key_errors import KeyFileError
from storage.key_file import KeyFile
from storage.keys import OrganisationKeys
from storage.vault import Vault, WrappedKey
from tests.adapters.canary import CANARY
from tests.bot.cli.conftest import Tailboard
from tests.bot.cli.test_commands import roster
from tests.bot.roster.conftest import person

#: By its organisation's keys alone each of these opens, or does not: table, column, row's id.
SEALED = (
    ("person", "data_key", "id"),
    ("audit", "entry", "sequence"),
    ("organisation", "audit_state", "organisation"),
)


def as_it_is(value: bytes) -> bytes:
    return value


def under_epoch_two(value: bytes) -> bytes:
    """As somebody would write it who only changes what is said of the epoch."""
    return value[:1] + (2).to_bytes(2) + value[3:]


def opened(
    database: Path, ours: OrganisationKeys, forged: Callable[[bytes], bytes] = as_it_is
) -> tuple[int, int]:
    """How many values open with these keys, and of how many. Without a data key, nothing of its
    person does."""
    vault, count, of = Vault(1, ours), 0, 0
    with closing(sqlite3.connect(database)) as connection:
        for table, column, id_ in SEALED:
            for row, value in connection.execute(f"SELECT {id_}, {column} FROM {table}"):
                of += 1
                with suppress(RecordDamaged, KeyFileError):
                    if table == "person":
                        vault.open_person_key(row, WrappedKey(forged(value)))
                    else:
                        vault.open_for_organisation(table, column, row, forged(value))
                    count += 1
    return count, of


def test_a_backup_from_before_opens_nothing_once_its_keys_are_dropped(
    ready: Tailboard, folder: Path
) -> None:
    rows = (person(str(n), name=f"{CANARY} {n}", station=CANARY) for n in range(3))
    assert ready("import", roster(folder, *rows)).exit_code == 0
    (folder / "roster.csv").unlink()
    assert ready("backup", "copy.db").exit_code == 0
    copy, keys = folder / "copy.db", folder / "tailboard.keys"
    before = KeyFile.load(keys).for_organisation(1)
    held, of = opened(copy, before)
    assert held == of >= 3 + 2 + 1
    for step in (("keys", "rotate"), ("keys", "drop", "--yes")):
        assert ready(*step).exit_code == 0

    left = KeyFile.load(keys).for_organisation(1)
    now, of_all = opened(folder / "tailboard.db", left)
    assert now == of_all > of
    assert opened(copy, left) == (0, of)
    assert opened(copy, left, under_epoch_two) == (0, of)

    shutil.copy(copy, folder / "tailboard.db")
    for command in (("supporters", "list"), ("keys", "status")):
        told = ready(*command)
        assert told.exit_code == 2, told.output
        assert "Traceback" not in told.output
        assert "whose keys were dropped since" in " ".join(told.output.split())
        assert CANARY not in told.output
    for file in folder.iterdir():
        assert CANARY.encode() not in file.read_bytes(), file.name
