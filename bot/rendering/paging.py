"""Lists in pages: which page is meant, what stands on it, and the buttons that turn it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.model.actions import ActionKind
from bot.rendering.wording import Choice, Wording, choice

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page:
    """Page `number`, counted from 0, of `count` pages."""

    number: int
    count: int

    def turning(self, wording: Wording, kind: ActionKind) -> tuple[Choice, ...]:
        """To the page before and to the next, where there are such."""
        turning = []
        if self.number > 0:
            turning.append(choice(wording("button-previous"), kind, page=self.number - 1))
        if self.number < self.count - 1:
            turning.append(choice(wording("button-next"), kind, page=self.number + 1))
        return tuple(turning)


def nearest(wanted: int, count: int) -> Page:
    """The page asked for, or the nearest there is: somebody may have gone meanwhile."""
    return Page(min(max(wanted, 0), count - 1), count)


def page_of(everything: Sequence[T], wanted: int, *, most: int) -> tuple[Page, Sequence[T]]:
    """The page asked for, or the nearest, with what stands on it, at most so many; one empty page
    where there is nothing."""
    page = nearest(wanted, max(1, -(-len(everything) // most)))
    return page, everything[page.number * most : (page.number + 1) * most]
