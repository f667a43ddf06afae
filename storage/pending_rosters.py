"""Roster files sent in chat, sealed until they are applied or dropped, an hour at most."""

from sqlalchemy import bindparam, delete, insert, select

from bot.model.ids import PersonId
from bot.ports import ROSTER_KEPT_FOR, PendingRoster
from storage.context import ORGANISATION, Context
from storage.instants import to_number
from storage.pictures import blob_size
from storage.records import person_from_bytes, person_to_bytes
from storage.tables import pending_roster

_THIS = (
    pending_roster.c.organisation == ORGANISATION,
    pending_roster.c.id == bindparam("pending_id"),
)
_ADD = insert(pending_roster)
_ONE = select(pending_roster.c.sender, pending_roster.c.content).where(
    *_THIS, pending_roster.c.sent_at > bindparam("since")
)
_ALL = select(pending_roster.c.id).where(
    pending_roster.c.organisation == ORGANISATION, pending_roster.c.sent_at > bindparam("since")
)
_DROP = delete(pending_roster).where(*_THIS)


class StoredPendingRosters:
    """Implements `bot.ports.PendingRosters`."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def add(self, by: PersonId, content: bytes) -> int:
        context = self._context
        id_ = context.vault.new_id()
        sealed = context.vault.seal_for_organisation(
            "pending_roster", "content", id_, content, blob_size(content)
        )
        context.insert(
            _ADD,
            {
                "id": id_,
                "sent_at": to_number(context.now),
                "sender": context.seal_own("pending_roster", "sender", id_, person_to_bytes(by)),
                "content": sealed,
            },
        )
        return id_

    def get(self, pending: int) -> PendingRoster | None:
        """None after an hour, swept or not."""
        context = self._context
        since = to_number(context.now - ROSTER_KEPT_FOR)
        row = context.run(_ONE, pending_id=pending, since=since).one_or_none()
        if row is None:
            return None
        sender = person_from_bytes(
            context.open_own("pending_roster", "sender", pending, row.sender)
        )
        assert sender is not None
        content = context.open_own("pending_roster", "content", pending, row.content)
        return PendingRoster(pending, sender, content)

    def others(self, by: PersonId, content: bytes) -> tuple[PersonId, ...]:
        since = to_number(self._context.now - ROSTER_KEPT_FOR)
        found = [self.get(id_) for (id_,) in self._context.run(_ALL, since=since).all()]
        same = (each for each in found if each is not None and each.content == content)
        return tuple(sorted({each.by for each in same} - {by}))

    def drop(self, pending: int) -> None:
        """Whether or not it is still there."""
        self._context.run(_DROP, pending_id=pending)
        self._context.erased = True
