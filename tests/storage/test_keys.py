"""The keys of a database: random, whole, and told from those of another database."""

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.key_errors import (
    KeyFileDamaged,
    KeyFileError,
    KeyFileExists,
    KeyFileMissing,
    KeyFileUnsafe,
    KeyFileUnwritable,
    NoKeysForOrganisation,
    WrongKey,
)
from storage.key_file import KeyFile
from storage.key_text import checksum_of
from storage.keys import KeyVersions, OrganisationKeys

AN_ID = 2**63 - 1
FILE = KeyFile.fresh([3, AN_ID])


def keys_in(keys: KeyFile) -> list[bytes]:
    """Every key of the file."""
    found = []
    for each in keys.organisations.values():
        found += [each.key_encryption.key, each.lookup.key, each.record.key]
        found += [each.audit_first_key] if each.audit_first_key else []
    return found


def test_every_key_is_random_and_of_256_bits() -> None:
    keys = keys_in(FILE) + keys_in(KeyFile.fresh([1, 2]))
    assert len(set(keys)) == len(keys) == 16
    assert {len(key) for key in keys} == {32}


# Damage


@given(st.data())
def test_a_file_that_is_cut_short_is_refused(data: st.DataObject) -> None:
    text = FILE.to_text().rstrip()
    cut = data.draw(st.integers(0, len(text) - 1))
    with pytest.raises(KeyFileDamaged):
        KeyFile.from_text(text[:cut], origin="keys")


@given(st.data())
def test_a_letter_that_was_changed_is_noticed(data: st.DataObject) -> None:
    text = FILE.to_text().rstrip()
    at = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.sampled_from([c for c in 'aB3/ \n"{' if c != text[at]]))
    changed = text[:at] + letter + text[at + 1 :]
    read, error = read_or_error(changed)
    if error is None:  # a space for a line's end, or the like
        assert read == FILE
    else:
        assert not any(piece in str(error) for piece in secret_pieces())


def read_or_error(text: str) -> tuple[KeyFile | None, KeyFileDamaged | None]:
    try:
        return KeyFile.from_text(text, origin="keys"), None
    except KeyFileDamaged as damaged:
        return None, damaged


def test_room_between_the_words_does_not_matter() -> None:
    """An environment variable may have lost its line ends."""
    packed = json.dumps(json.loads(FILE.to_text()))
    assert KeyFile.from_text(packed.replace("\n", ""), origin="keys") == FILE
    assert KeyFile.from_text(FILE.to_text().replace("\n", "\r\n"), origin="keys") == FILE


@pytest.mark.parametrize(
    "text", ["", "null", "7", "[]", "{}", "not json", "[" * 100_000, "é\ud800"]
)
def test_what_is_no_key_file_says_what_to_do(text: str) -> None:
    with pytest.raises(KeyFileDamaged, match=r"^keys is not a key file.*Put back a good copy"):
        KeyFile.from_text(text, origin="keys")


def test_a_file_of_a_later_release_is_refused_as_such() -> None:
    body = json.loads(FILE.to_text()) | {"tailboard_keys": 2}
    with pytest.raises(KeyFileDamaged, match="later release"):
        KeyFile.from_text(json.dumps(body), origin="keys")


def broken_bodies() -> list[tuple[str, Any]]:
    """Parts of a file that make no sense although their checksum fits."""
    key = KeyVersions.fresh()
    short = {"current": 1, "keys": {"1": "AAAA"}}
    return [
        ("tailboard_keys", 0),
        ("tailboard_keys", "1"),
        ("fingerprint", "xyz"),
        ("fingerprint", "abcd"),
        ("fingerprint", None),
        ("organisations", None),
        ("organisations", {"0": {}}),
        ("organisations", {"three": {}}),
        ("organisations", {"3": {"lookup": short, "record": short, "key_encryption": short}}),
        ("organisations", {"3": {"lookup": {"current": 2, "keys": {"1": key.key.hex()}}}}),
    ]


@pytest.mark.parametrize(("name", "value"), broken_bodies())
def test_parts_that_make_no_sense_are_refused_even_with_a_fitting_checksum(
    name: str, value: Any
) -> None:
    body = json.loads(FILE.to_text())
    del body["checksum"]
    body[name] = value
    text = json.dumps(body | {"checksum": checksum_of(body)})
    with pytest.raises(KeyFileDamaged, match=r"^keys "):
        KeyFile.from_text(text, origin="keys")


