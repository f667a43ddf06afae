"""Leases: where several processes share a PostgreSQL database, each connection to a platform
(socket or gateway, and its pacing budget) is held by one of them, until another takes over."""

from datetime import datetime

from sqlalchemy import bindparam, delete, or_
from sqlalchemy.dialects import postgresql, sqlite

from bot.ports import Work
from storage.context import ORGANISATION
from storage.instants import to_number
from storage.tables import lease
from storage.unit_of_work import as_stored

_TAKE = {
    name: insert(lease)
    .values(
        organisation=ORGANISATION,
        connection=bindparam("of_connection"),
        holder=bindparam("new_holder"),
        held_until=bindparam("new_until"),
    )
    .on_conflict_do_update(
        index_elements=["organisation", "connection"],
        set_={"holder": bindparam("new_holder"), "held_until": bindparam("new_until")},
        where=or_(
            lease.c.holder == bindparam("new_holder"), lease.c.held_until <= bindparam("now")
        ),
    )
    for name, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}
_THIS = (lease.c.organisation == ORGANISATION, lease.c.connection == bindparam("of_connection"))
_RELEASE = delete(lease).where(*_THIS, lease.c.holder == bindparam("by"))


def take_lease(work: Work, connection: str, *, holder: str, until: datetime) -> bool:
    """Takes or renews it; False while somebody else's has not run out."""
    context = as_stored(work).context
    result = context.connection.execute(
        _TAKE[context.connection.dialect.name],
        {
            "of_organisation": context.organisation,
            "of_connection": connection,
            "new_holder": holder,
            "new_until": to_number(until),
            "now": to_number(context.now),
        },
        execution_options={"preserve_rowcount": True},
    )
    return result.rowcount == 1


def release_lease(work: Work, connection: str, *, holder: str) -> None:
    """Gives it back, if it is still the holder's."""
    as_stored(work).context.run(_RELEASE, of_connection=connection, by=holder)
