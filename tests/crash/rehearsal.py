"""A program that is killed again and again while it delivers and answers, and who watches it."""

import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from bot.flows.calls import call_key
from bot.model.content import Content, ContentKind, Lane, Outgoing
from bot.model.ids import OutboxId, PersonId
from bot.model.people import Membership, MembershipState, Person, Zone
from bot.ports import Work
from storage.creation import prepare
from storage.engine import open_engine
from storage.journal_file import JournalFile
from storage.key_file import KeyFile
from storage.opening import open_ledger
from storage.vault import Vault
from tests.crash.life import NOON, ORGANISATION, Order
from tests.fakes.recording_platform import Offers, Taken
from tests.playing import LIBRARY
from tests.storage_fixtures import SetClock, person_of

ROOT = Path(__file__).parents[2]
ZONES = tuple(Zone)
PATIENCE = 60.0
"""Seconds after which something that should happen has not."""


@dataclass(frozen=True, slots=True)
class Row:
    """A message of the outbox as the test knows it."""

    id: OutboxId
    key: str
    lane: Lane
    user: str


@dataclass(frozen=True, slots=True)
class Press:
    id: str
    account: str
    token: str
    number: int

    @property
    def zone(self) -> Zone:
        return ZONES[self.number]


@dataclass
class Stage:
    """A database with messages to deliver, the platform they go to, and where lives come from."""

    folder: Path
    offers: Offers
    port: int
    zygote: "subprocess.Popen[str]"
    began: float
    rows: list[Row]
    rng: random.Random
    listener: socket.socket
    taken: list[Taken] = field(default_factory=list)

    @property
    def database(self) -> Path:
        return self.folder / "tailboard.db"

    def states(self) -> dict[int, str]:
        """Of the rows put at the beginning, read beside whoever writes."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as reading:
            return dict(reading.execute("SELECT id, state FROM outbox").fetchall())

    def look(self) -> list[Taken]:
        """What the platform has taken since the last look."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", f"/taken?since={len(self.taken)}")
        new = [Taken(**each) for each in json.loads(connection.getresponse().read())]
        connection.close()
        self.taken += new
        return new

    def live(self) -> "Life":
        order = Order(
            str(self.folder), str(self.folder / "socket"), self.port, self.offers, self.began
        )
        assert self.zygote.stdin is not None
        assert self.zygote.stdout is not None
        self.zygote.stdin.write(json.dumps(asdict(order)) + "\n")
        self.zygote.stdin.flush()
        pid = int(self.zygote.stdout.readline())
        self.listener.settimeout(PATIENCE)
        return Life(pid, self.listener)


class Life:
    """A process that lives, as seen from outside."""

    def __init__(self, pid: int, listener: socket.socket) -> None:
        self.pid = pid
        self._listener = listener
        self._socket: socket.socket | None = None
        self._rest = b""
        self.resolved = False
        self.answered: set[str] = set()

    def hear(self, seconds: float) -> None:
        """Takes in what it says, for so long."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            try:
                said = self._connected(left)
            except TimeoutError:
                return
            if not said:
                return
            *lines, self._rest = (self._rest + said).split(b"\n")
            for line in lines:
                self._take_in(json.loads(line))

    def press(self, press: Press) -> None:
        if self._socket is not None:
            self._socket.settimeout(PATIENCE)
            self._socket.sendall(json.dumps(asdict(press)).encode() + b"\n")

    def finish(self) -> None:
        """Lets it end by itself."""
        assert self._socket is not None
        self._socket.settimeout(PATIENCE)
        self._socket.sendall(b'{"finish": true}\n')
        self.hear(PATIENCE)

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        if self._socket is not None:
            self.hear(PATIENCE)  # what it had said before is said
            self._socket.close()

    def _connected(self, seconds: float) -> bytes:
        if self._socket is None:
            self._listener.settimeout(seconds)
            self._socket, _ = self._listener.accept()
        self._socket.settimeout(seconds)
        try:
            return self._socket.recv(65536)
        except ConnectionError:
            return b""

    def _take_in(self, said: dict[str, Any]) -> None:
        self.resolved |= "resolved" in said
        if "answered" in said:
            self.answered.add(said["answered"])


@contextmanager
def stage(folder: Path, offers: Offers, messages: int, seed: int) -> Iterator[Stage]:
    """Everything in place and nothing delivered yet."""
    rows = _filled(folder, messages)
    recorder = subprocess.Popen(
        [
            *(sys.executable, "-m", "tests.fakes.recording_platform"),
            *("--offers", offers.value),
            *("--journal", str(folder / "journal")),
            *("--slow", "0.003"),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    zygote = subprocess.Popen(
        [sys.executable, "-m", "tests.crash.zygote"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(folder / "socket"))
    listener.listen()
    try:
        assert recorder.stdout is not None
        assert zygote.stdout is not None
        port = int(recorder.stdout.readline())
        assert zygote.stdout.readline() == "ready\n"
        yield Stage(folder, offers, port, zygote, time.time(), rows, random.Random(seed), listener)
    finally:
        listener.close()
        for process in (recorder, zygote):
            process.kill()
            process.wait()


def _filled(folder: Path, messages: int) -> list[Row]:
    """Half of them check-ins, one a person; the other half messages that somebody waits for."""
    keys = KeyFile.create(folder / "keys", [ORGANISATION])
    vault = Vault(ORGANISATION, keys.for_organisation(ORGANISATION))
    engine = open_engine(folder / "tailboard.db")
    prepare(engine, keys, fictional=True, now=NOON)
    engine.dispose()
    people = [_member(number) for number in range(1, messages // 2 + 1)]
    journal = JournalFile(folder / "tailboard.journal")
    with open_ledger(folder / "tailboard.db", vault, SetClock(NOON), journal) as ledger:
        ledger.submit(lambda work: work.people.add_many([(p, None) for p in people])).result()
        ledger.submit(lambda work: _put(work, people)).result()
    user = {person.id: person.roster.accounts[0].user for person in people}
    with closing(sqlite3.connect(folder / "tailboard.db")) as reading:
        found = reading.execute("SELECT id, lane FROM outbox ORDER BY id").fetchall()
    to = [person.id for person in people for _ in (0, 1)]
    return [
        Row(OutboxId(id_), call_key(OutboxId(id_), vault.draw), Lane(lane), user[who])
        for (id_, lane), who in zip(found, to, strict=True)
    ]


def _member(number: int) -> Person:
    joined = NOON - timedelta(days=60)
    person = person_of(number)
    membership = Membership(state=MembershipState.JOINED, joined_at=joined)
    return Person(PersonId(person.id), person.state, person.roster, membership)


def _put(work: Work, people: list[Person]) -> None:
    text = LIBRARY.rotation("en", "check-in")[0]
    asked: dict[str, str | int] = {
        "e": int(NOON.timestamp()),
        "s": 0,
        "w": 1,
        "y": "why-rhythm",
        "n": 1,
        "t": text,
    }
    for person in people:
        for kind, lane, args in (
            (ContentKind.CHECK_IN, Lane.ROUTINE, asked),
            (ContentKind.FAREWELL, Lane.REQUEST, {}),
        ):
            key = f"{kind.value}:{person.id}"
            content = Content(kind, args)
            work.outbox.put(Outgoing(key, person.id, person.id, content, NOON, lane))
