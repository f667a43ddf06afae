"""Sealing and hashing one row anew, table by table.

What is hashed is looked up as anybody would look it up, which takes the old hash along
(`storage.look_ups`); what is sealed is opened and sealed, on condition that it is still what was
read. So each of these may be repeated, and meets with whatever flows write meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Column, bindparam, delete, select, update
from sqlalchemy.sql.base import Executable

from bot.model.content import Operation, OutboxState
from bot.model.ids import OutboxId, PersonId
from storage.context import ORGANISATION, Context
from storage.installations import place_parts, workspace_parts
from storage.instants import to_day
from storage.outbox_rows import SETTLE, conversation_hash
from storage.records import (
    CARD,
    DIRECT_CHAT,
    INSTALLATION,
    OFFER,
    OUTBOX,
    REQUEST,
    ROSTER,
    STATION,
    person_from_bytes,
)
from storage.tables import (
    account,
    audit,
    card,
    clearing,
    direct_chat,
    form_draft,
    installation,
    offer,
    organisation,
    outbox,
    pending_roster,
    person,
    person_record,
    picture,
    picture_copy,
    report_quarter,
    request,
    station,
    supporter,
)
from storage.vault import PersonKey, epoch_of_data_key, epoch_of_lookup, epoch_of_sealed


def _set(column: Column[Any], key: Column[Any]) -> Executable:
    table = column.table
    return (
        update(table)
        .where(
            table.c.organisation == ORGANISATION,
            key == bindparam("row_key"),
            column == bindparam("old"),
        )
        .values({column: bindparam("new")})
    )


def _select(key: Column[Any], *columns: Column[Any]) -> Executable:
    return select(*columns).where(key.table.c.organisation == ORGANISATION, key == bindparam("key"))


class _Sealed:
    """A sealed column: how it is set on condition that it is still what was read."""

    __slots__ = ("_column", "_set")

    def __init__(self, column: Column[bytes], key: Column[Any]) -> None:
        self._column, self._set = column, _set(column, key)

    def mend_own(self, context: Context, row: int, sealed: bytes | None) -> None:
        """Under the organisation's current record key."""
        vault = context.vault
        if sealed is None or epoch_of_sealed(sealed) >= vault.epoch:
            return
        table, column = self._column.table.name, self._column.name
        new = vault.resealed_for_organisation(table, column, row, sealed)
        context.change_one(self._set, row_key=row, old=sealed, new=new)

    def mend_personal(self, context: Context, key: PersonKey, row: int, sealed: bytes) -> None:
        """Under the person's present data key, where the one so far is to be renewed."""
        if epoch_of_sealed(sealed) >= context.vault.trusted_from:
            return
        new = context.vault.resealed(
            key,
            table=self._column.table.name,
            column=self._column.name,
            row=row,
            person=key.person,
            sealed=sealed,
        )
        context.change_one(self._set, row_key=row, old=sealed, new=new)

    def open_personal(self, context: Context, key: PersonKey, row: int, sealed: bytes) -> bytes:
        return context.open(key, self._column.table.name, self._column.name, row, sealed)


# People

_DATA_KEY = _select(person.c.id, person.c.data_key)
_SET_DATA_KEY = _set(person.c.data_key, person.c.id)
_ROSTER = _select(person_record.c.person, person_record.c.roster)
_ROSTER_COLUMN = _Sealed(person_record.c.roster, person_record.c.person)
_CHATS = _select(direct_chat.c.owner_hash, direct_chat.c.id, direct_chat.c.record)
_CHAT_RECORD = _Sealed(direct_chat.c.record, direct_chat.c.id)


def mend_person(context: Context, id_: int) -> None:
    """The data key wrapped anew, or made anew with the one so far behind it; the number; and the
    direct chats, which nobody can tell as theirs but from here."""
    vault, who = context.vault, PersonId(id_)
    wrapped = context.run(_DATA_KEY, key=id_).scalar_one_or_none()
    if wrapped is None:
        return
    if epoch_of_data_key(wrapped) < vault.trusted_from:
        new = vault.renewed(id_, wrapped)
    else:
        new = vault.rewrapped(id_, wrapped)
    context.change_one(_SET_DATA_KEY, row_key=id_, old=wrapped, new=new)
    key = context.keep_key(vault.open_person_key(id_, new))
    sealed = context.run(_ROSTER, key=id_).scalar_one()
    facts = ROSTER.decode(_ROSTER_COLUMN.open_personal(context, key, id_, sealed))
    if facts.number:
        context.lookup("person.number", facts.number)
    owner = context.lookup("direct_chat.owner", str(who))
    for chat, record in context.run(_CHATS, key=owner).all():
        plain = _CHAT_RECORD.open_personal(context, key, chat, record)
        context.lookup("direct_chat.account", str(who), str(DIRECT_CHAT.decode(plain).account))
        _CHAT_RECORD.mend_personal(context, key, chat, record)


