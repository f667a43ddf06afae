"""The vault: sealed records, people's own keys, keyed look-up hashes, random ids.

A *sealed record* is AES-256-GCM under a random 96-bit nonce, padded to a fixed size, bound by its
associated data to organisation, table, column, row, person and the key's version: moved anywhere
else it does not open. A row put back to an earlier state of itself is not detected.

Each person has a random 256-bit *data key*, stored wrapped under the organisation's key-encryption
key of some epoch; destroying the wrapped key erases the person. What belongs to no person's own
record is sealed under the organisation's record key.

    sealed for a person      form 1 | key version 2 | nonce 12 | length 4, plain, padding | tag 16
    for the organisation     form 1 | key version 2 | key id 4 | nonce 12 | … as above
    wrapped data key         form 1 | epoch 2 | key id 4 | data key version 2 | nonce 12 | 32 | 16
    keyed hash               16, and before it from the second epoch on: epoch 2

While a person's records are sealed anew under a new data key, the one before is wrapped behind it.

A *key id* is four bytes of a keyed hash: it tells the wrong key file from damage, and nothing else.
Everything before the nonce is in the associated data. With random nonces a key should seal at most
2**32 records (NIST SP 800-38D §8.3); the record key of a busy organisation stays far below.
"""

from __future__ import annotations

import hmac
import os
import secrets
from collections.abc import Mapping, Sequence
from hashlib import sha256
from struct import Struct
from typing import NewType

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.ports import RecordDamaged
from storage.key_errors import WrongKey
from storage.key_state import KeyState
from storage.keys import KeyVersions, OrganisationKeys

WrappedKey = NewType("WrappedKey", bytes)

#: Bytes of a data key, a nonce, a tag, a key id and a look-up hash.
DATA_KEY_LENGTH = 32
NONCE_LENGTH = 12
TAG_LENGTH = 16
KEY_ID_LENGTH = 4
LOOKUP_LENGTH = 16
#: Bytes of an epoch, which stands before the keyed hashes of all but the first.
EPOCH_LENGTH = 2

#: A lone surrogate has no UTF-8; it is hashed all the same, since a look-up that finds nothing is
#: a better answer than an error that carries the text.
_ANY_TEXT = ("utf-8", "surrogatepass")

_FORM = 1
_PERSON_HEADER = Struct(">BH")
_ORGANISATION_HEADER = Struct(">BH4s")
_WRAPPED_HEADER = Struct(">BH4sH")
_LENGTH = Struct(">I")
_ROW = Struct(">BqB")
_ROW_AND_PERSON = Struct(">BqBqB")

WRAPPED_KEY_LENGTH = _WRAPPED_HEADER.size + NONCE_LENGTH + DATA_KEY_LENGTH + TAG_LENGTH


_OTHER_EPOCH = (
    "The database goes by the keys of epoch {}, and these are of epoch {}. Give tailboard the keys"
    " as they are after the rotation."
)


class SealBroken(RecordDamaged):
    """A record or key does not open; the message names its place and nothing of its content."""

    def __init__(self, table: str, column: str, row: int) -> None:
        super().__init__(
            f"{table}.{column} of row {row} does not open: it was altered, or moved from"
            " another place. Put the database back from a sound backup."
        )
        self.table, self.column, self.row = table, column, row


class RecordTooLarge(Exception):
    """A record has more bytes than its column's fixed size; the message holds no content."""

    def __init__(self, table: str, column: str, size: int) -> None:
        super().__init__(f"The record is too large for {table}.{column}, which holds {size} bytes.")
        self.table, self.column, self.size = table, column, size


class PersonKey:
    """A person's data key, opened; and the one before, while it is still needed. Keep it no longer
    than the unit of work that needs it."""

    __slots__ = ("cipher", "former", "header", "person", "version")

    def __init__(self, person: int, version: int, key: bytes) -> None:
        self.person = person
        self.version = version
        self.header = _PERSON_HEADER.pack(_FORM, version)
        self.cipher = AESGCM(key)
        self.former: PersonKey | None = None

    def for_opening(self, header: bytes) -> AESGCM | None:
        """What opens a record with this beginning; None where it is not this person's."""
        if header == self.header:
            return self.cipher
        return None if self.former is None else self.former.for_opening(header)

    def __repr__(self) -> str:
        return f"PersonKey(person={self.person}, version={self.version})"


