"""`python -m tests.bench`: measures, prints a table of 80 columns, writes build/bench.json."""

import argparse
import os
import platform
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import sqlalchemy

from tests.bench import dispatching, importing, jobs, looks, memory, presses, rules, ticks
from tests.bench.commits import PADDED_SECONDS, commit_cost
from tests.bench.figures import Figure, heading, line, write
from tests.bench.sizes import QUICK, Sizes

Measure = Callable[[Path, Sizes], list[Figure]]
BUILD = Path(__file__).parents[2] / "build"
MEASURES: Mapping[str, Measure] = {
    "rules": rules.measure,
    "looks": looks.measure,
    "dispatch": dispatching.measure,
    "presses": presses.measure,
    "import": importing.measure,
    "ticks": ticks.measure,
    "memory": memory.measure,
    "jobs": jobs.measure,
}


def main(arguments: Sequence[str]) -> int:
    asked = _parser().parse_args(arguments)
    sizes = QUICK if asked.quick else Sizes()
    if asked.people:
        sizes = replace(sizes, people=asked.people)
    BUILD.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-run-", dir=BUILD))
    try:
        print(_machine(folder), heading(), sep="\n", flush=True)
        figures = []
        for name in asked.only or MEASURES:
            for found in MEASURES[name](folder, sizes):
                figures.append(found)
                print(line(found), flush=True)
    finally:
        shutil.rmtree(folder)
    write(figures, BUILD / "bench.json")
    print(f"written to {os.path.relpath(BUILD / 'bench.json')}")
    return 0


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
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller sizes, some minutes less")
    parser.add_argument("--people", type=int, help="on the large roster; 1,000,000 unless told")
    parser.add_argument("--only", nargs="+", choices=MEASURES, help="measure these alone")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
