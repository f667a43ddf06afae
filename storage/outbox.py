"""The outbox: what is to be said, until it is said. See `bot.ports.Outbox`."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.model.content import Content, Lane, Operation, OutboxRow, OutboxState, Outgoing
from bot.model.ids import OutboxId, PersonId
from bot.ports import (
    NO_ACCOUNT,
    NOT_ITS_TURN,
    Conflict,
    Forbidden,
    MessageGone,
    NotFound,
    NotUnderstood,
    RecordDamaged,
    Refused,
)
from storage import outbox_rows as rows
from storage.context import CHUNK, Context
from storage.instants import to_day, to_instant, to_number, to_number_or_none
from storage.records import OUTBOX, OutboxRecord, person_from_bytes, person_to_bytes
from storage.vault import PersonKey

_log = logging.getLogger(__name__)

_PUT_BACK = frozenset({OutboxState.DUE, OutboxState.FAILED, OutboxState.UNKNOWN})
#: Reasons that are the platform's, and the same for whatever was to be said.
_OF_THE_PLATFORM = frozenset(
    {
        MessageGone.__name__,
        Refused.__name__,
        Forbidden.__name__,
        NotUnderstood.__name__,
        NO_ACCOUNT,
        NOT_ITS_TURN,
    }
)
#: How long a damaged row is put off.
DAMAGED_FOR = timedelta(hours=1)
#: An id that no organisation has: a list in a statement may not be empty.
_NO_HASH = b""


class StoredOutbox:
    """Implements `bot.ports.Outbox`."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def put(self, out: Outgoing) -> bool:
        return rows.PUT.run(self._context, **self._row_of(out))

    def put_many(self, outs: Sequence[Outgoing]) -> int:
        return rows.PUT.run_many(self._context, [self._row_of(out) for out in outs])

    def amend(self, key: str, change: Callable[[Content], Content | None]) -> bool:
        stored = self._context.run(rows.OF_KEY, hash_=self._key_hash(key)).all()
        for row in self._opened(stored):
            content = change(row.out.content)
            if content is None:
                return False
            out = replace(row.out, content=content)
            (old,) = (each.record for each in stored)
            new = self._record_of(out, row.id)
            self._context.change_one(rows.AMEND, row_id=row.id, old_record=old, new_record=new)
            return True
        return False

    def cancel_routine(self, to: PersonId) -> int:
        conversation = rows.conversation_hash(self._context, to, wakes=False)
        return rows.cancel_conversation(self._context, conversation, from_lane=Lane.ROUTINE)

    def cancel(self, key: str) -> bool:
        result = self._context.run(
            rows.CANCEL_KEY, hash_=self._key_hash(key), **self._as_tombstone(OutboxState.CANCELLED)
        )
        return result.rowcount == 1

    def due(
        self, limit: int, *, lanes: Iterable[Lane], not_to: Iterable[str] = ()
    ) -> tuple[OutboxRow, ...]:
        stopped = [hash_ for each in not_to for hash_ in self._workspace_hashes(each)]
        stopped = stopped or [_NO_HASH]
        now = to_number(self._context.now)
        found: list[OutboxRow] = []
        for lane in self._lanes_due(sorted(lanes)):
            if len(found) < limit:
                most = limit - len(found)
                result = self._context.run(
                    rows.DUE, lane=lane.value, now=now, stopped=stopped, most=most
                )
                found += self._opened(result.all())
        return tuple(found)

    def mark_many(
        self, many: Sequence[tuple[OutboxId, str]], *, holder: str, until: datetime
    ) -> None:
        hashes = {workspace: self._workspace_hash(workspace) for _, workspace in many}
        marks = [
            {
                "row_id": row,
                "new_holder": holder,
                "until": to_number(until),
                "workspace": hashes[workspace],
            }
            for row, workspace in many
        ]
        if self._context.run_many(rows.MARK_SENDING, marks) != len(marks):
            raise Conflict("a row was changed in between")

    def note_workspace(self, row: OutboxId, workspace: str) -> None:
        self._context.run(
            rows.NOTE_WORKSPACE, row_id=row, workspace=self._workspace_hash(workspace)
        )

    def settle(
        self,
        row: OutboxId,
        state: OutboxState,
        *,
        retry_at: datetime | None = None,
        reason: str = "",
    ) -> None:
        """`reason` is a kind, never a text about somebody, and is not kept. It goes to the log
        with the row's id where it is of the platform's making; any other would tell an offer or
        a check-back from what everybody gets."""
        if state in _PUT_BACK:
            if state is OutboxState.FAILED and retry_at is None:
                raise ValueError("a failed row needs the instant of its next try")
            self._context.change_one(
                rows.PUT_BACK,
                row_id=row,
                new_state=state.value,
                retry_at=to_number_or_none(retry_at),
            )
        elif state in rows.FINAL:
            self._finish(row, state)
        else:
            raise ValueError(f"a row is not settled to {state.value}")
        if reason:
            _log.debug("outbox row %d: %s", row, _in_the_log(state, reason))

    def settle_many(self, many: Sequence[OutboxId], state: OutboxState) -> int:
        if state not in rows.FINAL or state is OutboxState.ABANDONED:
            raise ValueError(f"rows are not settled to {state.value} together")
        tombstone = self._as_tombstone(state)
        return self._context.run_many(rows.SETTLE, [{"row_id": row, **tombstone} for row in many])

    def state_of(self, key: str) -> OutboxState | None:
        state = self._context.run(rows.STATE_OF_KEY, hash_=self._key_hash(key)).scalar_one_or_none()
        return None if state is None else OutboxState(state)

    def states_of(self, keys: Sequence[str]) -> dict[str, OutboxState]:
        by_hash = self._context.lookups("outbox.key", keys)
        hashes = list(by_hash)
        found: dict[str, OutboxState] = {}
        for start in range(0, len(hashes), CHUNK):
            some = self._context.run(rows.STATES_OF_KEYS, hashes=hashes[start : start + CHUNK])
            found |= {by_hash[hash_]: OutboxState(state) for hash_, state in some}
        return found

    def find(self, row: OutboxId) -> OutboxRow | None:
        opened = self._opened(self._context.run(rows.THIS, row_id=row).all())
        return opened[0] if opened else None

    def in_flight(self) -> tuple[OutboxRow, ...]:
        result = self._context.run(rows.UNRESOLVED, now=to_number(self._context.now))
        return tuple(sorted(self._opened(result.all()), key=lambda row: row.id))

    def next_due(self) -> datetime | None:
        firsts = [first for first in self._context.run(rows.NEXT_DUE).one() if first is not None]
        return to_instant(min(firsts)) if firsts else None

    # Inside

    def _lanes_due(self, lanes: Sequence[Lane]) -> Sequence[Lane]:
        """Those of them in which something is due: mostly none of the urgent ones, which one
        statement tells of them all."""
        if len(lanes) < 2:
            return lanes
        now = to_number(self._context.now)
        firsts = dict(zip(Lane, self._context.run(rows.NEXT_DUE).one(), strict=True))
        return [lane for lane in lanes if firsts[lane] is not None and firsts[lane] <= now]

    def _row_of(self, out: Outgoing) -> dict[str, object]:
        context = self._context
        row = context.blocks.next_id(context.connection, "outbox")
        parties = person_to_bytes(out.to) + person_to_bytes(out.about)
        conversation = rows.conversation_hash(
            context, out.to, wakes=out.operation is Operation.WAKE
        )
        return {
            "id": row,
            "key_hash": self._key_hash(out.key),
            "lane": out.lane.value,
            "due_at": to_number(out.due_at),
            "conversation_hash": conversation,
            "of_conversation": conversation,
            "edits_hash": self._key_hash(out.edits) if out.edits else None,
            "parties": context.seal_own("outbox", "parties", row, parties),
            "record": self._record_of(out, row),
        }

    def _record_of(self, out: Outgoing, row: int) -> bytes:
        """What is to be said, sealed under the key of the person it is about."""
        record = OUTBOX.encode(OutboxRecord(out.key, out.content, out.operation, out.edits))
        key = self._context.key_of(out.about)
        return self._context.seal(key, "outbox", "record", row, record)

    def _finish(self, row: OutboxId, state: OutboxState) -> None:
        statement = rows.ABANDON if state is OutboxState.ABANDONED else rows.SETTLE
        if self._context.run(statement, row_id=row, **self._as_tombstone(state)).rowcount == 1:
            return
        stored = self._context.run(rows.STATE_OF, row_id=row).scalar_one_or_none()
        if stored is None:
            raise NotFound(f"outbox row {row}")
        if state is OutboxState.ABANDONED and OutboxState(stored) not in rows.FINAL:
            raise ValueError("only routine messages may be abandoned")
        raise Conflict(f"outbox row {row} is {stored}")

    def _opened(self, found: Sequence[Any]) -> list[OutboxRow]:
        """The rows in plain. A row about somebody who was erased cannot be opened any more and is
        cancelled here and now; one that is damaged is put off, and holds up nobody else's."""
        parties: dict[int, tuple[PersonId | None, PersonId]] = {}
        for row in found:
            with self._putting_off_damaged(row):
                parties[row.id] = self._parties(row)
        with suppress(RecordDamaged):  # looked up at once; a damaged key is met row by row
            self._context.keys_of(about for _, about in parties.values())
        opened = []
        for row in found:
            if row.id not in parties:
                continue
            to, about = parties[row.id]
            with self._putting_off_damaged(row):
                key = self._context.kept_key(about) or self._context.keys_of([about]).get(about)
                if key is None:
                    self._finish(OutboxId(row.id), OutboxState.CANCELLED)
                else:
                    opened.append(self._open(row, to, about, key))
        return opened

    @contextmanager
    def _putting_off_damaged(self, row: Any) -> Iterator[None]:
        """A row that cannot be read is asked for again in an hour, since the disk or a wrong key
        may be mended."""
        try:
            yield
        except RecordDamaged as damaged:
            _log.error("outbox row %d: %s", row.id, damaged)
            again = self._context.now + DAMAGED_FOR
            self.settle(OutboxId(row.id), OutboxState.DUE, retry_at=again)

    def _parties(self, row: Any) -> tuple[PersonId | None, PersonId]:
        plain = self._context.open_own("outbox", "parties", row.id, row.parties)
        about = person_from_bytes(plain[8:])
        assert about is not None
        return person_from_bytes(plain[:8]), about

    def _open(self, row: Any, to: PersonId | None, about: PersonId, key: PersonKey) -> OutboxRow:
        record = OUTBOX.decode(self._context.open(key, "outbox", "record", row.id, row.record))
        out = Outgoing(
            key=record.key,
            to=to,
            about=about,
            content=record.content,
            due_at=to_instant(row.due_at),
            lane=Lane(row.lane),
            operation=record.operation,
            edits=record.edits,
        )
        state, since = OutboxState(row.state), row.unknown_since
        if since is None and state is OutboxState.SENDING:
            since = rows.marked_at(row.claimed_until)
        unknown_since = None if since is None else to_instant(since)
        return OutboxRow(OutboxId(row.id), state, out, row.attempts, unknown_since)

    def _as_tombstone(self, state: OutboxState) -> dict[str, object]:
        return {"new_state": state.value, "day": to_day(self._context.now)}

    def _key_hash(self, key: str) -> bytes:
        return self._context.lookup("outbox.key", key)

    def _workspace_hash(self, workspace: str) -> bytes:
        return self._context.vault.lookup("outbox.workspace", workspace)

    def _workspace_hashes(self, workspace: str) -> tuple[bytes, ...]:
        """Under each key that is held: what was noted before stays so until it is settled."""
        vault, parts = self._context.vault, ("outbox.workspace", workspace)
        return (vault.lookup(*parts), *vault.earlier_lookups(*parts))


def _in_the_log(state: OutboxState, reason: str) -> str:
    return f"{state.value} ({reason})" if reason in _OF_THE_PLATFORM else state.value
