"""Who is erased while somebody else begins to count on them, on PostgreSQL, where two transactions
run side by side: one of them waits for the other and sees what it did. SQLite has one writer."""

from collections.abc import Iterable

from sqlalchemy import bindparam, select

from bot.model.ids import PersonId
from bot.ports import Conflict
from storage.context import ORGANISATION, Context
from storage.tables import person

_OURS = person.c.organisation == ORGANISATION
_HOLD = select(person.c.id).where(_OURS, person.c.id == bindparam("person_id")).with_for_update()
_COUNT_ON = (
    select(person.c.id)
    .where(_OURS, person.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(person.c.id)
    .with_for_update(read=True, key_share=True)
)


def hold(context: Context, held: PersonId) -> None:
    """Until this unit of work ends nobody counts on them; who has already, has committed. Raises
    Conflict where they are not there any more."""
    if context.run(_HOLD, person_id=held).scalar_one_or_none() is None:
        raise Conflict("the person was erased in between")


def count_on(context: Context, people: Iterable[PersonId]) -> None:
    """Before a request names them: none of them is erased until this unit of work ends. Many may
    count on the same people at once. Raises Conflict where one is not there any more."""
    if context.driver is not None:  # SQLite
        return
    wanted = sorted(set(people))
    if wanted and len(context.run(_COUNT_ON, ids=wanted).all()) != len(wanted):
        raise Conflict("somebody was erased in between")
