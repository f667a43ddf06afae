"""A roster file is read whole, or every mistake in it is told by row and column."""

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.ids import Account
from bot.model.people import Role
from bot.roster.columns import LONGEST, MOST_BYTES, Column, RosterRow
from bot.roster.mistakes import LONGEST_QUOTE, MOST_LISTED, Mistakes
from bot.roster.reading import read_roster
from tests.bot.roster.conftest import HEADER, KNOWN, csv_of, mistakes_in, person

Rows = Callable[..., tuple[RosterRow, ...]]

FULL = (
    '102,"Quiñones, Ana",local:demo:u02; slack:T1:U2,Station 1,A,E1-A,Captain,supporter,101,'
    "101; 103,engines,America/Denver,es"
)


def test_a_full_row_is_read_as_it_stands(rows: Rows) -> None:
    _, ana, _ = rows(person("101"), FULL, person("103"))
    assert ana == RosterRow(
        row=3,
        number="102",
        name="Quiñones, Ana",
        station="Station 1",
        accounts=(Account("local", "demo", "u02"), Account("slack", "T1", "U2")),
        shift="A",
        crew="E1-A",
        rank="Captain",
        roles=frozenset({Role.MEMBER, Role.SUPPORTER}),
        supervisor="101",
        evaluators=("101", "103"),
        rotation="engines",
        zone="America/Denver",
        language="es",
    )


def test_empty_cells_take_the_organisations_zone_and_language(rows: Rows) -> None:
    (plain,) = rows(person("00123"))
    assert (plain.number, plain.zone, plain.language) == ("00123", "America/Chicago", "en")
    assert plain.roles == {Role.MEMBER}
    assert not plain.accounts
    assert not plain.evaluators


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + csv_of(person("1")),
        csv_of(person("1")).replace(b"\n", b"\r\n"),
        csv_of(person("1")).replace(b"\n", b"\r"),
        csv_of("", person("1"), ",,,,,,,,,,,,", " , ,,,,,,,,,,,"),
        csv_of(person("1")).rstrip(b"\n"),
        csv_of(person(" 1 ", name="Person 1 ")),
    ],
    ids=["bom", "crlf", "cr", "empty rows", "no last line end", "spaces"],
)
def test_what_spreadsheets_write_reads_alike(content: bytes) -> None:
    found = read_roster(content, KNOWN)
    assert isinstance(found, tuple), found
    (row,) = found
    assert (row.number, row.name) == ("1", "Person 1")


def test_columns_may_stand_in_any_order_and_evaluators_be_left_out(rows: Rows) -> None:
    header = ",".join(reversed([column for column in Column if column != Column.EVALUATORS]))
    cells = "en,,,,,,,,Station 1,,Person 1,1"
    content = csv_of(cells, header=header)
    assert read_roster(content, KNOWN) == rows(person("1"))


def test_equal_letters_are_equal_however_they_are_composed(rows: Rows) -> None:
    (row,) = rows(person("1", name="Quin\u0303ones"))
    assert row.name == "Qui\u00f1ones"


def test_numbers_in_the_file_count_as_a_spreadsheet_counts() -> None:
    content = csv_of(person("1"), "", person("2", zone="Chicago"))
    assert mistakes_in(content) == [(4, "zone", "unknown-zone")]


# The file

PLACE = len(csv_of(person("1"))) + 1  #: of the byte after a good file, counted from 1


