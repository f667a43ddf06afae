"""Keyed hashes stand for what they are made of, under this key alone; ids tell nothing."""

import hmac
from dataclasses import replace
from struct import pack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.keys import KeyVersions, OrganisationKeys
from storage.vault import LOOKUP_LENGTH, Vault, new_id

LOOKUP_KEY = bytes(range(32))
KEYS = replace(OrganisationKeys.fresh(), lookup=KeyVersions(1, {1: LOOKUP_KEY}))
VAULT = Vault(11, KEYS)

parts = st.lists(st.text(max_size=20), max_size=4).map(tuple)


@given(parts, parts)
def test_equal_parts_alone_have_equal_hashes(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert (VAULT.lookup(*one) == VAULT.lookup(*other)) is (one == other)
    assert (VAULT.draw(*one) == VAULT.draw(*other)) is (one == other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        (("a", ""), ("a",)),
        (("", "a"), ("a", "")),
        (("request", "7"), ("account", "7")),
        (("request7",), ("request", "7")),
    ],
)
def test_the_same_letters_cut_elsewhere_are_other_parts(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    assert VAULT.lookup(*one) != VAULT.lookup(*other)
    assert VAULT.draw(*one) != VAULT.draw(*other)


def test_another_organisation_or_key_has_other_hashes() -> None:
    others = [Vault(12, KEYS), Vault(11, replace(KEYS, lookup=KeyVersions.fresh()))]
    for other in others:
        assert other.lookup("account", "local:demo:u17") != VAULT.lookup(
            "account", "local:demo:u17"
        )
        assert other.draw("look", "7") != VAULT.draw("look", "7")


def test_the_other_keys_do_not_change_a_hash() -> None:
    """So that wrapping under a new epoch leaves every look-up as it is."""
    other = Vault(11, replace(OrganisationKeys.fresh(), lookup=KEYS.lookup))
    assert other.lookup("account", "a") == VAULT.lookup("account", "a")
    assert other.draw("account", "a") == VAULT.draw("account", "a")


def joined(*parts: bytes) -> bytes:
    return b"".join(pack(">I", len(part)) + part for part in parts)


def test_hashes_are_what_is_written_down() -> None:
    """Put together by hand: a look-up of one release must find what another stored."""
    message = joined(b"account", b"local:demo:u17")
    key = hmac.digest(LOOKUP_KEY, joined(b"tailboard 1", b"lookup", b"11"), "sha256")
    expected = hmac.digest(key, message, "sha256")[:LOOKUP_LENGTH]
    assert VAULT.lookup("account", "local:demo:u17") == expected

    key = hmac.digest(LOOKUP_KEY, joined(b"tailboard 1", b"draw", b"11"), "sha256")
    first = int.from_bytes(hmac.digest(key, message, "sha256")[:8])
    assert VAULT.draw("account", "local:demo:u17") == (first >> 11) / 2**53


def test_draws_are_spread_evenly_over_zero_to_one() -> None:
    draws = [VAULT.draw("look", str(person)) for person in range(10_000)]
    assert min(draws) >= 0
    assert max(draws) < 1
    for tenth in range(10):
        assert 850 < sum(int(draw * 10) == tenth for draw in draws) < 1150


def test_half_a_surrogate_pair_is_looked_up_without_an_error() -> None:
    assert VAULT.lookup("account", "canary\ud800") != VAULT.lookup("account", "canary\ud801")
    assert 0 <= VAULT.draw("\udfff") < 1


def test_ids_are_random_positive_numbers_that_every_database_holds() -> None:
    ids = [new_id() for _ in range(5_000)] + [VAULT.new_id() for _ in range(5_000)]
    assert len(set(ids)) == len(ids)
    assert all(0 < number < 2**63 for number in ids)
    assert ids != sorted(ids)
    # each of the 63 bits is set in about half of them (six standard deviations)
    for bit in range(63):
        assert 4_700 < sum(number >> bit & 1 for number in ids) < 5_300
