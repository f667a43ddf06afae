"""A canary in every field that a person can fill in, whatever forms there are; then everybody looks
who is curious: coordinators at all that they can be shown, the operator at what every command
prints and the running process says and answers, and at the files. Not a byte of it is there."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from bot.charts.drawing import png_of
from bot.cli.main import COMMANDS as CLI
from bot.cli.main import main
from bot.control.commands import COMMANDS, ROSTER_FACTS, Nothing, Which
from bot.control.office import LedgerOffice, Turn
from bot.control.wire import reply_line
from bot.events import FormSubmitted, SentFile
from bot.flows.table import DISPATCH
from bot.messages import FileField, Form, TextField, TextKind
from bot.rendering.registry import RENDERERS
from bot.rendering.report_words import chart_of
from bot.rendering.wording import Wording
from tests.adapters.canary import CANARY, every_log
from tests.bot.cli.conftest import CONFIG
from tests.bot.flows.department import (
    ANN,
    BO,
    COORDINATOR,
    GIA,
    NILS,
    SECOND,
    STRANGER,
    Department,
    account,
    department,
    id_of,
)
from tests.bot.flows.test_every_form import WAYS, Way, with_a_rota
from tests.bot.flows.test_reporting import Q4, publish
from tests.bot.roster.conftest import csv_of, person
from tests.exploring import Explorer, filled
from tests.playing import labels_of
from tests.story.demo_process import free_port

ROOT = Path(__file__).parents[2]
#: What a supporter writes for everybody: a coordinator approves it, and all may read it.
FOR_ALL = {"words", "hello"}


@dataclass
class Planted:
    """Where canaries were planted, and what each of them is."""

    agency: Department
    folder: Path
    logged: list[str]
    private: dict[str, str] = field(default_factory=dict)  #: canary: way and field
    public: dict[str, str] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)

    @property
    def all(self) -> dict[str, str]:
        return {**self.private, **self.public}

    def found_in(self, said: str | bytes, *, beside: frozenset[str] = frozenset()) -> list[str]:
        """Which of them stand there; `beside` is what may."""
        text = said if isinstance(said, bytes) else said.encode("utf-8", "surrogatepass")
        spelled = {
            c: (c.encode(), c.encode("utf-16-le"), c.encode().hex().encode()) for c in self.all
        }
        return [
            where
            for canary, where in self.all.items()
            if canary not in beside and any(each in text for each in spelled[canary])
        ]

    # Planting

    def canary(self, way: object, of: TextField) -> str:
        number = len(self.all)
        if of.kind is TextKind.DATE:
            return "2026-04-01"  # nobody is told by a day alone
        telling = (
            f"{CANARY}{number:03}q" if of.kind is not TextKind.PHONE else f"5557{number:03}0142"
        )
        (self.public if of.name in FOR_ALL else self.private)[telling] = f"{way}: {of.name}"
        return telling

    def fills_in(self, way: Way) -> None:
        """Every field of the form at the end of this way, for good."""
        play = self.agency.play
        answer = self.agency.walk(way.who, way.command, *way.labels)
        form = answer.form
        assert isinstance(form, Form), way
        card = self.agency.run(lambda work: work.cards.open(form.token))
        assert card is not None
        self.kinds.add(card.actions[0].kind)
        values = filled(form, lambda of: self.canary(way, of))
        if "reach" in values:
            values["reach"] = ("phone",)
        files = {
            f.name: SentFile("x.png", a_photo()) for f in form.fields if isinstance(f, FileField)
        }
        play.happen(FormSubmitted(play.next_id(), way.who, form.token, values, files))

    def says(self, what: str) -> str:
        told = f"{CANARY}-{what.replace(' ', '-')}-q"
        self.private[told] = what
        return told


def spellings(word: str) -> tuple[bytes, ...]:
    plain = word.encode()
    return plain, word.encode("utf-16-le"), plain.hex().encode()


def a_photo() -> bytes:
    """With a canary beside what is seen."""
    into, beside = BytesIO(), PngInfo()
    beside.add_text("Comment", f"{CANARY} of a photo")
    Image.new("RGB", (40, 40), "red").save(into, "PNG", pnginfo=beside)
    return into.getvalue()


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    folder = tmp_path_factory.mktemp("canaries")
    with every_log() as logs, department(folder) as agency:
        agency.play.dispatch, agency.play.renderers = DISPATCH, RENDERERS
        with_a_rota(agency)
        opened = Planted(agency, folder, logs.lines)
        everybody_writes(opened)
        yield opened


def everybody_writes(planted: Planted) -> None:
    agency, play = planted.agency, planted.agency.play
    once = [way for way in WAYS if "This week" not in way.labels]  # the same form as for now
    for way in once:
        planted.fills_in(way)
    for who in (account(ANN), STRANGER, account(COORDINATOR)):
        play.type(who, planted.says("typed"))
        play.command(who, "peer", planted.says("beside a command"))
        play.command(who, planted.says("a command"), "")
        play.send(who, planted.says("a file") + ".csv", planted.says("content").encode())
    agency.deliver()
    for number in (GIA, NILS):
        for message in list(play.chat(account(number)).messages.values()):
            if "I can, now" in labels_of(message):
                agency.press(number, message, "I can, now")
    agency.deliver()
    publish(agency, Q4)


def test_every_field_of_every_form_has_one(planted: Planted) -> None:
    """A new form has to be among the ways, and a new field is filled in by itself."""
    assert planted.kinds == {str(kind) for kind in DISPATCH.submits}
    assert {where.rpartition(": ")[2] for where in planted.all.values()} >= {
        "call_me",
        "number",
        "words",
        "hello",
    }


def test_the_scan_would_find_them(planted: Planted) -> None:
    """Whoever is meant to see one does: a supporter the number that they are to call."""
    said = "\n".join(planted.agency.texts(GIA) + planted.agency.texts(NILS))
    assert any(where.endswith(": number") for where in planted.found_in(said))


def test_no_coordinator_is_shown_any(planted: Planted) -> None:
    agency = planted.agency
    for number in (COORDINATOR, SECOND):
        cards = list(agency.play.chat(account(number)).messages.values())
        explorer = Explorer(agency.play, account(number), DISPATCH, most=2)
        for seen in explorer.everything(cards):
            beside = frozenset(planted.public)
            assert planted.found_in(seen.words, beside=beside) == [], seen.way
        assert planted.found_in("".join(explorer.suggestions())) == []


def test_the_report_and_its_picture_have_none(planted: Planted) -> None:
    """On every platform it is this card."""
    card = planted.agency.walk(COORDINATOR, "peer-report").aside
    assert card is not None
    (image,) = [section.image for section in card.sections if section.image is not None]
    assert planted.found_in(image.alt) == []
    released = planted.agency.run(lambda work: work.releases.get(Q4))
    assert released is not None
    picture = png_of(chart_of(Wording(planted.agency.play.setting, "en"), released.figures))
    assert planted.found_in(picture) == []
    with Image.open(BytesIO(picture)) as opened:
        assert opened.info.keys() <= {"dpi", "gamma", "srgb"}  # and no words beside what is seen


def test_no_command_of_the_socket_answers_with_any(planted: Planted) -> None:
    """Whatever asks nothing of one person is asked; of the rest, what reads the roster."""
    office = LedgerOffice(planted.agency.play.ready.ledger, planted.agency.play.setting, Turn())
    reading = [c for c in COMMANDS.values() if c.asked is Nothing and c.name not in CHANGES]
    assert len(reading) >= 5
    for command in reading:
        assert planted.found_in(reply_line(command, office.ask(command, Nothing()))) == []
    everybody = tuple(id_of(number) for number in (ANN, BO, GIA, NILS, COORDINATOR))
    told = reply_line(ROSTER_FACTS, office.ask(ROSTER_FACTS, Which(everybody)))
    assert b"Ann Ortiz" in told
    assert planted.found_in(told) == []


CHANGES = {"activate keys", "finish rotation", "release keys", "require new data keys"}


def test_nothing_logged_has_any(planted: Planted) -> None:
    assert planted.logged
    assert planted.found_in("\n".join(planted.logged)) == []


def test_no_file_has_any(planted: Planted) -> None:
    names = {file.name for file in planted.folder.iterdir()}
    assert {"tailboard.db", "tailboard.db-wal", "tailboard.journal"} <= names
    for file in planted.folder.iterdir():
        if file.is_file():
            content = file.read_bytes()
            assert planted.found_in(content) == [], file.name
            assert f"{CANARY} of a photo".encode() not in content


# The operator


@dataclass(frozen=True, slots=True)
class Operated:
    """A folder of an operator's, and the ports of the local page and of the health checks."""

    folder: Path
    page: int
    health: int


