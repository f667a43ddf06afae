"""Commands reach the running process over its socket, and come back typed: replies and refusals."""

import json
import os
import socket
import stat
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.control.client import NobodyThere, RemoteOffice
from bot.control.commands import (
    APPLY_PIECE,
    APPROVE,
    COMMANDS,
    INVITE,
    ON_CALL,
    ROSTER_FACTS,
    ROSTER_STATE,
    SUPPORTERS,
    TRAINING,
    Apply,
    Name,
    Nothing,
    Number,
    OnCallSet,
    Trained,
    Which,
)
from bot.control.importing import apply, compare
from bot.control.office import ImportAtWork, OfficeGone
from bot.control.socket_path import LONGEST_PATH, socket_path
from bot.control.wire import LONGEST_LINE, ask_line, failure_line, read_ask, read_reply
from bot.flows.importing import Linking
from bot.flows.refusing import CommandRefused
from bot.model.ids import PersonId
from bot.model.supporters import OnCall, SupporterState
from bot.ports import Conflict, LedgerBusy, NotFound
from bot.roster.difference import Difference
from bot.roster.reading import read_roster
from bot.roster.steps import Leave, Piece
from tests.bot.control.conftest import Imports
from tests.bot.control.running import Running
from tests.bot.roster.conftest import KNOWN, csv_of, person


@pytest.fixture
def running(imports: Imports, tmp_path: Path) -> Iterator[Running]:
    with Running(imports, socket_path(tmp_path / "tailboard.db")) as process:
        yield process


def test_an_import_goes_through_the_running_process(imports: Imports, running: Running) -> None:
    lines = [
        person(str(n), supervisor=str(n - 1) if n else "", role="supporter") for n in range(80)
    ]
    rows = read_roster(csv_of(*lines), KNOWN)
    assert isinstance(rows, tuple)
    told: list[int] = []
    with RemoteOffice.connect(running.path) as office:
        found = compare(rows, office, lambda done, of: None)
        assert isinstance(found, Difference)
        apply(found, office, lambda done, of: told.append(done))
        again = compare(rows, office, lambda done, of: None)
    assert told[-1] == 81
    assert isinstance(again, Difference)
    assert again.is_empty
    assert imports.person("79").roster.supervisor == imports.id_of("78")


def test_replies_come_as_they_were_made(imports: Imports, running: Running) -> None:
    imports.bring_in(person("1", role="supporter", account="local:demo:u1"), person("2"))
    period = OnCall(datetime(2026, 3, 3, tzinfo=UTC), datetime(2026, 3, 4, tzinfo=UTC))
    with RemoteOffice.connect(running.path) as office:
        state = office.ask(ROSTER_STATE, Nothing())
        assert state.today == date(2026, 3, 2)
        facts = office.ask(ROSTER_FACTS, Which(state.people)).people
        assert {each.facts for each in facts} == {imports.person(n).roster for n in "12"}
        assert office.ask(INVITE, Name("Station 1")).size == 2
        assert office.ask(APPROVE, Number("1")).state is SupporterState.APPROVED
        assert office.ask(TRAINING, Trained("1", date(2027, 1, 31))).trained
        line = office.ask(ON_CALL, OnCallSet("1", period, "json://127.0.0.1"))
        assert (line.on_call, line.can_be_woken) == ((period,), True)
        (listed,) = office.ask(SUPPORTERS, Nothing()).supporters
        assert (listed.available, replace(listed, available=None)) == (True, line)


def test_what_is_refused_here_is_refused_there_in_the_same_words(
    imports: Imports, running: Running
) -> None:
    imports.bring_in(person("1"))
    of_nobody = Apply(Piece(leave=(Leave(PersonId(9)),)), Linking(careful=False))
    said = []
    for office in (imports.office, RemoteOffice.connect(running.path)):
        with pytest.raises(CommandRefused) as refused:
            office.ask(APPROVE, Number("1042"))
        said.append(str(refused.value))
        with pytest.raises(Conflict):
            office.ask(APPLY_PIECE, of_nobody)
        office.close()
    assert said == ["Nobody on the roster has the number 1042."] * 2


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (CommandRefused("Not so."), CommandRefused, "Not so."),
        (LedgerBusy("the disk is full"), LedgerBusy, "the disk is full"),
        (ImportAtWork("another"), ImportAtWork, "another"),
        (Conflict("person 17"), Conflict, "conflict"),
        (NotFound("person 17"), NotFound, "not found"),
        (ValueError("Ana Quiñones, 555-0100"), OfficeGone, "failed"),
    ],
)
def test_failures_cross_by_kind_and_only_words_made_to_be_shown(
    error: Exception, kind: type[Exception], words: str
) -> None:
    line = failure_line(error)
    with pytest.raises(kind) as raised:
        read_reply(APPROVE, line)
    assert str(raised.value) == words
    assert b"Ana" not in line


