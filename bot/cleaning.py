"""What people write becomes text that is safe to keep, to show and to put into a sentence.

Kept are letters, marks, digits, punctuation and emoji of every script. Taken out are the things
nobody sees and that only mislead: control characters, NUL, bidi overrides and isolates, invisible
format characters. Half a surrogate pair, which no encoding can carry, becomes U+FFFD. Markup of a
platform ("<!channel>", "@everyone") is left as the text it is: adapters escape what they send, and
show no text that has not been through `shown`.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.messages import TextKind

#: Joiners that scripts (ZWNJ in Persian) and emoji (ZWJ) are written with.
_JOINERS = "\u200c\u200d"
_LINE_ENDS = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\n{3,}")
_PHONE = re.compile(r"[0-9+()#*.,;/ x-]*", re.IGNORECASE)
_LEAST_DIGITS = 3  #: 911, 988
#: what no screen shows: controls but for tab and line feed, and the embeddings, overrides and
#: isolates that turn the letters after them around
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_HALVES = re.compile("[\ud800-\udfff]")


class Unfit(StrEnum):
    """Why a field cannot be taken as it is; the value is the id of the text that says so."""

    TOO_LONG = "error-too-long"  #: needs `most`
    NO_NUMBER = "error-no-number"
    NO_DATE = "error-no-date"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Nothing was taken. `text` is what was written, cleaned, so that the form can show it again;
    it stays out of the repr, and so out of logs."""

    why: Unfit
    most: int  #: characters that the field takes
    text: str = field(repr=False)


def clean(text: str, *, most: int, kind: TextKind = TextKind.LINE) -> str | Refusal:
    """What is kept of `text`, without space at the ends; "" stays "" (whether a field must be
    filled in is the form's to say).

    Too long is more than `most` characters, or more than 2 * `most` bytes of UTF-8, since sealed
    records have fixed sizes. A line has its line breaks made spaces; a paragraph keeps them, two
    in a row at most. A phone number has nothing but digits, spaces and the marks between them; a
    date is ISO (YYYY-MM-DD).
    """
    seen = shown_again(text, kind=kind)
    if len(seen) > most or len(seen.encode()) > 2 * most:
        return Refusal(Unfit.TOO_LONG, most, seen)
    if kind is TextKind.PHONE and seen and not _is_phone(seen):
        return Refusal(Unfit.NO_NUMBER, most, seen)
    if kind is TextKind.DATE and seen and not _is_date(seen):
        return Refusal(Unfit.NO_DATE, most, seen)
    return seen


def shown_again(text: str, *, kind: TextKind = TextKind.LINE) -> str:
    """What was written, cleaned and of whatever length, for a form that comes again."""
    seen = _visible(text)
    if kind is not TextKind.PARAGRAPH:
        seen = seen.replace("\n", " ")
    return _EMPTY_LINES.sub("\n\n", _SPACES.sub(" ", seen).replace(" \n", "\n")).strip()


def shown(text: str) -> str:
    """A text as a platform may show it, wherever it is from: what nobody sees is gone, half a
    character is the replacement character, every line ends in a line feed. Nothing else is changed;
    markup is the platform's to escape."""
    if text.isascii() and text.isprintable():  # most of what is shown, and often
        return text
    return whole(_UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def whole(text: str) -> str:
    """Half a surrogate pair, which nothing that is stored can hold, becomes U+FFFD."""
    return _HALVES.sub("\N{REPLACEMENT CHARACTER}", text)


def _visible(text: str) -> str:
    text = _LINE_ENDS.sub("\n", text)
    if text.isascii() and text.isprintable():
        return text
    seen = "".join(_kept(character) for character in text)
    return unicodedata.normalize("NFC", seen)


def _kept(character: str) -> str:
    if character == "\n" or character in _JOINERS:
        return character
    if character == "\t":
        return " "
    match unicodedata.category(character):
        case "Cc" | "Cf":
            return ""
        case "Cs":
            return "\N{REPLACEMENT CHARACTER}"
        case _:
            return character


def _is_phone(text: str) -> bool:
    digits = sum(character.isdecimal() for character in text)
    return _PHONE.fullmatch(text) is not None and digits >= _LEAST_DIGITS


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
