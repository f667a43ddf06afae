"""The rules alone, explanation off: facts in, decision out."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import median

from bot.model.people import Person
from bot.rules.facts import Facts
from bot.rules.policy import decide
from bot.setting import Setting
from tests.bench.databases import NOW, bench_setting
from tests.bench.figures import Figure, at_least, figure
from tests.bench.people import Mixture
from tests.bench.sizes import Sizes
from tests.bench.timing import core_seconds_of


def measure(folder: Path, sizes: Sizes) -> list[Figure]:
    """The mixture, each person at another instant of a day; then only people who are due."""
    setting = bench_setting()
    mixture = Mixture(NOW, setting.rotations)
    numbers = range(sizes.rules)
    mixed = _facts((mixture.person(number) for number in numbers), setting)
    due = _facts((mixture.due_person(number) for number in numbers), setting)
    unit = "people/s of a core"
    return [
        figure("rules alone", _per_second(mixed, sizes.rounds), unit, at_least(20_000)),
        figure("rules alone, all due", _per_second(due, sizes.rounds), unit),
    ]


def _facts(people: Iterable[Person], setting: Setting) -> list[Facts]:
    rng = Random(1)
    found = []
    for person in people:
        since = NOW + timedelta(days=rng.random())
        found.append(
            Facts(
                person=person,
                policy=setting.config.rhythm,
                since=since,
                until=since + timedelta(hours=rng.uniform(20, 28)),
                spread=rng.random(),
                minute=rng.random(),
                rotation=setting.rotations.get(person.roster.rotation),
                station_invited_at=NOW - timedelta(days=1) if rng.random() < 0.1 else None,
            )
        )
    return found


def _per_second(asked: Sequence[Facts], rounds: int) -> float:
    def decide_all() -> None:
        for facts in asked:
            decide(facts)

    return len(asked) / median(core_seconds_of(decide_all) for _ in range(rounds))
