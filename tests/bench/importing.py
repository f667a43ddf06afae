"""A press while 100,000 rows are imported, by the command itself."""

import csv
from pathlib import Path

from bot.model.people import Person
from bot.roster.columns import Column
from tests.bench.beside import press_beside
from tests.bench.configuring import write_configuration
from tests.bench.databases import NOW, bench_setting, opened
from tests.bench.figures import Figure, Of, at_most, figure
from tests.bench.people import PEOPLE_OF_A_STATION, Mixture, reachable
from tests.bench.presses import Pressing, with_open_check_ins
from tests.bench.sizes import Sizes


def measure(folder: Path, sizes: Sizes) -> list[Figure]:
    """Presses at a steady rate, first alone and then during the whole import, on one database."""
    setting = bench_setting()
    made, asked = with_open_check_ins(folder / "import.db", sizes.pressers, setting)
    roster = _roster_file(folder, sizes)
    config = write_configuration(folder, made)
    command = ["import", str(roster), "--config", str(config), "--confirm"]
    with opened(made) as ready:
        beside = press_beside(ready, Pressing(asked, setting), command, sizes)
    return [
        figure(
            f"press p99 while {sizes.rows:,} rows come in",
            beside.p99_during,
            "ms",
            at_most(5, Of.RATIO),
            baseline=beside.p99_alone,
        ),
        figure(f"import of {sizes.rows:,} rows meanwhile", beside.seconds, "s", at_most(60)),
    ]


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
