"""The large roster: made once, in parts side by side, and kept under build/ for the next run.

It is lived on, not restored: a run goes on where the last one stopped, so its clock begins at the
first look that is due. A change of the tables, of the records' forms or of the made-up people
makes another.
"""

import hashlib
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.engine import Connection
from sqlalchemy.schema import CreateTable

from bot.model.people import Person
from bot.ports import Station
from bot.rules.looks import next_look
from storage.creation import prepare
from storage.engine import open_engine
from storage.id_blocks import IdBlocks
from storage.instants import to_instant
from storage.key_file import KeyFile
from storage.records import MEMBERSHIP, PREFERENCES, RHYTHM, ROSTER
from storage.tables import metadata, person
from storage.unit_of_work import UnitOfWork
from tests.bench import people
from tests.bench.databases import NOW, Made, add
from tests.bench.people import PEOPLE_OF_A_STATION, Mixture, person_id, station_name
from tests.storage_fixtures import ORGANISATION, journal_of

_FILE, _KEYS = "roster.db", "roster.keys"
_PEOPLE_OF_A_PART = 125_000
_FILLED = ("person", "person_record", "account", "coordinator")
#: Nothing of a database that is being made needs to outlast the power: it is made anew.
_FAST = (
    "PRAGMA journal_mode = DELETE",
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -200000",
)


@dataclass(frozen=True, slots=True)
class Roster:
    """`first_look` is when the next look at anybody is due: nothing is before it."""

    made: Made
    first_look: datetime


def database(number: int, *, kept_under: Path) -> Roster:
    """A database of that many people of the mixture: the one that is kept, or a new one."""
    place = kept_under / f"bench-{number}-{_mark()}"
    if not place.is_dir():
        for old in kept_under.glob(f"bench-{number}-*"):
            shutil.rmtree(old)
        new = kept_under / f"bench-new-{os.getpid()}"
        new.mkdir(parents=True)
        try:
            fill(new, number, parts=-(-number // _PEOPLE_OF_A_PART))
            new.rename(place)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    return kept(place)


def kept(folder: Path) -> Roster:
    """The one that was made in this folder."""
    made = Made(folder / _FILE, KeyFile.load(folder / _KEYS))
    return Roster(made, _first_look(made))


def fill(folder: Path, number: int, parts: int) -> None:
    """Makes the database in this folder.

    1. Each part is a database of its own, filled by the program's code in a process of its own,
       with the people of a range of ids. 2. Their rows are copied into one, range after range.
    """
    made = Made(folder / _FILE, KeyFile.create(folder / _KEYS, [ORGANISATION]))
    places = [folder / f"part-{part}.db" for part in range(parts)]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        made_parts = [
            pool.submit(_fill_part, place, folder / _KEYS, number, part, parts)
            for part, place in enumerate(places)
        ]
        for done, each in enumerate(made_parts):
            _say(f"making {number:,} people, once: part {done + 1} of {parts}")
            each.result()
    _say("joining the parts")
    _prepare(made)
    _add_stations(made, number)
    _join(made, places)
    _say("")
    for part in folder.glob("part-*"):  # and the locks beside them
        part.unlink()


def _say(words: str) -> None:
    """What takes minutes tells how far it is: in one line of a terminal, else line by line."""
    if sys.stderr.isatty():
        print(f"\r{words:60}\r", end="", file=sys.stderr, flush=True)
    elif words:
        print(words, file=sys.stderr, flush=True)


def _fill_part(where: Path, keys: Path, number: int, part: int, parts: int) -> None:
    made = Made(where, KeyFile.load(keys))
    _prepare(made)
    engine = open_engine(where)
    with engine.connect() as connection:
        _make_fast(connection)
        add(connection, made, _people_of(made, number, part, parts))
    engine.dispose()


def _people_of(
    made: Made, number: int, part: int, parts: int
) -> Iterator[tuple[Person, datetime | None]]:
    """The people of one range of ids in the order of their ids, with their next look."""
    mixture = Mixture(NOW, people.rotations())
    draw = made.vault.draw
    mine = sorted((person_id(n), n) for n in range(number) if person_id(n) * parts >> 63 == part)
    for id_, n in mine:
        yield mixture.person(n), next_look(id_, NOW, draw)


def _prepare(made: Made) -> None:
    engine = open_engine(made.where)
    prepare(engine, made.keys, fictional=True, now=NOW)
    engine.dispose()


def _make_fast(connection: Connection) -> None:
    raw = connection.connection.driver_connection
    assert raw is not None
    for pragma in _FAST:
        raw.execute(pragma)


def _add_stations(made: Made, number: int) -> None:
    """A tenth of them is invited already, so that some invitations are due as well."""
    engine = open_engine(made.where)
    with engine.begin() as connection:
        work = UnitOfWork(
            connection, made.vault, NOW, IdBlocks(ORGANISATION), journal_of(made.where)
        )
        for station in range(-(-number // PEOPLE_OF_A_STATION)):
            invited_at = None if station % 10 else NOW - timedelta(days=station % 300)
            work.stations.save(Station(station_name(station), PEOPLE_OF_A_STATION, invited_at))
    engine.dispose()


def _join(made: Made, places: Sequence[Path]) -> None:
    engine = open_engine(made.where)
    with engine.connect() as connection:
        _make_fast(connection)
        raw = connection.connection.driver_connection
        assert raw is not None
        for place in places:
            raw.execute("ATTACH ? AS part", (str(place),))
            for table in _FILLED:
                raw.execute(f"INSERT INTO main.{table} SELECT * FROM part.{table}")
            raw.execute("DETACH part")
    engine.dispose()


def _first_look(made: Made) -> datetime:
    engine = open_engine(made.where, reads_only=True)
    with engine.connect() as connection:
        first = connection.execute(select(func.min(person.c.look_at))).scalar_one()
    engine.dispose()
    return to_instant(first)


def _mark() -> str:
    """Of all that decides what is in the file."""
    forms = [codec.form for codec in (ROSTER, MEMBERSHIP, RHYTHM, PREFERENCES)]
    tables = [str(CreateTable(table)) for table in metadata.sorted_tables]
    source = Path(people.__file__).read_text("utf-8")
    return hashlib.sha256("\n".join([*forms, *tables, source]).encode()).hexdigest()[:12]
