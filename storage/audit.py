"""The audit table: each entry sealed, in its place in the organisation's keyed hash chain."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from storage.audit_chain import Entry, Head, Link, append_link, head_of
from storage.context import ORGANISATION, Context
from storage.records import AUDIT_ENTRY, CHAIN_STATE, AuditEntry
from storage.tables import audit, organisation

_OURS = organisation.c.organisation == ORGANISATION
_STATE = select(organisation.c.audit_state).where(_OURS)
#: Two who record at once take turns (on PostgreSQL; SQLite has one writer): a chain has one end.
_STATE_TO_MOVE = _STATE.with_for_update()
_MOVE = (
    update(organisation)
    .where(_OURS, organisation.c.audit_state == bindparam("old"))
    .values(audit_state=bindparam("new"))
)
_ADD = insert(audit)
_PIECE = (
    select(audit.c.sequence, audit.c.entry, audit.c.mac)
    .where(audit.c.organisation == ORGANISATION, audit.c.sequence > bindparam("after"))
    .order_by(audit.c.sequence)
    .limit(bindparam("most"))
)
_PIECE_BACK = (
    select(audit.c.sequence, audit.c.entry, audit.c.mac)
    .where(audit.c.organisation == ORGANISATION, audit.c.sequence < bindparam("before"))
    .order_by(audit.c.sequence.desc())
    .limit(bindparam("most"))
)
_AT_ONCE = 500


class StoredAudit:
    """Implements `bot.ports.Audit`."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def add(self, kind: str, detail: Mapping[str, str | int]) -> None:
        """The chain's key moves on in the transaction that stores the entry."""
        context = self._context
        own = context.organisation
        sealed = context.run(_STATE_TO_MOVE).scalar_one()
        plain = context.open_own("organisation", "audit_state", own, sealed)
        entry = AuditEntry(context.now, kind, dict(detail))
        state, link = append_link(CHAIN_STATE.decode(plain), _in_chain(entry))
        moved = context.seal_own("organisation", "audit_state", own, CHAIN_STATE.encode(state))
        context.change_one(_MOVE, old=sealed, new=moved)
        plain = AUDIT_ENTRY.encode(entry)
        context.insert(
            _ADD,
            {
                "sequence": link.sequence,
                "entry": context.seal_own("audit", "entry", link.sequence, plain),
                "mac": link.mac,
            },
        )

    def last(self, kind: str) -> Mapping[str, str | int] | None:
        before = self.head().sequence + 1
        while rows := self._context.run(_PIECE_BACK, before=before, most=_AT_ONCE).all():
            for row in rows:
                entry, _ = self._open(row)
                if entry.kind == kind:
                    return dict(entry.detail)
            before = rows[-1].sequence
        return None

    def entries(self, after: int, most: int) -> tuple[tuple[AuditEntry, Link], ...]:
        """What was recorded after this sequence, oldest first, each with its link of the chain."""
        rows = self._context.run(_PIECE, after=after, most=most).all()
        return tuple(self._open(row) for row in rows)

    def head(self) -> Head:
        """The chain's end, to be copied off the host."""
        own = self._context.organisation
        sealed = self._context.run(_STATE).scalar_one()
        plain = self._context.open_own("organisation", "audit_state", own, sealed)
        return head_of(CHAIN_STATE.decode(plain))

    def _open(self, row: Any) -> tuple[AuditEntry, Link]:
        plain = self._context.open_own("audit", "entry", row.sequence, row.entry)
        entry = AUDIT_ENTRY.decode(plain)
        return entry, Link(row.sequence, _in_chain(entry), row.mac)


def _in_chain(entry: AuditEntry) -> Entry:
    detail = json.dumps(dict(entry.detail), sort_keys=True, separators=(",", ":"))
    return Entry(entry.at, entry.kind, detail)
