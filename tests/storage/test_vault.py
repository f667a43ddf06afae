"""Sealed records open in their own place, under their own key, whole, and nowhere else."""

import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from struct import pack

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from bot.model.people import LastAnswer, Rhythm, Zone
from storage.codec import Codec
from storage.key_errors import WrongKey
from storage.keys import OrganisationKeys
from storage.vault import (
    PersonKey,
    RecordTooLarge,
    SealBroken,
    Vault,
    sealed_length,
    sealed_length_for_organisation,
)

ORGANISATION = 11
PERSON = 7
SIZE = 512
KEYS = OrganisationKeys.fresh()
VAULT = Vault(ORGANISATION, KEYS)
DATA_KEY = bytes(range(32))
KEY = PersonKey(PERSON, 1, DATA_KEY)


@dataclass(frozen=True)
class Place:
    """Everything that a sealed record is bound to."""

    vault: Vault = VAULT
    key: PersonKey = KEY
    table: str = "person"
    column: str = "facts"
    row: int = 70
    person: int = PERSON

    def seal(self, plain: bytes, size: int = SIZE) -> bytes:
        return self.vault.seal(
            self.key,
            table=self.table,
            column=self.column,
            row=self.row,
            person=self.person,
            plain=plain,
            size=size,
        )

    def open(self, sealed: bytes) -> bytes:
        return self.vault.open(
            self.key,
            table=self.table,
            column=self.column,
            row=self.row,
            person=self.person,
            sealed=sealed,
        )

    def seal_for_organisation(self, plain: bytes, size: int = SIZE) -> bytes:
        return self.vault.seal_for_organisation(self.table, self.column, self.row, plain, size)

    def open_for_organisation(self, sealed: bytes) -> bytes:
        return self.vault.open_for_organisation(self.table, self.column, self.row, sealed)


HERE = Place()
#: Both ways to seal: (seal here, open at a place).
WAYS: list[tuple[Callable[..., bytes], Callable[[Place, bytes], bytes]]] = [
    (HERE.seal, Place.open),
    (HERE.seal_for_organisation, Place.open_for_organisation),
]
both_ways = pytest.mark.parametrize(("seal", "open_at"), WAYS, ids=["person", "organisation"])


@both_ways
@given(plain=st.binary(max_size=SIZE))
def test_what_was_sealed_opens_in_its_place(
    seal: Callable[..., bytes], open_at: Callable[[Place, bytes], bytes], plain: bytes
) -> None:
    assert open_at(HERE, seal(plain)) == plain


@both_ways
@given(plain=st.binary(min_size=8, max_size=SIZE))
def test_sealing_twice_gives_nothing_alike_and_shows_nothing(
    seal: Callable[..., bytes], open_at: Callable[[Place, bytes], bytes], plain: bytes
) -> None:
    one, other = seal(plain), seal(plain)
    assert one[7:] != other[7:]
    assert plain not in one


@pytest.mark.parametrize(
    "elsewhere",
    [
        replace(HERE, table="request"),
        replace(HERE, column="rhythm"),
        replace(HERE, row=71),
        replace(HERE, row=-70),
        replace(HERE, vault=Vault(12, KEYS)),
        # the same bytes of table and column, cut elsewhere
        replace(HERE, table="personf", column="acts"),
        replace(HERE, table="", column="personfacts"),
    ],
)
@both_ways
def test_moved_to_another_place_it_does_not_open(
    seal: Callable[..., bytes], open_at: Callable[[Place, bytes], bytes], elsewhere: Place
) -> None:
    with pytest.raises(SealBroken):
        open_at(elsewhere, seal(b"canary"))


@pytest.mark.parametrize(
    "elsewhere",
    [
        # the very same data key in another person's or another version's name
        replace(HERE, person=8, key=PersonKey(8, 1, DATA_KEY)),
        replace(HERE, key=PersonKey(PERSON, 2, DATA_KEY)),
        # the row's numbers of row and person exchanged
        replace(HERE, row=PERSON, person=70, key=PersonKey(70, 1, DATA_KEY)),
        # another's key, with and without the right name on it
        replace(HERE, key=PersonKey(PERSON, 1, bytes(32))),
        replace(HERE, key=PersonKey(8, 1, bytes(32))),
        replace(HERE, person=8),
    ],
)
def test_under_another_persons_name_or_key_it_does_not_open(elsewhere: Place) -> None:
    with pytest.raises(SealBroken):
        elsewhere.open(HERE.seal(b"canary"))


def test_one_way_does_not_open_what_the_other_sealed() -> None:
    with pytest.raises((SealBroken, WrongKey)):
        HERE.open_for_organisation(HERE.seal(b"canary"))
    with pytest.raises(SealBroken):
        HERE.open(HERE.seal_for_organisation(b"canary"))


def test_a_record_is_not_sealed_under_another_persons_key() -> None:
    with pytest.raises(ValueError, match="the key of the person it is about"):
        replace(HERE, person=8).seal(b"canary")


def test_a_bit_flipped_anywhere_breaks_the_seal_of_a_person() -> None:
    sealed = HERE.seal(b"plain", size=64)
    assert HERE.open(sealed) == b"plain"
    for flipped in every_flip(sealed):
        with pytest.raises(SealBroken):
            HERE.open(flipped)


def test_a_bit_flipped_anywhere_breaks_the_seal_of_the_organisation() -> None:
    """In the four bytes of the key id it reads as another key's record, and does not open either.

    The version before them names a key that is not there.
    """
    sealed = HERE.seal_for_organisation(b"plain", size=64)
    assert HERE.open_for_organisation(sealed) == b"plain"
    for flipped in every_flip(sealed):
        with pytest.raises((SealBroken, WrongKey)):
            HERE.open_for_organisation(flipped)


