"""What expires is gone from our files: rows past their days are deleted in small pieces, behind
whatever somebody waits for, and the write-ahead log is emptied after it.

The last answers and the pauses are the flows' business; leavers are erased by a flow as well.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Column, Table, bindparam, delete, select
from sqlalchemy.sql.base import Executable

from bot.config.models import Retention
from bot.ports import DRAFT_KEPT_FOR, ROSTER_KEPT_FOR, Ledger, Priority, Work
from storage.context import ORGANISATION
from storage.instants import to_day, to_number
from storage.tables import (
    budget,
    card,
    event,
    form_draft,
    outbox,
    pending_roster,
    request,
    reservation,
)
from storage.unit_of_work import as_stored

#: Rows of one piece: a press that comes meanwhile waits for one of them.
PIECE = 200


@dataclass(frozen=True, slots=True)
class Swept:
    """Rows deleted, by kind."""

    events: int
    cards: int
    tombstones: int
    reservations: int
    budgets: int
    closed_requests: int
    pending_rosters: int
    form_drafts: int
    journal: int


def sweep(ledger: Ledger, days: Retention) -> Swept:
    """Deletes everything past its days, measured at each piece's own instant; returns when the
    last piece is committed. Waits: not to be called from a flow or an event loop."""
    ledger.submit(forget_old_facts, Priority.BULK).result()
    return Swept(
        events=_all_pieces(ledger, lambda work: sweep_events(work, days.events)),
        cards=_all_pieces(ledger, lambda work: sweep_cards(work, days.cards)),
        tombstones=_all_pieces(ledger, lambda work: sweep_tombstones(work, days.outbox)),
        reservations=_all_pieces(ledger, sweep_reservations),
        budgets=_all_pieces(ledger, sweep_budgets),
        closed_requests=_all_pieces(ledger, lambda w: sweep_requests(w, days.closed_request)),
        pending_rosters=_all_pieces(ledger, sweep_pending_rosters),
        form_drafts=_all_pieces(ledger, sweep_form_drafts),
        journal=ledger.submit(
            lambda work: sweep_journal(work, days.backups), Priority.BULK
        ).result(),
    )


# One piece of each kind; each returns how many rows it deleted


def sweep_events(work: Work, days: int) -> int:
    """An event is remembered for at least so many whole days."""
    return _delete_piece(work, _EVENTS, to_day(work.now) - days)


def sweep_cards(work: Work, days: int) -> int:
    return _delete_piece(work, _CARDS, _first_kept(work, days))


def sweep_tombstones(work: Work, days: int) -> int:
    """Rows in a final state; what is still to be said stays, however old."""
    return _delete_piece(work, _TOMBSTONES, _first_kept(work, days))


def sweep_reservations(work: Work) -> int:
    return _delete_piece(work, _RESERVATIONS, to_day(work.now))


def sweep_budgets(work: Work) -> int:
    """Budgets are counted by a local day, which may still be yesterday's in UTC."""
    return _delete_piece(work, _BUDGETS, to_day(work.now) - 1)


def sweep_requests(work: Work, days: int) -> int:
    return _delete_piece(work, _CLOSED, _first_kept(work, days))


def sweep_pending_rosters(work: Work) -> int:
    return _delete_piece(work, _ROSTERS, to_number(work.now - ROSTER_KEPT_FOR))


def sweep_journal(work: Work, days: int) -> int:
    """Entries older than every backup that may still be put back."""
    return as_stored(work).journal.drop_before(to_day(work.now) - days)


def sweep_form_drafts(work: Work) -> int:
    return _delete_piece(work, _DRAFTS, to_number(work.now - DRAFT_KEPT_FOR))


def forget_old_facts(work: Work) -> None:
    """What the caps no longer look back on, out of the supporters' records."""
    supporters = as_stored(work).supporters
    for each in supporters.all():
        supporters.forget_old(each.person)


def _first_kept(work: Work, days: int) -> int:
    """The first day that stays: nothing is kept longer than `days`, at any hour of the day."""
    return to_day(work.now) - days + 1


def _piece_of(table: Table, key: Column[bytes] | Column[int], old: Column[int]) -> Executable:
    """Deletes up to PIECE rows whose day (or instant) lies before `:first_kept`."""
    mine = table.c.organisation == ORGANISATION
    piece = select(key).where(mine, old < bindparam("first_kept")).order_by(old).limit(PIECE)
    return delete(table).where(mine, key.in_(piece.scalar_subquery()))


_EVENTS = _piece_of(event, event.c.event_hash, event.c.handled_day)
_CARDS = _piece_of(card, card.c.id, card.c.issued_day)
_TOMBSTONES = _piece_of(outbox, outbox.c.id, outbox.c.settled_day)
_RESERVATIONS = _piece_of(reservation, reservation.c.reserved_hash, reservation.c.until_day)
_BUDGETS = _piece_of(budget, budget.c.budget_hash, budget.c.day)
_CLOSED = _piece_of(request, request.c.id, request.c.closed_day)
_ROSTERS = _piece_of(pending_roster, pending_roster.c.id, pending_roster.c.sent_at)
_DRAFTS = _piece_of(form_draft, form_draft.c.id, form_draft.c.begun_at)


def _delete_piece(work: Work, statement: Executable, first_kept: int) -> int:
    context = as_stored(work).context
    deleted = context.run(statement, first_kept=first_kept).rowcount
    if deleted:
        context.erased = True
    return deleted


def _all_pieces(ledger: Ledger, piece: Callable[[Work], int]) -> int:
    total = 0
    while True:
        deleted = ledger.submit(piece, Priority.BULK).result()
        total += deleted
        if deleted < PIECE:
            return total
