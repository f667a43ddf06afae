"""The steps of a rotation, each in one unit of work. See `bot.ports.Keys`, and
`storage.key_state` for the epochs.

Nothing that cannot be opened is ever written: a key is announced once it is on the disk, in force
once every process has it, and from the same instant on the database refuses the one before; and
the one before is held until nothing needs it any more.
"""

import logging
from collections import Counter
from dataclasses import replace

from sqlalchemy import bindparam, func, select, update

from bot.flows.refusing import CommandRefused
from bot.ports import KeyEpochs, Needing, NotFound, RecordDamaged, Walked
from bot.ports.keys import FIRST, Place
from storage.audit import StoredAudit
from storage.context import ORGANISATION, Context
from storage.key_errors import KeyFileError
from storage.key_holders import lagging_holders
from storage.key_ring import KeyRing
from storage.key_state import HoldsKeys, KeyState, write_state
from storage.mending import MENDING, mend_edits
from storage.tables import organisation, person
from storage.vault import WRAPPED_KEY_LENGTH, WrappedKey
from storage.walks import WALKS, Row, Walk, data_keys_after, row_at, rows_after

_log = logging.getLogger(__name__)

#: Tables of which a row that needs nothing but an earlier look-up key goes when its time is over.
_PASSING = frozenset({"card", "form_draft", "event", "outbox", "reservation", "budget"})
_SET_KEY_CHECK = (
    update(organisation)
    .where(organisation.c.organisation == ORGANISATION)
    .values(key_check=bindparam("check"))
)
_SET_DATA_KEY = (
    update(person)
    .where(
        person.c.organisation == ORGANISATION,
        person.c.id == bindparam("person_id"),
        person.c.data_key == bindparam("old"),
    )
    .values(data_key=bindparam("new"))
)
#: Compared as bytes, which stand in the order of the numbers.
_OLD_DATA_KEYS = select(func.count()).where(
    person.c.organisation == ORGANISATION,
    func.substr(person.c.data_key, 8, 2) < bindparam("epoch", type_=person.c.data_key.type),
)


