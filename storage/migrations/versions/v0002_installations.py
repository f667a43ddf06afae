"""Installations: what a platform gave for a workspace"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "installation",
        sa.Column("organisation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("connection", sa.String(length=80), nullable=False),
        sa.Column("place_hash", sa.LargeBinary(length=16), nullable=False),
        sa.Column("workspace_hash", sa.LargeBinary(length=16), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_installation")),
        sa.UniqueConstraint(
            "organisation", "place_hash", name=op.f("uq_installation_organisation_place_hash")
        ),
    )
    for column in ("connection", "workspace_hash"):
        op.create_index(
            op.f(f"ix_installation_organisation_{column}"),
            "installation",
            ["organisation", column],
            unique=False,
        )


def downgrade() -> None:
    raise NotImplementedError("put back the backup from before the migration")
