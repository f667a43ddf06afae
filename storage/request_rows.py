"""Rows of requests and offers: how they are written, found, changed and emptied."""

from sqlalchemy import bindparam, delete, func, insert, select, update

from bot.model.people import PersonState
from bot.model.requests import OfferState, RequestState
from storage.context import ORGANISATION, InsertIfNew
from storage.tables import offer, person, request

_OURS = request.c.organisation == ORGANISATION
_OPEN_NOW = [RequestState.PROPOSED.value, RequestState.TOGETHER.value]
_STANDING = [OfferState.OPEN.value, OfferState.ACCEPTED.value]

ADD = InsertIfNew(request, closed_day=None)
ONE = select(
    request.c.id, request.c.state, request.c.due_at, request.c.member, request.c.record
).where(_OURS, request.c.id == bindparam("request_id"), request.c.member.is_not(None))
BY_MEMBER = select(request.c.id).where(_OURS, request.c.member_hash == bindparam("hash_"))
DUE = (
    select(request.c.id)
    .where(_OURS, request.c.due_at <= bindparam("now"))
    .order_by(request.c.due_at)
    .limit(bindparam("most"))
)
NEXT_DUE = select(func.min(request.c.due_at)).where(_OURS, request.c.due_at.is_not(None))
OF_SUPPORTER = (
    select(request.c.id)
    .where(_OURS, request.c.supporter_hash == bindparam("with_hash"))
    .union(
        select(offer.c.request).where(
            offer.c.organisation == ORGANISATION,
            offer.c.supporter_hash == bindparam("offered_hash"),
            offer.c.state.in_(_STANDING),
        )
    )
)
OPEN_BY_SUPPORTER = (
    select(request.c.supporter_hash, func.count())
    .where(
        _OURS,
        request.c.supporter_hash.in_(bindparam("hashes", expanding=True)),
        request.c.state.in_(_OPEN_NOW),
    )
    .group_by(request.c.supporter_hash)
)
OPEN_OFFERS = select(offer.c.supporter_hash, offer.c.request).where(
    offer.c.organisation == ORGANISATION,
    offer.c.supporter_hash.in_(bindparam("hashes", expanding=True)),
    offer.c.state == OfferState.OPEN.value,
)
_AS_LOADED = update(request).where(
    _OURS,
    request.c.id == bindparam("request_id"),
    request.c.state == bindparam("old_state"),
    request.c.record == bindparam("old"),
)
SAVE = _AS_LOADED.values(
    state=bindparam("new_state"),
    supporter_hash=bindparam("new_supporter"),
    due_at=bindparam("new_due"),
    record=bindparam("new"),
)
CLOSE = _AS_LOADED.values(
    state=RequestState.CLOSED.value,
    closed_day=bindparam("day"),
    member_hash=None,
    supporter_hash=None,
    due_at=None,
    member=None,
    record=None,
)
OFFERS = select(offer.c.id, offer.c.state, offer.c.record).where(
    offer.c.organisation == ORGANISATION, offer.c.request == bindparam("request_id")
)
ADD_OFFER = insert(offer)
SAVE_OFFER = (
    update(offer)
    .where(
        offer.c.organisation == ORGANISATION,
        offer.c.id == bindparam("offer_id"),
        offer.c.state == bindparam("old_state"),
        offer.c.record == bindparam("old"),
    )
    .values(state=bindparam("new_state"), record=bindparam("new"))
)
DROP_OFFER = delete(offer).where(
    offer.c.organisation == ORGANISATION, offer.c.id == bindparam("offer_id")
)
DROP_OFFERS = delete(offer).where(
    offer.c.organisation == ORGANISATION, offer.c.request == bindparam("request_id")
)
#: A guest is erased some time after their last close (and never while they ask).
GUEST_DAY = (
    update(person)
    .where(
        person.c.organisation == ORGANISATION,
        person.c.id == bindparam("person_id"),
        person.c.state == PersonState.GUEST.value,
    )
    .values(left_day=bindparam("day"))
)
