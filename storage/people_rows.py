"""Rows of people, their records and accounts: how they are written, found and changed."""

from sqlalchemy import bindparam, delete, func, insert, select, update

from bot.model.people import PersonState
from bot.model.requests import RequestState
from storage.context import ORGANISATION
from storage.tables import account, coordinator, person, person_record, request

#: The sealed columns of `person_record`, each named as the field of `Person` that it holds.
RECORDS = ("roster", "membership", "rhythm", "preferences")

_COLUMNS = (
    person.c.id,
    person.c.state,
    person.c.data_key,
    *(person_record.c[name] for name in RECORDS),
)
_WITH_RECORD = person.join(person_record)
LOAD = (
    select(*_COLUMNS)
    .select_from(_WITH_RECORD)
    .where(
        person.c.organisation == ORGANISATION,
        person.c.id.in_(bindparam("ids", expanding=True)),
    )
)
LOAD_BY_ACCOUNT = (
    select(account.c.platform_id, *_COLUMNS)
    .select_from(
        _WITH_RECORD.join(
            account,
            (account.c.organisation == person.c.organisation) & (account.c.person == person.c.id),
        )
    )
    .where(
        account.c.organisation == ORGANISATION,
        account.c.account_hash == bindparam("account_hash"),
    )
)
BY_NUMBERS = select(person.c.number_hash, person.c.id).where(
    person.c.organisation == ORGANISATION,
    person.c.number_hash.in_(bindparam("hashes", expanding=True)),
)
_THIS = (person.c.organisation == ORGANISATION, person.c.id == bindparam("person_id"))
SAVE_RECORD = {
    name: update(person_record)
    .where(
        person_record.c.organisation == ORGANISATION,
        person_record.c.person == bindparam("person_id"),
        person_record.c[name] == bindparam("old"),
    )
    .values({name: bindparam("new")})
    for name in RECORDS
}
SAVE_STATE = (
    update(person)
    .where(*_THIS, person.c.state == bindparam("old"))
    .values(state=bindparam("new"), left_day=bindparam("left"), look_at=bindparam("look"))
)
SAVE_NUMBER = update(person).where(*_THIS).values(number_hash=bindparam("number"))
SAVE_LOOK = update(person).where(*_THIS).values(look_at=bindparam("look"))
ADD = insert(person)
ADD_RECORD = insert(person_record)
ADD_ACCOUNT = insert(account)
ADD_COORDINATOR = insert(coordinator)
DROP_COORDINATOR = delete(coordinator).where(
    coordinator.c.organisation == ORGANISATION,
    coordinator.c.person == bindparam("person_id"),
)
COORDINATORS = (
    select(coordinator.c.person)
    .select_from(coordinator.join(person))
    .where(
        coordinator.c.organisation == ORGANISATION,
        person.c.state == PersonState.ROSTER.value,
    )
    .order_by(coordinator.c.person)
)
UNLINK = delete(account).where(
    account.c.organisation == ORGANISATION,
    account.c.account_hash == bindparam("hash_"),
    account.c.person == bindparam("person_id"),
)
IDS = (
    select(person.c.id)
    .where(person.c.organisation == ORGANISATION, person.c.state == bindparam("state_"))
    .order_by(person.c.id)
)
COUNT = select(func.count()).where(
    person.c.organisation == ORGANISATION, person.c.state == bindparam("state_")
)
DUE = (
    select(person.c.id)
    .where(person.c.organisation == ORGANISATION, person.c.look_at <= bindparam("now"))
    .order_by(person.c.look_at)
    .limit(bindparam("most"))
)
LEFT = (
    select(person.c.id)
    .where(
        person.c.organisation == ORGANISATION,
        person.c.left_day < bindparam("day"),
    )
    .order_by(person.c.left_day, person.c.id)
    .limit(bindparam("most"))
    .offset(bindparam("skipped"))
)
#: Whom a roster's number may mean: everybody on it, and who left it while their grace lasts.
NUMBERED = (
    select(person.c.id)
    .where(person.c.organisation == ORGANISATION, person.c.number_hash.is_not(None))
    .order_by(person.c.id)
)
_LEAVER = (person.c.organisation == ORGANISATION, person.c.state == PersonState.LEFT.value)
#: The day of who left and has no grace any more.
GRACE_OVER = 0
GRACE_ENDS = (
    select(person.c.id)
    .where(*_LEAVER, person.c.left_day > GRACE_OVER, person.c.left_day < bindparam("day"))
    .order_by(person.c.left_day, person.c.id)
    .limit(bindparam("most"))
)
END_GRACE = (
    update(person)
    .where(*_LEAVER, person.c.left_day > GRACE_OVER, person.c.id == bindparam("person_id"))
    .values(left_day=GRACE_OVER, number_hash=None)
)
TALKING = select(request.c.supporter_hash).where(
    request.c.organisation == ORGANISATION,
    request.c.supporter_hash.in_(bindparam("hashes", expanding=True)),
    request.c.state == RequestState.TOGETHER.value,
)
ASKING = select(request.c.member_hash).where(
    request.c.organisation == ORGANISATION,
    request.c.member_hash.in_(bindparam("hashes", expanding=True)),
)
