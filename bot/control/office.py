"""Where a command is asked: here, or in the running process. The same errors either way."""

import threading
from typing import Protocol, TypeVar

from bot.control.commands import Command
from bot.ports import Ledger
from bot.setting import Setting

A = TypeVar("A")
R = TypeVar("R")


class ImportAtWork(Exception):
    """Another import is being applied; nothing of this one was done since."""


class OfficeGone(Exception):
    """The running process went away before it replied: what was asked last may have been done."""


class Office(Protocol):
    def ask(self, command: Command[A, R], asked: A) -> R:
        """The reply, after the commit. Raises what the flow raises (CommandRefused, Conflict,
        NotFound), LedgerBusy, ImportAtWork, OfficeGone."""


class Turn:
    """One import at a time in a process, whoever brings it; held from its first piece on."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._holder: object | None = None

    def take(self, holder: object) -> None:
        """May be taken again by who has it. Raises ImportAtWork."""
        with self._lock:
            if self._holder is not None and self._holder is not holder:
                raise ImportAtWork("another import is being applied just now; try again after it")
            self._holder = holder

    def give_back(self, holder: object) -> None:
        """Does nothing where somebody else has it."""
        with self._lock:
            if self._holder is holder:
                self._holder = None


class LedgerOffice:
    """Asks the ledger of this process. Close it, so that others may have their turn."""

    def __init__(self, ledger: Ledger, setting: Setting, turn: Turn) -> None:
        self._ledger = ledger
        self._setting = setting
        self._turn = turn

    def ask(self, command: Command[A, R], asked: A) -> R:
        if command.alone:
            self._turn.take(self)
        return self._ledger.submit(
            lambda work: command.flow(asked, work, self._setting), command.priority
        ).result()

    def close(self) -> None:
        self._turn.give_back(self)
