"""Cards: what the buttons of a message mean, found by the keyed hash of the card's token."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, select, update

from bot.messages import Action
from bot.model.ids import Account, PersonId
from bot.ports import Conflict, NewCard, OpenedCard
from storage.context import ORGANISATION, Context, InsertIfNew
from storage.instants import to_day
from storage.records import CARD, CardRecord, person_from_bytes, person_to_bytes
from storage.tables import SIZES, card
from storage.vault import KEY_ID_LENGTH

#: A card's buttons mean something for so long (design: card tokens live 90 days).
GOOD_FOR = timedelta(days=90)
_TOKEN_BYTES = 16
#: An id that no person has.
_NOBODY = PersonId(0)

_OURS = card.c.organisation == ORGANISATION
_ISSUE = InsertIfNew(card, handle=None)
_ID_BY_KEY = select(card.c.id).where(_OURS, card.c.key_hash == bindparam("hash_"))
_IDS_BY_KEYS = select(card.c.key_hash, card.c.id).where(
    _OURS, card.c.key_hash.in_(bindparam("hashes", expanding=True))
)
#: What a card that is issued again gets anew, by the parameter's name.
_NEW = {"token_hash": "new_token", "issued_day": "day", "owner": "new_owner", "record": "new"}
_REISSUE = (
    update(card)
    .where(_OURS, card.c.id == bindparam("card_id"))
    .values(
        token_hash=bindparam("new_token"),
        issued_day=bindparam("day"),
        owner=bindparam("new_owner"),
        record=bindparam("new"),
    )
)
_BY_TOKEN = select(card.c.id, card.c.owner, card.c.record, card.c.issued_day).where(
    _OURS, card.c.token_hash == bindparam("hash_")
)
_BY_KEY = select(card.c.id, card.c.owner, card.c.record, card.c.handle).where(
    _OURS, card.c.key_hash == bindparam("hash_")
)
_SET_HANDLE = (
    update(card).where(_OURS, card.c.id == bindparam("card_id")).values(handle=bindparam("new"))
)
_RENEW = (
    update(card)
    .where(_OURS, card.c.key_hash == bindparam("hash_"))
    .values(issued_day=bindparam("day"))
)


class StoredCards:
    """Implements `bot.ports.Cards`."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def issue(
        self, account: Account, actions: Sequence[Action], *, person: PersonId | None, key: str = ""
    ) -> str:
        """Sealed under the person's key, or the organisation's for somebody it does not know.
        The handle of a message that is sent again under the same key stays, and so does its token:
        the platform may show the first sending, and its buttons have to work."""
        context = self._context
        token = self._token_of(key) if key else secrets.token_hex(_TOKEN_BYTES)
        record = CARD.encode(CardRecord(account, tuple(actions), key))
        row = context.blocks.next_id(context.connection, "card")
        is_new = _ISSUE.run(
            context,
            id=row,
            token_hash=self._token_hash(token),
            key_hash=self._key_hash(key) if key else None,
            issued_day=to_day(context.now),
            owner=self._seal_owner(row, person),
            record=self._seal(row, person, record),
        )
        if not is_new:
            row = context.run(_ID_BY_KEY, hash_=self._key_hash(key)).scalar_one()
            context.change_one(
                _REISSUE,
                card_id=row,
                new_token=self._token_hash(token),
                day=to_day(context.now),
                new_owner=self._seal_owner(row, person),
                new=self._seal(row, person, record),
            )
        return token

    def issue_many(self, cards: Sequence[NewCard]) -> tuple[str, ...]:
        """As if all were new, which they are but for a second attempt."""
        rows = {
            self._key_hash(each.key): self._context.blocks.next_id(self._context.connection, "card")
            for each in cards
        }
        tokens = tuple(self._token_of(each.key) for each in cards)
        sealed = [
            {"key_hash": hash_, "id": row, **self._sealed(row, each, token)}
            for (hash_, row), each, token in zip(rows.items(), cards, tokens, strict=True)
        ]
        if _ISSUE.run_many(self._context, sealed) != len(sealed):
            self._issue_again(rows, cards, tokens)
        return tokens

    def _issue_again(
        self, rows: Mapping[bytes, int], cards: Sequence[NewCard], tokens: Sequence[str]
    ) -> None:
        """Those whose key has a card of another row already: that one is written anew."""
        known = dict(self._context.run(_IDS_BY_KEYS, hashes=list(rows)).all())
        again = []
        for (hash_, row), each, token in zip(rows.items(), cards, tokens, strict=True):
            stored = known.get(hash_)
            if stored is None:
                raise Conflict("a card was swept in between")
            if stored != row:
                sealed = self._sealed(stored, each, token)
                changes = {_NEW[name]: value for name, value in sealed.items()}
                again.append({"card_id": stored, **changes})
        if self._context.run_many(_REISSUE, again) != len(again):
            raise Conflict("a card was changed in between")

    def open(self, token: str) -> OpenedCard | None:
        """An unknown token is as much work as one of somebody else's card, by the statements."""
        row = self._context.run(_BY_TOKEN, hash_=self._token_hash(token)).one_or_none()
        if row is None:
            self._context.keys_of([_NOBODY])
        opened = None if row is None else self._open(row)
        if row is None or opened is None:
            return None
        person, record = opened
        expired = row.issued_day <= to_day(self._context.now - GOOD_FOR)
        return OpenedCard(record.account, person, record.actions, record.key, expired)

    def set_handles(self, handles: Mapping[str, str]) -> None:
        """Where no card was issued under a key there is nothing that could be edited later, and
        the handle is not kept."""
        by_hash = {self._key_hash(key): handle for key, handle in handles.items()}
        if not by_hash:
            return
        known = self._context.run(_IDS_BY_KEYS, hashes=list(by_hash))
        changes = [
            {
                "card_id": row,
                "new": self._context.seal_own("card", "handle", row, by_hash[hash_].encode()),
            }
            for hash_, row in known
        ]
        self._context.run_many(_SET_HANDLE, changes)

    def handle_of(self, key: str) -> tuple[Account, str] | None:
        row = self._context.run(_BY_KEY, hash_=self._key_hash(key)).one_or_none()
        if row is None or row.handle is None:
            return None
        opened = self._open(row)
        if opened is None:
            return None
        handle = self._context.open_own("card", "handle", row.id, row.handle).decode()
        return opened[1].account, handle

    def renew(self, key: str) -> None:
        day = to_day(self._context.now)
        self._context.run(_RENEW, hash_=self._key_hash(key), day=day)

    # Inside

    def _sealed(self, row: int, new: NewCard, token: str) -> dict[str, object]:
        record = CARD.encode(CardRecord(new.account, new.actions, new.key))
        return {
            "token_hash": self._token_hash(token),
            "issued_day": to_day(self._context.now),
            "owner": self._seal_owner(row, new.person),
            "record": self._seal(row, new.person, record),
        }

    def _seal_owner(self, row: int, person: PersonId | None) -> bytes:
        return self._context.seal_own("card", "owner", row, person_to_bytes(person))

    def _seal(self, row: int, person: PersonId | None, record: bytes) -> bytes:
        """Of one length, whoever's key it is under."""
        if person is not None:
            return self._context.seal(self._context.key_of(person), "card", "record", row, record)
        size = SIZES["card.record"] - KEY_ID_LENGTH
        return self._context.vault.seal_for_organisation("card", "record", row, record, size)

    def _open(self, row: Any) -> tuple[PersonId | None, CardRecord] | None:
        """None where the person, and with them the key, is gone."""
        context = self._context
        person = person_from_bytes(context.open_own("card", "owner", row.id, row.owner))
        if person is None:
            context.keys_of([_NOBODY])
            plain = context.open_own("card", "record", row.id, row.record)
        else:
            key = context.keys_of([person]).get(person)
            if key is None:
                return None
            plain = context.open(key, "card", "record", row.id, row.record)
        return person, CARD.decode(plain)

    def _token_of(self, key: str) -> str:
        """As hard to guess as a random one: a keyed hash of the key."""
        return self._context.vault.token_of("card.token.of", key).hex()

    def _token_hash(self, token: str) -> bytes:
        return self._context.lookup("card.token", token)

    def _key_hash(self, key: str) -> bytes:
        return self._context.lookup("card.key", key)
