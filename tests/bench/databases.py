"""Databases to measure on: tables, keys and sealed people, all made by the program's own code."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from sqlalchemy.engine import Connection

from bot.config.models import RhythmPolicy
from bot.model.people import Person
from bot.setting import Setting
from storage.creation import prepare
from storage.engine import open_engine
from storage.id_blocks import IdBlocks
from storage.key_file import KeyFile
from storage.unit_of_work import UnitOfWork
from storage.vault import Vault
from tests.bench.commits import Commits, open_bench_ledger
from tests.bench.people import rotation_configs, rotations
from tests.playing import config_of, setting_of
from tests.storage_fixtures import ORGANISATION, ReadyLedger, SetClock, journal_of

#: Noon in Chicago: an hour at which nobody's quiet hours stand against a message.
NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
#: People in one transaction while a database is made.
_ADDED_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Made:
    """A database and the keys that open it."""

    where: Path
    keys: KeyFile

    @property
    def vault(self) -> Vault:
        return Vault(ORGANISATION, self.keys.for_organisation(ORGANISATION))


def bench_setting() -> Setting:
    """The made-up organisation, with a daily budget that a million people do not use up."""
    config = config_of(rhythm=RhythmPolicy(daily_budget=1_000_000), rotations=rotation_configs())
    return setting_of(config, rotations=rotations())


def make(
    where: Path,
    people: Iterable[tuple[Person, datetime | None]] = (),
    *,
    fictional: bool = True,
    kind: type[Made] = Made,
) -> Made:
    """A fresh database of these people, each with when they are looked at."""
    made = kind(where, KeyFile.fresh([ORGANISATION]))
    engine = open_engine(where)
    try:
        prepare(engine, made.keys, fictional=fictional, now=NOW)
        with engine.connect() as connection:
            add(connection, made, people)
    finally:
        engine.dispose()
    return made


def add(
    connection: Connection, made: Made, people: Iterable[tuple[Person, datetime | None]]
) -> None:
    """As an import does: new keys, sealed records, linked accounts."""
    left, vault = iter(people), made.vault
    while some := list(islice(left, _ADDED_AT_ONCE)):
        with connection.begin():
            work = UnitOfWork(
                connection, vault, NOW, IdBlocks(ORGANISATION), journal_of(made.where)
            )
            work.people.add_many(some)


@contextmanager
def opened(
    made: Made, *, now: datetime = NOW, commits: Commits = Commits.OF_THE_DISK
) -> Iterator[ReadyLedger]:
    """The program's ledger on it."""
    clock, vault = SetClock(now), made.vault
    ledger = open_bench_ledger(made.where, vault, clock, commits)
    try:
        yield ReadyLedger(ledger, made.where, clock, made.keys, vault, journal_of(made.where))
    finally:
        ledger.close()
