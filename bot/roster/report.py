"""What a file in chat came to, as it is shown: what comparing it gave, kept sealed beside the file
while a coordinator makes up their mind, and how applying it ended."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import StrEnum

from bot.rendering.wording import Wording
from bot.roster.difference import Summary
from bot.roster.mistakes import Mistakes
from bot.roster.wording import difference_lines, mistake_lines


class FileOutcome(StrEnum):
    """What became of a file that was to be applied."""

    APPLIED = "applied"
    CHANGED = "changed"  #: the roster is no longer what the difference was shown against
    SECOND_NEEDED = "second-needed"  #: the second coordinator took their word back meanwhile
    UNFINISHED = "unfinished"  #: the process did not come to say anything else
    BROKEN = "broken"  #: it could not go on, and says so itself


@dataclass(frozen=True, slots=True)
class Report:
    """`digest` is "" where there is nothing to apply: mistakes, or no difference. `file` is the
    id under which the file is kept; `leavers` counts them where they need confirming, else 0.
    `waits`: for a second coordinator, who sends the same file."""

    lines: tuple[str, ...]
    file: int = 0
    digest: str = ""
    leavers: int = 0
    waits: bool = False

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> "Report":
        body = json.loads(content)
        return cls(**{**body, "lines": tuple(body["lines"])})


def mistakes_report(found: Mistakes, wording: Wording) -> Report:
    return Report(tuple(mistake_lines(found, wording)))


def report_of(found: Summary, file: int, wording: Wording, agreed: Callable[[], bool]) -> Report:
    """`agreed`: whether another coordinator has sent the same file; asked where one has to."""
    lines = tuple(difference_lines(found, wording))
    if found.is_empty:
        return Report(lines)
    if found.needs_second and not agreed():
        return Report((*lines, wording("roster-second-needed")), waits=True)
    leavers = len(found.left) if found.needs_confirming else 0
    return Report(lines, file, found.digest, leavers)