_RECORDS = {
    name: _Sealed(person_record.c[name], person_record.c.person)
    for name in ("roster", "membership", "rhythm", "preferences")
}
_ALL_RECORDS = _select(person_record.c.person, *(person_record.c[name] for name in _RECORDS))


def mend_person_record(context: Context, id_: int) -> None:
    row = context.run(_ALL_RECORDS, key=id_).one_or_none()
    if row is not None:
        key = context.key_of(PersonId(id_))
        for column, sealed in zip(_RECORDS.values(), row, strict=True):
            column.mend_personal(context, key, id_, sealed)


_ACCOUNT = _select(account.c.account_hash, account.c.person, account.c.platform_id)
_PLATFORM_ID = _Sealed(account.c.platform_id, account.c.person)


def mend_account(context: Context, hashed: bytes) -> None:
    row = context.run(_ACCOUNT, key=hashed).one_or_none()
    if row is not None:
        key = context.key_of(PersonId(row.person))
        plain = _PLATFORM_ID.open_personal(context, key, row.person, row.platform_id)
        context.lookup("account", plain.decode())
        _PLATFORM_ID.mend_personal(context, key, row.person, row.platform_id)


_SUPPORTER = _select(supporter.c.person, supporter.c.record)
_SUPPORTER_RECORD = _Sealed(supporter.c.record, supporter.c.person)


def mend_supporter(context: Context, id_: int) -> None:
    sealed = context.run(_SUPPORTER, key=id_).scalar_one_or_none()
    if sealed is not None:
        _SUPPORTER_RECORD.mend_personal(context, context.key_of(PersonId(id_)), id_, sealed)


# Asking

_REQUEST = _select(request.c.id, request.c.member, request.c.record)
_REQUEST_MEMBER = _Sealed(request.c.member, request.c.id)
_REQUEST_RECORD = _Sealed(request.c.record, request.c.id)


def mend_request(context: Context, id_: int) -> None:
    row = context.run(_REQUEST, key=id_).one_or_none()
    if row is None or row.member is None:  # closed, and emptied
        return
    member = person_from_bytes(context.open_own("request", "member", id_, row.member))
    assert member is not None
    key = context.key_of(member)
    record = REQUEST.decode(_REQUEST_RECORD.open_personal(context, key, id_, row.record))
    context.lookup("request.member", str(member))
    if record.supporter is not None:
        context.lookup("request.supporter", str(record.supporter))
    _REQUEST_MEMBER.mend_own(context, id_, row.member)
    _REQUEST_RECORD.mend_personal(context, key, id_, row.record)


_OFFER = (
    select(offer.c.record, request.c.id.label("request"), request.c.member)
    .select_from(offer.join(request))
    .where(offer.c.organisation == ORGANISATION, offer.c.id == bindparam("key"))
)
_OFFER_RECORD = _Sealed(offer.c.record, offer.c.id)


def mend_offer(context: Context, id_: int) -> None:
    row = context.run(_OFFER, key=id_).one_or_none()
    if row is None or row.member is None:
        return
    member = person_from_bytes(context.open_own("request", "member", row.request, row.member))
    assert member is not None
    key = context.key_of(member)
    record = OFFER.decode(_OFFER_RECORD.open_personal(context, key, id_, row.record))
    context.lookup("offer.supporter", str(record.supporter))
    _OFFER_RECORD.mend_personal(context, key, id_, row.record)


# What is to be said

_MESSAGE = _select(
    outbox.c.id,
    outbox.c.parties,
    outbox.c.record,
    outbox.c.edits_hash,
    outbox.c.workspace_hash,
)
_PARTIES = _Sealed(outbox.c.parties, outbox.c.id)
_SAID = _Sealed(outbox.c.record, outbox.c.id)
_SET_EDITS = _set(outbox.c.edits_hash, outbox.c.id)
_FORGET_WORKSPACE = (
    update(outbox)
    .where(outbox.c.organisation == ORGANISATION, outbox.c.id == bindparam("row_id"))
    .values(workspace_hash=None)
)


