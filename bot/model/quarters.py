"""Calendar quarters, in the organisation's zone, and what an open one needs of a person."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

JOINED_BEFORE = timedelta(days=30)
"""Whoever joined so long before a quarter began is counted in it (the release rule, 3)."""


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """The `number`-th quarter of a year, 1 to 4."""

    year: int
    number: int

    @classmethod
    def at(cls, now: datetime, zone: str) -> "Quarter":
        """The one that is open at that instant."""
        local = now.astimezone(ZoneInfo(zone)).date()
        return cls(local.year, (local.month - 1) // 3 + 1)

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    def begins(self, zone: str) -> datetime:
        """The first instant of its first day there, UTC."""
        return datetime.combine(self.first_day, time(), ZoneInfo(zone)).astimezone(UTC)

    def ends(self, zone: str) -> datetime:
        """Where the next one begins."""
        return self.next.begins(zone)

    def counts(self, joined_at: datetime | None, zone: str) -> bool:
        """Whether somebody who joined then is counted in it."""
        return joined_at is not None and joined_at <= self.begins(zone) - JOINED_BEFORE

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"
