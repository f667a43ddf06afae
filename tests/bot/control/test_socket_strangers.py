"""Who may command the running process, and what a client that misbehaves can spoil: nothing."""

import json
import os
import shutil
import socket
import stat
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.control.client import RemoteOffice
from bot.control.commands import APPLY_PIECE, ROSTER_SIZE, ROSTER_STATE, Apply, Nothing
from bot.control.importing import apply, compare
from bot.control.office import ImportAtWork, OfficeGone
from bot.control.peers import own_users, trusted_users, user_at
from bot.control.socket_path import socket_path
from bot.control.wire import LONGEST_LINE, ask_line
from bot.flows.importing import Linking
from bot.roster.difference import Difference
from bot.roster.reading import read_roster
from bot.roster.steps import Piece
from tests.bot.control.as_somebody_else import SOMEBODY_ELSE, as_somebody_else, is_root
from tests.bot.control.conftest import Imports
from tests.bot.control.running import Running
from tests.bot.roster.conftest import KNOWN, csv_of, person

TURN = Apply(Piece(), Linking(careful=False))  #: takes the turn, and changes nobody
REFUSED, ANSWERED, CLOSED = 1, 2, 3


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter and see into; pytest's own are its user's alone."""
    folder = Path(tempfile.mkdtemp(prefix="tailboard-socket-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def running(imports: Imports, tmp_path: Path) -> Iterator[Running]:
    with Running(imports, socket_path(tmp_path / "tailboard.db")) as process:
        yield process


def asking(path: Path) -> Callable[[], int]:
    """Asks how many people there are, as a bare client would."""

    def ask() -> int:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(20)
            try:
                connection.connect(str(path))
            except PermissionError:
                return REFUSED
            try:
                connection.sendall(ask_line(ROSTER_SIZE, Nothing()))
                return ANSWERED if connection.recv(100) else CLOSED
            except ConnectionError:
                return CLOSED

    return ask


# Another user


def test_another_user_cannot_open_the_socket(imports: Imports, open_folder: Path) -> None:
    with Running(imports, open_folder / "s") as process:
        assert asking(process.path)() == ANSWERED
        if is_root():
            assert as_somebody_else(asking(process.path)) == REFUSED
        else:
            process.path.chmod(0o000)  # as it is to others
            assert asking(process.path)() == REFUSED


def test_another_user_is_sent_away_where_the_files_mode_was_loosened(
    imports: Imports, open_folder: Path
) -> None:
    if is_root():
        with Running(imports, open_folder / "s") as process:
            process.path.chmod(0o666)
            assert as_somebody_else(asking(process.path)) == CLOSED
    with Running(imports, open_folder / "t", users=frozenset({SOMEBODY_ELSE})) as process:
        assert asking(process.path)() == CLOSED


def test_root_and_the_user_may_ask() -> None:
    assert own_users() == {os.geteuid(), 0}
    here, there = socket.socketpair()
    with here, there:
        assert user_at(here) in {os.geteuid(), None}  # None: the system does not tell


def test_nothing_is_sent_to_a_socket_that_another_user_put_there(open_folder: Path) -> None:
    """In a folder that everybody may write to, while the program does not run."""
    path = open_folder / "tailboard.db.socket"
    assert trusted_users(path) == {os.geteuid(), 0, open_folder.stat().st_uid}
    if not is_root():
        return
    open_folder.chmod(0o777)

    def bind() -> int:
        trap = socket.socket(socket.AF_UNIX)
        trap.bind(str(path))
        path.chmod(0o777)
        trap.listen()
        trap.settimeout(20)
        (open_folder / "ready").touch()
        accepted, _ = trap.accept()
        return ANSWERED if accepted.recv(100) else CLOSED

    outcome: list[int] = []
    trap = threading.Thread(target=lambda: outcome.append(as_somebody_else(bind)))
    trap.start()
    while not (open_folder / "ready").exists():
        time.sleep(0.01)
    with pytest.raises(PermissionError, match="nothing was sent"):
        RemoteOffice.connect(path)
    trap.join(20)
    assert outcome == [CLOSED]


def test_what_lies_in_the_sockets_place_is_replaced_and_nothing_else(
    imports: Imports, open_folder: Path
) -> None:
    """A file of another kind, and a link to somebody's file, which stays as it was."""
    kept = open_folder / "kept"
    kept.write_text("somebody's")
    link = open_folder / "linked.socket"
    link.symlink_to(kept)
    with Running(imports, link) as process:
        assert stat.S_ISSOCK(process.path.lstat().st_mode)
        assert asking(process.path)() == ANSWERED
    assert kept.read_text() == "somebody's"
    assert [each.name for each in open_folder.iterdir()] == ["kept"]


