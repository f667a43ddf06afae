"""Which rows need an earlier key: every table with something sealed or hashed in it, by the first
bytes of its values alone. Nothing is opened here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Column, Table, bindparam, func, select
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.selectable import Select

from storage import tables
from storage.context import ORGANISATION, Context
from storage.key_state import KeyState
from storage.vault import (
    WRAPPED_KEY_LENGTH,
    epoch_of_data_key,
    epoch_of_lookup,
    epoch_of_sealed,
)

#: Bytes that tell a value's epochs (`storage.vault` has the forms).
_HEAD = 9


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its key and the heads of its values."""

    key: int | bytes
    hashes: tuple[bytes, ...]
    own: tuple[bytes, ...]
    wrapped: tuple[bytes, ...]
    personal: tuple[bytes, ...]

    def needs(self, state: KeyState) -> tuple[int | None, bool]:
        """The earliest epoch that it needs beside the current one, None where it needs none; and
        whether a data key is to be renewed for it."""
        epochs = [epoch_of_lookup(each) for each in self.hashes]
        epochs += [epoch_of_sealed(each) for each in (*self.own, *self.wrapped)]
        earlier = [epoch for epoch in epochs if epoch < state.current]
        data = [epoch_of_data_key(each) for each in self.wrapped]
        data += [epoch_of_sealed(each) for each in self.personal]
        old = any(epoch < state.trusted_from for epoch in data)
        return (min(earlier) if earlier else None), old

    def needs_lookup_only(self, state: KeyState) -> bool:
        """What is sealed in it needs nothing."""
        return all(epoch_of_sealed(each) >= state.current for each in (*self.own, *self.wrapped))


@dataclass(frozen=True, slots=True)
class Walk:
    """A table's columns by what tells their epoch, and the column by which it is walked."""

    table: Table
    key: Column[Any]
    hashes: tuple[Column[bytes], ...] = ()
    own: tuple[Column[bytes], ...] = ()
    wrapped: tuple[Column[bytes], ...] = ()
    personal: tuple[Column[bytes], ...] = ()

    @property
    def name(self) -> str:
        return self.table.name

    def piece(self) -> Executable:
        """Keys and heads of the next rows after `:after`."""
        after = self.key > bindparam("after")
        return self._heads().where(after).order_by(self.key).limit(bindparam("most"))

    def one(self) -> Executable:
        """Key and heads of the row `:row_key`."""
        return self._heads().where(self.key == bindparam("row_key"))

    def _heads(self) -> Select[Any]:
        heads = [
            func.substr(column, 1, _HEAD) for column in (*self.own, *self.wrapped, *self.personal)
        ]
        found = select(self.key, *self.hashes, *heads)
        return found.where(self.table.c.organisation == ORGANISATION)

    def first(self) -> int | bytes:
        """Before every key."""
        return -1 if isinstance(self.key.type, BigInteger) else b""

    def row_of(self, found: Sequence[Any]) -> Row:
        key, *values = found
        groups: list[tuple[bytes, ...]] = []
        for columns in (self.hashes, self.own, self.wrapped, self.personal):
            some, values = values[: len(columns)], values[len(columns) :]
            groups.append(tuple(bytes(each) for each in some if each is not None))
        return Row(bytes(key) if isinstance(key, bytes | memoryview) else key, *groups)


def _walk(
    table: Table,
    key: str,
    *,
    hashes: tuple[str, ...] = (),
    own: tuple[str, ...] = (),
    wrapped: tuple[str, ...] = (),
    personal: tuple[str, ...] = (),
) -> Walk:
    def of(names: tuple[str, ...]) -> tuple[Column[bytes], ...]:
        return tuple(table.c[name] for name in names)

    return Walk(table, table.c[key], of(hashes), of(own), of(wrapped), of(personal))


#: People come first: their data keys are what the rest is opened with.
WALKS: dict[str, Walk] = {
    each.name: each
    for each in (
        _walk(tables.person, "id", hashes=("number_hash",), wrapped=("data_key",)),
        _walk(
            tables.person_record,
            "person",
            personal=("roster", "membership", "rhythm", "preferences"),
        ),
        _walk(tables.account, "account_hash", hashes=("account_hash",), personal=("platform_id",)),
        _walk(tables.supporter, "person", personal=("record",)),
        _walk(tables.direct_chat, "id", hashes=("chat_hash", "owner_hash"), personal=("record",)),
        _walk(
            tables.request,
            "id",
            hashes=("member_hash", "supporter_hash"),
            own=("member",),
            personal=("record",),
        ),
        _walk(tables.offer, "id", hashes=("supporter_hash",), personal=("record",)),
        _walk(
            tables.outbox,
            "id",
            hashes=("key_hash", "conversation_hash", "edits_hash", "workspace_hash"),
            own=("parties",),
            personal=("record",),
        ),
        _walk(
            tables.card,
            "id",
            hashes=("token_hash", "key_hash"),
            own=("owner", "handle"),
            personal=("record",),  # or the organisation's, of whoever is nobody: with the owner
        ),
        _walk(tables.picture, "id", hashes=("owner_hash",), own=("owner",), personal=("content",)),
        _walk(tables.picture_copy, "id", own=("record",)),
        _walk(tables.pending_roster, "id", own=("sender", "content")),
        _walk(tables.installation, "id", hashes=("place_hash", "workspace_hash"), own=("record",)),
        _walk(tables.clearing, "id", own=("record",)),
        _walk(
            tables.form_draft,
            "id",
            hashes=("draft_hash",),
            own=("owner",),
            personal=("content",),  # or the organisation's, as a card's record
        ),
        _walk(tables.report_quarter, "id", own=("record",)),
        _walk(tables.station, "id", hashes=("name_hash",), own=("record",)),
        _walk(tables.organisation, "organisation", own=("audit_state",)),
        _walk(tables.audit, "sequence", own=("entry",)),
        _walk(tables.event, "event_hash", hashes=("event_hash",)),
        _walk(tables.reservation, "reserved_hash", hashes=("reserved_hash",)),
        _walk(tables.budget, "budget_hash", hashes=("budget_hash",)),
    )
}
_PIECES = {name: walk.piece() for name, walk in WALKS.items()}
_ONES = {name: walk.one() for name, walk in WALKS.items()}
_LONG = (
    select(tables.person.c.id, tables.person.c.data_key)
    .where(tables.person.c.organisation == ORGANISATION, tables.person.c.id > bindparam("after"))
    .order_by(tables.person.c.id)
    .limit(bindparam("most"))
)


def rows_after(context: Context, walk: Walk, after: int | bytes, most: int) -> list[Row]:
    """The next rows of a table, in the order of their keys."""
    found = context.run(_PIECES[walk.name], after=after, most=most)
    return [walk.row_of(tuple(each)) for each in found]


def row_at(context: Context, walk: Walk, key: int | bytes) -> Row | None:
    """This row as it is now; None where it is gone, or found under another key."""
    found = context.run(_ONES[walk.name], row_key=key).one_or_none()
    return None if found is None else walk.row_of(tuple(found))


def data_keys_after(context: Context, after: int, most: int) -> Iterator[tuple[int, bytes, bool]]:
    """The next people with their wrapped data key, and whether one before it is still there."""
    for person, wrapped in context.run(_LONG, after=after, most=most):
        yield person, wrapped, len(wrapped) > WRAPPED_KEY_LENGTH