def sealed_length(size: int) -> int:
    """Bytes of every record sealed for a person at `size`."""
    return _PERSON_HEADER.size + NONCE_LENGTH + _LENGTH.size + size + TAG_LENGTH


def sealed_length_for_organisation(size: int) -> int:
    """Bytes of every record sealed for the organisation at `size`."""
    return sealed_length(size) + KEY_ID_LENGTH


def epoch_of_lookup(hashed: bytes) -> int:
    """Under whose look-up key this was made."""
    return 1 if len(hashed) <= LOOKUP_LENGTH else int.from_bytes(hashed[:EPOCH_LENGTH])


def epoch_of_sealed(sealed: bytes) -> int:
    """Of a record sealed for the organisation, or of a wrapped data key, or of the data key that a
    person's record is sealed under."""
    return int.from_bytes(sealed[1:3])


def epoch_of_data_key(wrapped: bytes) -> int:
    """In which a person's present data key was made."""
    return int.from_bytes(wrapped[7:9])


def new_id() -> int:
    """A random positive 63-bit id: it tells nothing of the order in which people came."""
    while not (number := secrets.randbits(63)):
        pass
    return number


class Vault:
    """Seals and opens for one organisation. Safe to use from several threads."""

    def __init__(
        self,
        organisation: int,
        keys: OrganisationKeys,
        *,
        held_from: int = 1,
        trusted_from: int = 1,
    ) -> None:
        """Seals and hashes under the keys' current version, and opens what any of them sealed. See
        `storage.key_state` for the epochs."""
        self.organisation = organisation
        name = b"%d" % organisation
        self._wrapping = _Ciphers(keys.key_encryption)
        self._records = _Ciphers(keys.record)
        hash_key = keys.lookup.key
        self.epoch = keys.lookup.current
        self.trusted_from = trusted_from
        self._lookup = _Lookup(self.epoch, hash_key, name)
        self._earlier = tuple(
            _Lookup(version, key, name)
            for version, key in sorted(keys.lookup.by_version.items())
            if held_from <= version < self.epoch
        )
        # By the earliest that is held: what is under way goes on being drawn as it was begun.
        drawn_by = self._earlier[0].epoch if self._earlier else self.epoch
        draw_key = keys.lookup.by_version[drawn_by]
        self._draw = _KeyedHash(_derived(draw_key, b"draw", name))
        self._wrapped_prefix = _joined(b"data key", name)
        self._person_prefix = _joined(b"person", name)
        self._organisation_prefix = _joined(b"organisation", name)
        self._places: dict[tuple[str, str], bytes] = {}
        self._key_check = _derived(
            keys.key_encryption.key, b"key check", name, keys.record.key, hash_key
        )[:LOOKUP_LENGTH]

    def vault_at(self, state: KeyState) -> Vault:
        """These very keys, if they are what is in force. Raises WrongKey."""
        if state.current != self.epoch:
            raise WrongKey(_OTHER_EPOCH.format(state.current, self.epoch))
        return self

    @property
    def key_check(self) -> bytes:
        """16 bytes that fit these current keys alone: stored with the organisation, in clear."""
        return self._key_check

    def require_key_check(self, stored: bytes) -> None:
        """Raise WrongKey unless `stored` was made with these keys."""
        if not secrets.compare_digest(self._key_check, stored):
            raise WrongKey(
                f"The keys of organisation {self.organisation} in the key file are not those that"
                " the database was sealed under. Name the key file that was made for it."
            )

    # People's own keys

    def new_person_key(self, person: int, *, version: int | None = None) -> WrappedKey:
        """A random data key for `person`, wrapped under the current epoch's key.

        `version` is the epoch in which it was made, this one unless another is given; it is bound
        into their records.
        """
        version = self.epoch if version is None else version
        return self._wrap(person, version, secrets.token_bytes(DATA_KEY_LENGTH))

    def rewrapped(self, person: int, wrapped: bytes) -> WrappedKey:
        """The same data key (with the one before, where there is one), wrapped under the current
        epoch's key. Raises as `open_person_key`."""
        kept = [self._unwrapped(person, part) for part in _parts(wrapped)]
        return WrappedKey(b"".join(self._wrap(person, version, key) for version, key in kept))

    def renewed(self, person: int, wrapped: bytes) -> WrappedKey:
        """A new data key of this epoch, and the one so far behind it, until every record is sealed
        under the new one. Raises as `open_person_key`, and ValueError while another renewal has
        not come to its end."""
        if len(wrapped) != WRAPPED_KEY_LENGTH:
            raise ValueError(f"person {person} has a key before theirs still")
        return WrappedKey(self.new_person_key(person) + self.rewrapped(person, wrapped))

    def open_person_key(self, person: int, wrapped: bytes) -> PersonKey:
        """Unwrap; raises WrongKey (another key file, a dropped epoch) or SealBroken."""
        if len(wrapped) not in (WRAPPED_KEY_LENGTH, 2 * WRAPPED_KEY_LENGTH):
            raise SealBroken("person", "key", person)
        first, *before = _parts(wrapped)
        opened = PersonKey(person, *self._unwrapped(person, first))
        if before:
            opened.former = PersonKey(person, *self._unwrapped(person, before[0]))
        return opened

    def _unwrapped(self, person: int, wrapped: bytes) -> tuple[int, bytes]:
        """Version and key of one wrapped data key."""
        if len(wrapped) != WRAPPED_KEY_LENGTH:
            raise SealBroken("person", "key", person)
        header = wrapped[: _WRAPPED_HEADER.size]
        form, epoch, key_id, version = _WRAPPED_HEADER.unpack(header)
        if form != _FORM:
            raise SealBroken("person", "key", person)
        cipher = self._wrapping.for_opening(epoch, key_id, "person", "key", person)
        start = _WRAPPED_HEADER.size
        nonce = wrapped[start : start + NONCE_LENGTH]
        box = wrapped[start + NONCE_LENGTH :]
        try:
            key = cipher.decrypt(nonce, box, self._bound_to_owner(person, header))
        except InvalidTag:
            raise SealBroken("person", "key", person) from None
        return version, key

    def _wrap(self, person: int, version: int, key: bytes) -> WrappedKey:
        header = _WRAPPED_HEADER.pack(_FORM, self._wrapping.version, self._wrapping.key_id, version)
        nonce = os.urandom(NONCE_LENGTH)
        bound = self._bound_to_owner(person, header)
        return WrappedKey(header + nonce + self._wrapping.cipher.encrypt(nonce, key, bound))

    # Records

    def seal(
        self,
        key: PersonKey,
        *,
        table: str,
        column: str,
        row: int,
        person: int,
        plain: bytes,
        size: int,
    ) -> bytes:
        """`plain`, of at most `size` bytes, sealed under the person's own key.

        The result has `sealed_length(size)` bytes whatever the content. Raises RecordTooLarge.
        """
        if key.person != person:
            raise ValueError("a record is sealed under the key of the person it is about")
        header = key.header
        bound = self._bound_to_person(table, column, row, person, header)
        nonce = os.urandom(NONCE_LENGTH)
        padded = _padded(plain, size, table, column)
        return header + nonce + key.cipher.encrypt(nonce, padded, bound)

    def open(
        self, key: PersonKey, *, table: str, column: str, row: int, person: int, sealed: bytes
    ) -> bytes:
        """The plain bytes of a record sealed for a person; raises SealBroken."""
        start = _PERSON_HEADER.size
        header, nonce = sealed[:start], sealed[start : start + NONCE_LENGTH]
        cipher = key.for_opening(header) if key.person == person else None
        if cipher is None:
            raise SealBroken(table, column, row)
        bound = self._bound_to_person(table, column, row, person, header)
        try:
            padded = cipher.decrypt(nonce, sealed[start + NONCE_LENGTH :], bound)
        except (InvalidTag, ValueError):  # ValueError: the nonce is cut short
            raise SealBroken(table, column, row) from None
        return _unpadded(padded)

    def seal_for_organisation(
        self, table: str, column: str, row: int, plain: bytes, size: int
    ) -> bytes:
        """`plain`, of at most `size` bytes, sealed under the organisation's record key.

        The result has `sealed_length_for_organisation(size)` bytes. Raises RecordTooLarge.
        """
        header = _ORGANISATION_HEADER.pack(_FORM, self._records.version, self._records.key_id)
        bound = self._bound_to_row(table, column, row, header)
        nonce = os.urandom(NONCE_LENGTH)
        padded = _padded(plain, size, table, column)
        return header + nonce + self._records.cipher.encrypt(nonce, padded, bound)

    def open_for_organisation(self, table: str, column: str, row: int, sealed: bytes) -> bytes:
        """The plain bytes; raises WrongKey (another key file) or SealBroken."""
        start = _ORGANISATION_HEADER.size
        if len(sealed) < sealed_length_for_organisation(0) or sealed[0] != _FORM:
            raise SealBroken(table, column, row)
        header, nonce = sealed[:start], sealed[start : start + NONCE_LENGTH]
        _, version, key_id = _ORGANISATION_HEADER.unpack(header)
        cipher = self._records.for_opening(version, key_id, table, column, row)
        bound = self._bound_to_row(table, column, row, header)
        try:
            padded = cipher.decrypt(nonce, sealed[start + NONCE_LENGTH :], bound)
        except InvalidTag:
            raise SealBroken(table, column, row) from None
        return _unpadded(padded)

    # Sealing anew, what is sealed under an earlier key

    def resealed(
        self, key: PersonKey, *, table: str, column: str, row: int, person: int, sealed: bytes
    ) -> bytes:
        """The same record at the same size under the person's present data key."""
        plain = self.open(key, table=table, column=column, row=row, person=person, sealed=sealed)
        return self.seal(
            key,
            table=table,
            column=column,
            row=row,
            person=person,
            plain=plain,
            size=len(sealed) - sealed_length(0),
        )

    def resealed_for_organisation(self, table: str, column: str, row: int, sealed: bytes) -> bytes:
        """The same record at the same size under the organisation's current record key."""
        plain = self.open_for_organisation(table, column, row, sealed)
        size = len(sealed) - sealed_length_for_organisation(0)
        return self.seal_for_organisation(table, column, row, plain, size)

    # What a sealed thing is bound to: each part has its length before it

    def _bound_to_owner(self, person: int, header: bytes) -> bytes:
        return self._wrapped_prefix + _ROW.pack(8, person, len(header)) + header

    def _bound_to_person(
        self, table: str, column: str, row: int, person: int, header: bytes
    ) -> bytes:
        place = self._place(table, column, self._person_prefix)
        return place + _ROW_AND_PERSON.pack(8, row, 8, person, len(header)) + header

    def _bound_to_row(self, table: str, column: str, row: int, header: bytes) -> bytes:
        place = self._place(table, column, self._organisation_prefix)
        return place + _ROW.pack(8, row, len(header)) + header

    def _place(self, table: str, column: str, prefix: bytes) -> bytes:
        """Organisation, table and column; kept ready, since there are few."""
        try:
            return prefix + self._places[table, column]
        except KeyError:
            place = self._places[table, column] = _joined(table.encode(), column.encode())
            return prefix + place

    # Keyed hashes

    def lookup(self, *parts: str) -> bytes:
        """The 16-byte keyed hash that stands for `parts` in a column.

        The first part says what kind of thing is looked up: lookup("account", "local:demo:u17"),
        lookup("request", str(person)). In storage flows go by `Context.lookup`, which finds what
        was hashed under an earlier key as well.
        """
        return self._lookup.hash_of(parts)

    def earlier_lookups(self, *parts: str) -> tuple[bytes, ...]:
        """What stood for `parts` in the epochs before this one that are still held."""
        return tuple(each.hash_of(parts) for each in self._earlier)

    def trusted_earlier_lookups(self, *parts: str) -> tuple[bytes, ...]:
        """Of these, those of epochs whose tokens count."""
        return tuple(
            each.hash_of(parts) for each in self._earlier if each.epoch >= self.trusted_from
        )

    @property
    def looks_back(self) -> bool:
        """Whether something may still be hashed under an earlier key."""
        return bool(self._earlier)

    def token_of(self, *parts: str) -> bytes:
        """16 bytes as hard to guess as random ones, the same for the same parts until the key that
        they came from is held no more (or not trusted)."""
        trusted = (each for each in self._earlier if each.epoch >= self.trusted_from)
        return next(trusted, self._lookup).digest(parts)

    def tokens_of(self, *parts: str) -> tuple[bytes, ...]:
        """All that `token_of` may have given since the earliest epoch that is held."""
        return tuple(each.digest(parts) for each in (*self._earlier, self._lookup))

    def nobodys_lookup(self) -> bytes:
        """What nothing is found by, like a keyed hash of this epoch."""
        return self._lookup.prefix + secrets.token_bytes(LOOKUP_LENGTH)

    def draw(self, *parts: str) -> float:
        """A number in [0, 1) that depends on `parts` and the key alone, in steps of 2**-53."""
        return (int.from_bytes(self._draw.digest(parts)[:8]) >> 11) * 2.0**-53

    def new_id(self) -> int:
        """See `new_id`."""
        return new_id()


