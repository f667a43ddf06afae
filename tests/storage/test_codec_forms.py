"""Records outlive releases: older ones are read with defaults, newer ones refused."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import pytest

from storage.codec import Codec, RecordTooNew, RecordUnreadable


class Zone(StrEnum):
    GREEN = "green"


@dataclass(frozen=True, slots=True)
class Peer:
    person: int


@dataclass(frozen=True, slots=True)
class Facts:
    name: str
    peers: tuple[Peer, ...]


FORM_1 = Codec(Facts)


def later() -> "tuple[type, type]":
    """The same records a release later: each with more fields at its end."""

    @dataclass(frozen=True, slots=True)
    class Peer:
        person: int
        since: date | None = None

    @dataclass(frozen=True, slots=True)
    class Facts:
        name: str
        peers: tuple[Peer, ...]
        language: str = "en"
        noted: tuple[str, ...] = ()

    return Facts, Peer


LATER_FACTS, LATER_PEER = later()


@pytest.mark.parametrize("version", [1, 2, 255])
def test_an_older_record_gets_the_defaults_of_newer_fields(version: int) -> None:
    raw = FORM_1.encode(Facts("Dana", (Peer(7), Peer(9))))
    read: Any = Codec(LATER_FACTS, version).decode(raw)
    assert read == LATER_FACTS("Dana", (LATER_PEER(7), LATER_PEER(9)))
    assert (read.language, read.peers[0].since) == ("en", None)


def test_a_record_of_a_newer_form_is_refused_with_what_to_do() -> None:
    raw = Codec(Facts, version=3).encode(Facts("canary", ()))
    with pytest.raises(RecordTooNew, match="in form 3, and this release reads up to 2") as refused:
        Codec(Facts, version=2).decode(raw)
    assert "Use the release that wrote it" in str(refused.value)
    assert "canary" not in str(refused.value)


def test_a_record_with_more_fields_is_refused_even_under_the_same_version() -> None:
    raw = Codec(LATER_FACTS).encode(LATER_FACTS("Dana", ()))
    with pytest.raises(RecordTooNew, match="has 4 fields, 2 are known"):
        FORM_1.decode(raw)


def test_a_record_within_a_record_with_more_fields_is_refused() -> None:
    raw = bytearray(Codec(LATER_FACTS).encode(LATER_FACTS("D", (LATER_PEER(7),))))
    raw[1] = 2  # the outer record as of before
    with pytest.raises(RecordTooNew, match="its Peer has 2 fields"):
        FORM_1.decode(bytes(raw))


def test_a_member_of_an_enum_from_a_later_release_is_refused() -> None:
    @dataclass(frozen=True)
    class Answer:
        zone: Zone

    raw = b"\x01\x01\x04blue"
    with pytest.raises(RecordTooNew, match="a Zone that is not known here"):
        Codec(Answer).decode(raw)


def test_a_kind_of_value_from_a_later_release_is_refused() -> None:
    @dataclass(frozen=True)
    class Either:
        it: Peer | Facts

    for unknown in (b"\x04Post\x01\x01\x07", b"\x00"):
        with pytest.raises(RecordTooNew, match="a kind of value"):
            Codec(Either).decode(b"\x01\x01" + unknown)


def test_a_value_that_may_be_missing_is_there_or_not() -> None:
    @dataclass(frozen=True)
    class Maybe:
        it: int | None

    codec = Codec(Maybe)
    assert codec.decode(b"\x01\x01\x00") == Maybe(None)
    assert codec.decode(b"\x01\x01\x01\x00") == Maybe(0)
    with pytest.raises(RecordUnreadable):
        codec.decode(b"\x01\x01\x02\x00")


@pytest.mark.parametrize(
    "raw", [b"", b"\x00\x02\x01a\x00", b"\x01", b"\x01\x01\x01a", b"\x01\x02\x01\xff"]
)
def test_bytes_that_are_no_record_are_refused(raw: bytes) -> None:
    with pytest.raises(RecordUnreadable, match="Facts"):
        FORM_1.decode(raw)


@pytest.mark.parametrize("version", [0, 256, -1])
def test_a_version_is_one_byte(version: int) -> None:
    with pytest.raises(ValueError, match="1 to 255"):
        Codec(Facts, version)


@dataclass(frozen=True, slots=True)
class Sample:
    number: int
    name: str
    at: datetime
    day: date | None
    zone: Zone
    ids: frozenset[int]
    peers: tuple[Peer, ...]
    how: Peer | Facts | None
    yes: bool


SAMPLE = Sample(
    number=-2,
    name="é",
    at=datetime(2026, 11, 24, 3, 0, 0, 1, tzinfo=UTC),
    day=date(2026, 11, 24),
    zone=Zone.GREEN,
    ids=frozenset({2**62, 1}),
    peers=(Peer(300),),
    how=Peer(0),
    yes=True,
)
#: Written by the first release; what it says is spelt out beside it.
SAMPLE_BYTES = bytes.fromhex(
    "01 09"  # form 1, nine fields
    "01fe 02c3a9"  # -2, é
    "07 0660fce7f6cc01"  # microseconds since 1970
    "01 030b4a68"  # a date: day 739,944
    "05677265656e"  # green
    "02 0101 084000000000000000"  # two ids
    "01 01 02012c"  # one Peer of one field, 300
    "0450656572 01 00"  # "Peer", one field, 0
    "01"
)


def test_the_bytes_of_the_first_release_stay_what_they_are() -> None:
    assert Codec(Sample).encode(SAMPLE).hex() == SAMPLE_BYTES.hex()
    assert Codec(Sample).decode(SAMPLE_BYTES) == SAMPLE


def test_the_form_spells_every_field_and_its_order() -> None:
    assert Codec(Sample).form == (
        "Sample(number: int, name: str, at: datetime, day: date | None, zone: Zone,"
        " ids: frozenset[int], peers: tuple[Peer(person: int), ...],"
        " how: (Facts(name: str, peers: tuple[Peer(person: int), ...]) | Peer(person: int) | None),"
        " yes: bool)"
    )
