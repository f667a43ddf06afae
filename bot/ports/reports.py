"""Reports: the quarter that is open, and the releases that are published."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.model.quarters import Quarter
from bot.reports.figures import Figures
from bot.reports.folding import Plan


class QuarterState(StrEnum):
    """How far a quarter's report is."""

    SKIPPED = "skipped"  #: reports had not begun when the quarter did: there will be none of it
    OPENING = "opening"  #: its groups are chosen; who is in which is being noted
    OPEN = "open"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class ReportQuarter:
    """A quarter with the groups that it is counted by, while they are needed. `sizes`: how many are
    counted in each, as it began; never published."""

    quarter: Quarter
    state: QuarterState
    plan: Plan | None = None
    sizes: tuple[int, ...] = ()


class ReportQuarters(Protocol):
    """The quarters since reports began."""

    def last(self) -> ReportQuarter | None:
        """The latest; None where there was none yet."""

    def stage(self) -> tuple[Quarter, QuarterState] | None:
        """How far the latest is, without what it is counted by: all that a reader is told."""

    def begin(self, quarter: Quarter, plan: Plan | None) -> None:
        """The latest from now on: OPENING, or SKIPPED where it has no plan. What earlier ones were
        counted by goes. Raises Conflict where it was begun before."""

    def open(self, quarter: Quarter, sizes: tuple[int, ...]) -> None:
        """From OPENING to OPEN. Raises Conflict where it is not."""

    def release(self, figures: Figures, picture: bytes) -> None:
        """From OPEN to RELEASED, with what is published, which never changes from here on. Raises
        Conflict where it is not open."""


@dataclass(frozen=True, slots=True)
class Release:
    """What was published of a quarter. `picture`: a PNG in each language (`bot.reports.pictures`);
    empty: none could be drawn."""

    figures: Figures
    picture: bytes


class Releases(Protocol):
    """What is published, and nothing else: read without any right to what it was made of."""

    def quarters(self) -> tuple[Quarter, ...]:
        """The latest first."""

    def get(self, quarter: Quarter) -> Release | None: ...