@pytest.fixture(scope="module")
def operated(planted: Planted, tmp_path_factory: pytest.TempPathFactory) -> Operated:
    """A copy of it in a folder of an operator's, with the keys, after everybody went."""
    folder = tmp_path_factory.mktemp("operated")
    ready = planted.agency.play.ready
    ready.ledger.close()
    for name in ("tailboard.db", "tailboard.journal"):
        shutil.copy2(planted.folder / name, folder / name)
    ready.keys.write_to(folder / "tailboard.keys")
    page, health = free_port(), free_port()
    local = f"platforms: {{local: {{port: {page}}}}}\n"  # it was made fictional
    (folder / "config.yaml").write_text(f"{CONFIG}health: {{port: {health}}}\n{local}")
    return Operated(folder, page, health)


#: With the exit code; what says more with a running program beside it is asked of that.
RUN = (
    (("check",), 0),
    (("check", "--show"), 0),
    (("keys", "status"), 0),
    (("audit", "head"), 0),
    (("report",), 0),
    (("report", "--csv"), 0),
    (("plan",), 0),
    (("watch", "--once"), 1),
    (("supporters", "list"), 0),
    (("supporters", "approve", "nobody"), 2),
    (("invite", "--station", "Station 99"), 2),
    (("import", "good.csv", "--dry-run"), 0),
    (("import", "bad.csv", "--dry-run"), 2),
    (("migrate",), 0),
    (("backup", "copy.sqlite"), 0),
)
NOT_RUN = {"demo", "run"}