# The environment


def test_the_contents_may_come_from_the_environment() -> None:
    assert KeyFile.from_environment("KEYS", {"KEYS": FILE.to_text()}) == FILE


@pytest.mark.parametrize("environ", [{}, {"KEYS": ""}, {"KEYS": " \n"}])
def test_an_empty_variable_is_named(environ: dict[str, str]) -> None:
    with pytest.raises(KeyFileMissing, match="environment variable KEYS is not set"):
        KeyFile.from_environment("KEYS", environ)


def test_a_damaged_variable_is_named_and_not_quoted() -> None:
    with pytest.raises(KeyFileDamaged, match="The environment variable KEYS") as damaged:
        KeyFile.from_environment("KEYS", {"KEYS": FILE.to_text()[:-40]})
    assert not any(piece in str(damaged.value) for piece in secret_pieces())


def secret_pieces() -> list[str]:
    """What of the file must not be seen in an error: pieces of its keys as they are written."""
    return [base64.b64encode(key).decode()[:8] for key in keys_in(FILE)]


# Which keys


def test_the_wrong_database_is_told_from_a_damaged_one() -> None:
    FILE.require_database(FILE.fingerprint)
    other = KeyFile.fresh([3])
    with pytest.raises(WrongKey, match="Nothing was changed") as wrong:
        FILE.require_database(other.fingerprint)
    assert FILE.fingerprint.hex()[:8] in str(wrong.value)
    assert other.fingerprint.hex()[:8] in str(wrong.value)


def test_an_organisation_without_keys_is_named() -> None:
    with pytest.raises(NoKeysForOrganisation, match="organisation 4"):
        FILE.for_organisation(4)


def test_all_errors_are_of_one_family() -> None:
    family = [KeyFileMissing, KeyFileExists, KeyFileUnsafe, KeyFileDamaged, KeyFileUnwritable]
    for error in [*family, WrongKey, NoKeysForOrganisation]:
        assert issubclass(error, KeyFileError)


def test_no_key_shows_in_what_is_printed() -> None:
    shown = repr(FILE) + repr(FILE.for_organisation(3)) + repr(FILE.for_organisation(3).lookup)
    for key in keys_in(FILE):
        assert repr(key)[2:10] not in shown
    assert not any(piece in shown for piece in secret_pieces())


@pytest.mark.parametrize(
    ("current", "by_version"),
    [(1, {}), (2, {1: bytes(32)}), (0, {0: bytes(32)}), (1, {1: bytes(31)}), (1, {1: b""})],
)
def test_versions_of_a_key_fit_together(current: int, by_version: dict[int, bytes]) -> None:
    with pytest.raises(ValueError, match="key"):
        KeyVersions(current, by_version)


def test_keys_cannot_be_exchanged_once_they_are_made() -> None:
    versions = {1: bytes(32)}
    keys = KeyVersions(1, versions)
    versions[1] = b"\1" * 32
    assert keys.key == bytes(32)
    with pytest.raises(TypeError):
        keys.by_version[1] = b"\1" * 32  # type: ignore[index]  # refused by the types too


# The form of the file, written down: what one release writes, the next must read

WRITTEN = """{
  "tailboard_keys": 1,
  "about": "Secret.",
  "fingerprint": "000102030405060708090a0b0c0d0e0f",
  "organisations": {
    "3": {
      "key_encryption": {"current": 2, "keys": {
        "1": "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
        "2": "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI="}},
      "lookup": {"current": 1, "keys": {"1": "AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM="}},
      "record": {"current": 1, "keys": {"1": "BAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ="}},
      "audit_first_key": "BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU="
    }
  },
  "checksum": "3cc2cee84d5a44f341f211e0e671790faa723692fa0b66d006f86ddc611fb64d"
}
"""


def test_a_file_of_the_first_release_is_read() -> None:
    read = KeyFile.from_text(WRITTEN, origin="keys")
    assert read.fingerprint == bytes(range(16))
    assert read.for_organisation(3) == OrganisationKeys(
        key_encryption=KeyVersions(2, {1: b"\1" * 32, 2: b"\2" * 32}),
        lookup=KeyVersions(1, {1: b"\3" * 32}),
        record=KeyVersions(1, {1: b"\4" * 32}),
        audit_first_key=b"\5" * 32,
    )
