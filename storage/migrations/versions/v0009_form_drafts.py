"""Form drafts: forms that are half filled in"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "form_draft",
        sa.Column("organisation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("draft_hash", sa.LargeBinary(length=16), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        sa.Column("owner", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_form_draft")),
        sa.UniqueConstraint(
            "organisation", "draft_hash", name=op.f("uq_form_draft_organisation_draft_hash")
        ),
    )
    op.create_index(
        op.f("ix_form_draft_organisation_begun_at"),
        "form_draft",
        ["organisation", "begun_at"],
        unique=False,
    )


def downgrade() -> None:
    raise NotImplementedError("put back the backup from before the migration")
