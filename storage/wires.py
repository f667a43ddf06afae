"""How values of the plain types are written in a record, and what a record may refuse.

A *wire* is a pair of functions for one type: write a value at the end of the bytes, read one at a
place and say where the next begins. `storage/codec.py` puts them together into records.

    int            number of bytes 1 | two's complement, big end first (0 takes no byte)
    str, bytes     size | UTF-8 or the bytes; a size is one byte, or 255 and four bytes
                   (an enum's member where a str or int is declared is read back as its value)
    bool, float    one byte; eight bytes (IEEE 754)
    datetime       an int: microseconds since 1970, UTC; timedelta: microseconds
    date, time     an int: days since the year 1; two ints: seconds and microseconds of the day
"""

from __future__ import annotations

import math
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum, StrEnum
from struct import Struct
from typing import Any


class RecordError(Exception):
    """A record cannot be written or read; the message names its place, never its content."""


class RecordRefused(RecordError):
    """A record holds something that cannot be written: a lone surrogate, a wrong type."""

    def __init__(self, reason: str, place: str = "") -> None:
        super().__init__(f"{place}: {reason}" if place else reason)
        self.reason, self.place = reason, place

    def within(self, place: str) -> RecordRefused:
        """The same refusal, seen from the record around it."""
        inner = self.place if self.place.startswith("[") else "." * bool(self.place) + self.place
        return RecordRefused(self.reason, place + inner)


class RecordUnreadable(RecordError):
    """The bytes are no record of this type."""


class RecordTooNew(RecordError):
    """A later release wrote the record."""


Write = Callable[[Any, bytearray], None]
Read = Callable[[bytes, int], tuple[Any, int]]


@dataclass(frozen=True, slots=True)
class Wire:
    """How values of one type are written and read; `kind` is what they are at run time."""

    form: str
    kind: type
    write: Write
    read: Read


def write_size(size: int, out: bytearray) -> None:
    if size < 255:
        out.append(size)
    else:
        out.append(255)
        out += size.to_bytes(4)


def read_size(data: bytes, at: int) -> tuple[int, int]:
    size = data[at]
    if size < 255:
        return size, at + 1
    return int.from_bytes(data[at + 1 : at + 5]), at + 5


def wrong_type(wanted: str, value: object) -> RecordRefused:
    return RecordRefused(f"{wanted} was expected, not {type(value).__name__}")


# Plain types


def _write_str(value: Any, out: bytearray) -> None:
    if type(value) is not str and not isinstance(value, StrEnum):
        raise wrong_type("text", value)
    try:
        raw = value.encode()  # a StrEnum's member is its value
    except UnicodeEncodeError:
        raise RecordRefused("half of a surrogate pair is not text") from None
    if b"\0" in raw:
        raise RecordRefused("a NUL character is not text")
    size = len(raw)
    if size < 255:  # as write_size does, without a call: there is much text in a record
        out.append(size)
    else:
        write_size(size, out)
    out += raw


def _read_str(data: bytes, at: int) -> tuple[str, int]:
    size = data[at]
    at += 1
    if size == 255:
        size, at = read_size(data, at - 1)
    end = at + size
    return data[at:end].decode(), end


def _write_bytes(value: Any, out: bytearray) -> None:
    if type(value) is not bytes:
        raise wrong_type("bytes", value)
    write_size(len(value), out)
    out += value


def _read_bytes(data: bytes, at: int) -> tuple[bytes, int]:
    size, at = read_size(data, at)
    return data[at : at + size], at + size


def _write_int(value: Any, out: bytearray) -> None:
    if type(value) is not int:
        if not isinstance(value, IntEnum):
            raise wrong_type("a whole number", value)
        value = value.value
    length = (value.bit_length() + 8) // 8 if value else 0
    if length > 254:
        raise RecordRefused("a number of more than 254 bytes")
    out.append(length)
    out += value.to_bytes(length, signed=True)