def mend_message(context: Context, id_: int) -> None:
    """One that is said already has nothing left but the hash of its key, which goes in its time.
    One about somebody who was erased is cancelled, as it would be when it is due."""
    row = context.run(_MESSAGE, key=id_).one_or_none()
    if row is None or row.parties is None:
        return
    parties = context.open_own("outbox", "parties", id_, row.parties)
    to, about = person_from_bytes(parties[:8]), person_from_bytes(parties[8:])
    assert about is not None
    key = context.keys_of([about]).get(about)
    if key is None:
        cancelled, day = OutboxState.CANCELLED.value, to_day(context.now)
        context.run(SETTLE, row_id=OutboxId(id_), new_state=cancelled, day=day)
        return
    record = OUTBOX.decode(_SAID.open_personal(context, key, id_, row.record))
    context.lookup("outbox.key", record.key)
    conversation_hash(context, to, wakes=record.operation is Operation.WAKE)
    mend_edit(context, id_, row.edits_hash, record.edits)
    if row.workspace_hash is not None and epoch_of_lookup(row.workspace_hash) < context.vault.epoch:
        context.run(_FORGET_WORKSPACE, row_id=id_)
    _PARTIES.mend_own(context, id_, row.parties)
    _SAID.mend_personal(context, key, id_, row.record)


def mend_edit(context: Context, id_: int, hashed: bytes | None, edits: str) -> None:
    """Which message this one waits for: together with that one's own hash."""
    if hashed is not None:
        new = context.lookup("outbox.key", edits)
        if new != hashed:
            context.change_one(_SET_EDITS, row_key=id_, old=hashed, new=new)


_EDITS = select(outbox.c.id, outbox.c.parties, outbox.c.record, outbox.c.edits_hash).where(
    outbox.c.organisation == ORGANISATION,
    outbox.c.edits_hash.is_not(None),
    outbox.c.settled_day.is_(None),
)


def mend_edits(context: Context) -> None:
    """All messages that wait for another, in the very unit of work that brings the new key: the two
    find each other by their hashes, and no flow looks both up."""
    for row in context.run(_EDITS).all():
        parties = context.open_own("outbox", "parties", row.id, row.parties)
        about = person_from_bytes(parties[8:])
        assert about is not None
        key = context.keys_of([about]).get(about)
        if key is not None:
            record = OUTBOX.decode(_SAID.open_personal(context, key, row.id, row.record))
            mend_edit(context, row.id, row.edits_hash, record.edits)


_CARD = _select(
    card.c.id, card.c.token_hash, card.c.key_hash, card.c.owner, card.c.record, card.c.handle
)
_CARD_OWNER = _Sealed(card.c.owner, card.c.id)
_CARD_RECORD = _Sealed(card.c.record, card.c.id)
_CARD_HANDLE = _Sealed(card.c.handle, card.c.id)
_SET_TOKEN = _set(card.c.token_hash, card.c.id)
_DROP_CARD = delete(card).where(
    card.c.organisation == ORGANISATION, card.c.id == bindparam("row_id")
)


def mend_card(context: Context, id_: int) -> None:
    """The token of a card with a key can be reckoned; any other is found again when it is pressed,
    and forgotten in its time. A card of somebody who was erased goes now."""
    row = context.run(_CARD, key=id_).one_or_none()
    if row is None:
        return
    owner = person_from_bytes(context.open_own("card", "owner", id_, row.owner))
    if owner is None:
        plain = context.open_own("card", "record", id_, row.record)
        _CARD_RECORD.mend_own(context, id_, row.record)
    else:
        key = context.keys_of([owner]).get(owner)
        if key is None:
            context.run(_DROP_CARD, row_id=id_)
            context.erased = True
            return
        plain = _CARD_RECORD.open_personal(context, key, id_, row.record)
        _CARD_RECORD.mend_personal(context, key, id_, row.record)
    record = CARD.decode(plain)
    if record.key:
        context.lookup("card.key", record.key)
    _mend_token(context, id_, row.token_hash, record.key)
    _CARD_OWNER.mend_own(context, id_, row.owner)
    _CARD_HANDLE.mend_own(context, id_, row.handle)


def _mend_token(context: Context, id_: int, hashed: bytes, key: str) -> None:
    vault = context.vault
    if epoch_of_lookup(hashed) >= vault.epoch:
        return
    if epoch_of_lookup(hashed) < vault.trusted_from:  # its buttons say that they are too old
        new = vault.nobodys_lookup()
        context.change_one(_SET_TOKEN, row_key=id_, old=hashed, new=new)
        return
    for token in vault.tokens_of("card.token.of", key) if key else ():
        if hashed in vault.earlier_lookups("card.token", token.hex()):
            context.lookup("card.token", token.hex())
            return


