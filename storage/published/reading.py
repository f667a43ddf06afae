"""Reading what was published: on PostgreSQL in a role that has no right to any other table."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import bindparam, select, text
from sqlalchemy.engine import Connection

from bot.model.ids import OrganisationId
from bot.model.quarters import Quarter
from bot.ports.reports import Release
from bot.reports.writing import read
from storage.published.table import report_release

#: The name under which an engine's options have the role in which reports are read.
ROLE_OPTION = "tailboard_reports_role"

_OURS = report_release.c.organisation == bindparam("of_organisation")
_QUARTERS = (
    select(report_release.c.year, report_release.c.quarter)
    .where(_OURS)
    .order_by(report_release.c.year.desc(), report_release.c.quarter.desc())
)
_THIS = select(report_release.c.form, report_release.c.figures, report_release.c.picture).where(
    _OURS,
    report_release.c.year == bindparam("of_year"),
    report_release.c.quarter == bindparam("of_quarter"),
)


class StoredReleases:
    """Implements `bot.ports.Releases`."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._ours = {"of_organisation": organisation}

    def quarters(self) -> tuple[Quarter, ...]:
        with self._role():
            found = self._connection.execute(_QUARTERS, self._ours).all()
        return tuple(Quarter(year, number) for year, number in found)

    def get(self, quarter: Quarter) -> Release | None:
        wanted = {**self._ours, "of_year": quarter.year, "of_quarter": quarter.number}
        with self._role():
            row = self._connection.execute(_THIS, wanted).one_or_none()
        return None if row is None else Release(read(row.figures, row.form), row.picture)

    @contextmanager
    def _role(self) -> Iterator[None]:
        """For the length of a statement. Where it fails, so does the transaction, and the role ends
        with that."""
        role = self._connection.get_execution_options().get(ROLE_OPTION, "")
        if not role:
            yield
            return
        quoted = self._connection.dialect.identifier_preparer.quote_identifier(role)
        self._connection.execute(text(f"SET LOCAL ROLE {quoted}"))
        yield
        self._connection.execute(text("RESET ROLE"))
