"""Direct chats: where people are written to directly"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "direct_chat",
        sa.Column("organisation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat_hash", sa.LargeBinary(length=16), nullable=False),
        sa.Column("owner_hash", sa.LargeBinary(length=16), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_direct_chat")),
        sa.UniqueConstraint(
            "organisation", "chat_hash", name=op.f("uq_direct_chat_organisation_chat_hash")
        ),
    )
    op.create_index(
        op.f("ix_direct_chat_organisation_owner_hash"),
        "direct_chat",
        ["organisation", "owner_hash"],
        unique=False,
    )


def downgrade() -> None:
    raise NotImplementedError("put back the backup from before the migration")
