"""Every mistake and every difference can be said, and is said with what would be right."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.rendering.wording import Wording
from bot.roster.columns import Column
from bot.roster.difference import Summary
from bot.roster.mistakes import Mistake, MistakeKind, Mistakes
from bot.roster.reading import read_roster
from bot.roster.stored import Change
from bot.roster.wording import MOST_NAMED, difference_lines, mistake_lines
from tests.bot.roster.conftest import HEADER, KNOWN, csv_of, person
from tests.playing import setting_of

WORDING = Wording(setting_of(), "en")

#: A file for each kind of mistake that a file alone can show.
FILES = {
    MistakeKind.TOO_LARGE: b"x" * 50_000_001,
    MistakeKind.NOT_UTF8: b"\xff",
    MistakeKind.NOT_CSV: csv_of('"'),
    MistakeKind.SEPARATOR: b"number;name",
    MistakeKind.EMPTY: b"",
    MistakeKind.NO_PEOPLE: csv_of(),
    MistakeKind.MISSING_COLUMN: csv_of(header="number"),
    MistakeKind.UNKNOWN_COLUMN: csv_of(header=HEADER + ",badge,nam"),
    MistakeKind.COLUMN_TWICE: csv_of(header=HEADER + ",name"),
    MistakeKind.CELLS: csv_of("1"),
    MistakeKind.FORMULA: csv_of(person("1", name="=1")),
    MistakeKind.HIDDEN: csv_of(person("1", name="\u202e")),
    MistakeKind.LINE_BREAK: csv_of(person("1", name='"a\nb"')),
    MistakeKind.TOO_LONG: csv_of(person("1", name="x" * 61)),
    MistakeKind.ROW_TOO_LONG: csv_of(person("1", name="𝔸" * 60, station="𝔸" * 40, rank="𝔸" * 40)),
    MistakeKind.MISSING: csv_of(person("")),
    MistakeKind.BAD_NUMBER: csv_of(person("1;2")),
    MistakeKind.BAD_ACCOUNT: csv_of(person("1", account="x")),
    MistakeKind.TOO_MANY: csv_of(
        person("1", evaluators=";".join(str(n) for n in range(20, 31))),
        *(person(str(n)) for n in range(20, 31)),
    ),
    MistakeKind.UNKNOWN_ROLE: csv_of(person("1", role="boss")),
    MistakeKind.UNKNOWN_ZONE: csv_of(person("1", zone="nowhere"), person("2", zone="UTCC")),
    MistakeKind.UNKNOWN_LANGUAGE: csv_of(person("1", language="xx")),
    MistakeKind.UNKNOWN_ROTATION: csv_of(
        person("1", rotation="zz"), person("2", rotation="engine")
    ),
    MistakeKind.UNKNOWN_SHIFT: csv_of(person("1", rotation="engines", shift="Z")),
    MistakeKind.SEVERAL_SUPERVISORS: csv_of(person("1", supervisor="2;3")),
    MistakeKind.NUMBER_TWICE: csv_of(person("1"), person("1")),
    MistakeKind.ACCOUNT_TWICE: csv_of(*(person(n, account="a:b:c") for n in "12")),
    MistakeKind.UNKNOWN_SUPERVISOR: csv_of(person("1", supervisor="9")),
    MistakeKind.UNKNOWN_EVALUATOR: csv_of(person("1", evaluators="9")),
    MistakeKind.OWN_EVALUATOR: csv_of(person("1", evaluators="1")),
    MistakeKind.CIRCLE: csv_of(person("1", supervisor="1")),
}
#: Those that take a million rows, or a database.
ELSEWHERE = {MistakeKind.TOO_MANY_ROWS, MistakeKind.TOO_MANY_TIES}


def lines_of(found: Mistakes) -> Iterator[str]:
    yield from mistake_lines(found, WORDING)


@pytest.mark.parametrize("kind", [kind for kind in MistakeKind if kind not in ELSEWHERE])
def test_every_mistake_is_said_in_words(kind: MistakeKind) -> None:
    found = read_roster(FILES[kind], KNOWN)
    assert isinstance(found, Mistakes)
    assert kind in {mistake.kind for mistake in found.listed}
    for line in lines_of(found):
        assert "{" not in line
        assert "  " not in line
        assert "none" not in line


@pytest.mark.parametrize("kind", sorted(ELSEWHERE))
def test_the_others_are_said_as_well(kind: MistakeKind) -> None:
    found = Mistakes((Mistake(7, Column.SUPERVISOR, kind, {"most": 24}),))
    assert "24" in list(lines_of(found))[1]


def test_a_mistake_names_its_row_and_column_as_a_spreadsheet_does() -> None:
    found = read_roster(csv_of(*(person(str(n), role="boss") for n in range(1, 1301))), KNOWN)
    assert isinstance(found, Mistakes)
    first, *listed, last = lines_of(found)
    assert first == "The file has 1,300 mistakes, so nothing was changed."
    assert listed[0] == (
        "Row 2, role: there is no role “boss”, only member, supporter and coordinator"
    )
    assert last == "and 1,250 more"
    late = Mistakes((Mistake(1200, "role", MistakeKind.UNKNOWN_ROLE, {"value": "boss"}),))
    assert list(lines_of(late))[1].startswith("Row 1200, role")


def summary_of(**given: Any) -> Summary:
    nothing: dict[str, Any] = {
        "rows": 0,
        "added": 0,
        "renewed": (),
        "returned": (),
        "changed": 0,
        "by_change": (),
        "left": (),
        "unchanged": 0,
        "new_stations": (),
        "empty_stations": (),
        "without_account": 0,
        "coordinators": 1,
        "needs_confirming": False,
    }
    return Summary(**{**nothing, **given})


def test_a_difference_is_said_line_by_line() -> None:
    found = summary_of(
        added=2,
        changed=3,
        by_change=((Change.NAME, 1), (Change.CHAIN, 3)),
        renewed=("7",),
        returned=("8", "9"),
        unapproved=("9",),
        left=tuple(str(n) for n in range(MOST_NAMED + 2)),
        unchanged=1,
        without_account=4,
        new_stations=("Station 9",),
        empty_stations=("Station 1", "Station 2"),
        coordinators=0,
    )
    assert list(difference_lines(found, WORDING)) == [
        "New: 2 people",
        "Changed: 3 people (name 1, supervisor 3)",
        "Another account, so a new member: one person (7)",
        "Back on the roster: 2 people (8, 9)",
        "A supporter among them, not asked until approved: one person (9)",
        "Not in the file, so marked as left: 12 people (0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more)",
        "As before: one person",
        "Without an account, so not written to: 4 people",
        "One new station (Station 9)",
        "2 stations with nobody any more (Station 1, Station 2)",
        "Nobody in the file is a coordinator.",
    ]


def test_every_kind_of_change_has_a_name() -> None:
    for change in Change:
        if change is not Change.FOLLOWS:
            found = summary_of(changed=1, by_change=((change, 1),))
            assert next(difference_lines(found, WORDING)).startswith("Changed: one person (")


def test_no_difference_is_said_too() -> None:
    assert list(difference_lines(summary_of(unchanged=5), WORDING)) == [
        "The roster is like this already. Nothing would change.",
        "As before: 5 people",
    ]
