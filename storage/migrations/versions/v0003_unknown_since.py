"""Since when the outcome of a call is not known"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("unknown_since", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("put back the backup from before the migration")
