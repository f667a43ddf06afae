"""Reservations and daily budgets: keyed hashes, a day, and for budgets how much is used."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import bindparam, select, update

from bot.ports import Conflict
from storage.context import CHUNK, ORGANISATION, Context, InsertIfNew
from storage.instants import to_day
from storage.tables import budget, reservation

_TAKE = InsertIfNew(reservation)
_TAKEN = select(reservation.c.reserved_hash).where(
    reservation.c.organisation == ORGANISATION,
    reservation.c.reserved_hash.in_(bindparam("hashes", expanding=True)),
)
_OPEN = InsertIfNew(budget)
_THIS = (budget.c.organisation == ORGANISATION, budget.c.budget_hash == bindparam("hash_"))
_USED = select(budget.c.used).where(*_THIS).with_for_update()  # PostgreSQL's
_USE = update(budget).where(*_THIS).values(used=bindparam("used_now"))


class StoredReservations:
    """Implements `bot.ports.Reservations`."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._hashes: dict[tuple[str, ...], bytes] = {}

    def taken(self, each: Sequence[tuple[str, ...]]) -> frozenset[tuple[str, ...]]:
        hashes = {self._hash(parts): parts for parts in each}
        wanted, found = list(hashes), set()
        for start in range(0, len(wanted), CHUNK):
            some = wanted[start : start + CHUNK]
            found |= {hashes[hash_] for (hash_,) in self._context.run(_TAKEN, hashes=some)}
        return frozenset(found)

    def take_all(self, each: Sequence[tuple[str, ...]], *, until: datetime) -> bool:
        """Looked up first, so that nothing is reserved in vain. Raises Conflict where somebody
        else took one in between."""
        if self.taken(each):
            return False
        day = to_day(until)
        rows = [
            {"reserved_hash": self._hash(parts), "until_day": day} for parts in dict.fromkeys(each)
        ]
        if _TAKE.run_many(self._context, rows) != len(rows):
            raise Conflict("an hour was taken in between")
        return True

    def _hash(self, parts: tuple[str, ...]) -> bytes:
        """Kept, since what is reserved was asked for just before."""
        known = self._hashes.get(parts)
        if known is None:
            known = self._hashes[parts] = self._context.lookup("reservation", *parts)
        return known

    def spend_some(self, *parts: str, day: date, most: int, wanted: int) -> int:
        if most < 1 or wanted < 1:
            return 0
        budget_ = {"hash_": self._context.lookup("budget", *parts, day.isoformat())}
        _OPEN.run(self._context, budget_hash=budget_["hash_"], day=to_day(day), used=0)
        used = int(self._context.run(_USED, **budget_).scalar_one())
        granted = max(0, min(wanted, most - used))
        if granted:
            self._context.change_one(_USE, used_now=used + granted, **budget_)
        return granted