class _Lookup:
    """The keyed hashes of one epoch."""

    __slots__ = ("_hash", "epoch", "prefix")

    def __init__(self, epoch: int, key: bytes, name: bytes) -> None:
        self._hash = _KeyedHash(_derived(key, b"lookup", name))
        self.epoch = epoch
        self.prefix = b"" if epoch == 1 else epoch.to_bytes(EPOCH_LENGTH)

    def digest(self, parts: Sequence[str]) -> bytes:
        return self._hash.digest(parts)[:LOOKUP_LENGTH]

    def hash_of(self, parts: Sequence[str]) -> bytes:
        return self.prefix + self._hash.digest(parts)[:LOOKUP_LENGTH]


class _KeyedHash:
    """HMAC-SHA256 over parts, each with its length before it.

    Its two halves are begun once (RFC 2104: what the key alone decides), and the inner one once
    for each kind of thing too, since a look takes a dozen hashes of four kinds: so one takes half
    the time of `hmac`'s.
    """

    __slots__ = ("_inners", "_outer")

    #: Kinds whose beginning is kept: more than the program has.
    _MOST_KINDS = 64

    def __init__(self, key: bytes) -> None:
        """`key` is no longer than a block of SHA-256."""
        block = key.ljust(sha256().block_size, b"\0")
        self._outer = sha256(bytes(byte ^ 0x5C for byte in block))
        inner = sha256(bytes(byte ^ 0x36 for byte in block))
        no_kind: str | None = None
        self._inners = {no_kind: inner}

    def digest(self, parts: Sequence[str]) -> bytes:
        """The first part is the kind."""
        kind = parts[0] if parts else None
        begun = self._inners.get(kind)
        if begun is None:
            begun = self._inners[None].copy()
            begun.update(_joined(str(kind).encode(*_ANY_TEXT)))
            if len(self._inners) < self._MOST_KINDS:
                self._inners[kind] = begun
        inner, outer = begun.copy(), self._outer.copy()
        for part in parts[1:]:
            raw = part.encode(*_ANY_TEXT)
            inner.update(len(raw).to_bytes(4) + raw)
        outer.update(inner.digest())
        return outer.digest()


