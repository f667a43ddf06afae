"""People's own keys: wrapped under an epoch, bound to the person, and the wrong key file named."""

import secrets
from dataclasses import replace
from struct import pack

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.key_errors import WrongKey
from storage.keys import KeyVersions, OrganisationKeys
from storage.vault import WRAPPED_KEY_LENGTH, PersonKey, SealBroken, Vault

ORGANISATION = 11
PERSON = 7
KEYS = OrganisationKeys.fresh()
VAULT = Vault(ORGANISATION, KEYS)


def sealed_by(vault: Vault, key: PersonKey) -> bytes:
    return vault.seal(
        key, table="person", column="facts", row=1, person=key.person, plain=b"plain", size=64
    )


def opened_by(vault: Vault, key: PersonKey, sealed: bytes) -> bytes:
    return vault.open(key, table="person", column="facts", row=1, person=key.person, sealed=sealed)


def opens_the_same(one: PersonKey, other: PersonKey) -> bool:
    try:
        return opened_by(VAULT, other, sealed_by(VAULT, one)) == b"plain"
    except SealBroken:
        return False


def next_epoch(keys: OrganisationKeys) -> OrganisationKeys:
    """The same keys with a new key-encryption key beside the old."""
    old = keys.key_encryption
    new = {**old.by_version, old.current + 1: secrets.token_bytes(32)}
    return replace(keys, key_encryption=KeyVersions(old.current + 1, new))


def without_first_epoch(keys: OrganisationKeys) -> OrganisationKeys:
    kept = {v: key for v, key in keys.key_encryption.by_version.items() if v != 1}
    return replace(keys, key_encryption=KeyVersions(keys.key_encryption.current, kept))


def test_a_persons_key_is_unwrapped_as_it_was_made() -> None:
    wrapped = VAULT.new_person_key(PERSON)
    assert len(wrapped) == WRAPPED_KEY_LENGTH
    key = VAULT.open_person_key(PERSON, wrapped)
    assert (key.person, key.version) == (PERSON, 1)
    assert opens_the_same(key, VAULT.open_person_key(PERSON, wrapped))


def test_every_new_key_is_another() -> None:
    keys = [VAULT.open_person_key(PERSON, VAULT.new_person_key(PERSON)) for _ in range(2)]
    assert not opens_the_same(*keys)


def test_a_later_version_of_a_persons_key_is_bound_into_their_records() -> None:
    key = VAULT.open_person_key(PERSON, VAULT.new_person_key(PERSON, version=2))
    assert key.version == 2
    assert sealed_by(VAULT, key)[1:3] == pack(">H", 2)


def test_a_key_is_not_unwrapped_in_another_persons_name() -> None:
    wrapped = VAULT.new_person_key(PERSON)
    with pytest.raises(SealBroken, match="row 8"):
        VAULT.open_person_key(8, wrapped)


def test_a_key_is_not_unwrapped_in_another_organisations_name() -> None:
    wrapped = VAULT.new_person_key(PERSON)
    with pytest.raises(SealBroken):
        Vault(12, KEYS).open_person_key(PERSON, wrapped)


def test_a_bit_flipped_anywhere_in_a_wrapped_key_breaks_it() -> None:
    wrapped = VAULT.new_person_key(PERSON)
    number = int.from_bytes(wrapped)
    for bit in range(8 * len(wrapped)):
        with pytest.raises((SealBroken, WrongKey)):
            VAULT.open_person_key(PERSON, (number ^ (1 << bit)).to_bytes(len(wrapped)))


def test_a_wrapped_key_that_is_cut_lengthened_or_gone_does_not_open() -> None:
    wrapped = VAULT.new_person_key(PERSON)
    for broken in (b"", wrapped[:-1], wrapped + b"\0", bytes(len(wrapped))):
        with pytest.raises(SealBroken):
            VAULT.open_person_key(PERSON, broken)


# The wrong key file is not called damage


def test_under_another_key_file_a_persons_key_says_wrong_key() -> None:
    wrapped = VAULT.new_person_key(PERSON)
    other = Vault(ORGANISATION, OrganisationKeys.fresh())
    with pytest.raises(WrongKey, match="Name the key file that was made for this database"):
        other.open_person_key(PERSON, wrapped)


def test_under_another_key_file_an_organisations_record_says_wrong_key() -> None:
    sealed = VAULT.seal_for_organisation("request", "member", 3, b"plain", 64)
    other = Vault(ORGANISATION, OrganisationKeys.fresh())
    with pytest.raises(WrongKey):
        other.open_for_organisation("request", "member", 3, sealed)


def test_the_key_check_fits_these_keys_alone() -> None:
    VAULT.require_key_check(Vault(ORGANISATION, KEYS).key_check)
    fresh = OrganisationKeys.fresh()
    for others in (
        replace(KEYS, key_encryption=fresh.key_encryption),
        replace(KEYS, record=fresh.record),
        replace(KEYS, lookup=fresh.lookup),
        next_epoch(KEYS),
    ):
        with pytest.raises(WrongKey, match="organisation 11"):
            Vault(ORGANISATION, others).require_key_check(VAULT.key_check)
    with pytest.raises(WrongKey):
        VAULT.require_key_check(Vault(12, KEYS).key_check)
    with pytest.raises(WrongKey):
        VAULT.require_key_check(b"")


def test_the_audit_chains_first_key_may_leave_without_the_key_check_changing() -> None:
    VAULT.require_key_check(Vault(ORGANISATION, replace(KEYS, audit_first_key=None)).key_check)


# Epochs


def test_a_key_wrapped_in_an_earlier_epoch_opens_while_its_key_is_kept() -> None:
    wrapped = VAULT.new_person_key(PERSON)
    later = Vault(ORGANISATION, next_epoch(KEYS))
    assert opens_the_same(
        VAULT.open_person_key(PERSON, wrapped), later.open_person_key(PERSON, wrapped)
    )
    assert wrapped[1:3] == pack(">H", 1)
    assert later.new_person_key(PERSON)[1:3] == pack(">H", 2)


def test_a_key_of_a_dropped_epoch_is_unreadable_and_says_which() -> None:
    wrapped = VAULT.new_person_key(PERSON)
    later = Vault(ORGANISATION, without_first_epoch(next_epoch(KEYS)))
    with pytest.raises(WrongKey, match="version 1"):
        later.open_person_key(PERSON, wrapped)


def test_a_wrapped_key_of_the_documented_form_opens() -> None:
    """Put together by hand: what one release wraps, the next must unwrap."""
    key_id = VAULT.new_person_key(PERSON)[3:7]
    header = pack(">B H 4s H", 1, 1, key_id, 5)
    bound = pack(">I", 8) + b"data key" + pack(">I", 2) + b"11"
    bound += pack(">B q B", 8, PERSON, len(header)) + header
    data_key, nonce = bytes(range(32)), bytes(12)
    box = AESGCM(KEYS.key_encryption.key).encrypt(nonce, data_key, bound)
    key = VAULT.open_person_key(PERSON, header + nonce + box)
    assert key.version == 5
    assert opens_the_same(key, PersonKey(PERSON, 5, data_key))