# Clients that misbehave


def test_who_hangs_with_the_turn_in_hand_loses_it(imports: Imports, tmp_path: Path) -> None:
    path = socket_path(tmp_path / "tailboard.db")
    with Running(imports, path, idle=0.5), RemoteOffice.connect(path) as hanging:
        hanging.ask(APPLY_PIECE, TURN)
        assert eventually_applies(path)
        with pytest.raises(OfficeGone):
            hanging.ask(ROSTER_STATE, Nothing())


def test_a_byte_now_and_then_holds_up_nobody_and_comes_to_an_end(
    imports: Imports, tmp_path: Path
) -> None:
    path = socket_path(tmp_path / "tailboard.db")
    with Running(imports, path, idle=1.0):
        slow = [socket.socket(socket.AF_UNIX) for _ in range(20)]
        for each in slow:
            each.settimeout(20)
            each.connect(str(path))
            each.sendall(b"{")
        with RemoteOffice.connect(path) as office:
            assert office.ask(ROSTER_SIZE, Nothing()).people == 0
        time.sleep(0.5)
        slow[0].sendall(b'"')  # which does not prolong it
        for each in slow:
            assert each.recv(100) == b""
            each.close()


def test_a_client_that_dies_midway_leaves_whole_pieces_and_its_turn(
    imports: Imports, running: Running
) -> None:
    rows = read_roster(csv_of(*[person(str(n)) for n in range(100)]), KNOWN)
    assert isinstance(rows, tuple)
    dying = RemoteOffice.connect(running.path)
    found = compare(rows, dying, _nobody)
    assert isinstance(found, Difference)

    def die_at_forty(done: int, of: int) -> None:
        if done >= 40:
            raise ConnectionAbortedError

    with pytest.raises(ConnectionAbortedError):
        apply(found, dying, die_at_forty)
    dying.close()
    with RemoteOffice.connect(running.path) as office:
        assert office.ask(ROSTER_SIZE, Nothing()).people in range(40, 100)
    assert eventually_applies(running.path)
    with RemoteOffice.connect(running.path) as office:
        again = compare(rows, office, _nobody)
        assert isinstance(again, Difference)
        apply(again, office, _nobody)
        assert office.ask(ROSTER_SIZE, Nothing()).people == 100


def test_who_dies_in_the_middle_of_a_line_has_asked_nothing(
    imports: Imports, running: Running
) -> None:
    imports.bring_in(person("1", role="supporter"))
    before = len(imports.audited())
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(running.path))
        connection.sendall(b'{"command":"approve","asked":{"number":"1"}}')  # the end is not there
    with RemoteOffice.connect(running.path) as office:
        office.ask(ROSTER_STATE, Nothing())
    assert len(imports.audited()) == before


def test_a_line_that_is_too_long_is_refused_and_the_next_client_is_served(
    running: Running,
) -> None:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(20)
        connection.connect(str(running.path))
        said = b""
        try:
            connection.sendall(b"x" * (2 * LONGEST_LINE))
            said = connection.recv(1000)
        except ConnectionError:
            pass  # cut off in the middle, before the reply was read
        assert said == b"" or json.loads(said)["failed"] == "not understood"
    with RemoteOffice.connect(running.path) as office:
        office.ask(ROSTER_STATE, Nothing())


def test_each_of_many_clients_gets_its_own_replies(imports: Imports, running: Running) -> None:
    imports.bring_in(*[person(str(n)) for n in range(8)])
    numbers: list[set[int]] = []

    def ask_often() -> None:
        with RemoteOffice.connect(running.path) as office:
            sizes = {office.ask(ROSTER_SIZE, Nothing()).people for _ in range(10)}
            sizes |= {len(office.ask(ROSTER_STATE, Nothing()).people) for _ in range(10)}
            numbers.append(sizes)

    clients = [threading.Thread(target=ask_often) for _ in range(4)]
    for each in clients:
        each.start()
    for each in clients:
        each.join(60)
    assert numbers == [{8}] * 4


def eventually_applies(path: Path) -> bool:
    """Whether another import gets its turn within some seconds."""
    for _ in range(500):
        with RemoteOffice.connect(path) as office:
            try:
                office.ask(APPLY_PIECE, TURN)
            except ImportAtWork:
                time.sleep(0.02)
            else:
                return True
    return False


def _nobody(done: int, of: int) -> None:
    """Nobody watches."""
