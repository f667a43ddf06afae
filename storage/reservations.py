"""Reservations and daily budgets: keyed hashes, a day, and for budgets how much is used."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.ports import Conflict
from storage.context import ORGANISATION, Context, InsertIfNew
from storage.instants import to_day
from storage.tables import budget, reservation

_TAKE = InsertIfNew(reservation)
_TAKEN = select(reservation.c.until_day).where(
    reservation.c.organisation == ORGANISATION,
    reservation.c.reserved_hash.in_(bindparam("hashes", expanding=True)),
)
_SPEND = {
    name: insert(budget)
    .values(
        organisation=ORGANISATION,
        budget_hash=bindparam("hash_"),
        day=bindparam("of_day"),
        used=1,
    )
    .on_conflict_do_update(
        index_elements=["organisation", "budget_hash"],
        set_={"used": budget.c.used + 1},
        where=budget.c.used < bindparam("most"),
    )
    for name, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}


class StoredReservations:
    def __init__(self, context: Context) -> None:
        self._context = context

    def take_all(self, each: Sequence[tuple[str, ...]], *, until: datetime) -> bool:
        """Looked up first, so that nothing is reserved in vain. Raises Conflict where somebody
        else took one in between.

        Kept to the end of that day, and no instant of it: it would tell when a message is
        planned. The parts therefore name the hour themselves."""
        hashes = [
            self._context.vault.lookup("reservation", *parts) for parts in dict.fromkeys(each)
        ]
        if self._context.run(_TAKEN, hashes=hashes).first() is not None:
            return False
        for hash_ in hashes:
            if not _TAKE.run(self._context, reserved_hash=hash_, until_day=to_day(until)):
                raise Conflict("an hour was taken in between")
        return True

    def spend(self, *parts: str, day: date, most: int) -> bool:
        if most < 1:
            return False
        result = self._context.connection.execute(
            _SPEND[self._context.connection.dialect.name],
            {
                "of_organisation": self._context.organisation,
                "hash_": self._context.vault.lookup("budget", *parts, day.isoformat()),
                "of_day": to_day(day),
                "most": most,
            },
            execution_options={"preserve_rowcount": True},
        )
        return result.rowcount == 1
