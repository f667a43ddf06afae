"""Copies of pictures at platforms: a sealed record each under the organisation's key, since a copy
may outlive whose picture it is."""

import logging
from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from bot.model.pictures import CopyState, PictureCopy
from bot.ports import RecordDamaged
from storage.context import ORGANISATION, Context, PassingOver
from storage.records import PICTURE_COPY
from storage.tables import picture_copy

_log = logging.getLogger(__name__)

_OURS = picture_copy.c.organisation == ORGANISATION
_ALL = select(picture_copy.c.id, picture_copy.c.record).where(_OURS).order_by(picture_copy.c.id)
_ONE = _ALL.where(picture_copy.c.id == bindparam("copy_id"))
_ADD = insert(picture_copy)
_SAVE = (
    update(picture_copy)
    .where(
        _OURS, picture_copy.c.id == bindparam("copy_id"), picture_copy.c.record == bindparam("old")
    )
    .values(record=bindparam("new"))
)
_FORGET = delete(picture_copy).where(_OURS, picture_copy.c.id == bindparam("copy_id"))


class StoredPictureCopies:
    """Implements `bot.ports.PictureCopies`."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> tuple[PictureCopy, ...]:
        """One that is damaged is none of them: it stays at its platform, and holds up no other."""
        found = []
        for row in self._context.run(_ALL):
            with PassingOver(_log, "picture copy", row.id):
                found.append(self._open(row.id, row.record))
        return tuple(found)

    def begin(self, picture: int, place: str, handle: str, *, until: datetime) -> int:
        id_ = self._context.vault.new_id()
        new = PictureCopy(id_, picture, place, handle, CopyState.BEGUN, until)
        self._context.insert(_ADD, {"id": id_, "record": self._seal(new)})
        return id_

    def shown(self, copy: int) -> None:
        now = self._context.now
        self._change(copy, state=CopyState.SHOWN, due_at=now, only=CopyState.BEGUN)

    def over(self, handle: str, place: str) -> None:
        for copy in self.all():
            if (copy.handle, copy.place) == (handle, place):
                self._change(copy.id, state=CopyState.OVER, due_at=self._context.now)

    def put_off(self, copy: int, until: datetime) -> None:
        self._change(copy, due_at=until)

    def forget(self, copy: int) -> None:
        if self._context.run(_FORGET, copy_id=copy).rowcount:
            self._context.erased = True

    # Inside

    def _change(
        self,
        copy: int,
        *,
        due_at: datetime,
        state: CopyState | None = None,
        only: CopyState | None = None,
    ) -> None:
        """Compare-and-set; nothing where it is gone, or in another state than `only`."""
        row = self._context.run(_ONE, copy_id=copy).one_or_none()
        if row is None:
            return
        known = self._open(row.id, row.record)
        if only is None or known.state is only:
            new = self._seal(replace(known, due_at=due_at, state=state or known.state))
            self._context.change_one(_SAVE, copy_id=copy, old=row.record, new=new)

    def _seal(self, copy: PictureCopy) -> bytes:
        record = PICTURE_COPY.encode(copy)
        return self._context.seal_own("picture_copy", "record", copy.id, record)

    def _open(self, id_: int, sealed: bytes) -> PictureCopy:
        copy = PICTURE_COPY.decode(self._context.open_own("picture_copy", "record", id_, sealed))
        if copy.id != id_:
            raise RecordDamaged(f"picture_copy.record of row {id_}")
        return copy
