"""Epochs of keys: which are in force, which process has which, and what is refused"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage.migrations.refusals import POSTGRESQL_FUNCTIONS, Guarded, refuse_retired

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_GUARDED = (
    Guarded("organisation", own=("audit_state",)),
    Guarded("person", hashes=("number_hash",), wrapped=("data_key",)),
    Guarded("person_record", personal=("roster", "membership", "rhythm", "preferences")),
    Guarded("account", hashes=("account_hash",), personal=("platform_id",)),
    Guarded("supporter", personal=("record",)),
    Guarded(
        "request",
        hashes=("member_hash", "supporter_hash"),
        own=("member",),
        personal=("record",),
    ),
    Guarded("offer", hashes=("supporter_hash",), personal=("record",)),
    Guarded(
        "outbox",
        hashes=("key_hash", "conversation_hash", "edits_hash", "workspace_hash"),
        own=("parties",),
        personal=("record",),
    ),
    Guarded(
        "card",
        hashes=("token_hash", "key_hash"),
        own=("owner", "handle"),
        personal=("record",),
    ),
    Guarded("event", hashes=("event_hash",)),
    Guarded("audit", own=("entry",)),
    Guarded("reservation", hashes=("reserved_hash",)),
    Guarded("budget", hashes=("budget_hash",)),
    Guarded("station", hashes=("name_hash",), own=("record",)),
    Guarded("picture", hashes=("owner_hash",), own=("owner",), personal=("content",)),
    Guarded("picture_copy", own=("record",)),
    Guarded("direct_chat", hashes=("chat_hash", "owner_hash"), personal=("record",)),
    Guarded("pending_roster", own=("sender", "content")),
    Guarded("clearing", own=("record",)),
    Guarded("form_draft", hashes=("draft_hash",), own=("owner",), personal=("content",)),
    Guarded("report_quarter", own=("record",)),
    Guarded("installation", hashes=("place_hash", "workspace_hash"), own=("record",)),
)


def upgrade() -> None:
    op.create_table(
        "key_state",
        sa.Column("organisation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("current", sa.Integer(), nullable=False),
        sa.Column("announced", sa.Integer(), nullable=False),
        sa.Column("held_from", sa.Integer(), nullable=False),
        sa.Column("trusted_from", sa.Integer(), nullable=False),
        sa.Column("data_from", sa.Integer(), nullable=False),
        sa.Column("rotating", sa.Boolean(create_constraint=False), nullable=False),
        sa.PrimaryKeyConstraint("organisation", name=op.f("pk_key_state")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "key_holder",
        sa.Column("organisation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("holder", sa.String(length=64), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "holder", name=op.f("pk_key_holder")),
    )
    op.execute(
        "INSERT INTO key_state"
        " (organisation, current, announced, held_from, trusted_from, data_from, rotating)"
        " SELECT organisation, 1, 1, 1, 1, 1, FALSE FROM organisation"
    )
    if op.get_bind().dialect.name == "postgresql":
        for statement in POSTGRESQL_FUNCTIONS:
            op.get_bind().exec_driver_sql(statement)
    for guarded in _GUARDED:
        refuse_retired(guarded)


def downgrade() -> None:
    raise NotImplementedError("put back the backup from before the migration")
