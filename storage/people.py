"""People: a narrow row that queries see, four sealed records, and their accounts by keyed hash.

A loaded person is remembered with the ciphertexts of their records until the unit of work ends;
saving writes the records that changed, each on condition that the stored one is still that.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from bot.model.ids import Account, PersonId
from bot.model.people import Membership, Person, PersonState, Role
from bot.ports import Conflict, NotFound
from bot.ports.journal import Consented
from storage import people_rows as rows
from storage.audit import StoredAudit
from storage.codec import Codec
from storage.context import CHUNK, Context, PassingOver
from storage.erasing import erase_person
from storage.holding import hold
from storage.instants import to_day, to_number, to_number_or_none
from storage.journal_file import Happened
from storage.records import MEMBERSHIP, PREFERENCES, RHYTHM, ROSTER
from storage.vault import PersonKey, SealBroken

_log = logging.getLogger(__name__)

_CODECS: tuple[tuple[str, Codec[Any]], ...] = tuple(
    zip(rows.RECORDS, (ROSTER, MEMBERSHIP, RHYTHM, PREFERENCES), strict=True)
)


@dataclass(slots=True)
class _Loaded:
    """A person as last read or written, with their key and the ciphertexts in the database."""

    person: Person
    key: PersonKey
    sealed: dict[str, bytes]


class StoredPeople:
    """Implements `bot.ports.People`."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._loaded: dict[PersonId, _Loaded] = {}
        self._damaged: set[PersonId] = set()

    # Reading

    def get(self, person: PersonId) -> Person:
        found = self.get_many([person])
        if person not in found:
            raise NotFound(f"person {person}")
        return found[person]

    def get_many(self, people: Iterable[PersonId]) -> dict[PersonId, Person]:
        wanted = list(dict.fromkeys(people))
        for row in self._missing(wanted):
            self._remember(row)
        return {each: self._loaded[each].person for each in wanted if each in self._loaded}

    def readable(self, people: Iterable[PersonId]) -> dict[PersonId, Person]:
        """Who cannot be read is looked at and told of once in a unit of work."""
        wanted = [each for each in dict.fromkeys(people) if each not in self._damaged]
        for row in self._missing(wanted):
            self._damaged.add(PersonId(row[0]))
            with PassingOver(_log, "person", row[0]):
                self._remember(row)
                self._damaged.remove(PersonId(row[0]))
        return {each: self._loaded[each].person for each in wanted if each in self._loaded}

    def _missing(self, wanted: Sequence[PersonId]) -> Iterator[Sequence[Any]]:
        """The rows of those who are not loaded yet."""
        missing = [each for each in wanted if each not in self._loaded]
        for start in range(0, len(missing), CHUNK):
            yield from self._context.run(rows.LOAD, ids=missing[start : start + CHUNK])

    def by_account(self, account: Account) -> Person | None:
        """Refused and audited where the row does not belong to the account: somebody who edits
        the database could else make one person's account open another's records."""
        row = self._context.run(
            rows.LOAD_BY_ACCOUNT, account_hash=self._account_hash(account)
        ).one_or_none()
        if row is None:
            return None
        platform_id, columns = row[0], row[1:]
        loaded = self._loaded.get(columns[0]) or self._remember(columns)
        try:
            plain = self._context.open(
                loaded.key, "account", "platform_id", loaded.key.person, platform_id
            )
        except SealBroken:
            plain = b""
        if plain != str(account).encode():
            StoredAudit(self._context).add("account refused", {"table": "account"})
            return None
        return loaded.person

    def by_numbers(self, numbers: Iterable[str]) -> dict[str, PersonId]:
        hashes = self._context.lookups("person.number", filter(None, numbers))
        found: dict[str, PersonId] = {}
        wanted = list(hashes)
        for start in range(0, len(wanted), CHUNK):
            for hash_, id_ in self._context.run(
                rows.BY_NUMBERS, hashes=wanted[start : start + CHUNK]
            ):
                found[hashes[hash_]] = PersonId(id_)
        return found

    def ids(self, state: PersonState) -> tuple[PersonId, ...]:
        return tuple(PersonId(id_) for (id_,) in self._context.run(rows.IDS, state_=state.value))

    def numbered(self) -> tuple[PersonId, ...]:
        return tuple(PersonId(id_) for (id_,) in self._context.run(rows.NUMBERED))

    def coordinators(self) -> tuple[PersonId, ...]:
        return tuple(PersonId(id_) for (id_,) in self._context.run(rows.COORDINATORS))

    def count(self, state: PersonState) -> int:
        return int(self._context.run(rows.COUNT, state_=state.value).scalar_one())

    def due_for_look(self, limit: int) -> tuple[PersonId, ...]:
        found = self._context.run(rows.DUE, now=to_number(self._context.now), most=limit)
        return tuple(PersonId(id_) for (id_,) in found)

    def left_before(self, instant: datetime, limit: int) -> tuple[PersonId, ...]:
        """Whoever still has an open request, or talks with somebody as their supporter, is not
        among them, however long ago they left."""
        found: list[PersonId] = []
        skipped = 0
        while len(found) < limit:
            piece = self._context.run(rows.LEFT, day=to_day(instant), skipped=skipped, most=limit)
            left = [PersonId(id_) for (id_,) in piece]
            if not left:
                break
            skipped += len(left)
            waited_for = self._waited_for(left)
            found += [each for each in left if each not in waited_for]
        return tuple(found[:limit])

    def grace_ends(self, instant: datetime, limit: int) -> tuple[PersonId, ...]:
        found = self._context.run(rows.GRACE_ENDS, day=to_day(instant), most=limit)
        return tuple(PersonId(id_) for (id_,) in found)

    def _waited_for(self, people: Sequence[PersonId]) -> set[PersonId]:
        """Those of them who have an open request, or whom somebody talks with."""
        found: set[PersonId] = set()
        for kind, query in (("request.member", rows.ASKING), ("request.supporter", rows.TALKING)):
            hashes = self._context.lookups(kind, map(str, people))
            those = self._context.run(query, hashes=list(hashes))
            found.update(PersonId(int(hashes[hash_])) for (hash_,) in those)
        return found

    # Writing

    def add(self, person: Person, *, look_at: datetime | None = None) -> None:
        self.add_many([(person, look_at)])

    def add_many(self, people: Sequence[tuple[Person, datetime | None]]) -> None:
        """Raises Conflict where a number or an account is somebody's already."""
        narrow, records, links, coordinators = [], [], [], []
        plains: dict[int, bytes] = {}
        for new, look_at in people:
            row, loaded = self._new(new, look_at, plains)
            narrow.append(row)
            records.append({"person": new.id, **loaded.sealed})
            links += [self._link(loaded.key, each) for each in new.roster.accounts]
            if Role.COORDINATOR in new.roster.roles:
                coordinators.append({"person": new.id})
            self._loaded[new.id] = loaded
        try:
            self._context.insert(rows.ADD, *narrow)
            self._context.insert(rows.ADD_RECORD, *records)
            self._context.insert(rows.ADD_ACCOUNT, *links)
            self._context.insert(rows.ADD_COORDINATOR, *coordinators)
        except IntegrityError:
            raise Conflict("a number or an account is taken") from None

    def save(self, person: Person) -> None:
        self.save_many([person])

    def save_many(self, people: Sequence[Person]) -> None:
        """Only people loaded or added in this unit of work: whoever holds a person from an
        earlier one does not know what the record was meanwhile."""
        changes: dict[str, list[dict[str, object]]] = {name: [] for name in rows.RECORDS}
        for changed in people:
            loaded = self._loaded.get(changed.id)
            if loaded is None:
                raise ValueError(f"person {changed.id} was not loaded in this unit of work")
            self._reseal(loaded, changed, changes)
            self._relink(loaded, changed)
            was = loaded.person.state
            loaded.person = changed if changed.state is was else replace(changed, state=was)
            if changed.state is not was:
                self.set_state(changed.id, changed.state)
        for name, changed_rows in changes.items():
            saved = self._context.run_many(rows.SAVE_RECORD[name], changed_rows)
            if saved != len(changed_rows):
                raise Conflict("a person was changed in between")

    def set_state(self, person: PersonId, state: PersonState) -> None:
        """Who leaves is looked at no more; who comes back is looked at at the next tick."""
        known = self.get(person)
        if known.state is state:
            return
        back = state is PersonState.ROSTER
        self._context.change_one(
            rows.SAVE_STATE,
            person_id=person,
            old=known.state.value,
            new=state.value,
            left=self._left_day(state),
            look=to_number(self._context.now) if back else None,
        )
        self._loaded[person].person = replace(known, state=state)

    def set_looks(self, looks: Sequence[tuple[PersonId, datetime]]) -> None:
        self._context.run_many(
            rows.SAVE_LOOK, [{"person_id": each, "look": to_number(at)} for each, at in looks]
        )

    def end_grace(self, people: Sequence[PersonId]) -> None:
        known = self.readable(people)
        self.save_many(
            [replace(p, roster=replace(p.roster, number="")) for p in known.values()],
        )
        ended = self._context.run_many(rows.END_GRACE, [{"person_id": each} for each in people])
        if ended != len(people):
            raise Conflict("somebody came back, or was erased, in between")

    def hold(self, person: PersonId) -> None:
        hold(self._context, person)

    def erase(self, person: PersonId) -> None:
        erase_person(self._context, person)
        self._loaded.pop(person, None)

    # Inside

    def _remember(self, row: Sequence[Any]) -> _Loaded:
        id_, state, wrapped, *ciphertexts = row
        key = self._context.kept_key(id_) or self._context.keep_key(
            self._context.vault.open_person_key(id_, wrapped)
        )
        sealed: dict[str, bytes] = {}
        values: list[Any] = []
        for (name, codec), ciphertext in zip(_CODECS, ciphertexts, strict=True):
            sealed[name] = ciphertext
            plain = self._context.open(key, "person_record", name, id_, ciphertext)
            values.append(codec.decode(plain))
        loaded = _Loaded(Person(PersonId(id_), PersonState(state), *values), key, sealed)
        self._loaded[PersonId(id_)] = loaded
        return loaded

    def _new(
        self, new: Person, look_at: datetime | None, plains: dict[int, bytes]
    ) -> tuple[dict[str, object], _Loaded]:
        """The narrow row with a new data key, and the records sealed under it. `plains` has the
        bytes of records by their identity: new people share those that say nothing yet."""
        wrapped = self._context.vault.new_person_key(new.id)
        key = self._context.keep_key(self._context.vault.open_person_key(new.id, wrapped))
        row: dict[str, object] = {
            "id": new.id,
            "state": new.state.value,
            "number_hash": self._number_hash(new.roster.number),
            "data_key": wrapped,
            "look_at": to_number_or_none(look_at),
            "left_day": self._left_day(new.state),
        }
        sealed: dict[str, bytes] = {}
        for name, codec in _CODECS:
            record = getattr(new, name)
            plain = plains.get(id(record))
            if plain is None:
                plain = plains[id(record)] = codec.encode(record)
            sealed[name] = self._context.seal(key, "person_record", name, new.id, plain)
        return row, _Loaded(new, key, sealed)

    def _reseal(
        self, loaded: _Loaded, changed: Person, changes: dict[str, list[dict[str, object]]]
    ) -> None:
        """Adds the records that changed to the changes of their columns."""
        for name, codec in _CODECS:
            value, before = getattr(changed, name), getattr(loaded.person, name)
            if value is not before and value != before:
                plain = codec.encode(value)
                new = self._context.seal(loaded.key, "person_record", name, changed.id, plain)
                row = {"person_id": changed.id, "old": loaded.sealed[name], "new": new}
                changes[name].append(row)
                loaded.sealed[name] = new
                if name == "membership":
                    self._note_consent(loaded.person.membership, changed)

    def _note_consent(self, before: Membership, changed: Person) -> None:
        now = Consented(changed.membership.state, changed.membership.paused_until)
        if now != Consented(before.state, before.paused_until):
            self._context.happened.append(Happened(changed.id, now))

    def _relink(self, loaded: _Loaded, changed: Person) -> None:
        old, new = loaded.person.roster, changed.roster
        if old is new:
            return
        if old.number != new.number:
            self._context.change_one(
                rows.SAVE_NUMBER, person_id=changed.id, number=self._number_hash(new.number)
            )
        was, is_one = (Role.COORDINATOR in facts.roles for facts in (old, new))
        if is_one and not was:
            self._context.insert(rows.ADD_COORDINATOR, {"person": changed.id})
        elif was and not is_one:
            self._context.run(rows.DROP_COORDINATOR, person_id=changed.id)
        for gone in set(old.accounts) - set(new.accounts):
            self._context.run(rows.UNLINK, hash_=self._account_hash(gone), person_id=changed.id)
        added = [each for each in new.accounts if each not in old.accounts]
        try:
            self._context.insert(rows.ADD_ACCOUNT, *[self._link(loaded.key, a) for a in added])
        except IntegrityError:
            raise Conflict("an account is taken") from None

    def _link(self, key: PersonKey, linked: Account) -> dict[str, object]:
        plain = str(linked).encode()
        return {
            "account_hash": self._account_hash(linked),
            "person": key.person,
            "platform_id": self._context.seal(key, "account", "platform_id", key.person, plain),
        }

    def _left_day(self, state: PersonState) -> int | None:
        return None if state is PersonState.ROSTER else to_day(self._context.now)

    def _account_hash(self, linked: Account) -> bytes:
        return self._context.lookup("account", str(linked))

    def _number_hash(self, number: str) -> bytes | None:
        return self._context.lookup("person.number", number) if number else None
