"""Records keep everything through their bytes, and what cannot be kept is refused by name."""

import math
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import Enum, IntEnum, IntFlag, StrEnum
from types import MappingProxyType
from typing import Annotated, Any, Union
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.content import Content
from bot.model.ids import PersonId
from bot.model.people import MOST_OVERRIDES, Membership, Preferences, Rhythm, RosterFacts
from bot.rota.rotation import DayKind, Override
from storage.codec import Codec, RecordError, RecordRefused, RecordTooNew, RecordUnreadable

#: A 63-bit id has up to 19 digits.
AN_ID = 2**63 - 1


class Zone(StrEnum):
    GREEN = "green"
    RED = "red"


class Lane(IntEnum):
    FIRST = 0
    SECOND = 1
    LAST = 300


@dataclass(frozen=True, slots=True)
class Peer:
    person: PersonId
    name: str


@dataclass(frozen=True, slots=True)
class Call:
    number: str


@dataclass(frozen=True, slots=True)
class Meeting:
    at: datetime


@dataclass(frozen=True, slots=True)
class Everything:
    number: int
    name: str
    yes: bool
    share: float
    raw: bytes
    nothing: None
    at: datetime
    day: date
    hour: time
    length: timedelta
    zone: Zone
    lane: Lane
    peer: Peer
    ranked: tuple[PersonId, ...]
    pair: tuple[int, str]
    avoided: frozenset[PersonId]
    zones: frozenset[Zone]
    peers: tuple[Peer, ...]
    maybe_name: str | None
    maybe_peer: Peer | None
    how: Call | Meeting | None
    words_or_number: str | int
    noted: Annotated[int, "a remark"]
    arguments: Mapping[str, str | int]
    last: str = field(default="end", kw_only=True)


EVERYTHING: Codec[Everything] = Codec(Everything)

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=300)
numbers = st.integers(-(2**70), 2**70)
instants = st.datetimes(timezones=st.just(UTC))
ids = st.integers(1, AN_ID).map(PersonId)
zones = st.sampled_from(Zone)
peers = st.builds(Peer, ids, texts)
everythings = st.builds(
    Everything,
    number=numbers,
    name=texts,
    yes=st.booleans(),
    share=st.floats(allow_nan=False, allow_infinity=False),
    raw=st.binary(max_size=600),
    nothing=st.none(),
    at=instants,
    day=st.dates(),
    hour=st.times(),
    length=st.timedeltas(),
    zone=zones,
    lane=st.sampled_from(Lane),
    peer=peers,
    ranked=st.lists(ids, max_size=5).map(tuple),
    pair=st.tuples(numbers, texts),
    avoided=st.frozensets(ids, max_size=20),
    zones=st.frozensets(zones),
    peers=st.lists(peers, max_size=3).map(tuple),
    maybe_name=st.none() | texts,
    maybe_peer=st.none() | peers,
    how=st.none() | st.builds(Call, texts) | st.builds(Meeting, instants),
    words_or_number=texts | numbers,
    noted=numbers,
    arguments=st.dictionaries(texts, texts | numbers, max_size=4),
    last=texts,
)


def one(kind: Any) -> Any:
    """A record type with one field `it` of this kind."""
    return dataclass(frozen=True, slots=True)(type("One", (), {"__annotations__": {"it": kind}}))


def through(kind: Any, value: object) -> Any:
    """What comes back of a value, through the bytes of a record of one field."""
    record = one(kind)
    codec: Codec[Any] = Codec(record)
    return codec.decode(codec.encode(record(value))).it


@given(everythings)
def test_a_record_comes_back_as_it_was(record: Everything) -> None:
    back = EVERYTHING.decode(EVERYTHING.encode(record))
    assert back == record
    assert [type(getattr(back, name)) for name in Everything.__slots__] == [
        type(getattr(record, name)) for name in Everything.__slots__
    ]


@given(everythings, everythings, st.sampled_from(Everything.__slots__))
def test_equal_records_alone_have_equal_bytes(
    record: Everything, other: Everything, name: str
) -> None:
    changed = replace(record, **{name: getattr(other, name)})
    assert (EVERYTHING.encode(changed) == EVERYTHING.encode(record)) is (changed == record)


@given(st.lists(ids, unique=True, max_size=20))
def test_a_set_is_written_in_one_order_however_it_came_about(members: list[PersonId]) -> None:
    kind = one(frozenset[PersonId])
    codec: Codec[Any] = Codec(kind)
    assert codec.encode(kind(frozenset(members))) == codec.encode(kind(frozenset(members[::-1])))


@given(everythings, st.data())
def test_bytes_that_are_cut_or_lengthened_are_no_record(
    record: Everything, data: st.DataObject
) -> None:
    raw = EVERYTHING.encode(record)
    cut = data.draw(st.integers(0, len(raw) - 1))
    with pytest.raises((RecordUnreadable, RecordTooNew)):
        EVERYTHING.decode(raw[:cut])
    with pytest.raises(RecordUnreadable):
        EVERYTHING.decode(raw + b"\0")


