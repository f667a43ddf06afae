"""Requests and their offers: keyed hashes of who asked and who was asked, the rest sealed under
the key of the person who asked. At the close all of it is emptied."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.model.ids import OfferId, PersonId, RequestId
from bot.model.requests import Offer, OfferState, Request, RequestState, Urgency
from bot.model.supporters import Supporter
from bot.ports import Caseload, Conflict
from bot.routing.eligibility import DROPPED_FOR
from storage import request_rows as rows
from storage.context import Context, PassingOver
from storage.holding import count_on
from storage.instants import to_day, to_instant, to_number, to_number_or_none
from storage.records import (
    OFFER,
    REQUEST,
    SupporterRecord,
    person_from_bytes,
    person_to_bytes,
)
from storage.supporters import ACCEPTED_FOR, StoredSupporters
from storage.vault import PersonKey

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _LoadedOffer:
    """As last read or written, with its ciphertext, and its place among the request's offers."""

    offer: Offer
    sealed: bytes
    place: int


@dataclass(slots=True)
class _Loaded:
    """A request as last read or written, with the ciphertexts in the database."""

    request: Request
    key: PersonKey
    sealed: bytes
    offers: dict[OfferId, _LoadedOffer]


class StoredRequests:
    """Implements `bot.ports.Requests`."""

    def __init__(self, context: Context, supporters: StoredSupporters) -> None:
        self._context = context
        self._supporters = supporters
        self._loaded: dict[RequestId, _Loaded] = {}

    # Reading

    def find(self, request: RequestId) -> Request | None:
        loaded = self._loaded.get(request) or self._load(request)
        return None if loaded is None else loaded.request

    def open_of(self, member: PersonId) -> Request | None:
        hash_ = self._hash("request.member", member)
        found = self._context.run(rows.BY_MEMBER, hash_=hash_).scalar_one_or_none()
        return None if found is None else self.find(RequestId(found))

    def of_supporter(self, supporter: PersonId) -> tuple[Request, ...]:
        found = self._context.run(
            rows.OF_SUPPORTER,
            with_hash=self._hash("request.supporter", supporter),
            offered_hash=self._hash("offer.supporter", supporter),
        )
        requests = [self._readable(RequestId(id_)) for (id_,) in found.all()]
        theirs = [each for each in requests if each is not None]
        return tuple(sorted(theirs, key=lambda each: (each.asked_at, each.id)))

    def due(self, limit: int) -> tuple[RequestId, ...]:
        found = self._context.run(rows.DUE, now=to_number(self._context.now), most=limit)
        return tuple(RequestId(id_) for (id_,) in found)

    def next_due(self) -> datetime | None:
        first: int | None = self._context.run(rows.NEXT_DUE).scalar_one()
        return None if first is None else to_instant(first)

    def caseloads(self, supporters: Iterable[PersonId]) -> dict[PersonId, Caseload]:
        asked = list(dict.fromkeys(supporters))
        if not asked:
            return {}
        open_ = self._open_by_supporter(asked)
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
                dropped_on=tuple(sorted(day for day in record.dropped_on if day >= first)),
            )
        return caseloads

    def live_now_offers(self, supporters: Iterable[PersonId]) -> dict[PersonId, int]:
        """Urgency and hour are sealed: each request with an open offer is opened, and they are few.
        One that is damaged counts for nobody, and holds up nobody else's."""
        by_hash = self._by_hash("offer.supporter", supporters)
        if not by_hash:
            return {}
        found = self._context.run(rows.OPEN_OFFERS, hashes=list(by_hash)).all()
        requests = ((by_hash[hash_], self._readable(RequestId(id_))) for hash_, id_ in found)
        return Counter(
            supporter
            for supporter, request in requests
            if request is not None and _asks_now(request, supporter, self._context.now)
        )

    # Writing

    def add(self, request: Request) -> None:
        key = self._context.key_of(request.member)
        count_on(self._context, (request.member, *(each.supporter for each in request.offers)))
        sealed = self._seal_record(key, request)
        is_new = rows.ADD.run(
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
        self._loaded[request.id] = _Loaded(request, key, sealed, {})
        self._save_offers(self._loaded[request.id], request)

    def save(self, request: Request) -> None:
        loaded = self._known(request)
        if request.state is RequestState.CLOSED:
            raise ValueError("a request is closed by `close`")
        count_on(self._context, _newly_named(loaded.request, request))
        sealed = self._seal_record(loaded.key, request)
        self._context.change_one(
            rows.SAVE,
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

    def close(self, request: Request, *, dropped_by: PersonId | None = None) -> None:
        loaded = self._known(request)
        today = to_day(self._context.now)
        self._context.change_one(
            rows.CLOSE,
            request_id=request.id,
            old_state=loaded.request.state.value,
            old=loaded.sealed,
            day=today,
        )
        self._context.run(rows.DROP_OFFERS, request_id=request.id)
        self._context.run(rows.GUEST_DAY, person_id=request.member, day=today)
        if dropped_by is not None:
            self._supporters.note_dropped(dropped_by)
        del self._loaded[request.id]

    # Inside: the request

    def _load(self, id_: RequestId) -> _Loaded | None:
        """None where it is closed, or goes with its member, who is erased at this moment."""
        row = self._context.run(rows.ONE, request_id=id_).one_or_none()
        if row is None:
            return None
        member = person_from_bytes(self._context.open_own("request", "member", id_, row.member))
        assert member is not None
        key = self._context.keys_of([member]).get(member)
        if key is None:
            return None
        record = REQUEST.decode(self._context.open(key, "request", "record", id_, row.record))
        offers = self._open_offers(key, self._context.run(rows.OFFERS, request_id=id_).all())
        known = replace(
            record,
            id=id_,
            state=RequestState(row.state),
            member=member,
            due_at=None if row.due_at is None else to_instant(row.due_at),
            offers=tuple(each.offer for each in offers.values()),
        )
        self._loaded[id_] = _Loaded(known, key, row.record, offers)
        return self._loaded[id_]

    def _readable(self, id_: RequestId) -> Request | None:
        """For whoever reads several; one that is damaged is named in the log."""
        with PassingOver(_log, "request", id_):
            return self.find(id_)
        return None

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

    def _open_offers(self, key: PersonKey, found: Sequence[Any]) -> dict[OfferId, _LoadedOffer]:
        """In the order in which they were made."""
        opened = []
        for row in found:
            record = OFFER.decode(self._context.open(key, "offer", "record", row.id, row.record))
            known = replace(record, id=OfferId(row.id), state=OfferState(row.state))
            opened.append(_LoadedOffer(known, row.record, place=record.id))
        opened.sort(key=lambda each: each.place)
        return {each.offer.id: each for each in opened}

    def _save_offers(self, loaded: _Loaded, request: Request) -> None:
        gone = dict(loaded.offers)
        for new in request.offers:
            old = gone.pop(new.id, None)
            if old is None:
                self._add_offer(loaded, request, new)
            elif old.offer != new:
                self._change_offer(loaded, old, new)
        for id_ in gone:
            self._context.run(rows.DROP_OFFER, offer_id=id_)
            del loaded.offers[id_]

    def _add_offer(self, loaded: _Loaded, request: Request, new: Offer) -> None:
        place = 1 + max((each.place for each in loaded.offers.values()), default=0)
        sealed = self._seal_offer(loaded.key, new, place)
        self._context.insert(
            rows.ADD_OFFER,
            {
                "id": new.id,
                "request": request.id,
                "supporter_hash": self._hash("offer.supporter", new.supporter),
                "state": new.state.value,
                "record": sealed,
            },
        )
        loaded.offers[new.id] = _LoadedOffer(new, sealed, place)

    def _change_offer(self, loaded: _Loaded, old: _LoadedOffer, new: Offer) -> None:
        if old.offer.supporter != new.supporter:
            raise ValueError("an offer stays with its supporter")
        sealed = self._seal_offer(loaded.key, new, old.place)
        self._context.change_one(
            rows.SAVE_OFFER,
            offer_id=new.id,
            old_state=old.offer.state.value,
            old=old.sealed,
            new_state=new.state.value,
            new=sealed,
        )
        loaded.offers[new.id] = _LoadedOffer(new, sealed, old.place)

    def _seal_offer(self, key: PersonKey, new: Offer, place: int) -> bytes:
        """Its place among the request's offers stands in for the id, which is the row's."""
        record = replace(new, id=OfferId(place), state=OfferState.OPEN)
        return self._context.seal(key, "offer", "record", new.id, OFFER.encode(record))

    # Inside: caseloads

    def _open_by_supporter(self, supporters: list[PersonId]) -> Counter[PersonId]:
        by_hash = self._by_hash("request.supporter", supporters)
        found = self._context.run(rows.OPEN_BY_SUPPORTER, hashes=list(by_hash))
        return Counter({by_hash[hash_]: count for hash_, count in found})

    def _by_hash(self, purpose: str, people: Iterable[PersonId]) -> dict[bytes, PersonId]:
        found = self._context.lookups(purpose, map(str, people))
        return {hash_: PersonId(int(who)) for hash_, who in found.items()}

    def _hash(self, purpose: str, who: PersonId) -> bytes:
        return self._context.lookup(purpose, str(who))


def _asks_now(request: Request, supporter: PersonId, now: datetime) -> bool:
    """Whether this supporter has an offer for now whose time still runs."""
    if request.wishes.urgency is not Urgency.NOW:
        return False
    open_ = (o for o in request.offers if o.supporter == supporter and o.state is OfferState.OPEN)
    return any(offer.due_at is None or offer.due_at > now for offer in open_)


def _newly_named(old: Request, new: Request) -> Iterator[PersonId]:
    """Who is asked, or taken, that was not before."""
    if new.supporter is not None and new.supporter != old.supporter:
        yield new.supporter
    known = {each.id for each in old.offers}
    yield from (each.supporter for each in new.offers if each.id not in known)
