"""Where keyed hashes stand, by their kind, and how one is taken along from an earlier look-up key.

In a rotation of keys what was hashed before cannot all be hashed anew at once. So whoever looks
something up first puts the new hash in the place of the old one, in the same unit of work: then
every query and every unique key goes by the new hash alone, and nothing is there twice. Once no
earlier key is held, nothing of this is done.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import BigInteger, BindParameter, Column, bindparam, update
from sqlalchemy.sql.base import Executable

from storage.tables import (
    account,
    budget,
    card,
    direct_chat,
    event,
    form_draft,
    installation,
    offer,
    outbox,
    person,
    picture,
    request,
    reservation,
    station,
)

_ORGANISATION: BindParameter[int] = bindparam("of_organisation", type_=BigInteger)

#: The column of each kind, by the first part of `Vault.lookup`. Two have none of their own:
#: `outbox.edits_hash` is another's key and is taken along with the epoch itself, and
#: `outbox.workspace_hash`, by which rows are only left out, is forgotten.
PLACES: Mapping[str, Column[bytes]] = {
    "account": account.c.account_hash,
    "budget": budget.c.budget_hash,
    "card.key": card.c.key_hash,
    "card.token": card.c.token_hash,
    "direct_chat.account": direct_chat.c.chat_hash,
    "direct_chat.owner": direct_chat.c.owner_hash,
    "form_draft.name": form_draft.c.draft_hash,
    "event": event.c.event_hash,
    "installation.place": installation.c.place_hash,
    "installation.workspace": installation.c.workspace_hash,
    "offer.supporter": offer.c.supporter_hash,
    "outbox.conversation": outbox.c.conversation_hash,
    "outbox.key": outbox.c.key_hash,
    "person.number": person.c.number_hash,
    "picture.owner": picture.c.owner_hash,
    "request.member": request.c.member_hash,
    "request.supporter": request.c.supporter_hash,
    "reservation": reservation.c.reserved_hash,
    "station.name": station.c.name_hash,
}
#: Kinds of which the hash itself is a secret that may have been copied: an old one is worth nothing
#: where its epoch is not trusted.
TOKENS = frozenset({"card.token"})


def _move(column: Column[bytes]) -> Executable:
    table = column.table
    return (
        update(table)
        .where(table.c.organisation == _ORGANISATION, column == bindparam("earlier"))
        .values({column: bindparam("now_hashed")})
    )


#: Puts `now_hashed` in the place of `earlier`.
MOVES: Mapping[str, Executable] = {kind: _move(column) for kind, column in PLACES.items()}
