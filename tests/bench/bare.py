"""What the program is compared with: the same rows read and written by bare SQLAlchemy Core.

Nothing is sealed, opened, decided or rendered here; sealed columns get bytes of the same length.
Two ways: row by row, a statement each, as a flow works that decides on one person after the
other; and by the list (`executemany`), the fastest that Core has.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import count, islice
from typing import Any

from sqlalchemy import bindparam, insert, select, text, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.sql.base import Executable

from storage.instants import to_day, to_number
from storage.tables import (
    SIZES,
    WAITING,
    budget,
    card,
    outbox,
    person,
    person_record,
    reservation,
)
from storage.vault import sealed_length, sealed_length_for_organisation
from tests.storage_fixtures import ORGANISATION

#: Rows that nobody else has: far above the program's own blocks of ids.
_ids = count(2**40)
_DAY = timedelta(days=1)

_DUE_LOOKS = (
    select(person.c.id)
    .where(person.c.organisation == ORGANISATION, person.c.look_at <= bindparam("now"))
    .order_by(person.c.look_at)
    .limit(bindparam("most"))
)
_LOAD = (
    select(
        person.c.id,
        person.c.state,
        person.c.data_key,
        person_record.c.roster,
        person_record.c.membership,
        person_record.c.rhythm,
        person_record.c.preferences,
    )
    .select_from(person.join(person_record))
    .where(
        person.c.organisation == ORGANISATION,
        person.c.id.in_(bindparam("ids", expanding=True)),
    )
)
_SET_LOOK = (
    update(person)
    .where(person.c.organisation == ORGANISATION, person.c.id == bindparam("person_id"))
    .values(look_at=bindparam("look"))
)
_SPEND = (
    sqlite.insert(budget)
    .values(organisation=ORGANISATION, budget_hash=b"bare" * 4, day=bindparam("day"), used=1)
    .on_conflict_do_update(
        index_elements=["organisation", "budget_hash"], set_={"used": budget.c.used + 1}
    )
)
_DUE_ROWS = (
    select(outbox.c.id, outbox.c.parties, outbox.c.record)
    .where(
        outbox.c.organisation == ORGANISATION,
        outbox.c.lane == 3,
        text(WAITING),
        outbox.c.due_at <= bindparam("now"),
    )
    .order_by(outbox.c.due_at, outbox.c.id)
    .limit(bindparam("most"))
)
_THIS_ROW = (outbox.c.organisation == ORGANISATION, outbox.c.id == bindparam("row_id"))
_SENDING = (
    update(outbox)
    .where(*_THIS_ROW)
    .values(state="sending", holder="bare", claimed_until=bindparam("until"), attempts=1)
)
_SENT = (
    update(outbox)
    .where(*_THIS_ROW)
    .values(
        state="sent",
        settled_day=bindparam("day"),
        lane=None,
        due_at=None,
        conversation_hash=None,
        sequence=None,
        holder=None,
        claimed_until=None,
        parties=None,
        record=None,
    )
)
_SAVE_RHYTHM = (
    update(person_record)
    .where(
        person_record.c.organisation == ORGANISATION,
        person_record.c.person == bindparam("person_id"),
    )
    .values(rhythm=bindparam("new"))
)
_SET_HANDLE = (
    update(card)
    .where(card.c.organisation == ORGANISATION, card.c.id == bindparam("card_id"))
    .values(handle=bindparam("new"))
)

Rows = Sequence[Mapping[str, object]]


def looks(
    connection: Connection, now: datetime, most: int, reservations: int, *, by_list: bool
) -> int:
    """One batch of looks that each put a message: read the people who are due; write so many
    reservations, the budget, a row of the outbox and the next look of each. How many."""
    with connection.begin():
        due = connection.execute(_DUE_LOOKS, {"now": to_number(now), "most": most})
        ids = [id_ for (id_,) in due]
        if not ids:
            return 0
        people = connection.execute(_LOAD, {"ids": ids}).all()
        next_look = to_number(now + _DAY)
        day = to_day(now)
        written: tuple[tuple[Executable, Rows], ...] = (
            (insert(reservation), [_reservation(day) for _ in range(reservations * len(people))]),
            (_SPEND, [{"day": day}] * len(people)),
            (insert(outbox), [outbox_row(now + _DAY / 2) for _ in people]),
            (_SET_LOOK, [{"person_id": row.id, "look": next_look} for row in people]),
        )
        for statement, rows in written:
            _execute(connection, statement, rows, by_list=by_list)
        return len(ids)


def looks_without_messages(connection: Connection, now: datetime, most: int) -> int:
    """One batch of looks that put nothing: read the people, write their next look."""
    with connection.begin():
        due = connection.execute(_DUE_LOOKS, {"now": to_number(now), "most": most})
        ids = [id_ for (id_,) in due]
        if ids:
            connection.execute(_LOAD, {"ids": ids}).all()
            next_look = to_number(now + _DAY)
            connection.execute(_SET_LOOK, [{"person_id": i, "look": next_look} for i in ids])
        return len(ids)


def deliveries(connection: Connection, now: datetime, people: Iterator[int], most: int) -> int:
    """One batch of messages, in two commits: take what is due, read the people, write a card and
    the rhythm of each (as it was) and mark it sending; then keep the handle and that it was sent.
    How many."""
    with connection.begin():
        rows = connection.execute(_DUE_ROWS, {"now": to_number(now), "most": most}).all()
        if not rows:
            return 0
        known = connection.execute(_LOAD, {"ids": list(islice(people, len(rows)))}).all()
        cards = [card_row(now) for _ in rows]
        until = to_number(now + _DAY)
        connection.execute(insert(card), cards)
        connection.execute(_SAVE_RHYTHM, [{"person_id": p.id, "new": p.rhythm} for p in known])
        connection.execute(_SENDING, [{"row_id": row.id, "until": until} for row in rows])
    handle = os.urandom(sealed_length_for_organisation(SIZES["card.handle"]))
    with connection.begin():
        connection.execute(_SET_HANDLE, [{"card_id": c["id"], "new": handle} for c in cards])
        connection.execute(_SENT, [{"row_id": row.id, "day": to_day(now)} for row in rows])
    return len(rows)


def two_commits(connection: Connection, now: datetime) -> bool:
    """Nothing but the marks of a message: sending, commit, sent, commit."""
    with connection.begin():
        row = connection.execute(_DUE_ROWS, {"now": to_number(now), "most": 1}).first()
        if row is None:
            return False
        connection.execute(_SENDING, {"row_id": row.id, "until": to_number(now + _DAY)})
    with connection.begin():
        connection.execute(_SENT, {"row_id": row.id, "day": to_day(now)})
    return True


def outbox_row(due_at: datetime) -> dict[str, object]:
    return {
        "organisation": ORGANISATION,
        "id": next(_ids),
        "key_hash": os.urandom(16),
        "state": "due",
        "lane": 3,
        "due_at": to_number(due_at),
        "conversation_hash": os.urandom(16),
        "sequence": 1,
        "edits_hash": None,
        "attempts": 0,
        "holder": None,
        "claimed_until": None,
        "unknown_since": None,
        "workspace_hash": None,
        "parties": os.urandom(sealed_length_for_organisation(SIZES["outbox.parties"])),
        "record": os.urandom(sealed_length(SIZES["outbox.record"])),
        "settled_day": None,
    }


def card_row(now: datetime) -> dict[str, object]:
    return {
        "organisation": ORGANISATION,
        "id": next(_ids),
        "token_hash": os.urandom(16),
        "key_hash": os.urandom(16),
        "issued_day": to_day(now),
        "owner": os.urandom(sealed_length_for_organisation(SIZES["card.owner"])),
        "record": os.urandom(sealed_length(SIZES["card.record"])),
        "handle": None,
    }


def _reservation(day: int) -> dict[str, object]:
    return {"organisation": ORGANISATION, "reserved_hash": os.urandom(16), "until_day": day}


def _execute(connection: Connection, statement: Executable, rows: Rows, *, by_list: bool) -> None:
    if by_list:
        connection.execute(statement, rows)
        return
    for row in rows:
        connection.execute(statement, row)


def put_rows(connection: Connection, due_at: datetime, number: int) -> None:
    """Messages that wait in the outbox."""
    rows: list[Any] = [outbox_row(due_at) for _ in range(number)]
    with connection.begin():
        connection.execute(insert(outbox), rows)
