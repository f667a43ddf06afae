"""Statements that go to SQLite's driver say and do what SQLAlchemy's own execution does."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import (
    IntegrityError,
    MultipleResultsFound,
    NoResultFound,
    OperationalError,
    ProgrammingError,
)
from sqlalchemy.sql.base import Executable

from storage.driver_statements import DriverStatement, driver_of, driver_statement
from storage.engine import open_engine
from storage.tables import budget, metadata

DAYS = (1, 2, 3, 5, 8, 13)
_COLUMNS = ("organisation", "budget_hash", "day", "used")
_IN = select(budget.c.day).where(budget.c.day.in_(bindparam("days", expanding=True)))
_NOT_IN = select(budget.c.day).where(budget.c.day.not_in(bindparam("days", expanding=True)))
_TWO_LISTS = _IN.where(budget.c.used.in_([0, 7])).where(
    budget.c.day.not_in(bindparam("others", expanding=True))
)
_ALL = select(budget.c.day, budget.c.used, budget.c.budget_hash).order_by(budget.c.day)
_USE = update(budget).where(budget.c.day == bindparam("of_day")).values(used=bindparam("now_used"))


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    engine = open_engine(tmp_path / "some.db")
    metadata.create_all(engine, tables=[budget])
    with engine.connect() as connection, connection.begin():
        connection.execute(insert(budget), [row(day) for day in DAYS])
        yield connection
    engine.dispose()


def row(day: int) -> dict[str, object]:
    return {"organisation": 1, "budget_hash": bytes([day]) * 16, "day": day, "used": 0}


@pytest.mark.parametrize("statement", [_IN, _NOT_IN, _TWO_LISTS])
@pytest.mark.parametrize("days", [(), (2,), (2, 99), (1, 2, 3), DAYS, (*DAYS, *range(20, 45))])
@pytest.mark.parametrize("others", [(), (3,), (3, 5, 1)])
def test_lists_of_any_length_find_what_sqlalchemy_finds(
    connection: Connection, statement: Executable, days: Sequence[int], others: Sequence[int]
) -> None:
    parameters: dict[str, object] = {"days": list(days)}
    if statement is _TWO_LISTS:
        parameters["others"] = list(others)
    driver = driver_of(connection)
    assert driver is not None
    found = driver_statement(statement).run(driver, parameters)
    expected = [tuple(each) for each in connection.execute(statement, parameters)]
    assert sorted(found) == sorted(expected)
    assert parameters["days"] == list(days)  # what was given is not changed


def test_rows_have_names_and_order(connection: Connection) -> None:
    driver = driver_of(connection)
    assert driver is not None
    rows = driver_statement(_ALL).run(driver, {}).all()
    assert [(each.day, each.used) for each in rows] == [(day, 0) for day in DAYS]
    assert rows[0][1:] == (0, b"\1" * 16)


def test_one_is_one(connection: Connection) -> None:
    driver = driver_of(connection)
    assert driver is not None
    statement = driver_statement(_IN)
    assert statement.run(driver, {"days": [5]}).scalar_one() == 5
    assert statement.run(driver, {"days": [99]}).scalar_one_or_none() is None
    with pytest.raises(NoResultFound):
        statement.run(driver, {"days": [99]}).one()
    with pytest.raises(MultipleResultsFound):
        statement.run(driver, {"days": [1, 5]}).one_or_none()


def test_changed_rows_are_counted_over_all(connection: Connection) -> None:
    driver = driver_of(connection)
    assert driver is not None
    changes = [{"of_day": day, "now_used": 10 * day} for day in (1, 2, 99)]
    assert driver_statement(_USE).run_many(driver, changes) == 2
    assert driver_statement(_USE).run(driver, {"of_day": 3, "now_used": 4}).rowcount == 1
    used = {day: used for day, used, _ in driver_statement(_ALL).run(driver, {})}
    assert used == {1: 10, 2: 20, 3: 4, 5: 0, 8: 0, 13: 0}


def test_errors_are_sqlalchemys_and_hide_what_was_given(connection: Connection) -> None:
    driver = driver_of(connection)
    assert driver is not None
    taken = {**row(1), "budget_hash": b"\1" * 16}
    with pytest.raises(IntegrityError) as caught:
        driver_statement(insert(budget), _COLUMNS).run_many(driver, [taken])
    assert "UNIQUE" in str(caught.value)
    assert "x01" not in str(caught.value)
    with pytest.raises(ProgrammingError):  # a parameter is missing
        driver_statement(_USE).run(driver, {"of_day": 1})
    driver.execute("DROP TABLE budget")
    with pytest.raises(OperationalError):
        driver_statement(_ALL).run(driver, {})


def test_a_statement_is_written_once() -> None:
    assert driver_statement(_ALL) is driver_statement(_ALL)
    assert isinstance(driver_statement(_ALL), DriverStatement)
