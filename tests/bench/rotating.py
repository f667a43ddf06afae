"""A press while the keys of 100,000 people rotate, by the command itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.engine import open_engine
from storage.opening import open_ledger
from tests.bench.beside import press_beside
from tests.bench.configuring import write_configuration
from tests.bench.databases import NOW, Made, add, bench_setting
from tests.bench.figures import Figure, Of, at_most, figure
from tests.bench.people import Mixture
from tests.bench.presses import Pressing, with_open_check_ins
from tests.bench.sizes import Sizes
from tests.rotating import ring_of
from tests.storage_fixtures import ReadyLedger, SetClock, journal_of


def measure(folder: Path, sizes: Sizes) -> list[Figure]:
    """Presses at a steady rate, first alone and then during the whole rotation, on one database of
    as many people as the import has rows."""
    setting = bench_setting()
    made, asked = with_open_check_ins(folder / "rotation.db", sizes.pressers, setting)
    _add_the_others(made, sizes)
    config = write_configuration(folder, made, name="rotation")
    with _reading_its_keys(made, folder / "rotation.keys") as ready:
        command = ["keys", "rotate", "--config", str(config)]
        beside = press_beside(ready, Pressing(asked, setting), command, sizes)
    return [
        figure(
            f"press p99 while {sizes.rows:,} people's keys rotate",
            beside.p99_during,
            "ms",
            at_most(5, Of.RATIO),
            baseline=beside.p99_alone,
        ),
        figure(f"rotation of {sizes.rows:,} people meanwhile", beside.seconds, "s", at_most(120)),
    ]


def _add_the_others(made: Made, sizes: Sizes) -> None:
    """Who presses nothing: everybody above the pressers."""
    mixture = Mixture(NOW, bench_setting().rotations)
    others = ((mixture.person(n), None) for n in range(sizes.pressers, sizes.rows))
    engine = open_engine(made.where)
    with engine.connect() as connection:
        add(connection, made, others)
    engine.dispose()


@contextmanager
def _reading_its_keys(made: Made, file: Path) -> Iterator[ReadyLedger]:
    """The program's ledger, which reads its keys from the file that the command writes to."""
    clock, journal = SetClock(NOW), journal_of(made.where)
    ledger = open_ledger(made.where, ring_of(file), clock, journal)
    try:
        yield ReadyLedger(ledger, made.where, clock, made.keys, made.vault, journal)
    finally:
        ledger.close()
