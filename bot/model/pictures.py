"""A supporter's picture, and its copies at platforms that show nothing but what they hold."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Picture:
    """As it is stored, small and clean (`bot.photos`)."""

    id: int
    png: bytes


#: What a copy is of that is no picture: a file that goes at its instant (`bot.messages.File`).
NO_PICTURE = 0


def published_id(png: bytes) -> int:
    """What a chart of a release is known by, the same in every process: it is kept as it is for
    good, and has no id of its own. Less than nothing, which no picture's is."""
    return -1 - (int.from_bytes(sha256(png).digest()[:8]) >> 2)


def is_published(picture: int) -> bool:
    """Whether the copy is of a chart: those are shown for as long as there are reports."""
    return picture < 0


class CopyState(StrEnum):
    """Where a copy stands."""

    BEGUN = "begun"  #: being made: the platform has named it, and may not hold it yet
    SHOWN = "shown"
    OVER = "over"  #: the platform shows it no more; whatever it still holds is to go


@dataclass(frozen=True, slots=True)
class PictureCopy:
    """A picture as a platform holds it, which may be longer than it is stored here; or a file that
    somebody was sent, which is only ever begun, and due when it is to go.

    `place` is a workspace (`slack:T1`), `handle` the platform's own name for it, at most 120
    characters. It is not taken away before `due_at`, whatever became of the picture.
    """

    id: int
    picture: int
    place: str
    handle: str
    state: CopyState
    due_at: datetime