@both_ways
def test_cut_or_lengthened_it_does_not_open(
    seal: Callable[..., bytes], open_at: Callable[[Place, bytes], bytes]
) -> None:
    sealed = seal(b"plain", size=8)
    for end in range(len(sealed)):
        with pytest.raises(SealBroken):
            open_at(HERE, sealed[:end])
    with pytest.raises(SealBroken):
        open_at(HERE, sealed + b"\0")


@both_ways
@given(plain=st.binary(max_size=SIZE))
def test_the_length_is_the_same_whatever_the_content(
    seal: Callable[..., bytes], open_at: Callable[[Place, bytes], bytes], plain: bytes
) -> None:
    assert len(seal(plain)) == len(seal(b""))


def test_lengths_are_what_the_columns_are_told() -> None:
    assert len(HERE.seal(b"")) == sealed_length(SIZE) == SIZE + 35
    assert len(HERE.seal_for_organisation(b"")) == sealed_length_for_organisation(SIZE) == SIZE + 39


def test_the_four_zones_cannot_be_told_apart_by_length() -> None:
    codec = Codec(Rhythm)
    at = datetime(2026, 11, 24, 3, tzinfo=UTC)
    plains = {codec.encode(Rhythm(answer=LastAnswer(zone, at, 1))) for zone in Zone}
    plains.add(codec.encode(Rhythm()))
    assert len({len(plain) for plain in plains}) > 1, "padding has nothing to hide here"
    assert len({len(HERE.seal(plain)) for plain in plains}) == 1


@both_ways
def test_a_record_fills_its_size_and_no_more(
    seal: Callable[..., bytes], open_at: Callable[[Place, bytes], bytes]
) -> None:
    full = b"canary".ljust(SIZE, b"\xff")
    assert open_at(HERE, seal(full)) == full
    with pytest.raises(RecordTooLarge) as refused:
        seal(full + b"!")
    assert str(refused.value) == "The record is too large for person.facts, which holds 512 bytes."
    assert (refused.value.table, refused.value.column) == ("person", "facts")


@both_ways
def test_trailing_zeros_are_content_and_not_padding(
    seal: Callable[..., bytes], open_at: Callable[[Place, bytes], bytes]
) -> None:
    assert open_at(HERE, seal(b"a\0\0")) == b"a\0\0"


def test_an_error_tells_the_place_alone() -> None:
    sealed = HERE.seal(b"canary")
    with pytest.raises(SealBroken, match=r"person\.facts of row 71 does not open") as caught:
        replace(HERE, row=71).open(sealed)
    broken = caught.value
    assert (broken.table, broken.column, broken.row) == ("person", "facts", 71)
    shown = "".join(traceback.format_exception(broken))
    assert "canary" not in shown
    assert sealed.hex() not in shown


def test_keys_do_not_show_in_what_is_printed() -> None:
    shown = repr(KEY) + repr(VAULT) + repr(KEYS)
    assert "PersonKey(person=7, version=1)" in shown
    for key in (DATA_KEY, KEYS.record.key, KEYS.lookup.key, KEYS.key_encryption.key):
        assert repr(key) not in shown
        assert key.hex() not in shown


def test_several_threads_seal_and_open_with_one_vault_and_key() -> None:
    def many(thread: int) -> int:
        opened = 0
        for number in range(300):
            place = replace(HERE, table=f"table{number % 7}", row=thread * 1000 + number)
            plain = b"%d" % place.row
            opened += place.open(place.seal(plain)) == plain
            opened += place.open_for_organisation(place.seal_for_organisation(plain)) == plain
        return opened

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(many, range(4))) == [600] * 4


# The form of the bytes, put together by hand: what one release seals, the next must open


def joined(*parts: bytes) -> bytes:
    return b"".join(pack(">I", len(part)) + part for part in parts)


def test_a_persons_record_of_the_documented_form_opens() -> None:
    header = pack(">BH", 1, 3)
    bound = (
        joined(b"person", b"11", b"person", b"facts")
        + pack(">B q B q B", 8, 70, 8, PERSON, len(header))
        + header
    )
    nonce = bytes(12)
    padded = pack(">I", 5) + b"plain" + bytes(SIZE - 5)
    sealed = header + nonce + AESGCM(DATA_KEY).encrypt(nonce, padded, bound)
    assert replace(HERE, key=PersonKey(PERSON, 3, DATA_KEY)).open(sealed) == b"plain"


def test_an_organisations_record_of_the_documented_form_opens() -> None:
    header = HERE.seal_for_organisation(b"")[:7]
    assert header[:3] == pack(">BH", 1, 1)
    bound = (
        joined(b"organisation", b"11", b"person", b"facts")
        + pack(">B q B", 8, 70, len(header))
        + header
    )
    nonce = bytes(12)
    padded = pack(">I", 5) + b"plain" + bytes(SIZE - 5)
    sealed = header + nonce + AESGCM(KEYS.record.key).encrypt(nonce, padded, bound)
    assert HERE.open_for_organisation(sealed) == b"plain"


def every_flip(sealed: bytes) -> list[bytes]:
    """The bytes with each one of their bits flipped."""
    number, length = int.from_bytes(sealed), len(sealed)
    return [(number ^ (1 << bit)).to_bytes(length) for bit in range(8 * length)]
