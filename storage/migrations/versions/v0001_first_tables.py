"""First tables"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("organisation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entry", sa.LargeBinary(), nullable=False),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "sequence", name=op.f("pk_audit")),
    )
    op.create_table(
        "budget",
        sa.Column("organisation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("budget_hash", sa.LargeBinary(length=16), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "budget_hash", name=op.f("pk_budget")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "card",
        sa.Column("organisation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=16), nullable=False),
        sa.Column("key_hash", sa.LargeBinary(length=16), nullable=True),
        sa.Column("issued_day", sa.Integer(), nullable=False),
        sa.Column("owner", sa.LargeBinary(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.Column("handle", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_card")),
        sa.UniqueConstraint("organisation", "key_hash", name=op.f("uq_card_organisation_key_hash")),
        sa.UniqueConstraint(
            "organisation", "token_hash", name=op.f("uq_card_organisation_token_hash")
        ),
    )
    op.create_index(
        op.f("ix_card_organisation_issued_day"),
        "card",
        ["organisation", "issued_day"],
        unique=False,
    )
    op.create_table(
        "event",
        sa.Column("organisation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event_hash", sa.LargeBinary(length=16), nullable=False),
        sa.Column("handled_day", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "event_hash", name=op.f("pk_event")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_event_organisation_handled_day"),
        "event",
        ["organisation", "handled_day"],
        unique=False,
    )
    op.create_table(
        "id_block",
        sa.Column("organisation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("next_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "name", name=op.f("pk_id_block")),
    )
    op.create_table(
        "instance",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("fictional", sa.Boolean(), nullable=False),
        sa.Column("key_fingerprint", sa.LargeBinary(length=16), nullable=False),
        sa.Column("created_day", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instance")),
    )
    op.create_table(
        "lease",
        sa.Column("organisation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("connection", sa.String(length=80), nullable=False),
        sa.Column("holder", sa.String(length=64), nullable=False),
        sa.Column("held_until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "connection", name=op.f("pk_lease")),
    )
    op.create_table(
        "organisation",
        sa.Column("organisation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key_check", sa.LargeBinary(length=16), nullable=False),
        sa.Column("audit_state", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", name=op.f("pk_organisation")),
    )
    op.create_table(
        "outbox",
        sa.Column("organisation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key_hash", sa.LargeBinary(length=16), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("lane", sa.SmallInteger(), nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("conversation_hash", sa.LargeBinary(length=16), nullable=True),
        sa.Column("sequence", sa.BigInteger(), nullable=True),
        sa.Column("edits_hash", sa.LargeBinary(length=16), nullable=True),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("holder", sa.String(length=64), nullable=True),
        sa.Column("claimed_until", sa.BigInteger(), nullable=True),
        sa.Column("workspace_hash", sa.LargeBinary(length=16), nullable=True),
        sa.Column("parties", sa.LargeBinary(), nullable=True),
        sa.Column("record", sa.LargeBinary(), nullable=True),
        sa.Column("settled_day", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_outbox")),
        sa.UniqueConstraint(
            "organisation", "key_hash", name=op.f("uq_outbox_organisation_key_hash")
        ),
    )
    op.create_index(
        "ix_outbox_conversation",
        "outbox",
        ["organisation", "conversation_hash", "sequence"],
        unique=False,
        sqlite_where=sa.text("conversation_hash IS NOT NULL"),
        postgresql_where=sa.text("conversation_hash IS NOT NULL"),
    )
    op.create_index(
        "ix_outbox_in_flight",
        "outbox",
        ["organisation", "claimed_until"],
        unique=False,
        sqlite_where=sa.text("state IN ('sending', 'unknown')"),
        postgresql_where=sa.text("state IN ('sending', 'unknown')"),
    )
    op.create_index(
        "ix_outbox_settled",
        "outbox",
        ["organisation", "settled_day"],
        unique=False,
        sqlite_where=sa.text("settled_day IS NOT NULL"),
        postgresql_where=sa.text("settled_day IS NOT NULL"),
    )
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["organisation", "lane", "due_at", "id"],
        unique=False,
        sqlite_where=sa.text("state IN ('due', 'failed')"),
        postgresql_where=sa.text("state IN ('due', 'failed')"),
    )
    op.create_table(
        "pending_roster",
        sa.Column("organisation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.Column("sender", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_pending_roster")),
    )
    op.create_table(
        "person",
        sa.Column("organisation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("number_hash", sa.LargeBinary(length=16), nullable=True),
        sa.Column("data_key", sa.LargeBinary(), nullable=False),
        sa.Column("look_at", sa.BigInteger(), nullable=True),
        sa.Column("left_day", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_person")),
        sa.UniqueConstraint(
            "organisation", "number_hash", name=op.f("uq_person_organisation_number_hash")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_person_organisation_left_day",
        "person",
        ["organisation", "left_day"],
        unique=False,
        sqlite_where=sa.text("left_day IS NOT NULL"),
        postgresql_where=sa.text("left_day IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_person_organisation_look_at"), "person", ["organisation", "look_at"], unique=False
    )
    op.create_table(
        "picture",
        sa.Column("organisation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("owner_hash", sa.LargeBinary(length=16), nullable=False),
        sa.Column("owner", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_picture")),
    )
    op.create_index(
        op.f("ix_picture_organisation_owner_hash"),
        "picture",
        ["organisation", "owner_hash"],
        unique=False,
    )
    op.create_table(
        "request",
        sa.Column("organisation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("member_hash", sa.LargeBinary(length=16), nullable=True),
        sa.Column("supporter_hash", sa.LargeBinary(length=16), nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("member", sa.LargeBinary(), nullable=True),
        sa.Column("record", sa.LargeBinary(), nullable=True),
        sa.Column("closed_day", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_request")),
        sa.UniqueConstraint(
            "organisation", "member_hash", name=op.f("uq_request_organisation_member_hash")
        ),
    )
    op.create_index(
        op.f("ix_request_organisation_closed_day"),
        "request",
        ["organisation", "closed_day"],
        unique=False,
    )
    op.create_index(
        op.f("ix_request_organisation_due_at"), "request", ["organisation", "due_at"], unique=False
    )
    op.create_index(
        op.f("ix_request_organisation_supporter_hash"),
        "request",
        ["organisation", "supporter_hash"],
        unique=False,
    )
    op.create_table(
        "reservation",
        sa.Column("organisation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reserved_hash", sa.LargeBinary(length=16), nullable=False),
        sa.Column("until_day", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "reserved_hash", name=op.f("pk_reservation")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_reservation_organisation_until_day"),
        "reservation",
        ["organisation", "until_day"],
        unique=False,
    )
    op.create_table(
        "station",
        sa.Column("organisation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name_hash", sa.LargeBinary(length=16), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_station")),
        sa.UniqueConstraint(
            "organisation", "name_hash", name=op.f("uq_station_organisation_name_hash")
        ),
    )
    op.create_table(
        "account",
        sa.Column("organisation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account_hash", sa.LargeBinary(length=16), nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("platform_id", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "person"],
            ["person.organisation", "person.id"],
            name=op.f("fk_account_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation", "account_hash", name=op.f("pk_account")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_account_organisation_person"), "account", ["organisation", "person"], unique=False
    )
    op.create_table(
        "coordinator",
        sa.Column("organisation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "person"],
            ["person.organisation", "person.id"],
            name=op.f("fk_coordinator_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation", "person", name=op.f("pk_coordinator")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "offer",
        sa.Column("organisation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("request", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("supporter_hash", sa.LargeBinary(length=16), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "request"],
            ["request.organisation", "request.id"],
            name=op.f("fk_offer_request"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_offer")),
    )
    op.create_index(
        op.f("ix_offer_organisation_request"), "offer", ["organisation", "request"], unique=False
    )
    op.create_index(
        op.f("ix_offer_organisation_supporter_hash"),
        "offer",
        ["organisation", "supporter_hash"],
        unique=False,
    )
    op.create_table(
        "person_record",
        sa.Column("organisation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("roster", sa.LargeBinary(), nullable=False),
        sa.Column("membership", sa.LargeBinary(), nullable=False),
        sa.Column("rhythm", sa.LargeBinary(), nullable=False),
        sa.Column("preferences", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "person"],
            ["person.organisation", "person.id"],
            name=op.f("fk_person_record_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation", "person", name=op.f("pk_person_record")),
    )
    op.create_table(
        "supporter",
        sa.Column("organisation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "person"],
            ["person.organisation", "person.id"],
            name=op.f("fk_supporter_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation", "person", name=op.f("pk_supporter")),
    )


def downgrade() -> None:
    raise NotImplementedError("put back the backup from before the migration")
