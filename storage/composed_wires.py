"""How types made of others are written in a record: enums, unions, tuples, dataclasses.

`wire_of` finds the wire of any annotation a record may have, or says why it may not have it. The
form of the bytes is told in `storage/codec.py`.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from enum import Enum, Flag, IntEnum, StrEnum
from operator import attrgetter
from typing import Any

from storage.wires import (
    PLAIN,
    RecordRefused,
    RecordTooNew,
    Wire,
    read_size,
    write_size,
    wrong_type,
)

#: The number of fields is one byte.
GREATEST_FIELDS = 255


def wire_of(annotation: Any, around: tuple[type, ...]) -> Wire:
    """The wire of an annotation. `around` are the dataclasses being built, to refuse a circle."""
    if isinstance(annotation, typing.NewType):
        return wire_of(annotation.__supertype__, around)
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return wire_of(annotation.__origin__, around)
    if origin is typing.Union or origin is types.UnionType:
        return _union(annotation, around)
    if origin is tuple:
        return _tuple(typing.get_args(annotation), around)
    if origin is frozenset:
        return _many(frozenset, wire_of(typing.get_args(annotation)[0], around))
    if origin is Mapping:
        return _mapping(*[wire_of(argument, around) for argument in typing.get_args(annotation)])
    if isinstance(annotation, type):
        if annotation in PLAIN:
            return PLAIN[annotation]
        if issubclass(annotation, Enum):
            return _enum(annotation)
        if dataclasses.is_dataclass(annotation):
            return _dataclass(annotation, around)
    raise TypeError(f"{annotation!r} cannot be part of a record")


def _enum(kind: type[Enum]) -> Wire:
    """Members by their value, so that a member that moves keeps its meaning."""
    raws: dict[Enum, bytes] = {}
    for member in kind:
        if type(member.value) not in (str, int) or issubclass(kind, Flag):
            raise TypeError(f"{kind.__name__} has values that are neither text nor numbers")
        raws[member] = _in_bytes(PLAIN[type(member.value)], member.value)
    members = {raw: member for member, raw in raws.items()}
    if any(raw[0] == 255 for raw in members):
        raise TypeError(f"a value of {kind.__name__} is too long")

    def write(value: Any, out: bytearray) -> None:
        if type(value) is not kind:
            raise wrong_type(f"a {kind.__name__}", value)
        out += raws[value]

    def read(data: bytes, at: int) -> tuple[Enum, int]:
        end = at + 1 + data[at]
        member = members.get(data[at:end])
        if member is None:
            raise RecordTooNew(f"it has a {kind.__name__} that is not known here.")
        return member, end

    return Wire(kind.__name__, kind, write, read)


def _union(annotation: Any, around: tuple[type, ...]) -> Wire:
    wires = [wire_of(member, around) for member in typing.get_args(annotation)]
    wires = [wire for wire in wires if wire.kind is not types.NoneType]
    has_none = len(wires) < len(typing.get_args(annotation))
    return _optional(wires[0]) if len(wires) == 1 else _choice(wires, has_none=has_none)


def _optional(wire: Wire) -> Wire:
    """`T | None`: one byte says which."""
    write_value, read_value = wire.write, wire.read

    def write(value: Any, out: bytearray) -> None:
        if value is None:
            out.append(0)
        else:
            out.append(1)
            write_value(value, out)

    def read(data: bytes, at: int) -> tuple[Any, int]:
        if data[at] == 0:
            return None, at + 1
        if data[at] != 1:
            raise ValueError
        return read_value(data, at + 1)

    return Wire(f"{wire.form} | None", object, write, read)


def _choice(wires: list[Wire], *, has_none: bool) -> Wire:
    """A union of several: by the name of the member's type, since `typing` keeps no order.

    (`Union[Union[A, B], None]` may come out of its cache as `Union[B, A, None]`.)
    """
    wires = sorted(wires, key=lambda wire: wire.kind.__name__)
    named = {wire: _in_bytes(PLAIN[str], wire.kind.__name__) for wire in wires}
    writes = {wire.kind: (name, wire.write) for wire, name in named.items()}
    reads = {name: wire.read for wire, name in named.items()}
    form = " | ".join([wire.form for wire in wires] + ["None"] * has_none)
    if len(reads) != len(wires):
        raise TypeError(f"the members of {form} cannot be told apart")

    def write(value: Any, out: bytearray) -> None:
        if value is None and has_none:
            out.append(0)
            return
        found = writes.get(type(value))
        if found is None and isinstance(value, StrEnum | IntEnum):
            found = writes.get(type(value.value))
        if found is None:
            raise wrong_type(" or ".join(wire.kind.__name__ for wire in wires), value)
        name, write_member = found
        out += name
        write_member(value, out)

    def read(data: bytes, at: int) -> tuple[Any, int]:
        if data[at] == 0 and has_none:
            return None, at + 1
        end = at + 1 + data[at]
        read_member = reads.get(data[at:end])
        if read_member is None:
            raise RecordTooNew("it has a kind of value that is not known here.")
        return read_member(data, end)

    return Wire(f"({form})", object, write, read)


def _tuple(arguments: tuple[Any, ...], around: tuple[type, ...]) -> Wire:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        return _many(tuple, wire_of(arguments[0], around))
    wires = [wire_of(argument, around) for argument in arguments]

    def write(value: Any, out: bytearray) -> None:
        if type(value) is not tuple or len(value) != len(wires):
            raise wrong_type(f"a tuple of {len(wires)}", value)
        for place, (wire, item) in enumerate(zip(wires, value, strict=True)):
            _write_item(wire, item, place, out)

    def read(data: bytes, at: int) -> tuple[tuple[Any, ...], int]:
        items = []
        for wire in wires:
            item, at = wire.read(data, at)
            items.append(item)
        return tuple(items), at

    form = ", ".join(wire.form for wire in wires)
    return Wire(f"tuple[{form}]", tuple, write, read)


def _many(kind: type[tuple[Any, ...]] | type[frozenset[Any]], item: Wire) -> Wire:
    """Any number of items of one type."""
    write_item, read_item = item.write, item.read

    def write(value: Any, out: bytearray) -> None:
        if type(value) is not kind:
            raise wrong_type(f"a {kind.__name__}", value)
        write_size(len(value), out)
        if kind is frozenset:  # equal sets give equal bytes
            out += b"".join(sorted([_in_bytes(item, each) for each in value]))
            return
        place = 0
        try:
            for place, each in enumerate(value):  # noqa: B007 - told where one is refused
                write_item(each, out)
        except RecordRefused as refused:
            raise refused.within(f"[{place}]") from None

    def read(data: bytes, at: int) -> tuple[Any, int]:
        size, at = read_size(data, at)
        items = []
        for _ in range(size):
            value, at = read_item(data, at)
            items.append(value)
        return kind(items), at

    form = f"tuple[{item.form}, ...]" if kind is tuple else f"frozenset[{item.form}]"
    return Wire(form, kind, write, read)


def _mapping(key: Wire, item: Wire) -> Wire:
    """Keys in the order of their bytes, each with its value."""
    write_key, write_item = key.write, item.write
    read_key, read_item = key.read, item.read

    def write(value: Any, out: bytearray) -> None:
        if type(value) is not dict and not isinstance(value, Mapping):  # quick, and thorough
            raise wrong_type("a mapping", value)
        write_size(len(value), out)
        if not value:
            return
        raws = []
        for name, each in value.items():
            raw = bytearray()
            write_key(name, raw)
            write_item(each, raw)
            raws.append(raw)
        if len(raws) > 1:
            raws.sort()
        for raw in raws:
            out += raw

    def read(data: bytes, at: int) -> tuple[dict[Any, Any], int]:
        size, at = read_size(data, at)
        items = {}
        for _ in range(size):
            name, at = read_key(data, at)
            items[name], at = read_item(data, at)
        return items, at

    return Wire(f"Mapping[{key.form}, {item.form}]", dict, write, read)


def _write_item(item: Wire, value: Any, place: int, out: bytearray) -> None:
    try:
        item.write(value, out)
    except RecordRefused as refused:
        raise refused.within(f"[{place}]") from None


def _dataclass(kind: type[Any], around: tuple[type, ...]) -> Wire:
    """Field after field, with their number before them."""
    if kind in around:
        raise TypeError(f"{kind.__name__} cannot hold itself")
    fields = _fields_of(kind)
    hints = typing.get_type_hints(kind, include_extras=True)
    wires = [wire_of(hints[field.name], (*around, kind)) for field in fields]
    writes = tuple(wire.write for wire in wires)
    names = tuple(field.name for field in fields)
    values_of = _values_getter(names)
    reads = tuple(wire.read for wire in wires)
    known, required = len(fields), sum(map(_is_required, fields))
    by_name = any(field.kw_only for field in fields)

    def write(value: Any, out: bytearray) -> None:
        if type(value) is not kind:
            raise wrong_type(f"a {kind.__name__}", value)
        out.append(known)
        place = 0
        try:
            for place, inner in enumerate(values_of(value)):
                writes[place](inner, out)
        except RecordRefused as refused:
            raise refused.within(names[place]) from None

    def read(data: bytes, at: int) -> tuple[Any, int]:
        count = data[at]
        at += 1
        if count > known:
            raise RecordTooNew(f"its {kind.__name__} has {count} fields, {known} are known here.")
        if count < required:
            raise ValueError
        values = []
        for read_field in reads if count == known else reads[:count]:
            value, at = read_field(data, at)
            values.append(value)
        if by_name:
            return kind(**dict(zip(names, values, strict=False))), at
        return kind(*values), at

    form = ", ".join(f"{f.name}: {w.form}" for f, w in zip(fields, wires, strict=True))
    return Wire(f"{kind.__name__}({form})", kind, write, read)


def _in_bytes(wire: Wire, value: Any) -> bytes:
    out = bytearray()
    wire.write(value, out)
    return bytes(out)


def _values_getter(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """All of these attributes at once."""
    if not names:
        return lambda _: ()
    getter = attrgetter(*names)
    return getter if len(names) > 1 else lambda value: (getter(value),)


def _fields_of(kind: type[Any]) -> tuple[dataclasses.Field[Any], ...]:
    """The fields, if the dataclass is one that can be read back by position."""
    if not kind.__dataclass_params__.frozen:
        raise TypeError(f"{kind.__name__} is not frozen")
    fields = dataclasses.fields(kind)
    if len(fields) > GREATEST_FIELDS or not all(field.init for field in fields):
        raise TypeError(f"{kind.__name__} has too many fields, or some that are not given to it")
    required = [_is_required(field) for field in fields]
    if required != sorted(required, reverse=True):
        raise TypeError(f"{kind.__name__} has a field without a default after one with")
    return fields


def _is_required(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
