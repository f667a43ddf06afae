"""The clock, the second channel, and the texts."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Wall and monotonic time; the demo's clock moves both."""

    def now(self) -> datetime:
        """Aware, UTC."""

    def monotonic(self) -> float:
        """Seconds that never go back."""


class Waker(Protocol):
    """The second channel that wakes on call (Apprise): content-free."""

    async def wake(self, url: str, title: str, text: str) -> bool:
        """Whether the service took it."""


class Texts(Protocol):
    """Every text a person reads. Raises TextMissing for an unknown id, a missing variable or a
    language without it (after falling back to English for a language that is not there)."""

    def say(self, language: str, text: str, /, **variables: str | int) -> str:
        """The text of that id, filled in."""

    def rotation(self, language: str, group: str) -> tuple[str, ...]:
        """The ids of a rotated group ("check-in", "note", "hello"), in order."""

    def languages(self) -> tuple[str, ...]:
        """Those that have texts."""
