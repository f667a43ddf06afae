"""A release is published once and never changes; the quarter it is of loses what it was made of."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial

import pytest
from sqlalchemy import Executable, delete, select, text, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from bot.model.quarters import Quarter
from bot.ports import Conflict, Ledger, QuarterState, Release, ReportQuarter, Work
from bot.reports.figures import Figures, Tally, figures_of
from bot.reports.folding import Group, Plan
from bot.reports.writing import FORM, written
from storage.creation import DatabaseNotReady
from storage.engine import open_engine
from storage.journal_file import Published
from storage.opening import open_ledger
from storage.reports_role import amiss_with_reports_role
from storage.tables import metadata, report_quarter, report_release
from tests.postgres import SHARED, PostgresDatabases
from tests.storage_fixtures import ORGANISATION, ReadyLedger, person_of, ready_ledger

Q1, Q2 = Quarter(2026, 1), Quarter(2026, 2)
PLAN = Plan(2026, 5, (Group(("Station 1",)), Group(("Station 2", "Station 3"))))
SIZES = (31, 27)
PICTURE = b"as it was drawn"
ROLE = "tailboard_reports"


@pytest.fixture
def on_postgres(postgres_databases: PostgresDatabases) -> Iterator[ReadyLedger]:
    postgres_databases.empty(SHARED)
    with ready_ledger(postgres_databases.url_of(SHARED)) as opened:
        yield opened


def figures(quarter: Quarter = Q1, red: int = 7) -> Figures:
    return figures_of(quarter, PLAN, SIZES, (Tally(answered=20, red=red), Tally()))


def make_ready(ready: ReadyLedger) -> None:
    ready.run(lambda work: work.report_quarters.begin(Q1, PLAN))
    ready.run(lambda work: work.report_quarters.open(Q1, SIZES))


def publish(ready: ReadyLedger) -> None:
    make_ready(ready)
    ready.run(lambda work: work.report_quarters.release(figures(), PICTURE))


def last(ready: ReadyLedger) -> ReportQuarter | None:
    return ready.run(lambda work: work.report_quarters.last())


def test_a_quarter_goes_from_its_groups_to_its_release(ready: ReadyLedger) -> None:
    assert last(ready) is None
    assert ready.run(lambda work: work.report_quarters.stage()) is None
    ready.run(lambda work: work.report_quarters.begin(Q1, PLAN))
    assert last(ready) == ReportQuarter(Q1, QuarterState.OPENING, PLAN)
    ready.run(lambda work: work.report_quarters.open(Q1, SIZES))
    assert last(ready) == ReportQuarter(Q1, QuarterState.OPEN, PLAN, SIZES)
    assert ready.run(lambda work: work.report_quarters.stage()) == (Q1, QuarterState.OPEN)
    ready.run(lambda work: work.report_quarters.release(figures(), PICTURE))
    assert last(ready) == ReportQuarter(Q1, QuarterState.RELEASED, PLAN)
    assert ready.run(lambda work: work.releases.quarters()) == (Q1,)
    assert ready.run(lambda work: work.releases.get(Q1)) == Release(figures(), PICTURE)
    assert ready.run(lambda work: work.releases.get(Q2)) is None


def test_a_release_is_made_once_whoever_comes_second(ready: ReadyLedger) -> None:
    publish(ready)
    for step in (
        lambda work: work.report_quarters.begin(Q1, PLAN),
        lambda work: work.report_quarters.open(Q1, SIZES),
        lambda work: work.report_quarters.release(figures(red=0), b"another"),
    ):
        with pytest.raises(Conflict):
            ready.run(step)
    assert ready.run(lambda work: work.releases.get(Q1)) == Release(figures(), PICTURE)


@pytest.mark.parametrize(
    "statement",
    [update(report_release).values(figures="{}"), delete(report_release)],
    ids=["update", "delete"],
)
def test_the_database_refuses_to_change_a_release(
    ready: ReadyLedger, statement: Executable
) -> None:
    publish(ready)
    with (
        open_engine(ready.where).begin() as connection,
        pytest.raises(DBAPIError, match="a release is never changed"),
    ):
        connection.execute(statement)
    with open_engine(ready.where, reads_only=True).connect() as connection:
        row = connection.execute(select(report_release)).one()
    assert (row.figures, row.picture) == (written(figures()), PICTURE)


def test_a_release_that_the_database_lost_is_put_back_from_the_journal(ready: ReadyLedger) -> None:
    """Into a backup that knows nothing of the quarter either: the groups of its year stay those of
    what was published."""
    with ready.journal.held() as held:
        held.append(ORGANISATION, 1, [Published(Q1, FORM, written(figures()), PICTURE)])
    assert ready.run(lambda work: work.journal.missed()) == {}
    assert ready.run(lambda work: work.journal.catch_up()) == 1
    assert ready.run(lambda work: work.releases.get(Q1)) == Release(figures(), PICTURE)
    assert last(ready) == ReportQuarter(Q1, QuarterState.RELEASED, PLAN)
    assert ready.run(lambda work: work.journal.catch_up()) == 0


def test_what_a_quarter_was_counted_by_goes_when_the_next_one_begins(ready: ReadyLedger) -> None:
    publish(ready)
    ready.run(lambda work: work.report_quarters.begin(Q2, PLAN))
    with open_engine(ready.where, reads_only=True).connect() as connection:
        rows = connection.execute(select(report_quarter).order_by(report_quarter.c.id)).all()
    assert [row.record is None for row in rows] == [True, False]
    assert last(ready) == ReportQuarter(Q2, QuarterState.OPENING, PLAN)


def test_a_quarter_without_a_report_is_told_apart(ready: ReadyLedger) -> None:
    ready.run(lambda work: work.report_quarters.begin(Q1, None))
    assert last(ready) == ReportQuarter(Q1, QuarterState.SKIPPED)
    with pytest.raises(Conflict):
        ready.run(lambda work: work.report_quarters.release(figures(), PICTURE))


def test_the_latest_release_comes_first(ready: ReadyLedger) -> None:
    publish(ready)
    ready.run(lambda work: work.report_quarters.begin(Q2, PLAN))
    ready.run(lambda work: work.report_quarters.open(Q2, SIZES))
    ready.run(lambda work: work.report_quarters.release(figures(Q2), b""))
    assert ready.run(lambda work: work.releases.quarters()) == (Q2, Q1)


@contextmanager
def role(ready: ReadyLedger, *more: str, name: str = ROLE) -> Iterator[None]:
    """Made by the lines that the guide has, and `more`; gone afterwards."""
    with open_engine(ready.where).begin() as connection:
        connection.execute(text(f"CREATE ROLE {name} NOLOGIN"))
        for statement in (f"GRANT SELECT ON report_release TO {name}", *more):
            connection.execute(text(statement))
    try:
        yield
    finally:
        with open_engine(ready.where).begin() as connection:
            connection.execute(text(f"DROP OWNED BY {name}"))
            connection.execute(text(f"DROP ROLE {name}"))


def ledger_with(ready: ReadyLedger, reports_role: str = ROLE) -> AbstractContextManager[Ledger]:
    return open_ledger(
        ready.where, ready.vault, ready.clock, ready.journal, reports_role=reports_role
    )


def test_reports_are_read_in_a_role_that_may_read_nothing_else(on_postgres: ReadyLedger) -> None:
    """The role is the operator's to make, once; the guide has these lines."""
    ready = on_postgres
    publish(ready)
    ready.add(person_of(1))
    with role(ready), ledger_with(ready) as ledger:

        def read_and_go_on(work: Work) -> tuple[Release | None, str]:
            release = work.releases.get(Q1)
            return release, work.people.get(person_of(1).id).roster.name

        release, name = ledger.submit(read_and_go_on).result()
        assert release == Release(figures(), PICTURE)
        assert name == "Person 1", "the rest of the unit of work has its own rights"

        def reads(work: Work, table: str) -> None:
            connection = work.context.connection  # type: ignore[attr-defined]
            connection.execute(text(f"SET LOCAL ROLE {ROLE}"))
            connection.execute(text(f"SELECT 1 FROM {table}"))

        for table in metadata.tables.keys() - {report_release.name}:
            with pytest.raises(DBAPIError, match="permission denied"):
                ledger.submit(partial(reads, table=table)).result()


