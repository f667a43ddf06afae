"""Direct chats: a sealed record each under the person's key, found by the keyed hash of person and
account. So nobody without the keys can tell who was ever written to, and an account that becomes
another person's has nothing of the one before."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from bot.model.direct_chats import DirectChat
from bot.model.ids import Account, PersonId
from bot.ports import RecordDamaged
from storage.context import CHUNK, ORGANISATION, Context, PassingOver
from storage.people import StoredPeople
from storage.records import DIRECT_CHAT
from storage.tables import direct_chat

_log = logging.getLogger(__name__)

_MANY = select(direct_chat.c.chat_hash, direct_chat.c.id, direct_chat.c.record).where(
    direct_chat.c.organisation == ORGANISATION,
    direct_chat.c.chat_hash.in_(bindparam("hashes", expanding=True)),
)
_ADD = insert(direct_chat)
_SAVE = (
    update(direct_chat)
    .where(
        direct_chat.c.organisation == ORGANISATION,
        direct_chat.c.id == bindparam("chat_id"),
        direct_chat.c.record == bindparam("old"),
    )
    .values(record=bindparam("new"))
)


class StoredDirectChats:
    """Implements `bot.ports.DirectChats`."""

    def __init__(self, context: Context, people: StoredPeople) -> None:
        self._context = context
        self._people = people

    def of_many(self, accounts: Mapping[PersonId, Account]) -> dict[PersonId, DirectChat]:
        found = {}
        for person, row in self._rows(accounts).items():
            with PassingOver(_log, "direct chat", row.id):
                found[person] = self._open(person, accounts[person], row)
        return found

    def find(self, account: Account) -> DirectChat | None:
        person = self._people.by_account(account)
        return None if person is None else self.of_many({person.id: account}).get(person.id)

    def keep(self, account: Account, address: str) -> bool:
        return self._change(account, address=address)

    def forget(self, account: Account, address: str) -> None:
        known = self.find(account)
        if known is not None and known.address == address:
            self._change(account, address="")

    def mark(self, account: Account, *, closed: bool) -> None:
        self._change(account, closed=closed)

    # Inside

    def _change(
        self, account: Account, *, address: str | None = None, closed: bool | None = None
    ) -> bool:
        """Compare-and-set, where it does not say so already. False where the account is
        nobody's."""
        person = self._people.by_account(account)
        if person is None:
            return False
        row = self._rows({person.id: account}).get(person.id)
        known = DirectChat(account)
        if row is not None:
            with PassingOver(_log, "direct chat", row.id):  # then it is written anew
                known = self._open(person.id, account, row)
        new = replace(
            known,
            address=known.address if address is None else address,
            closed=known.closed if closed is None else closed,
        )
        if row is None and new != known:
            self._add(person.id, new)
        elif row is not None and new != known:
            sealed = self._seal(person.id, row.id, new)
            self._context.change_one(_SAVE, chat_id=row.id, old=row.record, new=sealed)
        return True

    def _add(self, person: PersonId, new: DirectChat) -> None:
        context = self._context
        id_ = context.vault.new_id()
        context.insert(
            _ADD,
            {
                "id": id_,
                "chat_hash": self._hash(person, new.account),
                "owner_hash": context.lookup("direct_chat.owner", str(person)),
                "record": self._seal(person, id_, new),
            },
        )

    def _rows(self, accounts: Mapping[PersonId, Account]) -> dict[PersonId, Any]:
        by_hash = {self._hash(person, account): person for person, account in accounts.items()}
        hashes, found = list(by_hash), {}
        for start in range(0, len(hashes), CHUNK):
            for row in self._context.run(_MANY, hashes=hashes[start : start + CHUNK]):
                found[by_hash[bytes(row.chat_hash)]] = row
        return found

    def _seal(self, person: PersonId, id_: int, chat: DirectChat) -> bytes:
        context, record = self._context, DIRECT_CHAT.encode(chat)
        return context.seal(context.key_of(person), "direct_chat", "record", id_, record)

    def _open(self, person: PersonId, account: Account, row: Any) -> DirectChat:
        context = self._context
        plain = context.open(context.key_of(person), "direct_chat", "record", row.id, row.record)
        chat = DIRECT_CHAT.decode(plain)
        if chat.account != account:
            raise RecordDamaged(f"direct_chat.record of row {row.id}")
        return chat

    def _hash(self, person: PersonId, account: Account) -> bytes:
        return self._context.lookup("direct_chat.account", str(person), str(account))