# The rest

_DRAFT = _select(form_draft.c.id, form_draft.c.owner, form_draft.c.content)
_DRAFT_OWNER = _Sealed(form_draft.c.owner, form_draft.c.id)
_DRAFT_CONTENT = _Sealed(form_draft.c.content, form_draft.c.id)
_DROP_DRAFT = delete(form_draft).where(
    form_draft.c.organisation == ORGANISATION, form_draft.c.id == bindparam("row_id")
)


def mend_draft(context: Context, id_: int) -> None:
    """Its name is known to nobody here; it is found by it in its quarter of an hour. One of
    somebody who was erased goes now."""
    row = context.run(_DRAFT, key=id_).one_or_none()
    if row is None:
        return
    owner = person_from_bytes(context.open_own("form_draft", "owner", id_, row.owner))
    if owner is None:
        _DRAFT_CONTENT.mend_own(context, id_, row.content)
    else:
        key = context.keys_of([owner]).get(owner)
        if key is None:
            context.run(_DROP_DRAFT, row_id=id_)
            context.erased = True
            return
        _DRAFT_CONTENT.mend_personal(context, key, id_, row.content)
    _DRAFT_OWNER.mend_own(context, id_, row.owner)


_PICTURE = _select(picture.c.id, picture.c.owner, picture.c.content)
_PICTURE_OWNER = _Sealed(picture.c.owner, picture.c.id)
_PICTURE_CONTENT = _Sealed(picture.c.content, picture.c.id)


def mend_picture(context: Context, id_: int) -> None:
    row = context.run(_PICTURE, key=id_).one_or_none()
    if row is not None:
        owner = person_from_bytes(context.open_own("picture", "owner", id_, row.owner))
        assert owner is not None
        context.lookup("picture.owner", str(owner))
        _PICTURE_OWNER.mend_own(context, id_, row.owner)
        _PICTURE_CONTENT.mend_personal(context, context.key_of(owner), id_, row.content)


_INSTALLATION = _select(installation.c.id, installation.c.record)
_INSTALLATION_RECORD = _Sealed(installation.c.record, installation.c.id)


def mend_installation(context: Context, id_: int) -> None:
    sealed = context.run(_INSTALLATION, key=id_).scalar_one_or_none()
    if sealed is not None:
        plain = context.open_own("installation", "record", id_, sealed)
        place = INSTALLATION.decode(plain).place
        context.lookup("installation.place", *place_parts(place))
        context.lookup("installation.workspace", *workspace_parts(place))
        _INSTALLATION_RECORD.mend_own(context, id_, sealed)


_STATION = _select(station.c.id, station.c.record)
_STATION_RECORD = _Sealed(station.c.record, station.c.id)


def mend_station(context: Context, id_: int) -> None:
    sealed = context.run(_STATION, key=id_).scalar_one_or_none()
    if sealed is not None:
        name = STATION.decode(context.open_own("station", "record", id_, sealed)).name
        context.lookup("station.name", name)
        _STATION_RECORD.mend_own(context, id_, sealed)


def _own_only(key: Column[int], *columns: Column[bytes]) -> Callable[[Context, int], None]:
    """A table with nothing hashed and nobody's records in it."""
    find = _select(key, *columns)
    sealed = [_Sealed(column, key) for column in columns]

    def mend(context: Context, id_: int) -> None:
        row = context.run(find, key=id_).one_or_none()
        for column, value in zip(sealed, row or (), strict=row is not None):
            column.mend_own(context, id_, value)

    return mend


#: By table. What is not among them waits until its time is over, or is mended with the people.
MENDING: Mapping[str, Callable[[Context, Any], None]] = {
    "person": mend_person,
    "person_record": mend_person_record,
    "account": mend_account,
    "supporter": mend_supporter,
    "request": mend_request,
    "offer": mend_offer,
    "outbox": mend_message,
    "card": mend_card,
    "picture": mend_picture,
    "picture_copy": _own_only(picture_copy.c.id, picture_copy.c.record),
    "pending_roster": _own_only(
        pending_roster.c.id, pending_roster.c.sender, pending_roster.c.content
    ),
    "installation": mend_installation,
    "form_draft": mend_draft,
    "clearing": _own_only(clearing.c.id, clearing.c.record),
    "report_quarter": _own_only(report_quarter.c.id, report_quarter.c.record),
    "station": mend_station,
    "organisation": _own_only(organisation.c.organisation, organisation.c.audit_state),
    "audit": _own_only(audit.c.sequence, audit.c.entry),
}
