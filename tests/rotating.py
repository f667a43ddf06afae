"""A ledger whose keys lie in a file and can be rotated, and the steps of a rotation."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine

from bot.control.commands import Command
from bot.control.office import LedgerOffice, Office, Turn
from bot.control.rotating import NewEpoch, rotate
from bot.ports import Needing
from bot.setting import Setting
from storage.creation import prepare
from storage.engine import open_engine
from storage.journal_file import JournalFile
from storage.key_file import KeyFile
from storage.key_ring import KeyRing
from storage.opening import open_ledger
from storage.vault import Vault
from tests.storage_fixtures import NOON, ORGANISATION, ReadyLedger, SetClock
from tests.storage_opening import everything_opens, opening

A = TypeVar("A")
R = TypeVar("R")


@dataclass
class Rotating:
    """`ready.vault` is that of the first epoch; the ledger goes by the file."""

    ready: ReadyLedger
    file: Path
    reader: Engine  #: past the program

    @property
    def keys(self) -> KeyFile:
        return KeyFile.load(self.file)

    def new_epoch(self, *, renew: bool = False) -> NewEpoch:
        """One more in the file."""
        before = self.keys
        before.with_next().put_in_place_of(before, self.file)
        return self.newest(renew=renew)

    def newest(self, *, renew: bool = False) -> NewEpoch:
        return newest(self.file, renew=renew)

    def office(self, setting: Setting) -> LedgerOffice:
        return LedgerOffice(self.ready.ledger, setting, Turn())

    def rotate(self, setting: Setting, *, renew: bool = False) -> tuple[Needing, ...]:
        new = self.new_epoch(renew=renew)
        return rotate(self.office(setting), new, told=lambda _: None, pause=lambda _: None)

    def everything_opens(self) -> int:
        return everything_opens(self.reader, self.keys)

    def reopen(self) -> None:
        """As another process, after this one."""
        self.ready.ledger.close()
        ready = self.ready
        ready.ledger = open_ledger(ready.where, ring_of(self.file), ready.clock, ready.journal)


@dataclass
class Between:
    """An office that does something before each command, and after the last."""

    office: Office
    do: Callable[[str], None]
    asked: int = field(default=0, init=False)

    def ask(self, command: Command[A, R], asked: A) -> R:
        self.asked += 1
        self.do(command.name)
        return self.office.ask(command, asked)


def newest(file: Path, *, renew: bool) -> NewEpoch:
    """The newest epoch of this file, to be brought into force."""
    ours = KeyFile.load(file).for_organisation(ORGANISATION)
    return NewEpoch(ours.epoch, Vault(ORGANISATION, ours).key_check, renew)


def ring_of(file: Path) -> KeyRing:
    return KeyRing(ORGANISATION, lambda: KeyFile.load(file))


@contextmanager
def rotating(where: str | Path, file: Path) -> Iterator[Rotating]:
    """A fresh database at this address, with its keys in this file."""
    keys = KeyFile.create(file, [ORGANISATION])
    engine = open_engine(where)
    prepare(engine, keys, fictional=False, now=NOON)
    engine.dispose()
    clock = SetClock()
    vault = Vault(ORGANISATION, keys.for_organisation(ORGANISATION))
    journal = JournalFile(file.with_suffix(".journal"))
    ledger = open_ledger(where, ring_of(file), clock, journal)
    ready = ReadyLedger(ledger, where, clock, keys, vault, journal)
    try:
        with opening(where) as reader:
            yield Rotating(ready, file, reader)
    finally:
        ready.ledger.close()
