"""How far a database knows the journal beside the keys"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column(
        "organisation",
        sa.Column("journal_at", sa.BigInteger(), server_default="0", nullable=False),
    )


def downgrade() -> None:
    raise NotImplementedError("put back the backup from before the migration")
