"""Every measure of the bench runs, on tiny sizes. Nothing is timed here: what the figures are is
`make bench`'s to say."""

import json
import time
from pathlib import Path

import pytest

from bot.model.people import PersonState
from tests.bench import large
from tests.bench.__main__ import MEASURES
from tests.bench.bare import put_rows
from tests.bench.commits import PADDED_SECONDS, Commits, open_bench_engine
from tests.bench.databases import NOW, make, opened
from tests.bench.figures import WIDTH, Figure, Of, at_least, at_most, figure, heading, line, write
from tests.bench.people import person_id
from tests.bench.sizes import TINY

#: A dozen are out before the first wave is measured.
OVER_SOON = "check-ins that go out meanwhile"


@pytest.mark.parametrize("name", MEASURES)
def test_measure_runs(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    figures = MEASURES[name](folder, TINY)
    assert figures
    for found in figures:
        assert found.value > 0 or OVER_SOON in found.name, found
        assert (found.goal is None) is (found.met is None), found
        assert found.goal is None or "ratio" not in found.goal or found.ratio, found


def test_large_roster_is_joined_of_its_parts_and_opens(tmp_path: Path) -> None:
    large.fill(tmp_path, 50, parts=3)
    roster = large.kept(tmp_path)
    with opened(roster.made, now=roster.first_look) as ready:
        assert ready.run(lambda work: work.people.count(PersonState.ROSTER)) == 50
        names = {ready.person(person_id(number)).roster.name for number in range(50)}
        assert len(names) == 50
        due = ready.run(lambda work: work.people.due_for_look(50))
        assert len(due) == 1


def test_large_roster_is_made_once(tmp_path: Path) -> None:
    first = large.database(20, kept_under=tmp_path)
    assert large.database(20, kept_under=tmp_path) == first


def test_padded_commits_take_their_time_on_both_sides(tmp_path: Path) -> None:
    made = make(tmp_path / "padded.db")
    with opened(made, commits=Commits.PADDED) as ready:
        began = time.perf_counter()
        ready.run(lambda work: work.audit.add("bench", {}))
        assert time.perf_counter() - began >= PADDED_SECONDS
    engine = open_bench_engine(made.where, Commits.PADDED)
    with engine.connect() as connection:
        began = time.perf_counter()
        put_rows(connection, NOW, 1)
        assert time.perf_counter() - began >= PADDED_SECONDS
    engine.dispose()


def test_goals_are_of_the_value_or_of_the_ratio() -> None:
    assert figure("a", 10, "s", at_most(12)).met is True
    assert figure("a", 10, "s", at_most(9)).met is False
    assert figure("a", 10, "s", at_least(0.4, Of.RATIO), baseline=20).met is True
    assert figure("a", 10, "s", at_least(0.6, Of.RATIO), baseline=20).met is False
    assert figure("a", 10, "s", baseline=20).ratio == 0.5
    with pytest.raises(ValueError, match="needs a baseline"):
        figure("a", 10, "s", at_least(0.4, Of.RATIO))


def test_file_is_a_list_of_figures(tmp_path: Path) -> None:
    figures = [
        figure("look", 1234.5678, "looks/s", at_least(0.4, Of.RATIO), baseline=2000.0),
        figure("jobs", 400.0, "jobs/s"),
    ]
    write(figures, tmp_path / "build" / "bench.json")
    items = json.loads((tmp_path / "build" / "bench.json").read_text("utf-8"))
    assert [set(item) for item in items] == [
        {"name", "value", "unit", "goal", "met", "baseline", "ratio"}
    ] * 2
    assert items[0]["goal"] == "ratio >= 0.4"
    assert items[0]["met"] is True
    assert items[1]["goal"] is None


@pytest.mark.parametrize("name", ["short", "one that is long, so long that its unit has a line"])
def test_table_fits_eighty_columns(name: str) -> None:
    wide = Figure(name, 123_456.7, "people/s of a core", "ratio >= 0.4", False, 98_765.4, 1.25)
    lines = [*heading().splitlines(), *line(wide).splitlines()]
    assert max(map(len, lines)) <= WIDTH