def _read_int(data: bytes, at: int) -> tuple[int, int]:
    end = at + 1 + data[at]
    return int.from_bytes(data[at + 1 : end], signed=True), end


def _write_bool(value: Any, out: bytearray) -> None:
    if type(value) is not bool:
        raise wrong_type("yes or no", value)
    out.append(value)


def _read_bool(data: bytes, at: int) -> tuple[bool, int]:
    return _BOOLS[data[at]], at + 1


_BOOLS = {0: False, 1: True}
_DOUBLE = Struct(">d")


def _write_float(value: Any, out: bytearray) -> None:
    # An int where a float is declared is a float to the type checker too, if it is one exactly.
    if type(value) is not float and (type(value) is not int or abs(value) > 2**53):
        raise wrong_type("a number", value)
    if not math.isfinite(value):
        raise RecordRefused("a number must be finite")
    out += _DOUBLE.pack(value + 0.0)  # minus zero equals zero, and is written like it


def _read_float(data: bytes, at: int) -> tuple[float, int]:
    return _DOUBLE.unpack(data[at : at + 8])[0], at + 8


def _write_none(value: Any, out: bytearray) -> None:
    if value is not None:
        raise wrong_type("nothing", value)


def _read_none(data: bytes, at: int) -> tuple[None, int]:
    return None, at


# Dates and times, all as whole numbers

_MICROSECOND = timedelta(microseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NO_OFFSET = timedelta(0)


def _write_datetime(value: Any, out: bytearray) -> None:
    if type(value) is not datetime:
        raise wrong_type("an instant", value)
    if value.utcoffset() != _NO_OFFSET:
        raise RecordRefused("an instant is kept in UTC")
    _write_int((value - _EPOCH) // _MICROSECOND, out)


def _read_datetime(data: bytes, at: int) -> tuple[datetime, int]:
    end = at + 1 + data[at]
    microseconds = int.from_bytes(data[at + 1 : end], signed=True)
    return _EPOCH + timedelta(0, 0, microseconds), end


def _write_date(value: Any, out: bytearray) -> None:
    if type(value) is not date:
        raise wrong_type("a date", value)
    _write_int(value.toordinal(), out)


def _read_date(data: bytes, at: int) -> tuple[date, int]:
    end = at + 1 + data[at]
    return date.fromordinal(int.from_bytes(data[at + 1 : end], signed=True)), end


def _write_time(value: Any, out: bytearray) -> None:
    if type(value) is not time:
        raise wrong_type("a time of day", value)
    if value.tzinfo is not None:
        raise RecordRefused("a time of day is kept without a zone")
    second = (value.hour * 60 + value.minute) * 60 + value.second
    _write_int(second, out)
    _write_int(value.microsecond, out)


def _read_time(data: bytes, at: int) -> tuple[time, int]:
    seconds, at = _read_int(data, at)
    microsecond, at = _read_int(data, at)
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60, microsecond), at


def _write_timedelta(value: Any, out: bytearray) -> None:
    if type(value) is not timedelta:
        raise wrong_type("a length of time", value)
    _write_int(value // _MICROSECOND, out)


def _read_timedelta(data: bytes, at: int) -> tuple[timedelta, int]:
    microseconds, at = _read_int(data, at)
    return timedelta(0, 0, microseconds), at


PLAIN: Mapping[type, Wire] = {
    str: Wire("str", str, _write_str, _read_str),
    bytes: Wire("bytes", bytes, _write_bytes, _read_bytes),
    int: Wire("int", int, _write_int, _read_int),
    bool: Wire("bool", bool, _write_bool, _read_bool),
    float: Wire("float", float, _write_float, _read_float),
    types.NoneType: Wire("None", types.NoneType, _write_none, _read_none),
    datetime: Wire("datetime", datetime, _write_datetime, _read_datetime),
    date: Wire("date", date, _write_date, _read_date),
    time: Wire("time", time, _write_time, _read_time),
    timedelta: Wire("timedelta", timedelta, _write_timedelta, _read_timedelta),
}
