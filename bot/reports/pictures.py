"""The pictures of a release as they are kept: one in each language, and all in one piece."""

from collections.abc import Mapping
from struct import Struct

#: What it begins with; anything else is one picture for everybody, as it was at first.
MARK = b"tailboard pictures 1\n"
_LENGTHS = Struct(">BI")  # of the language's name and of its picture


def together(pictures: Mapping[str, bytes]) -> bytes:
    """By language, in the order of their names."""
    out = bytearray(MARK)
    for language in sorted(pictures):
        name, picture = language.encode(), pictures[language]
        out += _LENGTHS.pack(len(name), len(picture)) + name + picture
    return bytes(out)


def picture_in(kept: bytes, *languages: str) -> bytes:
    """The one in the first of these languages that there is; empty: in none of them."""
    if not kept.startswith(MARK):
        return kept
    found = {}
    at = len(MARK)
    while at < len(kept):
        name_length, picture_length = _LENGTHS.unpack_from(kept, at)
        name_at = at + _LENGTHS.size
        picture_at = name_at + name_length
        at = picture_at + picture_length
        found[kept[name_at:picture_at].decode()] = kept[picture_at:at]
    return next((found[each] for each in languages if each in found), b"")