class _Ciphers:
    """The ciphers of one key's versions, made once."""

    __slots__ = ("_by_version", "cipher", "key_id", "version")

    def __init__(self, versions: KeyVersions) -> None:
        self._by_version: Mapping[int, tuple[bytes, AESGCM]] = {
            version: (_derived(key, b"key id")[:KEY_ID_LENGTH], AESGCM(key))
            for version, key in versions.by_version.items()
        }
        self.version = versions.current
        self.key_id, self.cipher = self._by_version[versions.current]

    def for_opening(self, version: int, key_id: bytes, table: str, column: str, row: int) -> AESGCM:
        """The cipher of that version, if it is the key that sealed; else raises WrongKey."""
        known, cipher = self._by_version.get(version, (b"", self.cipher))
        if known != key_id:
            raise WrongKey(
                f"{table}.{column} of row {row} was sealed under a key (version {version}) that"
                " this key file does not hold. Name the key file that was made for this database."
            )
        return cipher


def _parts(wrapped: bytes) -> tuple[bytes, ...]:
    """A data key, and the one before it where there is one."""
    both = wrapped[:WRAPPED_KEY_LENGTH], wrapped[WRAPPED_KEY_LENGTH:]
    return both if both[1] else both[:1]


def _padded(plain: bytes, size: int, table: str, column: str) -> bytes:
    if len(plain) > size:
        raise RecordTooLarge(table, column, size)
    return (_LENGTH.pack(len(plain)) + plain).ljust(_LENGTH.size + size, b"\0")


def _unpadded(padded: bytes) -> bytes:
    (length,) = _LENGTH.unpack_from(padded)
    return padded[_LENGTH.size : _LENGTH.size + length]


def _joined(*parts: bytes) -> bytes:
    """The parts, each with its length before it: no two lists of parts give the same bytes."""
    return b"".join([len(part).to_bytes(4) + part for part in parts])


def _derived(key: bytes, purpose: bytes, *context: bytes) -> bytes:
    """A key of its own for each purpose, by HMAC-SHA256."""
    return hmac.digest(key, _joined(b"tailboard 1", purpose, *context), "sha256")
