"""What is wrong with a configuration: where, and what would be right. No values, since any may
be a secret in the wrong place."""

from collections.abc import Iterable
from dataclasses import dataclass

#: Keys and positions from the top of the file down: ("lines", 0, "phone").
Place = tuple[str | int, ...]


def dotted(place: Place) -> str:
    """`lines[0].phone`"""
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


@dataclass(frozen=True, slots=True)
class Mistake:
    """`path` is dotted, "" for the file as a whole; `line` counts from 1."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.path}: {self.what}" if self.path else self._at_line()

    def _at_line(self) -> str:
        return f"line {self.line}: {self.what}"


class ConfigurationError(Exception):
    """The configuration cannot be used; the message says what to do."""


class ConfigurationMissing(ConfigurationError):
    """There is no such file, or it may not be read."""


class ConfigurationInvalid(ConfigurationError):
    """Every mistake of one file, in the order of its lines."""

    def __init__(self, origin: str, mistakes: Iterable[Mistake]) -> None:
        self.origin = origin
        self.mistakes = tuple(sorted(mistakes, key=lambda mistake: (mistake.line, mistake.path)))
        count = len(self.mistakes)
        heading = f"{origin}: {count} {'mistake' if count == 1 else 'mistakes'}"
        super().__init__("\n".join([heading, *(f"  {mistake}" for mistake in self.mistakes)]))
