"""Requests and their offers: keyed hashes of who asked and who was asked, the rest sealed under
the key of the person who asked. At the close all of it is emptied."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from bot.model.ids import OfferId, PersonId, RequestId
from bot.model.people import PersonState
from bot.model.requests import Offer, OfferState, Request, RequestState, Urgency
from bot.model.supporters import Supporter
from bot.ports import Caseload, Conflict, NotFound
from storage.context import ORGANISATION, Context, InsertIfNew
from storage.instants import to_day, to_instant, to_number, to_number_or_none
from storage.records import (
    OFFER,
    REQUEST,
    SupporterRecord,
    person_from_bytes,
    person_to_bytes,
)
from storage.supporters import ACCEPTED_FOR, DROPPED_FOR, StoredSupporters
from storage.tables import offer, person, request
from storage.vault import PersonKey

_OURS = request.c.organisation == ORGANISATION
_OPEN_NOW = [RequestState.PROPOSED.value, RequestState.TOGETHER.value]
_STANDING = [OfferState.OPEN.value, OfferState.ACCEPTED.value]

_ADD = InsertIfNew(request, closed_day=None)
_ONE = select(
    request.c.id, request.c.state, request.c.due_at, request.c.member, request.c.record
).where(_OURS, request.c.id == bindparam("request_id"), request.c.member.is_not(None))
_BY_MEMBER = select(request.c.id).where(_OURS, request.c.member_hash == bindparam("hash_"))
_DUE = (
    select(request.c.id)
    .where(_OURS, request.c.due_at <= bindparam("now"))
    .order_by(request.c.due_at)
    .limit(bindparam("most"))
)
_NEXT_DUE = select(func.min(request.c.due_at)).where(_OURS)
_COUNT = select(func.count()).where(_OURS, request.c.state == bindparam("state_"))
_OF_SUPPORTER = (
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
_OPEN_BY_SUPPORTER = (
    select(request.c.supporter_hash, func.count())
    .where(
        _OURS,
        request.c.supporter_hash.in_(bindparam("hashes", expanding=True)),
        request.c.state.in_(_OPEN_NOW),
    )
    .group_by(request.c.supporter_hash)
)
_OPEN_OFFERS = select(offer.c.supporter_hash, offer.c.request).where(
    offer.c.organisation == ORGANISATION,
    offer.c.supporter_hash.in_(bindparam("hashes", expanding=True)),
    offer.c.state == OfferState.OPEN.value,
)
_SAVE = (
    update(request)
    .where(
        _OURS,
        request.c.id == bindparam("request_id"),
        request.c.state == bindparam("old_state"),
        request.c.record == bindparam("old"),
    )
    .values(
        state=bindparam("new_state"),
        supporter_hash=bindparam("new_supporter"),
        due_at=bindparam("new_due"),
        record=bindparam("new"),
    )
)
_CLOSE = (
    update(request)
    .where(
        _OURS,
        request.c.id == bindparam("request_id"),
        request.c.state == bindparam("old_state"),
        request.c.record == bindparam("old"),
    )
    .values(
        state=RequestState.CLOSED.value,
        closed_day=bindparam("day"),
        member_hash=None,
        supporter_hash=None,
        due_at=None,
        member=None,
        record=None,
    )
)
_OFFERS = (
    select(offer.c.id, offer.c.state, offer.c.record)
    .where(offer.c.organisation == ORGANISATION, offer.c.request == bindparam("request_id"))
    .order_by(offer.c.id)
)
_ADD_OFFER = insert(offer)
_SAVE_OFFER = (
    update(offer)
    .where(
        offer.c.organisation == ORGANISATION,
        offer.c.id == bindparam("offer_id"),
        offer.c.state == bindparam("old_state"),
        offer.c.record == bindparam("old"),
    )
    .values(state=bindparam("new_state"), record=bindparam("new"))
)
_DROP_OFFER = delete(offer).where(
    offer.c.organisation == ORGANISATION, offer.c.id == bindparam("offer_id")
)
_DROP_OFFERS = delete(offer).where(
    offer.c.organisation == ORGANISATION, offer.c.request == bindparam("request_id")
)
#: A guest is erased some time after their last close: no day while they ask.
_GUEST_DAY = (
    update(person)
    .where(
        person.c.organisation == ORGANISATION,
        person.c.id == bindparam("person_id"),
        person.c.state == PersonState.GUEST.value,
    )
    .values(left_day=bindparam("day"))
)


class _Loaded:
    """A request as last read or written, with the ciphertexts in the database."""

    __slots__ = ("key", "offers", "request", "sealed")

    def __init__(
        self, known: Request, key: PersonKey, sealed: bytes, offers: dict[OfferId, bytes]
    ) -> None:
        self.request = known
        self.key = key
        self.sealed = sealed
        self.offers = offers


class StoredRequests:
    def __init__(self, context: Context, supporters: StoredSupporters) -> None:
        self._context = context
        self._supporters = supporters
        self._loaded: dict[RequestId, _Loaded] = {}

    # Reading

    def get(self, request: RequestId) -> Request:
        return self._load(request).request

    def open_of(self, member: PersonId) -> Request | None:
        hash_ = self._hash("request.member", member)
        found = self._context.run(_BY_MEMBER, hash_=hash_).scalar_one_or_none()
        return None if found is None else self.get(RequestId(found))

    def of_supporter(self, supporter: PersonId) -> tuple[Request, ...]:
        found = self._context.run(
            _OF_SUPPORTER,
            with_hash=self._hash("request.supporter", supporter),
            offered_hash=self._hash("offer.supporter", supporter),
        )
        requests = [self.get(RequestId(id_)) for (id_,) in found.all()]
        return tuple(sorted(requests, key=lambda each: (each.asked_at, each.id)))

    def due(self, limit: int) -> tuple[RequestId, ...]:
        found = self._context.run(_DUE, now=to_number(self._context.now), most=limit)
        return tuple(RequestId(id_) for (id_,) in found)

    def next_due(self) -> datetime | None:
        first: int | None = self._context.run(_NEXT_DUE).scalar_one()
        return None if first is None else to_instant(first)

    def caseloads(self, supporters: Iterable[PersonId]) -> dict[PersonId, Caseload]:
        asked = list(dict.fromkeys(supporters))
        if not asked:
            return {}
        open_ = self._open_by_supporter(asked)
        live = self._live_now_offers(asked)
        records = self._supporters.records_of(asked)
        nothing = SupporterRecord(Supporter(asked[0]))
        since = self._context.now - ACCEPTED_FOR
        first = (self._context.now - DROPPED_FOR).date()
        caseloads = {}
        for each in asked:
            record = records.get(each, nothing)
            caseloads[each] = Caseload(
                open=open_[each],
                new_today=sum(at > since for at in record.accepted_at),
                live_now_offers=live[each],
                dropped=sum(day >= first for day in record.dropped_on),
            )
        return caseloads

    def count(self, state: RequestState) -> int:
        return int(self._context.run(_COUNT, state_=state.value).scalar_one())

    # Writing

    def add(self, request: Request) -> None:
        key = self._context.key_of(request.member)
        sealed = self._seal_record(key, request)
        is_new = _ADD.run(
            self._context,
            id=request.id,
            state=request.state.value,
            member_hash=self._hash("request.member", request.member),
            supporter_hash=self._supporter_hash(request),
            due_at=to_number_or_none(request.due_at),
            member=self._context.seal_own(
                "request", "member", request.id, person_to_bytes(request.member)
            ),
            record=sealed,
        )
        if not is_new:
            raise Conflict("the member has an open request")
        loaded = _Loaded(replace(request, offers=()), key, sealed, {})
        self._loaded[request.id] = loaded
        self._save_offers(loaded, request)
        loaded.request = request
        self._context.run(_GUEST_DAY, person_id=request.member, day=None)

    def save(self, request: Request) -> None:
        loaded = self._known(request)
        if request.state is RequestState.CLOSED:
            raise ValueError("a request is closed by `close`")
        sealed = self._seal_record(loaded.key, request)
        self._context.change_one(
            _SAVE,
            request_id=request.id,
            old_state=loaded.request.state.value,
            old=loaded.sealed,
            new_state=request.state.value,
            new_supporter=self._supporter_hash(request),
            new_due=to_number_or_none(request.due_at),
            new=sealed,
        )
        self._save_offers(loaded, request)
        self._note_supporter(loaded.request, request)
        loaded.request, loaded.sealed = request, sealed

    def close(self, request: Request) -> None:
        loaded = self._known(request)
        today = to_day(self._context.now)
        self._context.change_one(
            _CLOSE,
            request_id=request.id,
            old_state=loaded.request.state.value,
            old=loaded.sealed,
            day=today,
        )
        self._context.run(_DROP_OFFERS, request_id=request.id)
        self._context.run(_GUEST_DAY, person_id=request.member, day=today)
        del self._loaded[request.id]

    # Inside: the request

    def _load(self, id_: RequestId) -> _Loaded:
        if id_ in self._loaded:
            return self._loaded[id_]
        row = self._context.run(_ONE, request_id=id_).one_or_none()
        if row is None:
            raise NotFound(f"request {id_}")
        member = person_from_bytes(self._context.open_own("request", "member", id_, row.member))
        assert member is not None
        key = self._context.key_of(member)
        record = REQUEST.decode(self._context.open(key, "request", "record", id_, row.record))
        offers = self._context.run(_OFFERS, request_id=id_).all()
        known = replace(
            record,
            id=id_,
            state=RequestState(row.state),
            member=member,
            due_at=None if row.due_at is None else to_instant(row.due_at),
            offers=tuple(self._open_offer(key, each) for each in offers),
        )
        sealed_offers = {OfferId(each.id): each.record for each in offers}
        self._loaded[id_] = _Loaded(known, key, row.record, sealed_offers)
        return self._loaded[id_]

    def _known(self, request: Request) -> _Loaded:
        loaded = self._loaded.get(request.id)
        if loaded is None:
            raise ValueError(f"request {request.id} was not loaded in this unit of work")
        return loaded

    def _seal_record(self, key: PersonKey, request: Request) -> bytes:
        """All of it but what stands in columns of its own."""
        record = replace(
            request,
            id=RequestId(0),
            state=RequestState.ASKING,
            member=PersonId(0),
            due_at=None,
            offers=(),
        )
        return self._context.seal(key, "request", "record", request.id, REQUEST.encode(record))

    def _supporter_hash(self, request: Request) -> bytes | None:
        if request.supporter is None:
            return None
        return self._hash("request.supporter", request.supporter)

    def _note_supporter(self, old: Request, new: Request) -> None:
        """What the caps need, kept with the supporter, since the request will be emptied."""
        if new.supporter == old.supporter:
            return
        if old.supporter is not None and old.supporter not in new.declined_by_member:
            self._supporters.note_dropped(old.supporter)
        if new.supporter is not None:
            at = new.accepted_at or self._context.now
            self._supporters.note_accepted(new.supporter, at)

    # Inside: offers

    def _open_offer(self, key: PersonKey, row: Any) -> Offer:
        record = OFFER.decode(self._context.open(key, "offer", "record", row.id, row.record))
        return replace(record, id=OfferId(row.id), state=OfferState(row.state))

    def _save_offers(self, loaded: _Loaded, request: Request) -> None:
        known = {each.id: each for each in loaded.request.offers}
        for new in request.offers:
            old = known.pop(new.id, None)
            if old is None:
                self._add_offer(loaded, request, new)
            elif old != new:
                self._change_offer(loaded, old, new)
        for gone in known.values():
            self._context.run(_DROP_OFFER, offer_id=gone.id)

    def _add_offer(self, loaded: _Loaded, request: Request, new: Offer) -> None:
        sealed = loaded.offers[new.id] = self._seal_offer(loaded.key, new)
        self._context.insert(
            _ADD_OFFER,
            {
                "id": new.id,
                "request": request.id,
                "supporter_hash": self._hash("offer.supporter", new.supporter),
                "state": new.state.value,
                "record": sealed,
            },
        )

    def _change_offer(self, loaded: _Loaded, old: Offer, new: Offer) -> None:
        if old.supporter != new.supporter:
            raise ValueError("an offer stays with its supporter")
        sealed = self._seal_offer(loaded.key, new)
        self._context.change_one(
            _SAVE_OFFER,
            offer_id=new.id,
            old_state=old.state.value,
            old=loaded.offers[new.id],
            new_state=new.state.value,
            new=sealed,
        )
        loaded.offers[new.id] = sealed

    def _seal_offer(self, key: PersonKey, new: Offer) -> bytes:
        record = replace(new, id=OfferId(0), state=OfferState.OPEN)
        return self._context.seal(key, "offer", "record", new.id, OFFER.encode(record))

    # Inside: caseloads

    def _open_by_supporter(self, supporters: list[PersonId]) -> Counter[PersonId]:
        by_hash = {self._hash("request.supporter", each): each for each in supporters}
        rows = self._context.run(_OPEN_BY_SUPPORTER, hashes=list(by_hash))
        return Counter({by_hash[hash_]: count for hash_, count in rows})

    def _live_now_offers(self, supporters: list[PersonId]) -> Counter[PersonId]:
        """The urgency is sealed: each request with an open offer is opened, and they are few."""
        by_hash = {self._hash("offer.supporter", each): each for each in supporters}
        rows = self._context.run(_OPEN_OFFERS, hashes=list(by_hash)).all()
        return Counter(
            by_hash[hash_]
            for hash_, id_ in rows
            if self.get(RequestId(id_)).wishes.urgency is Urgency.NOW
        )

    def _hash(self, purpose: str, who: PersonId) -> bytes:
        return self._context.vault.lookup(purpose, str(who))
