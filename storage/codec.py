"""Records to compact bytes and back: the form in which plain dataclasses are sealed.

A record is a frozen dataclass of str, int, bool, float, bytes, None, aware UTC datetimes, dates,
naive times, timedeltas, enums with text or number values, tuples, frozensets, mappings, other
such dataclasses, and unions of these (`int | None`, `Daily | Weekly`). The bytes are positional: no
names, an id of 19 digits takes nine bytes (from JSON, pydantic reads a record in a third of the
time, and needs twice the room, which is what is short). So fields are only ever *added at the end,
with a default*; anything else is a new type of record, or a new version of the form with
somebody who reads the old.

    record        version of the form 1 | dataclass
    a dataclass   number of fields 1 | field after field
    tuple, set    size | item after item; a set in the order of its items' bytes
    mapping       as a set of keys, each with its value; read back as a dict
    T | None      0, or 1 and the value
    other unions  0 for None, or the name of the member's type, as text | the member
    enum          its value, as text or number
    plain types   see `storage/wires.py`

An older record, with fewer fields, gets the defaults of the newer ones; a newer one is refused.
"""

from __future__ import annotations

import dataclasses
import struct
import typing
from typing import Generic, TypeVar

from storage.composed_wires import wire_of
from storage.wires import RecordError, RecordRefused, RecordTooNew, RecordUnreadable

__all__ = ["Codec", "RecordError", "RecordRefused", "RecordTooNew", "RecordUnreadable"]

R = TypeVar("R")

#: The version of a form is one byte.
GREATEST_VERSION = 255


class Codec(Generic[R]):
    """Writes and reads records of one type, at one version of its form.

    `form` spells the type and order of all fields: a test that holds it against a written copy
    notices a field that was moved, removed or added without a new version.
    """

    def __init__(self, record_type: type[R], version: int = 1) -> None:
        if not 1 <= version <= GREATEST_VERSION:
            raise ValueError(f"a form's version is 1 to {GREATEST_VERSION}")
        wire = wire_of(record_type, ())
        if not dataclasses.is_dataclass(record_type):
            raise TypeError(f"{record_type!r} is not a dataclass")
        self.version = version
        self.form = wire.form
        self._name = record_type.__name__
        self._write, self._read = wire.write, wire.read

    def encode(self, record: R) -> bytes:
        """The record's bytes, the same for equal records; raises RecordRefused."""
        out = bytearray((self.version,))
        try:
            self._write(record, out)
            return bytes(out)
        except RecordRefused as refused:
            found = refused.within(self._name)
        # Out here, since what was being handled (a UnicodeEncodeError) carries the whole text.
        raise found

    def decode(self, data: bytes) -> R:
        """The record; raises RecordTooNew or RecordUnreadable."""
        if not data or not data[0]:
            raise RecordUnreadable(f"These bytes are not a {self._name}.")
        if data[0] > self.version:
            raise RecordTooNew(
                f"A {self._name} was written in form {data[0]}, and this release reads up to"
                f" {self.version}. Use the release that wrote it, or a later one."
            )
        try:
            record, end = self._read(data, 1)
        except RecordTooNew as newer:
            raise RecordTooNew(f"A {self._name} was written by a later release: {newer}") from None
        except (IndexError, ValueError, OverflowError, struct.error):
            end = -1
        if end != len(data):
            raise RecordUnreadable(f"These bytes are not a whole {self._name}.")
        return typing.cast(R, record)