def test_a_second_import_waits_for_its_turn_and_gets_it_when_the_first_is_gone(
    running: Running,
) -> None:
    nothing = Apply(Piece(), Linking(careful=False))
    first = RemoteOffice.connect(running.path)
    first.ask(APPLY_PIECE, nothing)
    with RemoteOffice.connect(running.path) as second:
        with pytest.raises(ImportAtWork):
            second.ask(APPLY_PIECE, nothing)
        second.ask(ROSTER_STATE, Nothing())  # reading is free
        first.close()
        for _ in range(100):
            try:
                second.ask(APPLY_PIECE, nothing)
                return
            except ImportAtWork:
                threading.Event().wait(0.02)
    pytest.fail("the turn was not given back")


def test_only_its_user_can_open_the_socket(running: Running) -> None:
    about = running.path.stat()
    assert stat.S_ISSOCK(about.st_mode)
    assert stat.S_IMODE(about.st_mode) == 0o600
    assert [path for path in running.path.parent.iterdir() if path.name.startswith(".tb")] == []


def test_a_dead_processs_socket_is_replaced(imports: Imports, tmp_path: Path) -> None:
    path = socket_path(tmp_path / "tailboard.db")
    dead = socket.socket(socket.AF_UNIX)
    dead.bind(str(path))
    dead.close()
    with pytest.raises(NobodyThere):
        RemoteOffice.connect(path)
    process = Running(imports, path)
    RemoteOffice.connect(path).ask(ROSTER_STATE, Nothing())
    process.close()
    assert not path.exists()
    with pytest.raises(NobodyThere):
        RemoteOffice.connect(path)


def test_a_command_at_work_is_finished_when_the_process_stops(
    imports: Imports, running: Running
) -> None:
    """And its reply is sent: what was done is not reported as lost."""
    hold, begun = threading.Event(), threading.Event()

    def slow(work: object) -> None:
        begun.set()
        hold.wait(10)

    blocked = imports.ready.ledger.submit(slow)
    begun.wait(10)
    imports_done: list[object] = []
    office = RemoteOffice.connect(running.path)
    asking = threading.Thread(
        target=lambda: imports_done.append(office.ask(ROSTER_STATE, Nothing()))
    )
    asking.start()
    threading.Event().wait(0.2)
    stopping = threading.Thread(target=running.stop)
    stopping.start()
    threading.Event().wait(0.2)
    hold.set()
    blocked.result(10)
    asking.join(10)
    stopping.join(10)
    assert len(imports_done) == 1
    with pytest.raises(OfficeGone):
        office.ask(ROSTER_STATE, Nothing())


@pytest.mark.parametrize(
    "line",
    [
        b"\n",
        b"not json\n",
        b"[]\n",
        b'{"command": 7}\n',
        b'{"command": "erase everything", "asked": {}}\n',
        b'{"command": "approve"}\n',
        b'{"command": "approve", "asked": {"number": {}}}\n',
        b'{"command": "training", "asked": {"number": "1", "until": "soon"}}\n',
        b'{"command": "roster facts", "asked": {"people": ["x"]}}\n',
        b"[" * 100_000 + b"\n",
    ],
)
def test_what_is_no_command_is_answered_and_the_connection_goes_on(
    running: Running, line: bytes
) -> None:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(10)
        connection.connect(str(running.path))
        file = connection.makefile("rb")
        for _ in range(2):
            connection.sendall(line)
            assert json.loads(file.readline()) == {"failed": "not understood", "words": ""}
        connection.sendall(ask_line(ROSTER_STATE, Nothing()))
        assert "replied" in json.loads(file.readline())
        file.close()


def test_a_line_without_end_is_cut_off(running: Running) -> None:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(20)
        connection.connect(str(running.path))
        endless = b"x" * (20 * LONGEST_LINE)
        with pytest.raises(OSError):  # noqa: PT011 - whichever way the system says it
            connection.sendall(endless)


def test_every_command_reads_what_it_writes() -> None:
    for name, command in COMMANDS.items():
        assert command.name == name
    asked = OnCallSet(
        "1", OnCall(datetime(2026, 3, 3, tzinfo=UTC), datetime(2026, 3, 4, tzinfo=UTC)), None
    )
    assert read_ask(ask_line(ON_CALL, asked)) == (ON_CALL, asked)


def test_the_socket_lies_beside_the_database_or_where_its_path_fits(tmp_path: Path) -> None:
    assert socket_path(Path("/srv/t/tailboard.db")) == Path("/srv/t/tailboard.db.socket")
    deep = Path("/" + "x" * 120) / "tailboard.db"
    fitting = socket_path(deep)
    assert len(os.fsencode(fitting)) <= LONGEST_PATH
    assert fitting == socket_path(deep)
    assert fitting != socket_path(deep.with_name("other.db"))
    assert stat.S_IMODE(fitting.parent.stat().st_mode) == 0o700