class StoredKeys:
    """Implements `bot.ports.Keys`."""

    def __init__(self, context: Context, state: KeyState, keys: HoldsKeys) -> None:
        self._context = context
        self._state = state
        self._keys = keys

    @property
    def epochs(self) -> KeyEpochs:
        state = self._state
        return KeyEpochs(
            current=state.current,
            announced=state.announced,
            held_from=state.held_from,
            trusted_from=state.trusted_from,
            rotating=state.rotating,
            renewing=state.rotating and state.trusted_from == state.announced,
        )

    @property
    def tables(self) -> tuple[str, ...]:
        return tuple(WALKS)

    # Bringing a new epoch

    def announce(self, epoch: int, check: bytes, *, renew: bool) -> None:
        state = self._state
        if state.rotating and state.announced == epoch:
            return
        if state.rotating or epoch <= state.current:
            raise CommandRefused("Another rotation is under way: run tailboard keys rotate again.")
        try:
            held = self._ring.check_of(epoch)
        except KeyFileError:
            held = b""
        if held != check:
            raise CommandRefused(
                "The program that runs reads other keys than this command does. Give it the same"
                " ones, and start it again where it has them from its environment."
            )
        trusted = epoch if renew else state.trusted_from
        self._write(replace(state, announced=epoch, trusted_from=trusted, rotating=True))
        self._audit("key rotation begun", renewing=int(renew))

    def lagging(self) -> int:
        if self._context.driver is not None:  # one process has an SQLite file
            return 0
        return lagging_holders(self._context, self._state.announced, beside=self._ring.holder)

    def activate(self) -> None:
        """1. Nobody lags behind. 2. On PostgreSQL, wait for every unit of work. 3. The new epoch is
        current: the database refuses the one before from here on. 4. What fits these keys alone
        says so. 5. Messages that wait for others are hashed together."""
        state = self._state
        if state.current == state.announced:
            return
        if self.lagging():
            raise CommandRefused("Not every process has the new keys yet.")
        self._write(replace(state, current=state.announced))
        context = self._context
        context.vault = self._ring.vault_at(self._state)
        context.run(_SET_KEY_CHECK, check=context.vault.key_check)
        mend_edits(context)
        self._audit("keys in force")

    # Walking over everything

    def walk(self, place: Place, most: int) -> Walked:
        return self._walked(place, most, mending=place.table in MENDING)

    def count(self, place: Place, most: int) -> Walked:
        return self._walked(place, most, mending=False)

    def _walked(self, place: Place, most: int, *, mending: bool) -> Walked:
        walk = _walk_of(place)
        after = _key_of(walk, place.after)
        rows = rows_after(self._context, walk, after, most)
        needing = [row for row in rows if _in_need(row, self._state)]
        if mending:
            for row in needing:
                self._mend(walk, row)
            again = (row_at(self._context, walk, row.key) for row in needing)
            needing = [row for row in again if row is not None and _in_need(row, self._state)]
        left = Counter(each for row in needing for each in self._told(walk, row))
        done = len(rows) < most
        return Walked(
            next=None if done else Place(walk.name, _text_of(rows[-1].key)),
            left=tuple(
                Needing(walk.name, epoch, count, waits) for (epoch, waits), count in left.items()
            ),
        )

    def _mend(self, walk: Walk, row: Row) -> None:
        """One that cannot be opened is named in the log, and holds up no other."""
        try:
            MENDING[walk.name](self._context, row.key)
        except (RecordDamaged, NotFound) as error:
            which = f"row {row.key}" if isinstance(row.key, int) else "a row"
            _log.error("%s of %s was not sealed anew: %s", which, walk.name, error)

    def _told(self, walk: Walk, row: Row) -> list[tuple[int, bool]]:
        epoch, old_data_key = row.needs(self._state)
        waits = walk.name in _PASSING and row.needs_lookup_only(self._state)
        told = [] if epoch is None else [(epoch, waits)]
        return [*told, (0, False)] if old_data_key else told

    # Renewing people's data keys

    def require_new_data_keys(self) -> int:
        state = self._state
        limit = state.trusted_from.to_bytes(2)
        old = int(self._context.run(_OLD_DATA_KEYS, epoch=limit).scalar_one())
        if not old and state.data_from != state.trusted_from:
            self._write(replace(state, data_from=state.trusted_from))
        return old

    def forget_former(self, place: Place, most: int) -> Walked:
        if self._state.data_from != self._state.trusted_from:
            raise CommandRefused("Earlier data keys are still in use.")
        after = int(place.after or -1)
        last, seen = after, 0
        for id_, wrapped, long in data_keys_after(self._context, after, most):
            last, seen = id_, seen + 1
            if long:
                new = WrappedKey(wrapped[:WRAPPED_KEY_LENGTH])
                self._context.change_one(_SET_DATA_KEY, person_id=id_, old=wrapped, new=new)
                self._context.erased = True
        return Walked(None if seen < most else Place("person", str(last)), ())

    # Ending

    def finish(self) -> None:
        if self._state.rotating:
            self._write(replace(self._state, rotating=False))
            self._audit("key rotation done")

    def release(self) -> None:
        state = self._state
        if state.rotating:
            raise CommandRefused("A rotation is under way: run tailboard keys rotate again first.")
        if state.held_from < state.current:
            self._write(replace(state, held_from=state.current))
            self._audit("earlier keys released")

    # Inside

    @property
    def _ring(self) -> KeyRing:
        if not isinstance(self._keys, KeyRing):
            raise CommandRefused("The keys here were given once and cannot be read again.")
        return self._keys

    def _write(self, new: KeyState) -> None:
        write_state(self._context.connection, self._context.organisation, new)
        self._state = new

    def _audit(self, kind: str, **detail: int) -> None:
        StoredAudit(self._context).add(kind, {"epoch": self._state.announced, **detail})


def _walk_of(place: Place) -> Walk:
    walk = WALKS.get(place.table)
    if walk is None:
        raise CommandRefused("The program that runs is of another release: restart it.")
    return walk


def _in_need(row: Row, state: KeyState) -> bool:
    return row.needs(state) != (None, False)


def _key_of(walk: Walk, after: str) -> int | bytes:
    if after == FIRST:
        return walk.first()
    return int(after) if isinstance(walk.first(), int) else bytes.fromhex(after)


def _text_of(key: int | bytes) -> str:
    return str(key) if isinstance(key, int) else key.hex()