def test_no_command_prints_any(
    planted: Planted, operated: Operated, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(operated.folder)
    Path("good.csv").write_bytes(csv_of(person("0001"), person("7777")))
    Path("bad.csv").write_bytes(csv_of(person("0001", supervisor="nobody")))
    assert {words[0] for words, _ in RUN} | NOT_RUN == set(CLI)
    for words, code in RUN:
        done = CliRunner().invoke(main, words)
        assert (words, done.exit_code) == (words, code), done.output
        assert done.output, words
        assert planted.found_in(done.output) == [], words
    for file in operated.folder.iterdir():
        assert planted.found_in(file.read_bytes()) == [], file.name


def test_no_process_says_any_however_it_is_killed_and_whatever_fails(
    planted: Planted, operated: Operated
) -> None:
    """Killed while it delivers, and once more when its database has lost its tables."""
    page, health = (f"http://127.0.0.1:{port}" for port in (operated.page, operated.health))
    with running(operated.folder) as first:
        pass
    with running(operated.folder) as second:
        answered = answers(
            f"{health}/healthz",
            f"{health}/readyz",
            f"{health}/metrics",
            f"{health}/{planted.says('a path')}",
            f"{page}/{planted.says('a path of the page')}",
            f"{page}/?{planted.says('a query')}=1",
        )
        lose_tables(operated.folder / "tailboard.db")
        until(lambda: "OperationalError" in second.read_text(), second)
    said = first.read_text() + second.read_text()
    assert "Traceback" not in said
    assert planted.found_in(said) == []
    assert planted.found_in(answered) == []


@contextmanager
def running(folder: Path) -> Iterator[Path]:
    """`tailboard run`, ended by SIGKILL; gives the file of what it says."""
    said = folder / f"said-{time.monotonic_ns()}"
    with said.open("wb") as to:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli.main", "run"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
            stdout=to,
            stderr=subprocess.STDOUT,
        )
    try:
        until(lambda: b"Ctrl-C stops it" in said.read_bytes() or process.poll() is not None, said)
        assert process.poll() is None, said.read_text()
        yield said
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


def until(holds: Callable[[], bool], said: Path) -> None:
    deadline = time.monotonic() + 40
    while not holds():
        assert time.monotonic() < deadline, said.read_text()
        time.sleep(0.02)


def answers(*addresses: str) -> bytes:
    """What stands there, whatever its status."""
    found = []
    for address in addresses:
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:
                found.append(answer.read())
        except urllib.error.HTTPError as error:
            found.append(error.read())
    return b"\n".join(found)


def lose_tables(where: Path) -> None:
    with closing(sqlite3.connect(where, timeout=20)) as connection:
        for table in ("outbox", "person", "request"):
            connection.execute(f"ALTER TABLE {table} RENAME TO lost_{table}")
        connection.commit()
