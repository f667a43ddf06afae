"""Reports: the quarter that is open, and releases, which the database itself keeps from changing"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_REFUSAL = "a release is never changed"
_SQLITE = (
    "CREATE TRIGGER report_release_stays_{event} BEFORE {event} ON report_release"
    " BEGIN SELECT RAISE(ABORT, '" + _REFUSAL + "'); END"
)
_POSTGRESQL = (
    "CREATE FUNCTION report_release_stays() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION '" + _REFUSAL + "'; END $$",
    "CREATE TRIGGER report_release_stays BEFORE UPDATE OR DELETE ON report_release"
    " FOR EACH ROW EXECUTE FUNCTION report_release_stays()",
    "CREATE TRIGGER report_release_stays_whole BEFORE TRUNCATE ON report_release"
    " FOR EACH STATEMENT EXECUTE FUNCTION report_release_stays()",
)


def upgrade() -> None:
    op.create_table(
        "report_quarter",
        sa.Column("organisation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_report_quarter")),
    )
    op.create_table(
        "report_release",
        sa.Column("organisation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.SmallInteger(), nullable=False),
        sa.Column("form", sa.SmallInteger(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "year", "quarter", name=op.f("pk_report_release")),
    )
    if op.get_bind().dialect.name == "sqlite":
        for event in ("UPDATE", "DELETE"):
            op.execute(_SQLITE.format(event=event))
    else:
        for statement in _POSTGRESQL:
            op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("put back the backup from before the migration")