@pytest.mark.parametrize(
    ("content", "kind", "about"),
    [
        (b"", "empty", {}),
        (b"\xef\xbb\xbf \r\n", "empty", {}),
        (b",,\n", "empty", {}),
        (csv_of(), "no-people", {}),
        (csv_of("", ",,"), "no-people", {}),
        (csv_of(person("1")) + b"caf\xe9,", "not-utf8", {"byte": PLACE + 3}),
        ("number,name".encode("utf-16"), "not-utf8", {"byte": 1}),
        (csv_of(person("1")) + b"\xed\xa0\x80", "not-utf8", {"byte": PLACE}),
        (b"x" * 50_000_001, "too-large", {"most": 50_000_000}),
        (HEADER.replace(",", ";").encode() + b"\n1;2\n", "separator", {}),
        (HEADER.replace(",", "\t").encode() + b"\n1\t2\n", "separator", {}),
        (csv_of('1,"never closed'), "not-csv", {}),
        (csv_of('1,"a"b,c'), "not-csv", {}),
        (csv_of("1," + "x" * 200_000), "row-too-long", {}),
    ],
)
def test_what_is_no_roster_gets_one_mistake(
    content: bytes, kind: str, about: dict[str, int]
) -> None:
    found = read_roster(content, KNOWN)
    assert isinstance(found, Mistakes)
    (mistake,) = found.listed
    assert (mistake.kind.value, mistake.about) == (kind, about)


def test_each_column_has_to_be_there_once_under_its_exact_name() -> None:
    header = HEADER.replace("supervisor", "Supervisor").replace("zone", "shift")
    assert mistakes_in(csv_of(person("1"), header=header)) == [
        (1, "Supervisor", "unknown-column"),
        (1, "shift", "column-twice"),
        (1, "supervisor", "missing-column"),
        (1, "zone", "missing-column"),
    ]
    found = read_roster(csv_of(person("1"), header=header), KNOWN)
    assert isinstance(found, Mistakes)
    assert found.listed[0].about == {"value": "Supervisor", "near": "supervisor"}


# Cells


@pytest.mark.parametrize(
    ("cells", "column", "kind"),
    [
        ({"number": ""}, "number", "missing"),
        ({"name": "  "}, "name", "missing"),
        ({"station": ""}, "station", "missing"),
        ({"number": "1;2"}, "number", "bad-number"),
        ({"name": "=HYPERLINK(1)"}, "name", "formula"),
        ({"name": "+1 555 0100"}, "name", "formula"),
        ({"crew": "-2"}, "crew", "formula"),
        ({"rank": "@SUM(A1)"}, "rank", "formula"),
        ({"rank": "\tx"}, "rank", "formula"),
        ({"name": "nul\0"}, "name", "hidden"),
        ({"name": "bell\a"}, "name", "hidden"),
        ({"name": "a\u202egnp.exe"}, "name", "hidden"),
        ({"name": "a\u2067b"}, "name", "hidden"),
        ({"name": "zero\u200bwidth"}, "name", "hidden"),
        ({"name": "byte\ufefforder"}, "name", "hidden"),
        ({"name": "none\uffff"}, "name", "hidden"),
        ({"name": '"two\nlines"'}, "name", "line-break"),
        ({"name": "two\u2028lines"}, "name", "line-break"),
        ({"name": "x" * 61}, "name", "too-long"),
        ({"name": "x" * 40_000}, "name", "too-long"),
        ({"role": "suporter"}, "role", "unknown-role"),
        ({"role": "Supporter"}, "role", "unknown-role"),
        ({"zone": "America/Chicagoo"}, "zone", "unknown-zone"),
        ({"zone": "../../etc/passwd"}, "zone", "unknown-zone"),
        ({"language": "xx"}, "language", "unknown-language"),
        ({"rotation": "engine", "shift": "A"}, "rotation", "unknown-rotation"),
        ({"rotation": "engines", "shift": "D"}, "shift", "unknown-shift"),
        ({"rotation": "engines"}, "shift", "unknown-shift"),
        ({"account": "u17"}, "account", "bad-account"),
        ({"account": "local:demo"}, "account", "bad-account"),
        ({"account": "local:demo:a b"}, "account", "bad-account"),
        ({"account": "Local:demo:u1"}, "account", "bad-account"),
        ({"account": "ana@example.org"}, "account", "bad-account"),
        ({"account": "local:demo:" + "u" * 120}, "account", "bad-account"),
        ({"account": ";".join(f"local:demo:u{n}" for n in range(6))}, "account", "too-many"),
        ({"supervisor": "1;2"}, "supervisor", "several-supervisors"),
        ({"supervisor": "7"}, "supervisor", "unknown-supervisor"),
        ({"evaluators": "7"}, "evaluators", "unknown-evaluator"),
        ({"evaluators": "1"}, "evaluators", "own-evaluator"),
        ({"supervisor": "1"}, "supervisor", "circle"),
    ],
)
def test_a_bad_cell_is_named(cells: dict[str, str], column: str, kind: str) -> None:
    assert mistakes_in(csv_of(person("1", **cells))) == [(2, column, kind)]