@given(st.binary(max_size=200))
def test_any_bytes_are_a_record_or_an_error_of_the_family(raw: bytes) -> None:
    try:
        EVERYTHING.decode(b"\x01\x19" + raw)
    except RecordError:
        return


@pytest.mark.parametrize(
    ("kind", "value", "length"),
    [
        (int, 0, 1),
        (int, 100, 2),
        (int, AN_ID, 9),
        (int | None, None, 1),
        (str, "crew", 5),
        (str, "x" * 254, 255),
        (str, "x" * 255, 260),
        (bool, True, 1),
        (datetime, datetime(2026, 11, 24, 3, tzinfo=UTC), 8),
        (date, date(2026, 11, 24), 4),
        (Zone, Zone.GREEN, 6),
        (tuple[int, ...], (AN_ID,) * 20, 181),
    ],
)
def test_the_bytes_are_few(kind: Any, value: object, length: int) -> None:
    record = one(kind)
    header = 2  # the form's version and the number of fields
    assert len(Codec(record).encode(record(value))) == header + length


@pytest.mark.parametrize("value", [0, 1, -1, 127, 128, -128, -129, 255, 2**63 - 1, -(2**63)])
def test_numbers_at_the_edges_of_a_byte(value: int) -> None:
    assert through(int, value) == value


@pytest.mark.parametrize("length", [0, 1, 254, 255, 256, 40_000])
def test_texts_at_the_edges_of_a_size(length: int) -> None:
    assert through(str, "é" * length) == "é" * length
    assert through(tuple[bool, ...], (True,) * length) == (True,) * length


def test_marks_of_direction_and_of_markup_are_text_like_any() -> None:
    text = "\u202ekcab <!channel> @everyone =HYPERLINK(1) \ufeff\x1b[0m"
    assert through(str, text) == text


def test_an_instant_in_another_zone_of_the_same_offset_is_read_back_in_utc() -> None:
    back = through(datetime, datetime(2026, 1, 5, 12, tzinfo=ZoneInfo("Africa/Abidjan")))
    assert back == datetime(2026, 1, 5, 12, tzinfo=UTC)
    assert back.tzinfo is UTC


def test_minus_zero_is_written_like_the_zero_that_it_equals() -> None:
    assert math.copysign(1, through(float, -0.0)) == 1


def test_a_whole_number_where_a_float_is_declared_is_read_back_as_a_float() -> None:
    assert type(through(float, 2)) is float


def test_a_member_of_an_enum_where_its_value_is_declared_is_read_back_as_the_value() -> None:
    assert type(through(str, Zone.RED)) is str
    assert type(through(int, Lane.LAST)) is int
    assert through(Mapping[str, str | int], {"zone": Zone.RED, "lane": Lane.LAST}) == {
        "zone": "red",
        "lane": 300,
    }


def test_a_read_only_mapping_is_a_mapping() -> None:
    assert through(Mapping[str, int], MappingProxyType({"r": 9})) == {"r": 9}


def test_a_mapping_is_written_in_one_order_however_it_came_about() -> None:
    record = one(Mapping[str, int])
    codec: Codec[Any] = Codec(record)
    assert codec.encode(record({"r": 9, "o": 4})) == codec.encode(record({"o": 4, "r": 9}))


def test_the_order_in_which_a_union_was_first_written_changes_nothing() -> None:
    """`typing` may hand a union out in the order of an equal one that it saw before."""
    forwards = Codec(one(Union[Union[Call, Meeting], None]))  # noqa: UP007
    backwards = Codec(one(Union[Union[Meeting, Call], None]))  # noqa: UP007
    assert forwards.form == backwards.form
    record = one(Call | Meeting | None)
    raw = Codec(record).encode(record(Call("1")))
    assert forwards.decode(raw).it == backwards.decode(raw).it == Call("1")


REFUSED: list[tuple[Any, object, str]] = [
    (str, "a\0b", "NUL"),
    (str, "a\ud800b", "surrogate"),
    (str, 7, "text was expected, not int"),
    (str, None, "text was expected, not NoneType"),
    (str, b"a", "text was expected, not bytes"),
    (int, True, "a whole number was expected, not bool"),
    (int, "7", "a whole number was expected, not str"),
    (int, 7.0, "a whole number was expected, not float"),
    (int, 2**4000, "254 bytes"),
    (bool, 1, "yes or no was expected, not int"),
    (float, True, "a number was expected, not bool"),
    (float, 2**60 + 1, "a number was expected, not int"),
    (float, math.nan, "finite"),
    (float, -math.inf, "finite"),
    (bytes, bytearray(b"a"), "bytes was expected"),
    (None, 0, "nothing was expected"),
    (datetime, datetime(2026, 1, 1), "UTC"),  # noqa: DTZ001
    (datetime, datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=1))), "UTC"),
    (datetime, date(2026, 1, 1), "an instant was expected"),
    (date, datetime(2026, 1, 1, tzinfo=UTC), "a date was expected"),
    (time, time(1, tzinfo=UTC), "without a zone"),
    (time, 5, "a time of day was expected"),
    (timedelta, 5, "a length of time was expected"),
    (Zone, "green", "a Zone was expected, not str"),
    (Zone, Lane.FIRST, "a Zone was expected, not Lane"),
    (Peer, Call("7"), "a Peer was expected, not Call"),
    (tuple[int, ...], [1], "a tuple was expected, not list"),
    (tuple[int, int], (1,), "a tuple of 2"),
    (frozenset[int], {1}, "a frozenset was expected, not set"),
    (Mapping[str, int], (), "a mapping was expected, not tuple"),
    (Call | Meeting, Peer(PersonId(1), "x"), "Call or Meeting was expected, not Peer"),
    (Call | Meeting, None, "Call or Meeting was expected, not NoneType"),
    (str | None, 7, "text was expected"),
]


