"""A release reads back as it was written, and its CSV is nothing that a spreadsheet would run."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.quarters import Quarter
from bot.reports.figures import Beside, Tally, figures_of, told
from bot.reports.folding import Group, Plan
from bot.reports.writing import FORM, FormUnknown, csv_of, read, table_of, written
from bot.reports.yearly import YearTally

PLAN = Plan(2026, 5, (Group(("Station 1", "=2+3")), Group(("Estación é",))))
TALLIES = (
    Tally(18, 12, 3, 0, 19, passed=6, waited=1, in_15_minutes=3, in_an_hour=11),
    Tally(9, 0, 6, 5, 4, passed=4, waited=4, unfilled=4, in_an_hour=4),
)
FIGURES = figures_of(Quarter(2026, 2), PLAN, (22, 41), TALLIES)


def test_it_reads_back_equal_and_is_the_same_text_every_time() -> None:
    text = written(FIGURES)
    assert read(text, FORM) == FIGURES
    assert written(read(text, FORM)) == text


def test_no_true_count_and_no_size_is_in_it() -> None:
    """Nothing but bands and multiples of five."""
    text = written(FIGURES)
    for number in (18, 12, 3, 6, 9, 11, 19, 22, 41):
        assert f":{number}" not in text.replace('"quarter":2', "")
    assert '"asked":"few"' in text
    assert '"passed":null' in text
    assert '"pace":null' in text


def test_the_year_has_a_row_of_its_own() -> None:
    """No group's: the agency as a whole."""
    of_the_year = figures_of(Quarter(2026, 4), PLAN, (22, 41), TALLIES, YearTally(33, 4))
    assert read(written(of_the_year), FORM) == of_the_year
    heading, *groups, year = table_of([of_the_year], str, lambda group: str(group.units))
    assert heading[-2:] == ("joined", "paused")
    assert {row[-2:] for row in groups} == {("", "")}
    assert year[:2] == ("2026", "()")
    assert set(year[2:-2]) == {""}
    assert year[-2:] == ("30", "<20")
    assert len({len(row) for row in (heading, *groups, year)}) == 1


def test_of_an_earlier_form_the_cells_are_read() -> None:
    earlier = (
        '{"floor":5,"groups":[{"asked":10,"in_time":"under-half","orange":"few","red":"few",'
        '"response":"under-half","units":[],"yellow":"most"}],"quarter":1,"year":2026}'
    )
    (group,) = read(earlier, 1).groups
    assert group.asked == told(10, 40)
    assert all(group.beside(which) is None for which in Beside)
    assert group.pace is None


def test_a_later_form_is_refused() -> None:
    with pytest.raises(FormUnknown):
        read(written(FIGURES), FORM + 1)


def test_the_csv_has_every_group_and_no_formula() -> None:
    rows = table_of([FIGURES], str, lambda group: group.units[-1])
    back = list(csv.reader(StringIO(csv_of(rows))))
    assert [row[0] for row in back] == ["quarter", "2026-Q2", "2026-Q2"]
    assert back[1][1] == "'=2+3"
    assert back[0][7:] == ["passed", "waited", "unfilled", "pace", "joined", "paused"]
    assert back[1][2:7] == ["most", "<5", "<5", "most", "over-three-quarters"]
    assert back[1][7:] == ["5", "<5", "<5", "half-in-an-hour", "", ""]
    assert back[2][5:] == ["<5", "under-half", "", "", "", "", "", ""]


@given(st.text(alphabet="=+-@\t\r\n '\",a", max_size=8))
def test_no_cell_begins_as_a_formula(cell: str) -> None:
    ((read_back,),) = csv.reader(StringIO(csv_of([(cell,)]), newline=""))
    assert not read_back.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert read_back.removeprefix("'") == cell.removeprefix("'")