def test_joiners_that_scripts_are_written_with_are_kept(rows: Rows) -> None:
    (row,) = rows(person("1", name="می\u200cخواهم"))
    assert "\u200c" in row.name


def test_a_row_has_as_many_cells_as_the_header() -> None:
    found = read_roster(csv_of("1,Ana,,Station 1", person("2") + ",more"), KNOWN)
    assert isinstance(found, Mistakes)
    assert [(m.row, m.kind.value, m.about) for m in found.listed] == [
        (2, "cells", {"found": 4, "wanted": 13}),
        (3, "cells", {"found": 14, "wanted": 13}),
    ]


def test_a_row_has_to_fit_its_sealed_record() -> None:
    wide = {column: "𝔸" * LONGEST[Column(column)] for column in ("name", "station", "rank", "crew")}
    assert sum(len(cell.encode()) for cell in wide.values()) > MOST_BYTES
    assert mistakes_in(csv_of(person("1", **wide))) == [(2, "", "row-too-long")]


def test_a_mistake_says_what_would_be_right() -> None:
    found = read_roster(
        csv_of(
            person("1", zone="America/Chicagoo"),
            person("2", rotation="engnes", shift="A"),
            person("3", rotation="engines", shift="D"),
        ),
        KNOWN,
    )
    assert isinstance(found, Mistakes)
    assert [mistake.about for mistake in found.listed] == [
        {"value": "America/Chicagoo", "near": "America/Chicago"},
        {"value": "engnes", "near": "engines"},
        {"value": "D", "rotation": "engines", "known": "A, B, C"},
    ]


def test_what_a_mistake_quotes_is_short_and_has_nothing_hidden() -> None:
    found = read_roster(csv_of(person("1", name="=\u202e" + "x" * 500)), KNOWN)
    assert isinstance(found, Mistakes)
    value = str(found.listed[0].about["value"])
    assert len(value) == LONGEST_QUOTE
    assert value.isprintable()


# Rows together


def test_numbers_and_accounts_are_one_persons() -> None:
    content = csv_of(
        person("1", account="local:demo:u1"),
        person("2", account="local:demo:u2;local:demo:u2"),
        person("1", account="local:demo:u1"),
    )
    found = read_roster(content, KNOWN)
    assert isinstance(found, Mistakes)
    assert [(m.row, m.kind.value, m.about["other"]) for m in found.listed] == [
        (3, "account-twice", 3),
        (4, "account-twice", 2),
        (4, "number-twice", 2),
    ]


def test_supervisors_may_stand_below_in_the_file(rows: Rows) -> None:
    assert len(rows(person("1", supervisor="2"), person("2", supervisor="3"), person("3"))) == 3


def test_each_circle_is_named_once_at_its_first_row() -> None:
    found = read_roster(
        csv_of(
            person("9", supervisor="2"),
            person("3", supervisor="1"),
            person("1", supervisor="2"),
            person("2", supervisor="3"),
            person("5", supervisor="6"),
            person("6", supervisor="5"),
        ),
        KNOWN,
    )
    assert isinstance(found, Mistakes)
    assert [(m.row, m.kind.value, m.about["numbers"]) for m in found.listed] == [
        (3, "circle", "3 → 1 → 2 → 3"),
        (6, "circle", "5 → 6 → 5"),
    ]


