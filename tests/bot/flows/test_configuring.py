"""That the program was started with another configuration is on record, once."""

from functools import partial
from pathlib import Path

from bot.config.marks import marks_of
from bot.config.models import RequestPolicy
from bot.flows.configuring import note_configuration
from bot.ports import Work
from storage.unit_of_work import as_stored
from tests.playing import config_of
from tests.storage_fixtures import ReadyLedger, ready_ledger


def noted(ready: ReadyLedger) -> list[dict[str, str | int]]:
    entries = ready.run(lambda work: as_stored(work).audit.entries(0, 2_000))
    return [dict(entry.detail) for entry, _ in entries if entry.kind == "configuration"]


def add_others(work: Work) -> None:
    for _ in range(1_001):
        work.audit.add("other", {})


def test_another_configuration_is_recorded_and_the_same_is_not(tmp_path: Path) -> None:
    first = marks_of(config_of())
    other = marks_of(config_of(requests=RequestPolicy(caseload=4)))
    assert [name for name in first if first[name] != other[name]] == ["requests"]
    with ready_ledger(tmp_path / "t.db") as ready:
        for marks in (first, first, other, other, first):
            ready.run(partial(note_configuration, marks))
        assert noted(ready) == [first, other, first]


def test_the_newest_of_a_kind_is_found_behind_many_others(tmp_path: Path) -> None:
    with ready_ledger(tmp_path / "t.db") as ready:
        assert ready.run(lambda work: work.audit.last("one")) is None
        ready.run(lambda work: work.audit.add("one", {"n": 1}))
        ready.run(lambda work: work.audit.add("one", {"n": 2}))
        ready.run(add_others)
        assert ready.run(lambda work: work.audit.last("one")) == {"n": 2}
