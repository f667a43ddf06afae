"""The role in which PostgreSQL reads what is published: looked at before it is relied upon."""

from collections.abc import Mapping

from sqlalchemy import Engine, text
from sqlalchemy.engine import Connection

from storage.creation import DatabaseNotReady
from storage.engine import first_use, is_sqlite
from storage.published.table import report_release

#: Names of tables that are quoted of many.
_MOST_NAMED = 5

_ROLE = text("SELECT pg_has_role(oid, 'MEMBER') FROM pg_roles WHERE rolname = :role")
_READS = text("SELECT has_table_privilege(CAST(:role AS name), CAST(:table AS text), 'SELECT')")
_CHANGES = text(
    "SELECT has_table_privilege(CAST(:role AS name), CAST(:table AS text),"
    " 'INSERT, UPDATE, DELETE, TRUNCATE')"
)
_THERE = text("SELECT to_regclass(:table) IS NOT NULL")
_OTHERS = text(
    "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
    " AND relkind IN ('r', 'p', 'v', 'm', 'f') AND relname <> :table"
    " AND (has_table_privilege(CAST(:role AS name), oid,"
    " 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')"
    " OR has_any_column_privilege(CAST(:role AS name), oid, 'SELECT, INSERT, UPDATE'))"
    " ORDER BY relname"
)


def require_reports_role(engine: Engine, role: str) -> None:
    """Raises DatabaseNotReady where it is not there, or may do more or less than read what is
    published. "": reports are read as everything is; SQLite has no roles."""
    amiss = amiss_with_reports_role(engine, role)
    if amiss:
        raise DatabaseNotReady(amiss)


def amiss_with_reports_role(engine: Engine, role: str) -> str:
    """What, and how to mend it; "": nothing. Raises DatabaseUnusable."""
    if not role or is_sqlite(engine):
        return ""
    with first_use(engine), engine.connect() as connection:
        return _amiss(connection, {"role": role, "table": report_release.name})


def _amiss(connection: Connection, names: Mapping[str, str]) -> str:
    role, table = names["role"], names["table"]
    may_take = connection.execute(_ROLE, names).scalar_one_or_none()
    if may_take is None:
        return f"There is no role {role} (database.reports_role). CREATE ROLE {role} NOLOGIN;"
    if not may_take:
        return (
            f"The user of database.url may not take the role {role} (database.reports_role)."
            f" GRANT {role} TO that user;"
        )
    if not connection.execute(_THERE, names).scalar_one():
        return ""  # the tables are not made yet, and that is said by what needs them
    if not connection.execute(_READS, names).scalar_one():
        return (
            f"The role {role} (database.reports_role) may not read what is published."
            f" GRANT SELECT ON {table} TO {role};"
        )
    others = list(connection.execute(_OTHERS, names).scalars())
    if connection.execute(_CHANGES, names).scalar_one():
        others.append(f"{table} (to change it)")
    if others:
        named = ", ".join(others[:_MOST_NAMED]) + (", …" if len(others) > _MOST_NAMED else "")
        return (
            f"The role {role} (database.reports_role) has a right to more than reading what is"
            f" published: {named}. Take it away, or name a role that has none."
        )
    return ""
