"""The tables: one schema for SQLite and PostgreSQL.

A column holds in clear only what a query needs; `docs/tables.md` says of each why, and a test
holds it against this file and against the migrated database. Every row carries its organisation,
and every primary and unique key begins with it. Ids are made by the program.

Names of columns say how they are kept: `…_hash` is a keyed hash, `…_day` counts days from 1970,
`…_at` and `…_until` microseconds (`storage/instants.py`), and what is sealed is LargeBinary with
its size in `SIZES`.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
    text,
)

from storage.published.table import report_release as report_release
from storage.schema import metadata as metadata

#: Bytes of each sealed column before sealing, whatever the content. Asking and cards have room
#: to spare: a record too large would fail somebody in the middle of asking for help.
SIZES = {
    "organisation.audit_state": 128,
    "person_record.roster": 1024,
    "person_record.membership": 512,
    "person_record.rhythm": 512,
    "person_record.preferences": 1024,
    "account.platform_id": 320,
    "supporter.record": 4096,
    "request.member": 8,
    "request.record": 1024,
    "offer.record": 128,
    "outbox.parties": 16,
    "outbox.record": 512,
    "card.owner": 8,
    "card.record": 1024,
    "card.handle": 256,
    "audit.entry": 1024,
    "station.record": 512,
    "picture.owner": 8,
    "picture_copy.record": 256,
    "clearing.record": 512,
    "direct_chat.record": 512,
    "pending_roster.sender": 8,
    "form_draft.owner": 8,
    "installation.record": 4096,
}
#: Pictures, roster files and what an open quarter's report needs are padded to whole multiples of
#: this many bytes.
BLOB_STEP = 65536

#: Rows of the outbox that wait for their time, and rows of which the outcome is not known yet:
#: written out, since an index on a part of a table serves only the very same words.
WAITING = "state IN ('due', 'failed')"
IN_FLIGHT = "state IN ('sending', 'unknown')"


def _id(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, BigInteger, nullable=null, autoincrement=False)


def _number(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, BigInteger, nullable=null)


def _hash(name: str, *, null: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary(16), nullable=null)


def _sealed(name: str, *, null: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=null)


def _state() -> Column[str]:
    return Column("state", String(12), nullable=False)


def _part_of(table: str) -> ForeignKeyConstraint:
    """Belongs to a person or a request of the same organisation, and goes with it."""
    return ForeignKeyConstraint(
        ["organisation", table],
        [f"{table}.organisation", f"{table}.id"],
        ondelete="CASCADE",
    )


instance = Table(
    "instance",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("fictional", Boolean(create_constraint=False), nullable=False),
    Column("key_fingerprint", LargeBinary(16), nullable=False),
    Column("created_day", Integer, nullable=False),
)

organisation = Table(
    "organisation",
    metadata,
    _id("organisation"),
    _hash("key_check"),
    _sealed("audit_state"),
    Column("journal_at", BigInteger, nullable=False, server_default="0"),
    PrimaryKeyConstraint("organisation"),
)

key_state = Table(
    "key_state",
    metadata,
    _id("organisation"),
    Column("current", Integer, nullable=False),
    Column("announced", Integer, nullable=False),
    Column("held_from", Integer, nullable=False),
    Column("trusted_from", Integer, nullable=False),
    Column("data_from", Integer, nullable=False),
    Column("rotating", Boolean(create_constraint=False), nullable=False),
    PrimaryKeyConstraint("organisation"),
    sqlite_with_rowid=False,  # read in every unit of work
)

key_holder = Table(
    "key_holder",
    metadata,
    _id("organisation"),
    Column("holder", String(64), nullable=False),
    Column("epoch", Integer, nullable=False),
    _number("seen_at"),
    PrimaryKeyConstraint("organisation", "holder"),
)

id_block = Table(
    "id_block",
    metadata,
    _id("organisation"),
    Column("name", String(16), nullable=False),
    _number("next_id"),
    PrimaryKeyConstraint("organisation", "name"),
)

person = Table(
    "person",
    metadata,
    _id("organisation"),
    _id("id"),
    _state(),
    _hash("number_hash", null=True),
    Column("data_key", LargeBinary, nullable=False),
    _number("look_at", null=True),
    Column("left_day", Integer, nullable=True),
    PrimaryKeyConstraint("organisation", "id"),
    UniqueConstraint("organisation", "number_hash"),
    Index(None, "organisation", "look_at"),
    sqlite_with_rowid=False,  # narrow rows, found by id: one tree in place of two
)
Index(
    "ix_person_organisation_left_day",
    person.c.organisation,
    person.c.left_day,
    sqlite_where=person.c.left_day.is_not(None),
    postgresql_where=person.c.left_day.is_not(None),
)

person_record = Table(
    "person_record",
    metadata,
    _id("organisation"),
    _id("person"),
    _sealed("roster"),
    _sealed("membership"),
    _sealed("rhythm"),
    _sealed("preferences"),
    PrimaryKeyConstraint("organisation", "person"),
    _part_of("person"),
)

account = Table(
    "account",
    metadata,
    _id("organisation"),
    _hash("account_hash"),
    _id("person"),
    _sealed("platform_id"),
    PrimaryKeyConstraint("organisation", "account_hash"),
    _part_of("person"),
    Index(None, "organisation", "person"),
    sqlite_with_rowid=False,
)

coordinator = Table(
    "coordinator",
    metadata,
    _id("organisation"),
    _id("person"),
    PrimaryKeyConstraint("organisation", "person"),
    _part_of("person"),
    sqlite_with_rowid=False,
)

supporter = Table(
    "supporter",
    metadata,
    _id("organisation"),
    _id("person"),
    _sealed("record"),
    PrimaryKeyConstraint("organisation", "person"),
    _part_of("person"),
)

request = Table(
    "request",
    metadata,
    _id("organisation"),
    _id("id"),
    _state(),
    _hash("member_hash", null=True),
    _hash("supporter_hash", null=True),
    _number("due_at", null=True),
    _sealed("member", null=True),
    _sealed("record", null=True),
    Column("closed_day", Integer, nullable=True),
    PrimaryKeyConstraint("organisation", "id"),
    UniqueConstraint("organisation", "member_hash"),
    Index(None, "organisation", "due_at"),
    Index(None, "organisation", "supporter_hash"),
    Index(None, "organisation", "closed_day"),
)

offer = Table(
    "offer",
    metadata,
    _id("organisation"),
    _id("id"),
    _id("request"),
    _hash("supporter_hash"),
    _state(),
    _sealed("record"),
    PrimaryKeyConstraint("organisation", "id"),
    _part_of("request"),
    Index(None, "organisation", "request"),
    Index(None, "organisation", "supporter_hash"),
)

outbox = Table(
    "outbox",
    metadata,
    _id("organisation"),
    _id("id"),
    _hash("key_hash"),
    _state(),
    Column("lane", SmallInteger, nullable=True),
    _number("due_at", null=True),
    _hash("conversation_hash", null=True),
    _number("sequence", null=True),
    _hash("edits_hash", null=True),
    Column("attempts", SmallInteger, nullable=False),
    Column("holder", String(64), nullable=True),
    _number("claimed_until", null=True),
    _number("unknown_since", null=True),
    _hash("workspace_hash", null=True),
    _sealed("parties", null=True),
    _sealed("record", null=True),
    Column("settled_day", Integer, nullable=True),
    PrimaryKeyConstraint("organisation", "id"),
    UniqueConstraint("organisation", "key_hash"),
)
Index(
    "ix_outbox_waiting",
    outbox.c.organisation,
    outbox.c.lane,
    outbox.c.due_at,
    outbox.c.id,
    sqlite_where=text(WAITING),
    postgresql_where=text(WAITING),
)
Index(
    "ix_outbox_in_flight",
    outbox.c.organisation,
    outbox.c.claimed_until,
    sqlite_where=text(IN_FLIGHT),
    postgresql_where=text(IN_FLIGHT),
)
Index(
    "ix_outbox_conversation",
    outbox.c.organisation,
    outbox.c.conversation_hash,
    outbox.c.sequence,
    sqlite_where=outbox.c.conversation_hash.is_not(None),
    postgresql_where=outbox.c.conversation_hash.is_not(None),
)
Index(
    "ix_outbox_settled",
    outbox.c.organisation,
    outbox.c.settled_day,
    sqlite_where=outbox.c.settled_day.is_not(None),
    postgresql_where=outbox.c.settled_day.is_not(None),
)

card = Table(
    "card",
    metadata,
    _id("organisation"),
    _id("id"),
    _hash("token_hash"),
    _hash("key_hash", null=True),
    Column("issued_day", Integer, nullable=False),
    _sealed("owner"),
    _sealed("record"),
    _sealed("handle", null=True),
    PrimaryKeyConstraint("organisation", "id"),
    UniqueConstraint("organisation", "token_hash"),
    UniqueConstraint("organisation", "key_hash"),
    Index(None, "organisation", "issued_day"),
)

event = Table(
    "event",
    metadata,
    _id("organisation"),
    _hash("event_hash"),
    Column("handled_day", Integer, nullable=False),
    PrimaryKeyConstraint("organisation", "event_hash"),
    Index(None, "organisation", "handled_day"),
    sqlite_with_rowid=False,  # an id would only add a second tree to the one of the hashes
)

audit = Table(
    "audit",
    metadata,
    _id("organisation"),
    _id("sequence"),
    _sealed("entry"),
    Column("mac", LargeBinary(32), nullable=False),
    PrimaryKeyConstraint("organisation", "sequence"),
)

reservation = Table(
    "reservation",
    metadata,
    _id("organisation"),
    _hash("reserved_hash"),
    Column("until_day", Integer, nullable=False),
    PrimaryKeyConstraint("organisation", "reserved_hash"),
    Index(None, "organisation", "until_day"),
    sqlite_with_rowid=False,
)

budget = Table(
    "budget",
    metadata,
    _id("organisation"),
    _hash("budget_hash"),
    Column("day", Integer, nullable=False),
    Column("used", Integer, nullable=False),
    PrimaryKeyConstraint("organisation", "budget_hash"),
    sqlite_with_rowid=False,
)

station = Table(
    "station",
    metadata,
    _id("organisation"),
    _id("id"),
    _hash("name_hash"),
    _sealed("record"),
    PrimaryKeyConstraint("organisation", "id"),
    UniqueConstraint("organisation", "name_hash"),
)

picture = Table(
    "picture",
    metadata,
    _id("organisation"),
    _id("id"),
    _hash("owner_hash"),
    _sealed("owner"),
    _sealed("content"),
    PrimaryKeyConstraint("organisation", "id"),
    Index(None, "organisation", "owner_hash"),
)

picture_copy = Table(
    "picture_copy",
    metadata,
    _id("organisation"),
    _id("id"),
    _sealed("record"),
    PrimaryKeyConstraint("organisation", "id"),
)

direct_chat = Table(
    "direct_chat",
    metadata,
    _id("organisation"),
    _id("id"),
    _hash("chat_hash"),
    _hash("owner_hash"),
    _sealed("record"),
    PrimaryKeyConstraint("organisation", "id"),
    UniqueConstraint("organisation", "chat_hash"),
    Index(None, "organisation", "owner_hash"),
)

clearing = Table(
    "clearing",
    metadata,
    _id("organisation"),
    _id("id"),
    _sealed("record"),
    PrimaryKeyConstraint("organisation", "id"),
)

pending_roster = Table(
    "pending_roster",
    metadata,
    _id("organisation"),
    _id("id"),
    _number("sent_at"),
    _sealed("sender"),
    _sealed("content"),
    PrimaryKeyConstraint("organisation", "id"),
)

form_draft = Table(
    "form_draft",
    metadata,
    _id("organisation"),
    _id("id"),
    _hash("draft_hash"),
    _number("begun_at"),
    _sealed("owner"),
    _sealed("content"),
    PrimaryKeyConstraint("organisation", "id"),
    UniqueConstraint("organisation", "draft_hash"),
    Index(None, "organisation", "begun_at"),
)

installation = Table(
    "installation",
    metadata,
    _id("organisation"),
    _id("id"),
    Column("connection", String(80), nullable=False),
    _hash("place_hash"),
    _hash("workspace_hash"),
    _sealed("record"),
    PrimaryKeyConstraint("organisation", "id"),
    UniqueConstraint("organisation", "place_hash"),
    Index(None, "organisation", "connection"),
    Index(None, "organisation", "workspace_hash"),
)

lease = Table(
    "lease",
    metadata,
    _id("organisation"),
    Column("connection", String(80), nullable=False),
    Column("holder", String(64), nullable=False),
    _number("held_until"),
    PrimaryKeyConstraint("organisation", "connection"),
)

report_quarter = Table(
    "report_quarter",
    metadata,
    _id("organisation"),
    _id("id"),
    _state(),
    _sealed("record", null=True),
    PrimaryKeyConstraint("organisation", "id"),
)
