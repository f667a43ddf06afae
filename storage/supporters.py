"""Supporters: one sealed record each, under the supporter's own key."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update

from bot.model.ids import PersonId
from bot.model.supporters import Supporter
from bot.ports import Conflict
from bot.routing.eligibility import DROPPED_FOR
from storage.context import ORGANISATION, Context, InsertIfNew, PassingOver
from storage.records import SUPPORTER, SupporterRecord
from storage.tables import person, picture, supporter

_log = logging.getLogger(__name__)

#: What the caps look back on (field.md: new ones a day).
ACCEPTED_FOR = timedelta(hours=24)

_ALL = (
    select(supporter.c.person, supporter.c.record, person.c.data_key)
    .select_from(supporter.join(person))
    .where(supporter.c.organisation == ORGANISATION)
    .order_by(supporter.c.person)
)
_ONE = _ALL.where(supporter.c.person == bindparam("person_id"))
_ADD = InsertIfNew(supporter)
_SAVE = (
    update(supporter)
    .where(
        supporter.c.organisation == ORGANISATION,
        supporter.c.person == bindparam("person_id"),
        supporter.c.record == bindparam("old"),
    )
    .values(record=bindparam("new"))
)
_DROP_PICTURES = delete(picture).where(
    picture.c.organisation == ORGANISATION,
    picture.c.owner_hash == bindparam("owner_hash_"),
    picture.c.id.not_in(bindparam("kept", expanding=True)),
)


class StoredSupporters:
    """Implements `bot.ports.Supporters`."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._loaded: dict[PersonId, tuple[SupporterRecord, bytes]] = {}
        self._all_loaded = False

    def all(self) -> tuple[Supporter, ...]:
        """Whose record is damaged is none of them: they cannot be asked, everybody else can."""
        if not self._all_loaded:
            for person_, sealed, wrapped in self._context.run(_ALL):
                with PassingOver(_log, "supporter", person_):
                    self._remember(person_, sealed, wrapped)
            self._all_loaded = True
        return tuple(self._loaded[each][0].supporter for each in sorted(self._loaded))

    def get(self, person: PersonId) -> Supporter | None:
        record = self.record_of(person)
        return None if record is None else record.supporter

    def save(self, supporter: Supporter) -> None:
        """Pictures of theirs that their entry no longer shows or proposes are dropped."""
        known = self.record_of(supporter.person)
        if known is None:
            self._add(SupporterRecord(supporter))
        else:
            self._replace(SupporterRecord(supporter, known.accepted_at, known.dropped_on))
        photos = [entry.photo for entry in (supporter.shown, supporter.proposed) if entry]
        self._context.run(
            _DROP_PICTURES,
            owner_hash_=self._context.lookup("picture.owner", str(supporter.person)),
            kept=[photo for photo in photos if photo is not None] or [0],
        )

    # What the caps need, which outlives the requests it comes from

    def record_of(self, person: PersonId) -> SupporterRecord | None:
        if person not in self._loaded and not self._all_loaded:
            for row in self._context.run(_ONE, person_id=person):
                self._remember(*row)
        found = self._loaded.get(person)
        return None if found is None else found[0]

    def records_of(self, people: Iterable[PersonId]) -> dict[PersonId, SupporterRecord]:
        self.all()
        return {each: self._loaded[each][0] for each in people if each in self._loaded}

    def note_accepted(self, person: PersonId, at: datetime) -> None:
        """That they accepted a request. Nothing where they are no supporter any more."""
        known = self.record_of(person)
        if known is not None:
            self._replace(
                SupporterRecord(known.supporter, (*known.accepted_at, at), known.dropped_on)
            )

    def note_dropped(self, person: PersonId) -> None:
        """That a request they had accepted goes to somebody else, without the member's asking."""
        known = self.record_of(person)
        if known is not None:
            days = (*known.dropped_on, self._context.now.date())
            self._replace(SupporterRecord(known.supporter, known.accepted_at, days))

    def forget_old(self, person: PersonId) -> None:
        """Rewrites the record without what the caps no longer look back on."""
        known = self.record_of(person)
        if known is not None and self._fresh(known) != known:
            self._replace(known)

    # Inside

    def _fresh(self, record: SupporterRecord) -> SupporterRecord:
        since = self._context.now - ACCEPTED_FOR
        first = (self._context.now - DROPPED_FOR).date()
        return SupporterRecord(
            record.supporter,
            tuple(at for at in record.accepted_at if at > since),
            tuple(day for day in record.dropped_on if day >= first),
        )

    def _remember(self, person: int, sealed: bytes, wrapped: bytes) -> None:
        if person in self._loaded:
            return
        key = self._context.kept_key(person) or self._context.keep_key(
            self._context.vault.open_person_key(person, wrapped)
        )
        plain = self._context.open(key, "supporter", "record", person, sealed)
        self._loaded[PersonId(person)] = (SUPPORTER.decode(plain), sealed)

    def _seal(self, record: SupporterRecord) -> bytes:
        owner = record.supporter.person
        key = self._context.key_of(owner)
        return self._context.seal(key, "supporter", "record", owner, SUPPORTER.encode(record))

    def _add(self, record: SupporterRecord) -> None:
        owner, sealed = record.supporter.person, self._seal(record)
        if not _ADD.run(self._context, person=owner, record=sealed):
            raise Conflict("the supporter was added in between")
        self._loaded[owner] = (record, sealed)

    def _replace(self, record: SupporterRecord) -> None:
        record = self._fresh(record)
        owner = record.supporter.person
        old, sealed = self._loaded[owner][1], self._seal(record)
        self._context.change_one(_SAVE, person_id=owner, old=old, new=sealed)
        self._loaded[owner] = (record, sealed)
