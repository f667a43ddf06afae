"""`python -m tests.bench`: measures, prints a table of 80 columns, writes build/bench.json."""

import argparse
import os
import platform
import shutil
import signal
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import sqlalchemy

from tests.bench import (
    discord,
    dispatching,
    importing,
    jobs,
    looks,
    memory,
    presses,
    rotating,
    rules,
    sealing,
    slack,
    ticks,
)
from tests.bench.commits import PADDED_SECONDS, commit_cost
from tests.bench.figures import Figure, heading, line, write
from tests.bench.sizes import QUICK, Sizes

Measure = Callable[[Path, Sizes], list[Figure]]
BUILD = Path(__file__).parents[2] / "build"
#: The memory's measure presses for 500 people of the large roster, of whom some have no account.
FEWEST_PEOPLE = 1_000
MEASURES: Mapping[str, Measure] = {
    "rules": rules.measure,
    "looks": looks.measure,
    "dispatch": dispatching.measure,
    "presses": presses.measure,
    "sealing": sealing.measure,
    "import": importing.measure,
    "rotation": rotating.measure,
    "ticks": ticks.measure,
    "memory": memory.measure,
    "slack": slack.measure,
    "discord": discord.measure,
    "jobs": jobs.measure,
}


def main(arguments: Sequence[str]) -> int:
    """What was measured is written even where a later part fails or is stopped."""
    asked = _parser().parse_args(arguments)
    sizes = QUICK if asked.quick else Sizes()
    if asked.people:
        sizes = replace(sizes, people=asked.people)
    signal.signal(signal.SIGTERM, _stop)  # else what is under way would stay in build/
    BUILD.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-run-", dir=BUILD))
    figures: list[Figure] = []
    status = 0
    try:
        print(_machine(folder), heading(), sep="\n", flush=True)
        for name in asked.only or MEASURES:
            for found in MEASURES[name](folder, sizes):
                figures.append(found)
                print(line(found), flush=True)
    except KeyboardInterrupt:
        print("stopped")
        status = 128 + signal.SIGINT
    finally:
        shutil.rmtree(folder)
        write(figures, BUILD / "bench.json")
    print(f"written to {os.path.relpath(BUILD / 'bench.json')}")
    return status


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def _machine(folder: Path) -> str:
    commit = 1000 * commit_cost(folder)
    load = os.getloadavg()[0]
    return (
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version},"
        f" SQLAlchemy {sqlalchemy.__version__}; {os.cpu_count()} cores,"
        f" load {load:.1f}\n"
        f"WAL, synchronous FULL; a commit takes {commit:.2f} ms on this disk,"
        f" and {1000 * PADDED_SECONDS:g} ms where a line says so\n"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog='make bench ARGS="…"',
        description="Measure the speeds: a table, and build/bench.json. See docs/bench.md.",
        epilog=f"The parts are {', '.join(MEASURES)}.",
    )
    parser.add_argument("--quick", action="store_true", help="smaller sizes, a few minutes")
    parser.add_argument(
        "--people", type=_people, metavar="N", help="on the large roster; 1,000,000 unless told"
    )
    parser.add_argument(
        "--only", nargs="+", choices=MEASURES, metavar="PART", help="measure these parts alone"
    )
    return parser


def _people(text: str) -> int:
    """A number of people for `--people`."""
    digits = text.replace(",", "")
    if not digits.isdecimal() or int(digits) < FEWEST_PEOPLE:
        raise argparse.ArgumentTypeError(f"a number of people, {FEWEST_PEOPLE:,} at least")
    return int(digits)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