def test_without_its_right_the_role_reads_no_release_either(on_postgres: ReadyLedger) -> None:
    """Which shows that it is in the role that they are read."""
    ready = on_postgres
    publish(ready)
    with role(ready), ledger_with(ready) as ledger:
        with open_engine(ready.where).begin() as connection:
            connection.execute(text(f"REVOKE ALL ON report_release FROM {ROLE}"))
        with pytest.raises(DBAPIError, match="permission denied"):
            ledger.submit(lambda work: work.releases.get(Q1)).result()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (f"REVOKE ALL ON report_release FROM {ROLE}", "GRANT SELECT ON report_release TO"),
        (f"GRANT SELECT ON person_record TO {ROLE}", "published: person_record. Take it away"),
        (f"GRANT SELECT (person) ON account TO {ROLE}", "published: account. Take it away"),
        (f"GRANT UPDATE ON report_release TO {ROLE}", r"report_release \(to change it\)"),
        (f"ALTER ROLE {ROLE} SUPERUSER", r"published: account, alembic_version, .*, …\. Take"),
    ],
)
def test_a_role_that_may_do_more_or_less_is_told_at_the_start(
    on_postgres: ReadyLedger, more: str, said: str
) -> None:
    with role(on_postgres, more), pytest.raises(DatabaseNotReady, match=said):
        ledger_with(on_postgres)


def test_a_role_that_is_not_there_is_told_at_the_start(on_postgres: ReadyLedger) -> None:
    with pytest.raises(DatabaseNotReady, match="There is no role tailboard_nobody"):
        ledger_with(on_postgres, "tailboard_nobody")


def test_a_role_that_the_user_may_not_take_is_told(on_postgres: ReadyLedger) -> None:
    """Asked as a user that was not granted it."""
    ready = on_postgres
    url = make_url(str(ready.where))
    with role(ready), role(ready, "ALTER ROLE tailboard_user LOGIN", name="tailboard_user"):
        engine = open_engine(url.set(username="tailboard_user").render_as_string(False))
        assert "GRANT tailboard_reports TO that user" in amiss_with_reports_role(engine, ROLE)
        engine.dispose()
