"""To where a command is done: the running process, or the ledger itself where none runs."""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.app import database_of, is_fictional, opened
from bot.config.loading import Judge, Loaded, load
from bot.config.platforms import installed_platform
from bot.config.rotations import read_rotations
from bot.control.client import NobodyThere, RemoteOffice
from bot.control.office import LedgerOffice, Office, Turn
from bot.control.socket_path import socket_path
from bot.lines import lines_of
from bot.rendering.wording import Wording
from bot.setting import Setting
from bot.system_clock import SystemClock
from bot.texts import texts
from prompts.library import FIRST_LANGUAGE


@dataclass(frozen=True, slots=True)
class Reached:
    """`office` asks; `wording` says the texts of the program in the command line's language."""

    office: Office
    setting: Setting

    @property
    def wording(self) -> Wording:
        return Wording(self.setting, FIRST_LANGUAGE)


def load_configuration(path: Path, judges: Sequence[Judge] = ()) -> Loaded:
    """Raises ConfigurationError."""
    return load(path, installed_platform, judges)


@contextmanager
def reach(config_path: Path) -> Iterator[Reached]:
    """1. A running process that listens does what is asked. 2. Else the ledger is opened here,
    under the run lock; nobody can start while it is open.

    Raises ConfigurationError, and as `bot.app.opened`.
    """
    loaded = load_configuration(config_path)
    setting = Setting(
        config=loaded.config,
        texts=texts(),
        lines=lines_of(loaded.config),
        capabilities={},
        rotations=read_rotations(loaded.config),
    )
    with ExitStack() as stack:
        yield Reached(_office(loaded, setting, stack), setting)


def _office(loaded: Loaded, setting: Setting, stack: ExitStack) -> Office:
    where = database_of(loaded, os.environ)
    if isinstance(where, Path):  # several processes share a PostgreSQL, this one may be another
        try:
            return stack.enter_context(RemoteOffice.connect(socket_path(where)))
        except NobodyThere:
            pass
    ledger = opened(loaded, os.environ, SystemClock(), fictional=is_fictional(loaded))
    return LedgerOffice(stack.enter_context(ledger), setting, Turn())