def test_a_long_circle_is_named_in_short() -> None:
    numbers = range(100)
    rows = [person(str(n), supervisor=str((n + 1) % 100)) for n in numbers]
    found = read_roster(csv_of(*rows), KNOWN)
    assert isinstance(found, Mistakes)
    assert found.listed[0].about["numbers"] == "0 → 1 → 2 → 3 → 4 → 5 → … → 0"


def test_a_bad_row_makes_no_second_mistake_of_those_below_it() -> None:
    content = csv_of(person("1", zone="nowhere"), person("2", supervisor="1", evaluators="1"))
    assert mistakes_in(content) == [(2, "zone", "unknown-zone")]


def test_mistakes_come_by_row_and_are_counted_beyond_the_first_fifty() -> None:
    rows = [person(str(n), zone="nowhere", role="boss") for n in range(200)]
    found = read_roster(csv_of(*rows, person("7")), KNOWN)
    assert isinstance(found, Mistakes)
    assert len(found.listed) == MOST_LISTED
    assert found.more == 2 * 200 + 1 - MOST_LISTED
    assert [mistake.row for mistake in found.listed] == sorted(m.row for m in found.listed)


# Properties


CELL = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["", "1", "2", "3", "1;2", "=1", "A", "engines", "supporter", "en", "UTC", "\0"]
    ),
    st.text(alphabet="=+-@\t;\"',\r\n\u202e\u0000\ud800a1", max_size=6),
)


@given(st.lists(st.lists(CELL, min_size=11, max_size=14), max_size=8))
def test_whatever_stands_in_the_cells_it_is_read_or_refused(cells: list[list[str]]) -> None:
    """Never stumbles; and what is read can be kept: no controls, no formulas, everything that is
    referred to is there, nothing twice."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(list(Column))
    writer.writerows(cells)
    found = read_roster(file.getvalue().encode("utf-8", "surrogatepass"), KNOWN)
    if isinstance(found, Mistakes):
        assert found.listed
        return
    numbers = [row.number for row in found]
    assert len(set(numbers)) == len(numbers) > 0
    for row in found:
        assert row.number
        assert row.name
        assert row.station
        assert {row.supervisor, *row.evaluators} <= {"", *numbers}
        assert row.zone in KNOWN.zones
        for text in (row.number, row.name, row.station, row.shift, row.crew, row.rank):
            assert not text.startswith(("=", "+", "-", "@", "\t"))
            assert not set(text) & set("\0\r\n\u202e")
            text.encode()


@given(st.binary(max_size=300))
def test_no_bytes_make_it_stumble(content: bytes) -> None:
    assert isinstance(read_roster(content, KNOWN), Mistakes)


@given(st.binary(max_size=60))
def test_no_bytes_after_a_header_make_it_stumble(content: bytes) -> None:
    read_roster(csv_of() + content, KNOWN)


@given(
    st.integers(2, 12).flatmap(
        lambda size: st.lists(st.integers(0, size), min_size=size, max_size=size)
    )
)
def test_a_file_is_refused_exactly_where_supervisors_form_a_circle(above: list[int]) -> None:
    """`above[n]` is the supervisor of person n + 1; 0 is nobody."""
    lines = [
        person(str(n), supervisor=str(boss) if boss else "") for n, boss in enumerate(above, 1)
    ]
    circles = set()
    for start in range(1, len(above) + 1):
        way, at = [], start
        while at and at not in way:
            way.append(at)
            at = above[at - 1]
        if at:
            circles.add(frozenset(way[way.index(at) :]))
    found = read_roster(csv_of(*lines), KNOWN)
    count = len(found.listed) if isinstance(found, Mistakes) else 0
    assert count == len(circles)
