"""Chats to be emptied: a sealed record each under the organisation's key, since whoever it is with
was erased."""

import logging
from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from bot.model.clearings import Clearing
from bot.model.ids import Account
from bot.ports import RecordDamaged
from storage.context import ORGANISATION, Context, PassingOver
from storage.records import CLEARING
from storage.tables import clearing

_log = logging.getLogger(__name__)

_OURS = clearing.c.organisation == ORGANISATION
_ALL = select(clearing.c.id, clearing.c.record).where(_OURS).order_by(clearing.c.id)
_ONE = _ALL.where(clearing.c.id == bindparam("clearing_id"))
_ADD = insert(clearing)
_SAVE = (
    update(clearing)
    .where(_OURS, clearing.c.id == bindparam("clearing_id"), clearing.c.record == bindparam("old"))
    .values(record=bindparam("new"))
)
_FORGET = delete(clearing).where(_OURS, clearing.c.id == bindparam("clearing_id"))


class StoredClearings:
    """Implements `bot.ports.Clearings`."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def add(self, account: Account) -> None:
        now = self._context.now
        new = Clearing(self._context.vault.new_id(), account, now, now)
        self._context.insert(_ADD, {"id": new.id, "record": self._seal(new)})

    def due(self) -> tuple[Clearing, ...]:
        found = []
        for row in self._context.run(_ALL):
            with PassingOver(_log, "clearing", row.id):
                found.append(self._open(row.id, row.record))
        return tuple(each for each in found if each.due_at <= self._context.now)

    def put_off(self, clearing: int, until: datetime) -> None:
        row = self._context.run(_ONE, clearing_id=clearing).one_or_none()
        if row is None:
            return
        new = self._seal(replace(self._open(row.id, row.record), due_at=until))
        self._context.change_one(_SAVE, clearing_id=clearing, old=row.record, new=new)

    def forget(self, clearing: int) -> None:
        if self._context.run(_FORGET, clearing_id=clearing).rowcount:
            self._context.erased = True

    def _seal(self, known: Clearing) -> bytes:
        return self._context.seal_own("clearing", "record", known.id, CLEARING.encode(known))

    def _open(self, id_: int, sealed: bytes) -> Clearing:
        known = CLEARING.decode(self._context.open_own("clearing", "record", id_, sealed))
        if known.id != id_:
            raise RecordDamaged(f"clearing.record of row {id_}")
        return known
