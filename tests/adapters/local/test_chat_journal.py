"""The chat's own file: what was confirmed is there, after a crash too; one process at a time."""

import resource
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.local.chat import (
    Change,
    Chat,
    Deleted,
    Edited,
    NoSuchMessage,
    Posted,
    Said,
    Shared,
    Told,
)
from adapters.local.encoding import LineUnreadable, change_of, line_of
from adapters.local.journal import Journal, JournalUnusable, last_instant
from bot.messages import Message, Section
from bot.model.ids import Account
from tests.adapters.local.samples import HOSTILE, check_in, directory, plain

AT = datetime(2027, 3, 4, 20, 5, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sub" / "tailboard.chat"


def posted(handle: str, message: Message | None = None, key: str = "") -> Posted:
    return Posted(handle, "ana", AT, key, message or plain())


def lines(path: Path) -> list[str]:
    return path.read_text().splitlines()


def test_what_was_appended_is_there_when_it_is_opened_again(path: Path) -> None:
    changes: list[Change] = [
        posted("m1", directory(), "k1"),
        Said("m2", "ana", AT, "words"),
        Shared("m3", "ben", AT, "roster.csv", 1234),
        Edited("m1", check_in()),
    ]
    with Journal(path) as journal:
        for change in changes:
            journal.append(change)
    with Journal(path) as journal:
        chat = journal.chat
        assert chat.channel("ana") == (
            Posted("m1", "ana", AT, "k1", check_in(), edited=True),
            changes[1],
        )
        assert chat.channel("ben") == (changes[2],)
        assert chat.find("k1") == "m1"


def test_the_way_to_somebody_stays_one(path: Path) -> None:
    ben = Account("local", "demo", "ben")
    way = Message((Section("Ben waits.", talk_to=ben, talk_label="Write to them"),), "A message")
    with Journal(path) as journal:
        journal.append(posted("m1", way))
    with Journal(path) as journal:
        assert journal.chat.channel("ana") == (posted("m1", way),)


def test_it_is_compacted_at_the_start(path: Path) -> None:
    with Journal(path) as journal:
        journal.append(posted("m1"))
        for number in range(50):
            journal.append(Edited("m1", plain(f"Version {number}")))
            journal.append(Told(AT + timedelta(minutes=number)))
    assert len(lines(path)) == 102
    with Journal(path) as journal:
        assert len(lines(path)) == 3
        (entry,) = journal.chat.channel("ana")
        assert isinstance(entry, Posted)
        assert entry.message == plain("Version 49")
        journal.append(Said("m2", "ana", AT, "and on"))
    assert last_instant(path) == AT + timedelta(minutes=49)


def test_a_deleted_message_stays_deleted_and_its_handle_is_not_used_again(path: Path) -> None:
    with Journal(path) as journal:
        for change in (posted("m1", key="k1"), posted("m2", key="k2"), Deleted("m2", "k2")):
            journal.append(change)
    for _ in range(2):
        with Journal(path) as journal:
            assert [entry.handle for entry in journal.chat.channel("ana")] == ["m1"]
            assert journal.chat.find("k2") == "m2"
            assert journal.chat.new_handle() == "m3"


def test_a_line_that_was_never_finished_is_left_out(path: Path) -> None:
    with Journal(path) as journal:
        journal.append(posted("m1"))
    with path.open("a") as file:
        file.write(line_of(posted("m2"))[:-20])
    with Journal(path) as journal:
        assert [entry.handle for entry in journal.chat.channel("ana")] == ["m1"]
        journal.append(posted("m2"))
    with Journal(path) as journal:
        assert [entry.handle for entry in journal.chat.channel("ana")] == ["m1", "m2"]


def test_a_damaged_line_is_named(path: Path) -> None:
    with Journal(path) as journal:
        journal.append(posted("m1"))
    broken = [*lines(path), '{"kind":"posted"}', line_of(Said("m2", "ana", AT, "x"))]
    path.write_text("\n".join(broken) + "\n")
    with pytest.raises(JournalUnusable, match="damaged at line 3"):
        Journal(path)
    assert lines(path) == broken, "and it is left as it was"


@pytest.mark.parametrize("content", ["something else\n", '{"kind":"tailboard chat","version":9}\n'])
def test_a_file_of_another_kind_is_refused_and_left_alone(path: Path, content: str) -> None:
    path.parent.mkdir()
    path.write_text(content)
    with pytest.raises(JournalUnusable, match="not a chat of this version"):
        Journal(path)
    assert path.read_text() == content


def test_a_second_process_is_refused(path: Path) -> None:
    open_it = (
        "import sys; from pathlib import Path; from adapters.local.journal import Journal\n"
        "Journal(Path(sys.argv[1]))"
    )
    with Journal(path):
        second = subprocess.run(
            [sys.executable, "-c", open_it, path], capture_output=True, text=True
        )
    assert second.returncode == 1
    assert f"{path} is open in another process" in second.stderr
    with Journal(path):
        pass


def test_a_full_disk_keeps_nothing_of_a_change(path: Path) -> None:
    with Journal(path) as journal:
        journal.append(posted("m1"))
        before = path.read_bytes()
        full = len(before) + 100
        kept = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (full, kept[1]))
        try:
            with pytest.raises(OSError, match="File too large"):
                journal.append(posted("m2", plain("x" * 1_000)))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, kept)
        assert path.read_bytes() == before
        journal.append(posted("m2"))
    with Journal(path) as journal:
        assert [entry.handle for entry in journal.chat.channel("ana")] == ["m1", "m2"]


def test_only_its_owner_reads_it(path: Path) -> None:
    with Journal(path):
        assert path.stat().st_mode & 0o777 == 0o600


def test_last_instant_of_what_is_not_there(path: Path) -> None:
    assert last_instant(path) is None


@pytest.mark.parametrize("text", [*HOSTILE, "\x00", "\ud83d", "\n", "\u2028", "x" * 40_000])
def test_every_text_survives_its_line(text: str) -> None:
    for change in (Said("m1", "ana", AT, text), posted("m1", plain(text), text)):
        line = line_of(change)
        assert line.isascii()
        assert "\n" not in line
        assert change_of(line) == change


@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_text_survives_its_line(text: str) -> None:
    change = Shared("m1", "ana", AT, text, 1)
    assert change_of(line_of(change)) == change


@pytest.mark.parametrize("line", ["", "[]", "null", '{"kind":"x"}', "{", '{"kind":"told","at":1}'])
def test_what_is_no_change_is_unreadable(line: str) -> None:
    with pytest.raises(LineUnreadable):
        change_of(line)


def test_an_edit_of_nothing_is_no_change() -> None:
    chat = Chat([Said("m1", "ana", AT, "words")])
    for handle in ("m1", "m2"):
        with pytest.raises(NoSuchMessage):
            chat.apply(Edited(handle, plain()))
