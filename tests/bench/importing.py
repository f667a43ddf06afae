"""A press while 100,000 rows are imported.

The import is the command itself, `tailboard import`, in a process of its own; it goes to the
running one, this, over the socket beside the database.
"""

import asyncio
import csv
import sys
from pathlib import Path

from bot.control.office import Turn
from bot.control.server import ControlServer
from bot.control.socket_path import socket_path
from bot.model.people import Person
from bot.roster.columns import Column
from tests.bench.configuring import ROOT, write_configuration
from tests.bench.databases import NOW, Made, bench_setting, opened
from tests.bench.figures import Figure, Of, at_most, figure
from tests.bench.people import PEOPLE_OF_A_STATION, Mixture, reachable
from tests.bench.presses import Pressing, steadily, with_open_check_ins
from tests.bench.sizes import Sizes
from tests.bench.timing import percentile
from tests.storage_fixtures import ReadyLedger


def measure(folder: Path, sizes: Sizes) -> list[Figure]:
    """Presses at a steady rate, first alone and then during the whole import, on one database."""
    setting = bench_setting()
    made, asked = with_open_check_ins(folder / "import.db", sizes.pressers, setting)
    command = _command(made, _roster_file(folder, sizes))
    with opened(made) as ready:
        pressing = Pressing(asked, setting)
        alone, during, seconds = asyncio.run(
            _press_while_importing(ready, pressing, command, sizes)
        )
    return [
        figure(
            f"press p99 while {sizes.rows:,} rows come in",
            1000 * percentile(during, 0.99),
            "ms",
            at_most(5, Of.RATIO),
            baseline=1000 * percentile(alone, 0.99),
        ),
        figure(f"import of {sizes.rows:,} rows meanwhile", seconds, "s", at_most(60)),
    ]


async def _press_while_importing(
    ready: ReadyLedger, pressing: Pressing, command: list[str], sizes: Sizes
) -> tuple[list[float], list[float], float]:
    """Seconds of each press without the import, of each with it, and of the import."""
    loop, rate = asyncio.get_running_loop(), sizes.press_rate
    server = ControlServer(socket_path(Path(ready.where)), ready.ledger, pressing.setting, Turn())
    await server.start()
    try:
        alone = await steadily(
            ready.ledger, pressing, rate, lambda passed: passed >= sizes.press_seconds
        )
        began = loop.time()
        process = await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
        )
        ended = asyncio.ensure_future(process.communicate())
        during = await steadily(ready.ledger, pressing, rate, lambda _: ended.done())
        seconds = loop.time() - began
        _, said = await ended
    finally:
        await server.stop()
    if process.returncode != 0:
        raise RuntimeError(f"the import failed: {said.decode()[-2000:]}")
    return alone, during, seconds


def _command(made: Made, roster: Path) -> list[str]:
    """The operator's."""
    config = write_configuration(roster.parent, made)
    program = [sys.executable, "-m", "bot.cli.main"]
    return [*program, "import", str(roster), "--config", str(config), "--confirm"]


def _roster_file(folder: Path, sizes: Sizes) -> Path:
    """Who presses is on the roster already; everybody else is new."""
    mixture = Mixture(NOW, bench_setting().rotations)
    where = folder / "roster.csv"
    with where.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, [column.value for column in Column])
        rows.writeheader()
        for number in range(max(sizes.rows, sizes.pressers)):
            person = mixture.person(number)
            if number < sizes.pressers:
                person = reachable(mixture.due_person(number), number)
            rows.writerow(_row(person, number))
    return where


def _row(person: Person, number: int) -> dict[str, str]:
    """As the roster facts say; the first of a station is above the others, the second evaluates
    them."""
    facts = person.roster
    first = number - number % PEOPLE_OF_A_STATION
    is_first, is_second = number == first, number == first + 1
    return {
        Column.NUMBER: facts.number,
        Column.NAME: facts.name,
        Column.ACCOUNT: ";".join(str(account) for account in facts.accounts),
        Column.STATION: facts.station,
        Column.SHIFT: facts.shift,
        Column.CREW: facts.crew,
        Column.RANK: facts.rank,
        Column.ROLE: "",
        Column.SUPERVISOR: "" if is_first else f"{first:07}",
        Column.EVALUATORS: "" if is_first or is_second else f"{first + 1:07}",
        Column.ROTATION: facts.rotation,
        Column.ZONE: facts.zone,
        Column.LANGUAGE: facts.language,
    }
