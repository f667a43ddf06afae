"""A supporter's picture, and its copies at platforms that show nothing but what they hold."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Picture:
    """As it is stored, small and clean (`bot.photos`)."""

    id: int
    png: bytes


#: What a copy is of that is no picture: a file that goes at its instant (`bot.messages.File`).
NO_PICTURE = 0


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