@pytest.mark.parametrize(("kind", "value", "reason"), REFUSED)
def test_what_cannot_be_kept_is_refused_with_its_place(
    kind: Any, value: object, reason: str
) -> None:
    with pytest.raises(RecordRefused, match=reason) as refused:
        through(kind, value)
    assert str(refused.value).startswith("One.it: ")


def test_a_refusal_names_the_place_within_tuples_and_records() -> None:
    record = one(tuple[Peer, ...])
    with pytest.raises(RecordRefused) as refused:
        Codec(record).encode(record((Peer(PersonId(1), "a"), Peer(PersonId(2), "b\0"))))
    assert str(refused.value) == "One.it[1].name: a NUL character is not text"


def test_another_type_of_record_is_refused() -> None:
    codec: Codec[Any] = Codec(Peer)
    with pytest.raises(RecordRefused, match=r"^Peer: a Peer was expected, not Call$"):
        codec.encode(Call("7"))


@pytest.mark.parametrize("name", ["canary\0", "canary\ud800"])
def test_a_refusal_and_all_it_came_from_hold_no_content(name: str) -> None:
    try:
        Codec(Peer).encode(Peer(PersonId(1), name))
    except RecordRefused as refused:
        error: BaseException | None = refused
        shown = "".join(traceback.format_exception(refused))
        while error is not None:
            assert not isinstance(error, UnicodeError)
            shown += repr(error)
            error = error.__context__
    assert "refused" in shown or "surrogate" in shown or "NUL" in shown
    assert "canary" not in shown


@dataclass
class Melted:
    it: int


@dataclass(frozen=True)
class Circle:
    inner: "Circle | None"


@dataclass(frozen=True)
class Derived:
    it: int = field(init=False, default=1)


@dataclass(frozen=True, kw_only=True)
class Gapped:
    first: int = 1
    second: int


class Mixed(Enum):
    ONE = 1.5


class Bits(IntFlag):
    ONE = 1


class Long(StrEnum):
    ONE = "x" * 300


NO_RECORDS: list[tuple[Callable[[], Any], str]] = [
    (lambda: Melted, "not frozen"),
    (lambda: Circle, "cannot hold itself"),
    (lambda: Derived, "not given to it"),
    (lambda: Gapped, "without a default after one with"),
    (lambda: int, "not a dataclass"),
    (lambda: one(list[int]), "cannot be part of a record"),
    (lambda: one(dict[str, int]), "cannot be part of a record"),
    (lambda: one(set[int]), "cannot be part of a record"),
    (lambda: one(object), "cannot be part of a record"),
    (lambda: one(Mixed), "neither text nor numbers"),
    (lambda: one(Bits), "neither text nor numbers"),
    (lambda: one(Long), "too long"),
    (lambda: one(tuple[int, ...] | tuple[str, ...]), "cannot be told apart"),
]


@pytest.mark.parametrize(("kind", "reason"), NO_RECORDS)
def test_a_type_that_cannot_be_kept_is_refused_before_any_record_is(
    kind: Callable[[], Any], reason: str
) -> None:
    with pytest.raises(TypeError, match=reason):
        Codec(kind())


def test_a_record_of_keyword_fields_comes_back() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Keyed:
        a: int
        b: str = "b"

    codec = Codec(Keyed)
    assert codec.decode(codec.encode(Keyed(a=1, b="c"))) == Keyed(a=1, b="c")


@pytest.mark.parametrize("kind", [RosterFacts, Membership, Rhythm, Preferences, Content])
def test_the_core_has_records_that_can_be_kept(kind: type) -> None:
    assert kind.__name__ in Codec(kind).form


def test_a_full_list_of_preferences_leaves_most_of_its_1024_bytes() -> None:
    ids = tuple(PersonId(n) for n in range(AN_ID - 25, AN_ID))
    days = tuple(Override(date(2026, 12, 20 + n), DayKind.NIGHT) for n in range(MOST_OVERRIDES))
    full = Preferences(preferred=ids[:5], avoided=ids[5:], overrides=days)
    assert len(Codec(Preferences).encode(full)) < 512


def test_reading_and_writing_need_no_deep_stack() -> None:
    limit = sys.getrecursionlimit()
    record = one(tuple[int, ...])
    codec: Codec[Any] = Codec(record)
    assert codec.decode(codec.encode(record((7,) * 10 * limit))).it == (7,) * 10 * limit
