"""What can be wrong with a roster file. A file with one mistake changes nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

#: Mistakes that are listed; of the rest the number is told.
MOST_LISTED = 50
#: Characters of a cell that a mistake quotes.
LONGEST_QUOTE = 40
#: In place of the likeliest right word, where none is near: what the texts select on.
NOTHING_NEAR = "none"


class MistakeKind(StrEnum):
    """The value ends the id of the text: `roster-mistake-not-utf8`."""

    # the file
    TOO_LARGE = "too-large"  #: most
    NOT_UTF8 = "not-utf8"  #: byte
    NOT_CSV = "not-csv"
    SEPARATOR = "separator"  #: the cells are separated by something else than commas
    EMPTY = "empty"
    NO_PEOPLE = "no-people"
    TOO_MANY_ROWS = "too-many-rows"  #: most
    # the header
    MISSING_COLUMN = "missing-column"
    UNKNOWN_COLUMN = "unknown-column"  #: value, near
    COLUMN_TWICE = "column-twice"
    # a row
    CELLS = "cells"  #: found, wanted
    FORMULA = "formula"  #: value
    HIDDEN = "hidden"  #: code
    LINE_BREAK = "line-break"
    TOO_LONG = "too-long"  #: most
    ROW_TOO_LONG = "row-too-long"
    MISSING = "missing"
    BAD_NUMBER = "bad-number"  #: value
    BAD_ACCOUNT = "bad-account"  #: value
    TOO_MANY = "too-many"  #: most
    UNKNOWN_ROLE = "unknown-role"  #: value, near
    UNKNOWN_ZONE = "unknown-zone"  #: value, near
    UNKNOWN_LANGUAGE = "unknown-language"  #: value, known
    UNKNOWN_ROTATION = "unknown-rotation"  #: value, near
    UNKNOWN_SHIFT = "unknown-shift"  #: value, rotation, known
    SEVERAL_SUPERVISORS = "several-supervisors"
    # rows together
    NUMBER_TWICE = "number-twice"  #: value, other
    ACCOUNT_TWICE = "account-twice"  #: value, other
    UNKNOWN_SUPERVISOR = "unknown-supervisor"  #: value
    UNKNOWN_EVALUATOR = "unknown-evaluator"  #: value
    OWN_EVALUATOR = "own-evaluator"
    CIRCLE = "circle"  #: numbers
    # against what is stored
    TOO_MANY_TIES = "too-many-ties"  #: most


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """`row` 0 is the file as a whole; `column` "" the row as a whole. `about` holds the variables
    of the text; what it quotes of the file is short and has lost what nobody sees."""

    row: int
    column: str
    kind: MistakeKind
    about: Mapping[str, str | int] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Mistakes:
    """The first of them by row, and how many more there are."""

    listed: tuple[Mistake, ...]
    more: int = 0

    @classmethod
    def of(cls, found: Iterable[Mistake]) -> "Mistakes":
        everything = sorted(found)
        return cls(tuple(everything[:MOST_LISTED]), max(0, len(everything) - MOST_LISTED))


def quoted(text: str) -> str:
    """A cell as a mistake shows it."""
    seen = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return seen if len(seen) <= LONGEST_QUOTE else seen[: LONGEST_QUOTE - 1] + "…"
