"""A row that the file may hold fits the sealed record that it becomes, whatever happened before."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.model.ids import PersonId
from bot.model.people import FormerTie, Role, RosterFacts
from bot.roster.columns import LONGEST, MOST_EVALUATORS, Column, RosterRow
from bot.roster.difference import MOST_TIES
from bot.roster.facts import MOST_FORMERLY, facts_of
from bot.roster.reading import read_roster
from storage.records import ROSTER
from storage.tables import SIZES
from tests.bot.roster.conftest import KNOWN, csv_of, person

ROOM = SIZES["person_record.roster"]
#: As many bytes as an id can take.
WIDEST = 2**63 - 1
TODAY = date(2026, 3, 2)


def widest(row: RosterRow) -> RosterFacts:
    """The row's record with everything else that it can come to hold."""
    numbers = [str(n) for n in range(MOST_EVALUATORS + 1)]
    people = {number: PersonId(WIDEST - place) for place, number in enumerate(numbers)}
    ties = tuple(FormerTie(PersonId(WIDEST - 100 - n), TODAY) for n in range(MOST_TIES))
    full = RosterRow(
        **{
            **{name: getattr(row, name) for name in row.__slots__},
            "supervisor": "0",
            "evaluators": tuple(numbers[1:]),
            "roles": frozenset(Role),
        }
    )
    facts = facts_of(full, people, TODAY)
    return RosterFacts(
        **{
            **{name: getattr(facts, name) for name in facts.__slots__},
            "former_ties": ties,
            "left_on": TODAY + timedelta(days=30),
            "formerly": tuple(PersonId(WIDEST - 200 - n) for n in range(MOST_FORMERLY)),
        }
    )


@given(
    st.fixed_dictionaries(
        {
            column.value: st.text(
                alphabet="a\u00e9\u4e00\U0001f692", min_size=1, max_size=LONGEST[column]
            )
            for column in (Column.NAME, Column.STATION, Column.SHIFT, Column.CREW, Column.RANK)
        }
    ),
    st.integers(0, 5),
    st.integers(1, 60),
)
def test_whatever_a_file_may_hold_fits_its_record(
    cells: dict[str, str], accounts: int, length: int
) -> None:
    many = ";".join(f"local:demo:{'u' * length}{n}" for n in range(accounts))
    found = read_roster(csv_of(person("1", account=many, **cells)), KNOWN)
    if isinstance(found, tuple):
        assert len(ROSTER.encode(widest(found[0]))) <= ROOM


def test_a_record_to_the_brim_fits() -> None:
    """As many bytes of text as a row may have, cut among five accounts and all cells."""
    widths = []
    for length in range(10, 80):
        accounts = ";".join(f"local:demo:{'u' * length}{n}" for n in range(5))
        for cell in range(1, 60, 3):
            name = "\u4e00" * cell
            found = read_roster(csv_of(person("1", account=accounts, name=name)), KNOWN)
            if isinstance(found, tuple):
                widths.append(len(ROSTER.encode(widest(found[0]))))
    assert ROOM - 32 <= max(widths) <= ROOM
