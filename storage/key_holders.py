"""Which process on a shared PostgreSQL database has which keys: a new epoch is used once all of
them have it, or are gone."""

from datetime import timedelta

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.context import ORGANISATION, Context
from storage.instants import to_number
from storage.tables import key_holder

#: A process that was not heard of for so long is not waited for: should it come back, it meets with
#: the new epoch in its next unit of work, and does nothing without its keys.
FORGOTTEN_AFTER = timedelta(minutes=2)

_NOTE = {
    name: insert(key_holder)
    .values(
        organisation=ORGANISATION,
        holder=bindparam("of_holder"),
        epoch=bindparam("new_epoch"),
        seen_at=bindparam("now"),
    )
    .on_conflict_do_update(
        index_elements=["organisation", "holder"],
        set_={"epoch": bindparam("new_epoch"), "seen_at": bindparam("now")},
    )
    for name, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}
_LAGGING = select(func.count()).where(
    key_holder.c.organisation == ORGANISATION,
    key_holder.c.epoch < bindparam("needed"),
    key_holder.c.seen_at > bindparam("since"),
    key_holder.c.holder != bindparam("beside"),
)
_FORGET = delete(key_holder).where(
    key_holder.c.organisation == ORGANISATION,
    (key_holder.c.holder == bindparam("of_holder")) | (key_holder.c.seen_at < bindparam("since")),
)


def note_holder(context: Context, holder: str, epoch: int) -> None:
    """That this process is there, and has this epoch's keys and those before."""
    context.connection.execute(
        _NOTE[context.connection.dialect.name],
        {
            "of_organisation": context.organisation,
            "of_holder": holder,
            "new_epoch": epoch,
            "now": to_number(context.now),
        },
    )


def lagging_holders(context: Context, needed: int, *, beside: str) -> int:
    """How many others are there, and do not have this epoch's keys."""
    since = to_number(context.now - FORGOTTEN_AFTER)
    found = context.run(_LAGGING, needed=needed, since=since, beside=beside)
    return int(found.scalar_one())


def forget_holder(context: Context, holder: str) -> None:
    """This process goes; others that were long not heard of go with it."""
    context.run(_FORGET, of_holder=holder, since=to_number(context.now - 30 * FORGOTTEN_AFTER))
